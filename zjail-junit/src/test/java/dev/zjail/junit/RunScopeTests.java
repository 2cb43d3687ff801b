package dev.zjail.junit;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zjail.engine.Execution;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a test says of its runs")
class RunScopeTests {
    @TempDir
    Path reports;

    @Test
    @DisplayName("keeps no run: a test can make any number of them")
    void keepsNone() {
        JailTestKit.reportingTo(reports).execute(ManyRunsTestCases.class).succeeded(1);
    }

    @Test
    @DisplayName("is over with the test: an assertion behind it fails at once")
    void isOver() {
        JailTestKit.reportingTo(reports).execute(HandsOutTestCases.class).succeeded(1);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(HandsOutTestCases.runs.get(0)).hasStdout("trying\n"))
                .withMessageContaining("hasStdout alone implies a normal ending");
    }

    @ScriptedEngine.Installed
    static class ManyRunsTestCases {
        @Test
        @Jailed("greeter")
        void test(Jail jail) {
            WeakReference<Execution> first = new WeakReference<>(jail.run().execution());
            for (int attempt = 0; attempt < 1000 && first.get() != null; attempt++) {
                System.gc();
                Thread.onSpinWait();
            }
            assertThat(first.get()).isNull();
            assertThat(jail.run()).hasStdout("hello\n");
        }
    }

    @ScriptedEngine.Installed
    static class HandsOutTestCases {
        static final List<JailResult> runs = new ArrayList<>();

        @Test
        @Jailed("socket")
        void test(JailResult run) {
            runs.add(run);
        }
    }
}
