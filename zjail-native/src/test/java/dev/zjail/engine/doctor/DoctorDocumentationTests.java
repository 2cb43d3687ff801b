package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/doctor.md")
class DoctorDocumentationTests {
    private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");

    private final String page = read();

    @Test
    @DisplayName("lists every probe, in their order")
    void probes() {
        List<String> listed = section("## What it tries")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> names(line.substring(0, line.indexOf('|', 1))))
                .toList();
        Diagnosis diagnosis = Doctor.examine();

        assertThat(diagnosis.probes().stream().map(ProbeResult::probe).filter(probe -> !probe.equals("user_namespace")))
                .containsExactlyElementsOf(listed.stream()
                        .filter(probe -> !probe.equals("user_namespace"))
                        .toList());
        assertThat(listed)
                .containsSubsequence(
                        LauncherProbe.all().stream().map(LauncherProbe::id).toList());
    }

    @Test
    @DisplayName("lists every environment")
    void environments() {
        String list = section("## What it recognises");

        assertThat(names(list))
                .containsExactlyElementsOf(Arrays.stream(HostEnvironment.values())
                        .map(HostEnvironment::id)
                        .toList());
    }

    private String section(String heading) {
        int start = page.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end);
    }

    private static Stream<String> names(String text) {
        return NAME.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "doctor.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
