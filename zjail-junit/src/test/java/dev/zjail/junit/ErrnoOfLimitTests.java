package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Execution;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An error of the kernel that the program reports")
class ErrnoOfLimitTests {

    private static Execution run(Termination termination, String stderr) {
        Execution greeting = SampleRuns.greeting();
        return SampleRuns.execution(greeting.spec(), termination, greeting.stdout(), SampleRuns.kept(stderr));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "malloc: Cannot allocate memory | \"Cannot allocate memory\" on stderr: address space at most 256 MiB, raise limits.memory",
                "malloc: Out of memory          | \"Out of memory\" on stderr: address space at most 256 MiB, raise limits.memory",
                "what(): std::bad_alloc         | \"std::bad_alloc\" on stderr: address space at most 256 MiB, raise limits.memory",
                "memory allocation of 8 failed  | \"memory allocation of\" on stderr: address space at most 256 MiB, raise limits.memory",
                "open: Too many open files      | \"Too many open files\" on stderr: at most 16 open files, raise limits.openFiles",
                "No file descriptors available  | \"No file descriptors available\" on stderr: at most 16 open files, raise limits.openFiles",
                "Resource temporarily unavailable | \"Resource temporarily unavailable\" on stderr: processes 1 of 1, raise limits.processes",
                "write: File too large          | \"File too large\" on stderr: files of at most 256 MiB, raise limits.fileSize",
            })
    @DisplayName("names the limit behind it, what was used of it, and what to raise")
    void namesTheLimit(String stderr, String line) {
        assertThat(ErrnoOfLimit.describe(run(new Termination.Exited(1), stderr)))
                .containsExactly("a limit may be behind " + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usage: greeter NAME", "No such file or directory", "Permission denied"})
    @DisplayName("that no limit causes names none")
    void others(String stderr) {
        assertThat(ErrnoOfLimit.describe(run(new Termination.Exited(1), stderr)))
                .isEmpty();
    }

    @Test
    @DisplayName("names no limit beside the one that ended the run")
    void endedByALimit() {
        Termination ended = new Termination.LimitExceeded(LimitKind.CPU, 1, 1);
        assertThat(ErrnoOfLimit.describe(run(ended, "Cannot allocate memory"))).isEmpty();
    }

    @Test
    @DisplayName("that may have another cause names processes only if there were as many as may be")
    void fewProcesses() {
        Execution run = run(new Termination.Exited(1), "read: Resource temporarily unavailable");
        Execution roomy = SampleRuns.execution(
                run.spec().withLimits(run.spec().limits().withProcesses(9)),
                run.termination(),
                run.stdout(),
                run.stderr());
        assertThat(ErrnoOfLimit.describe(roomy)).isEmpty();
    }

    @Test
    @DisplayName("is part of what a failed assertion says")
    void inTheStory() {
        JailResult result = SampleRuns.wrote(SampleRuns.kept(""), SampleRuns.kept("sort: Cannot allocate memory\n"));
        assertThat(result.describe())
                .contains("resident\na limit may be behind \"Cannot allocate memory\" on stderr: address space at most"
                        + " 256 MiB, raise limits.memory\naudit: ");
        assertThat(result.describeWithout("stdout")).contains("\na limit may be behind ");
    }
}
