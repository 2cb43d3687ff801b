package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    @Jailed(allow = "clone", limits = @Limits(processes = 8, wall = "2s"))
    void isThereWhileTheRunLastsAndGoneAfterIt(Jail jail) throws IOException {
        CompletableFuture<JailResult> run = CompletableFuture.supplyAsync(() -> jail.run("stay", token));
        int most = 0;
        while (!run.isDone()) {
            most = Math.max(most, HostProcesses.withArgument(token).size());
        }

        if (ProcessLimit.endsRuns()) {
            assertThat(run.join()).exceeded(LimitKind.PROCESSES);
        } else {
            assertThat(run.join()).exceeded(LimitKind.WALL);
            assertThat(most).isBetween(2, 8);
        }
        assertThat(HostProcesses.withArgument(token)).isEmpty();
    }

    @Test
    @Jailed(allow = "clone", limits = @Limits(processes = 8, wall = "1s"))
    void ofTheKindThatNeverStopsIsStoppedByTheClock(Jail jail) throws IOException {
        JailResult run = jail.run("bomb", token);

        assertThat(run)
                .hasStdout("about to: clone\n")
                .exceeded(ProcessLimit.endsRuns() ? LimitKind.PROCESSES : LimitKind.WALL);
        assertThat(HostProcesses.withArgument(token)).isEmpty();
    }
}
