package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class JailResultAssert_hasStdoutAs_Tests {
    private Path file = Path.of("");

    @BeforeEach
    void prepare(@TempDir Path directory) {
        file = directory.resolve("x.txt");
    }

    private static JailResult wrote(String stdout) {
        return SampleRuns.wrote(SampleRuns.kept(stdout), SampleRuns.kept("err 1\n"));
    }

    @Test
    void should_pass_if_the_program_wrote_what_the_file_holds() throws IOException {
        Files.writeString(file, "[TOOL] [..]\n");
        JailResultAssert assertion = assertThat(wrote("sort 9.1\n"));
        assertThat(assertion.hasStdoutAs(file, Map.of("TOOL", "sort"))).isSameAs(assertion);
        Files.writeString(file, "err [..]\n");
        assertThat(assertion.hasStderrAs(file)).isSameAs(assertion);
    }

    @Test
    void should_fail_and_show_the_first_difference() throws IOException {
        Files.writeString(file, "a\nb\n");
        assertThat(failureOf(() -> assertThat(wrote("a\nc\n")).hasStdoutAs(file)))
                .hasMessage("""

                        Expected: stdout as in %s
                        Actual: another from line 2 of stdout on, line 2 of the file (- the file, + stdout):
                              | a\\n
                            - | b\\n
                            + | c\\n
                        greeter exited with status 0
                        stderr (6 bytes):
                          | err 1\\n
                        used: 2 ms CPU, 3 ms wall, 1 MiB resident
                        audit: /project/target/reports/greets.audit.json
                        Remedy: if the new stdout is right, rewrite the file: -Dzjail.golden=update""".formatted(file));
    }

    @Test
    void should_give_tools_what_would_change_in_the_file() throws IOException {
        Files.writeString(file, "in [..] s\nb\n");
        assertThat(failureOf(() -> assertThat(wrote("in 4 s\nc\n")).hasStdoutAs(file)))
                .isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
                    assertThat(failure.getExpected().getValue()).isEqualTo("in [..] s\\n\nb\\n");
                    assertThat(failure.getActual().getValue()).isEqualTo("in [..] s\\n\nc\\n");
                });
    }

    @Test
    void should_show_the_output_if_the_file_is_missing() {
        assertThat(failureOf(() -> assertThat(wrote("a\n")).as("mine").hasStderrAs(file)))
                .hasMessageStartingWith("[mine] \nGolden file: `" + file + "` must exist, but was: no file. Remedy: ")
                .hasMessageContaining(
                        "-Dzjail.golden=update, which creates the file.\nstderr (6 bytes):\n  | err 1\\n\n")
                .hasMessageContaining("\nstdout (2 bytes):\n  | a\\n\n");
    }

    @Test
    void should_start_relative_paths_at_the_module() {
        assertThat(failureOf(() -> assertThat(wrote("a\n")).hasStdoutAs(Path.of("pom.xml"))))
                .hasMessageStartingWith("\nExpected: stdout as in pom.xml\n");
    }

    @Test
    void should_fail_if_more_was_written_than_kept() throws IOException {
        Files.writeString(file, "...\n");
        CapturedOutput cut = new CapturedOutput(Bytes.utf8("a"), 2);
        assertThat(failureOf(() ->
                        assertThat(SampleRuns.wrote(cut, SampleRuns.kept(""))).hasStdoutAs(file)))
                .hasMessageStartingWith(
                        "\nExpected: stdout as in a golden file\nActual: more was written than was kept."
                                + " Remedy: raise limits.output, or let the program write less.\nstdout (2 bytes):\n");
    }

    @Test
    void should_imply_a_normal_ending() throws IOException {
        Files.writeString(file, "hello\n");
        JailResult run = SampleRuns.ended(new Signaled("SIGSEGV", 11, false));
        assertThat(failureOf(() -> assertThat(run).hasStdoutAs(file)))
                .hasMessageEndingWith("best in front of hasStdoutAs: wasSignaledBy(\"SIGSEGV\")");
        assertThat(run).wasSignaledBy("SIGSEGV").hasStdoutAs(file);
    }
}
