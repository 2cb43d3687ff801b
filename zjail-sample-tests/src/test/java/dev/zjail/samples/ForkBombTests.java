package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Processes that make processes. Each run's processes carry a token among their arguments, and are found by it. */
@DisplayName("A fork bomb")
@Jailed("target/native/fork_bomb")
class ForkBombTests {
    private final String token = "token-" + UUID.randomUUID();

    @Test
    @Jailed(args = "bomb")
    void isKilledInClone(JailResult run) {
        assertThat(run).hasStdout("about to: clone\n").wasKilledBySyscall("clone");
    }

    @Test
    @Jailed(args = "once", allow = "clone")
    void isRefusedByTheKernelWhereOneProcessIsTheLimit(JailResult run) {
        if (ProcessLimit.endsRuns()) {
            assertThat(run).hasStdout("about to: clone\n").exceeded(LimitKind.PROCESSES);
        } else {
            assertThat(run).exitedWith(0).hasStdout("about to: clone\nclone: errno EAGAIN\n");
        }
    }

    @Test
    @Jailed(args = "once", allow = "clone", limits = @Limits(processes = 2))
    void succeedsWhereTwoProcessesAreTheLimit(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("about to: clone\nclone: ok\n");
    }

    @Test
    @Jailed(allow = "clone", limits = @Limits(processes = 8))
    void getsAsManyProcessesAsTheLimitSaysAndLeavesNone(Jail jail) throws IOException {
        JailResult run = jail.run("hold", token);

        if (ProcessLimit.endsRuns()) {
            assertThat(run).hasStdout("about to: clone\n").exceeded(LimitKind.PROCESSES);
        } else {
            assertThat(run).exitedWith(0);
            assertThat(run.stdout().text()).startsWith("about to: clone\nclone: errno EAGAIN\n");
            assertThat(Reports.of(run).number("processes made")).isBetween(1L, 7L);
        }
        assertThat(HostProcesses.withArgument(token)).isEmpty();
    }

    /** The search for processes is no empty gesture: while the run lasts it finds some. */
    @Test
    @Jailed(allow = "clone", limits = @Limits(processes = 8, cpu = "1h", wall = "1h"))
    void isThereWhileTheRunLastsAndGoneAfterIt(Jail jail) throws Exception {
        FutureTask<JailResult> run = new FutureTask<>(() -> jail.run("stay", token));
        Thread runner = new Thread(run);
        runner.start();
        int most = 0;
        while (most < 2 && !run.isDone()) {
            most = HostProcesses.withArgument(token).size();
        }
        runner.interrupt();
        runner.join();

        if (ProcessLimit.endsRuns()) {
            assertThat(run.get()).exceeded(LimitKind.PROCESSES);
        } else {
            assertThatThrownBy(run::get).hasCauseExactlyInstanceOf(RunInterruptedException.class);
            assertThat(most).isBetween(2, 8);
        }
        assertThat(HostProcesses.withArgument(token)).isEmpty();
    }

    @Test
    @Jailed(allow = "clone")
    void ofTheKindThatNeverStopsIsStoppedByTheClock(Jail jail) throws IOException {
        ResourceLimits eight = ResourceLimits.DEFAULTS.withProcesses(8).withCpu(Duration.ofHours(1));
        JailResult run = LongEnough.toAnnounce(jail, eight, "bomb", token);

        assertThat(run)
                .hasStdout("about to: clone\n")
                .exceeded(ProcessLimit.endsRuns() ? LimitKind.PROCESSES : LimitKind.WALL);
        assertThat(HostProcesses.withArgument(token)).isEmpty();
    }
}
