package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The launcher that is shipped")
class ShippedLauncherTests {
    private static final Pattern OPTION = Pattern.compile("\"(--[a-z-]+)\"");

    @Test
    @DisplayName("knows none of the options by which the tests' launcher fails or leaves something out")
    void knowsNoneOfTheTestsOptions() throws Exception {
        List<String> options = OPTION.matcher(Files.readString(Path.of("src", "test", "c", "faults.c")))
                .results()
                .map((MatchResult option) -> option.group(1))
                .toList();

        assertThat(options).contains("--fail", "--leave-out");
        assertThat(content(TestLauncher.IMAGE)).contains(options);
        assertThat(content(Protocol.shippedLauncher()))
                .contains("--user-namespace")
                .doesNotContain(options.toArray(String[]::new));
    }

    @Test
    @DisplayName("is the only one among what is packaged")
    void isTheOnlyOne() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("launcher"))
                            .filter(Files::isRegularFile)
                            .map(Path::getFileName)
                            .map(Path::toString))
                    .contains("zjail-launcher")
                    .doesNotContain("zjail-test-launcher");
        }
    }

    private static String content(Path file) throws Exception {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
