package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds docs/hardening.md to the tests it names. */
@DisplayName("The page on hardening")
class HardeningDocumentationTests {
    private static final Path PROJECT = Path.of("..");
    private static final Path PAGE = PROJECT.resolve("docs/hardening.md");
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| .*", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

    @Test
    @DisplayName("has a row for each of the sixty facts, in order")
    void sixtyFacts() throws IOException {
        List<Integer> numbers = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> Integer.valueOf(row.group(1)))
                .toList();

        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    @DisplayName("names tests that exist, and one at least for whatever it calls done")
    void testsExist() throws IOException {
        Set<String> existing = testClasses();
        for (String row : ROW.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .toList()) {
            List<String> named =
                    TEST.matcher(row).results().map(name -> name.group(1)).toList();
            assertThat(existing).describedAs(row).containsAll(named);
            assertThat(named.isEmpty() && row.contains("| done"))
                    .describedAs(row)
                    .isFalse();
        }
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("Tests.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
