package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.StackOverflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A stack overflow")
class StackOverflowTests extends WithSharedFixtures {
    private static final long MIB = 1 << 20;

    /** On every launcher that is possible here. */
    private List<Execution> run(long stackMebibytes, String... arguments) {
        Path program = CProgram.file("stack-overflow.c", "-O0", "-pthread", "-Wno-infinite-recursion");
        JailSpec spec = JailSpec.of(program)
                .withArguments(List.of(arguments))
                .withPolicy("threads")
                .withAllow(Set.of("tgkill"))
                .withLimits(ResourceLimits.DEFAULTS.withProcesses(4).withStackBytes(stackMebibytes * MIB));
        return TestLauncher.Mode.possible().stream()
                .map(mode ->
                        TestLauncher.engine(mode.host(), fixtures, List.of()).run(spec))
                .toList();
    }

    @ParameterizedTest(name = "{0}, a limit of {1} MiB")
    @CsvSource({"recursion, 8", "recursion, 1", "recursion, 64", "large-frame, 8", "far-frame, 8", "alloca, 2"})
    @DisplayName("of the first thread is told with the limit that it reached")
    void ofFirstThread(String how, long mebibytes) {
        assertThat(run(mebibytes, how)).allSatisfy(run -> {
            assertThat(run.stdout().text()).isEqualTo("up\n");
            assertThat(run.termination()).isEqualTo(overflow(false, mebibytes * MIB));
            assertThat(run.termination().describe())
                    .isEqualTo("killed by signal SIGSEGV (11): its stack overflowed, at the stack limit of " + mebibytes
                            + " MiB");
        });
    }

    @Test
    @DisplayName("of another thread is told as one of a thread")
    void ofAnotherThread() {
        assertThat(run(8, "thread")).allSatisfy(run -> {
            assertThat(run.termination()).isEqualTo(overflow(true, 8 * MIB));
            assertThat(run.termination().describe())
                    .isEqualTo(
                            "killed by signal SIGSEGV (11): its stack overflowed, in a thread of its own size or of the"
                                    + " stack limit of 8 MiB");
        });
    }

    private static Signaled overflow(boolean ofThread, long limit) {
        return new Signaled("SIGSEGV", 11, false, Optional.of(new StackOverflow(ofThread, limit)));
    }

    /** Deep in the stack, far from it, at constants, by its own hand, behind one that was handled. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "wild",
                "constant",
                "deep-null",
                "raise",
                "handled-then-null",
                "handled-then-raise",
                "code-on-stack",
                "code-on-stack-of-thread",
                "constant-in-thread"
            })
    @DisplayName("is nothing else that ends with SIGSEGV")
    void nothingElse(String how) {
        assertThat(run(8, how)).allSatisfy(run -> {
            assertThat(run.stdout().text()).startsWith("up\n");
            assertThat(run.termination()).isEqualTo(new Signaled("SIGSEGV", 11, false));
        });
    }

    @Test
    @DisplayName("that a program handles is no ending")
    void handled() {
        assertThat(run(8, "handled"))
                .allSatisfy(run -> assertThat(run.termination()).isEqualTo(new Exited(3)));
    }

    @Test
    @DisplayName("does not happen where the limit is large enough")
    void enoughStack() {
        assertThat(run(64, "large-frame"))
                .allSatisfy(run -> assertThat(run.termination()).isEqualTo(new Exited(0)));
    }
}
