package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.NotCollected.Kind;
import dev.zjail.engine.Tmpfs;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailResultAssert_hasFile_Tests {
    private static final CollectedFiles COLLECTED = new CollectedFiles(
            List.of(
                    CollectedFile.of("/tmp/empty", Bytes.EMPTY),
                    CollectedFile.of("/tmp/out.txt", Bytes.utf8("one\ntwo\n"))),
            List.of(
                    new NotCollected("/tmp/d", Kind.DIRECTORY, ""),
                    new NotCollected("/tmp/deep", Kind.TOO_DEEP, ""),
                    new NotCollected("/tmp/fifo", Kind.FIFO, ""),
                    new NotCollected("/tmp/link", Kind.LINK, "to /etc/hostname\n##vso[x]")));
    private static final JailResult RUN = run(COLLECTED);

    private static JailResult run(CollectedFiles collected) {
        JailSpec spec = JailSpec.of(Path.of("/project/target/greeter"))
                .withTmpfs(List.of(new Tmpfs("/tmp", 4096)))
                .withCollect(List.of("/tmp"));
        Execution greeting = SampleRuns.greeting();
        return SampleRuns.uncertain(new Execution(
                spec,
                greeting.startedAt(),
                greeting.termination(),
                greeting.stdout(),
                greeting.stderr(),
                greeting.usage(),
                greeting.confinement(),
                greeting.policy(),
                greeting.fingerprint(),
                greeting.root(),
                greeting.refused(),
                greeting.contents(),
                collected));
    }

    @Test
    void passes_for_a_file_that_came_back() {
        assertThat(RUN).hasFile("/tmp/out.txt").hasFile("/tmp//empty").doesNotHaveFile("/tmp/other");
    }

    @Test
    void compares_the_content_with_a_golden_file(@TempDir Path directory) throws IOException {
        Path same = Files.writeString(directory.resolve("same.txt"), "one\n[..]\n");
        Path other = Files.writeString(directory.resolve("other.txt"), "something else\n");

        assertThat(RUN).file("/tmp/out.txt").hasContentAs(same);
        assertThat(failureOf(() -> assertThat(RUN).file("/tmp/out.txt").hasContentAs(other)))
                .hasMessageContaining("Expected: /tmp/out.txt as in " + other)
                .hasMessageContaining(
                        "Remedy: if the new /tmp/out.txt is right, rewrite the file: -Dzjail.golden=update");
        assertThatThrownBy(() -> assertThat(RUN.file("/tmp/out.txt")).hasContentAs(same))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "hasContentAs: it is not known of which run this file is, nor whether golden files are to be"
                                + " rewritten. Remedy: begin with assertThat(run).file(\"/tmp/out.txt\"), which is no soft"
                                + " assertion.");
    }

    @Test
    void says_what_lies_there_instead() {
        assertThat(failureOf(() -> assertThat(RUN).hasFile("/tmp/fifo")))
                .hasMessageContaining("Expected: a file /tmp/fifo\n")
                .hasMessageContaining("Found: no file came back from /tmp/fifo: a FIFO lies there; what came back:"
                        + " /tmp/empty, /tmp/out.txt\n");
        assertThat(failureOf(() -> assertThat(RUN).hasFile("/tmp/link")).getMessage())
                .contains("a symbolic link, and none is followed (to /etc/hostname\\u{a}")
                .doesNotContain("##vso[");
        assertThat(failureOf(() -> assertThat(RUN).hasFile("/tmp/out.TXT")))
                .hasMessageContaining("/tmp/out.TXT: nothing lies there; what came back: /tmp/empty, /tmp/out.txt");
        assertThat(failureOf(() -> assertThat(RUN).hasFile("/tmp/d")))
                .hasMessageContaining(": a directory lies there;");
    }

    @Test
    void fails_for_anything_where_nothing_is_to_lie() {
        assertThat(failureOf(() -> assertThat(RUN).doesNotHaveFile("/tmp/out.txt")))
                .hasMessageContaining("Expected: nothing at /tmp/out.txt\n")
                .hasMessageContaining("Found: a file (8 B)\n");
        assertThat(failureOf(() -> assertThat(RUN).doesNotHaveFile("/tmp/fifo")))
                .hasMessageContaining("Found: a FIFO\n");
        assertThat(failureOf(() -> assertThat(RUN).doesNotHaveFile("/tmp/deep/a")))
                .hasMessageContaining("Found: unknown: /tmp/deep is a directory too deep to be looked into\n");
    }

    @Test
    void goes_on_to_the_file() {
        assertThat(RUN)
                .file("/tmp/out.txt")
                .hasContent("one\ntwo\n")
                .hasBinaryContent("one\ntwo\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSize(8)
                .isNotEmpty()
                .hasDigest(RUN.file("/tmp/out.txt").digest().toUpperCase(java.util.Locale.ROOT));
        assertThat(RUN).file("/tmp/empty").isEmpty();
        assertThat(RUN).file("/tmp/out.txt").content().startsWith("one").hasLineCount(2);
        assertThat(RUN).file("/tmp/out.txt").binaryContent().startsWith('o', 'n', 'e');
    }

    @Test
    void can_be_asserted_softly() {
        ZjailSoftAssertions softly = new ZjailSoftAssertions();

        softly.assertThat(RUN).hasFile("/tmp/fifo").hasFile("/tmp/out.txt").doesNotHaveFile("/tmp/d");
        softly.assertThat(RUN).file("/tmp/out.txt").hasContent("other").hasSize(1);
        softly.assertThat(RUN).file("/tmp/fifo").hasContent("x");
        softly.assertThat(RUN.file("/tmp/out.txt")).isEmpty();

        assertThat(softly.errorsCollected())
                .extracting(failure ->
                        failure.toString().lines().skip(1).findFirst().orElse(""))
                .containsExactly(
                        "Expected: a file /tmp/fifo",
                        "Expected: nothing at /tmp/d",
                        "Expected: /tmp/out.txt (5 bytes):",
                        "Expected: /tmp/out.txt with 1 bytes",
                        "Expected: a file /tmp/fifo",
                        "Expected: /tmp/out.txt without a byte in it");
    }

    @Test
    void has_the_usual_entry_points() {
        CollectedFile file = RUN.file("/tmp/out.txt");

        assertThat(file).hasSize(8);
        ZjailBDDAssertions.then(file).hasSize(8);
        assertThat(RUN.files()).element(1, ZjailAssertFactories.COLLECTED_FILE).hasSize(8);
    }

    @Test
    void says_where_a_content_differs() {
        assertThat(failureOf(() -> assertThat(RUN).file("/tmp/out.txt").hasContent("one\ntoo\n"))
                        .getMessage())
                .startsWith("[/tmp/out.txt of greeter exited with status 0; audit: ")
                .contains("Expected: /tmp/out.txt (8 bytes):")
                .contains("Actual: /tmp/out.txt (8 bytes):")
                .contains("First difference at byte 6, line 2: expected \"oo\\n\", found \"wo\\n\".");
        assertThat(failureOf(() -> assertThat(RUN).file("/tmp/out.txt").hasSize(9)))
                .hasMessageContaining("Expected: /tmp/out.txt with 9 bytes\nActual: /tmp/out.txt (8 bytes):");
        assertThat(failureOf(() -> assertThat(RUN).file("/tmp/out.txt").isEmpty()))
                .hasMessageContaining("Expected: /tmp/out.txt without a byte in it\n");
        assertThat(failureOf(() -> assertThat(RUN).file("/tmp/empty").isNotEmpty()))
                .hasMessageContaining("Expected: /tmp/empty with at least a byte in it\nActual: /tmp/empty: empty");
        assertThat(failureOf(() -> assertThat(RUN).file("/tmp/empty").hasDigest("AB")))
                .hasMessageContaining("Expected: /tmp/empty with the digest ab\n");
        assertThat(failureOf(() -> assertThat(RUN).file("/tmp/fifo").isEmpty()))
                .hasMessageContaining("a FIFO lies there");
    }
}
