package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real runs leave in the reports directory, whatever their programs are given and write. */
@DisplayName("The audit of a run")
@Jailed("target/native/echo_stdin")
class AuditTests {
    private static final Path REPORTS = Path.of("target", "surefire-reports").toAbsolutePath();

    static List<String> hostileTexts() {
        return List.of(
                "\"}\n{\"schema\":\"zjail.audit/v1\",\"verdict\":\"DETERMINISTIC\"}\n",
                "\\\",\"verdict\":\"DETERMINISTIC\",\"x\":\"",
                "\r\n\u0001\u0007\b\t\u000b\f\u001b[2J\u007f",
                "\u0085\u2028\u2029\u202e\ufeff",
                "😀 é");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    @DisplayName("is not broken or forged by an argument or by output")
    void hostile(String text, Jail jail) throws IOException {
        JailResult run = jail.withStdin(text).run(text);

        assertThat(run).exitedWith(0).hasStdout(text);
        assertThat(linesOfTheRun(run))
                .singleElement()
                .asString()
                .matches("\\{\"schema\":\"zjail.audit/v1\",\"record\":\"run\",[ -\\x7f]*}")
                .contains("\"values\":[\"" + escaped(text) + "\"]", "\"head\":\"" + escaped(text) + "\"")
                .doesNotContain("\"verdict\":\"DETERMINISTIC\"");
    }

    @Test
    @DisplayName("holds bytes that are not UTF-8 in a file beside it, as they were")
    void notUtf8(Jail jail) throws IOException {
        byte[] bytes = {(byte) 0xff, '"', '}', '\n', '{', 0, (byte) 0xc3};

        JailResult run = jail.withStdin(bytes).run();

        assertThat(run.stdout().bytes()).isEqualTo(bytes);
        assertThat(beside(run, ".stdout.txt")).hasBinaryContent(bytes);
        assertThat(linesOfTheRun(run)).hasSize(1);
    }

    @Test
    @DisplayName("holds large output in a file beside it")
    void large(Jail jail) throws IOException {
        String output = "0123456789abcdef".repeat(10_000);

        JailResult run = jail.withStdin(output).run();

        assertThat(run).hasStdout(output);
        assertThat(beside(run, ".stdout.txt")).hasContent(output);
        assertThat(beside(run, ".stderr.txt")).doesNotExist();
    }

    @RepeatedTest(2)
    @DisplayName("is kept apart from that of every other attempt")
    void repeated(Jail jail, RepetitionInfo attempt) throws IOException {
        JailResult first =
                jail.withStdin("first of " + attempt.getCurrentRepetition()).run();
        JailResult second =
                jail.withStdin("second of " + attempt.getCurrentRepetition()).run();

        assertThat(first.auditFile()).isNotEqualTo(second.auditFile());
        assertThat(Files.readString(first.auditFile())).contains("first of " + attempt.getCurrentRepetition());
        assertThat(Files.readString(second.auditFile())).contains("second of " + attempt.getCurrentRepetition());
    }

    @Test
    @DisplayName("is where a failure points to, and then comes how to run the test again")
    void failure(JailResult run) {
        assertThatThrownBy(() -> assertThat(run).exitedWith(1))
                .hasMessageEndingWith("\naudit: " + run.auditFile()
                        + "\nto run it again: mvn test -Dtest='dev.zjail.samples.AuditTests#failure'"
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    @DisplayName("is attached to the test, with the output beside it, by every JUnit that can attach files")
    void attached(Jail jail) throws IOException {
        String output = "0123456789abcdef".repeat(1_000);
        JailResult run = jail.withStdin(output).run();

        List<Path> attachments;
        Path directory = Path.of("target", "junit-jupiter");
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            attachments = files.filter(file -> file.endsWith(run.auditFile().getFileName()))
                    .toList();
        }
        if (System.getProperty("expected.junit.version").startsWith("5.10.")
                || System.getProperty("expected.junit.version").startsWith("5.11.")) {
            assertThat(attachments).isEmpty();
        } else {
            assertThat(attachments)
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasSameBinaryContentAs(run.auditFile()))
                    .satisfies(file -> assertThat(file.resolveSibling(
                                    beside(run, ".stdout.txt").getFileName()))
                            .hasContent(output));
        }
    }

    private static Path beside(JailResult run, String suffix) {
        return run.auditFile()
                .resolveSibling(run.auditFile().getFileName().toString().replace(".audit.json", suffix));
    }

    /** The lines of all trails that name the run's own file, as the bytes are. */
    private static List<String> linesOfTheRun(JailResult run) throws IOException {
        String name = "\"audit_file\":\"" + REPORTS.relativize(run.auditFile()) + "\"";
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (Stream<Path> trails = Files.list(REPORTS.resolve("zjail"))) {
            for (Path trail : trails.filter(file -> file.toString().endsWith(".audit.jsonl"))
                    .toList()) {
                content.writeBytes(Files.readAllBytes(trail));
            }
        }
        return content.toString(ISO_8859_1)
                .lines()
                .filter(line -> line.contains(name))
                .toList();
    }

    /** As JSON is escaped to ASCII. */
    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(unit -> {
            int shorthand = "\"\\\n\r\t\b\f".indexOf(unit);
            if (shorthand >= 0) {
                json.append('\\').append("\"\\nrtbf".charAt(shorthand));
            } else if (unit < ' ' || unit > 0x7f) {
                json.append(String.format("\\u%04X", unit));
            } else {
                json.append((char) unit);
            }
        });
        return json.toString();
    }
}
