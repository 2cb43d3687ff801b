package dev.zjail.junit;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.CollectedFile;
import dev.zjail.internal.Blake2b256;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** By tee(1), which writes its standard input into a file, and so is a real run. */
@DisplayName("Files that a test has brought back")
class CollectedFilesOfATestTests {
    @TempDir
    Path reports;

    @Test
    void areInTheResultAndInTheRecord() {
        JailTestKit.Results results = JailTestKit.reportingTo(reports).execute(BroughtBack.class);

        String record = results.succeeded(1).runs().get(0).record();
        assertThat(record)
                .contains("\"collect\" : [", "\"head\" : \"some text\\n\"", Blake2b256.of("some text\n"))
                .contains("\"kind\" : \"NOTHING\"");
    }

    static class BroughtBack {
        @Test
        @Jailed(
                value = "/usr/bin/tee",
                args = "/tmp/out.txt",
                stdin = "some text\n",
                tmpfs = "/tmp:1MiB",
                collect = {"/tmp/out.txt", "/tmp/other.txt"})
        void test(JailResult run) {
            assertThat(run)
                    .exitedWith(0)
                    .hasFile("/tmp/out.txt")
                    .doesNotHaveFile("/tmp/other.txt")
                    .file("/tmp/out.txt")
                    .hasContent("some text\n");
            assertThat(run.file("/tmp/out.txt").text()).isEqualTo("some text\n");
            assertThat(run.files()).extracting(CollectedFile::path).containsExactly("/tmp/out.txt");
            assertThat(run.describe()).contains("\ncame back: /tmp/out.txt (10 B)\n");
        }
    }

    @Test
    void canBeAskedForByAJail() {
        JailTestKit.reportingTo(reports).execute(ByJail.class).succeeded(1);
    }

    static class ByJail {
        @Test
        @Jailed(value = "/usr/bin/tee", args = "/tmp/a", stdin = "a", tmpfs = "/tmp:1MiB", collect = "/tmp/b")
        void test(Jail jail) {
            assertThat(jail.withCollect("/tmp/a").run()).file("/tmp/a").hasContent("a");
            assertThat(jail.withCollect("/tmp").run()).file("/tmp/a").hasContent("a");
            JailResult other = jail.run();
            assertThatThrownBy(() -> other.file("/tmp/b"))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessage("no file came back from /tmp/b: nothing lies there; what came back: nothing");
            assertThatThrownBy(() -> other.file("/tmp/a"))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@Jailed: `collect` must name the file, or a directory above it, but was: /tmp/b."
                            + " Remedy: add collect = \"/tmp/a\".");
            assertThatThrownBy(() -> assertThat(jail.withCollect().run()).hasFile("/tmp/a"))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@Jailed: `collect` must name the file, or a directory above it, but was: nothing."
                            + " Remedy: add collect = \"/tmp/a\".");
            assertThatThrownBy(() -> jail.withCollect("tmp/a"))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("Jail: `collect` must name an absolute path in the jail, but was: tmp/a. Remedy: write"
                            + " for instance \"/tmp/out.txt\".");
        }
    }

    @Test
    void areThoseOfTheClosestAnnotation() {
        JailTestKit.reportingTo(reports).execute(Merged.class).succeeded(2);
    }

    @Jailed(value = "/usr/bin/tee", args = "/tmp/a", stdin = "a", tmpfs = "/tmp:1MiB", collect = "/tmp")
    static class Merged {
        @Test
        void ofTheClass(JailResult run) {
            assertThat(run.execution().spec().collect()).containsExactly("/tmp");
            assertThat(run).hasFile("/tmp/a");
        }

        @Test
        @Jailed(collect = "/tmp/b")
        void ofTheMethod(JailResult run) {
            assertThat(run.execution().spec().collect()).containsExactly("/tmp/b");
            assertThat(run).doesNotHaveFile("/tmp/b");
        }
    }

    @Test
    void mustLieInAPlaceToWrite() {
        assertThat(JailTestKit.reportingTo(reports).execute(Outside.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Jailed: `collect` must name a path in a place of `tmpfs`, but was: /out/a.txt, and the"
                        + " places are /tmp. Remedy: add tmpfs = \"/out:16MiB\".");
    }

    static class Outside {
        @Test
        @Jailed(value = "/usr/bin/tee", tmpfs = "/tmp:1MiB", collect = "/out/a.txt")
        void test() {}
    }

    @Test
    void arePartOfWhatAReplayMustRepeat() {
        JailTestKit.Results results = JailTestKit.reportingTo(reports).execute(Replayed.class);

        assertThat(results.succeeded(1).runs().get(0).record()).contains("\"collect\" : [");
    }

    static class Replayed {
        @Test
        @Jailed(
                value = "/usr/bin/tee",
                args = "/tmp/a",
                stdin = "a",
                tmpfs = "/tmp:1MiB",
                collect = "/tmp",
                replays = 2)
        void test(JailResult run) {
            assertThat(run).hasFile("/tmp/a");
            assertThat(run.verdict()).isNotEqualTo(dev.zjail.truthimatics.Verdict.REJECT);
        }
    }
}
