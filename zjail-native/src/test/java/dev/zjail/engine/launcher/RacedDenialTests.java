package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A denied call that comes in the moment in which something else ends its process. Whether it was made in time is
 * chance, and the kernel's audit log knows: what it has is what the runs must say, neither less nor more.
 */
@DisplayName("A denied call that races")
class RacedDenialTests {
    private static final int RUNS = Integer.getInteger("zjail.soak.races", 20);

    /** No kernel has calls of these numbers: each run has one of its own, by which its record is known. */
    private static final int FIRST = 20_000;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final Path PROGRAM = CProgram.ending("races");

    /** What else may happen. */
    enum Race {
        EXIT("an exit with status 0"),
        KILL("a SIGKILL to oneself"),
        CRASH("a fault of another thread"),
        EXECUTE("an execve of another thread"),
        /** The one of which the kernel can take away what would tell it: docs/decisions/supervision.md. */
        EXECUTE_IN_THREAD("an execve of a thread, in the first one"),
        FLOOD("too much output"),
        SIGNALS("signals"),
        END_OF_THREAD("the end of the first thread"),
        KILL_CHILD("a SIGKILL to the child that makes it"),
        LEAVE_CHILD("the exit of its parent"),
        STOP_CHILD("a stop of its process"),
        LIMIT("the limit on the clock"),
        NOTHING("nothing");

        private final String what;

        Race(String what) {
            this.what = what;
        }

        /** Whether a run may end so, where the call came too late. */
        boolean endsWithoutCallIn(Termination end) {
            return switch (this) {
                case EXIT, EXECUTE, EXECUTE_IN_THREAD, KILL_CHILD, LEAVE_CHILD -> end.equals(new Exited(0));
                case KILL -> signaled(end, "SIGKILL");
                case CRASH -> signaled(end, "SIGILL");
                case FLOOD -> exceeded(end, LimitKind.OUTPUT);
                case LIMIT -> exceeded(end, LimitKind.WALL);
                case SIGNALS, END_OF_THREAD, STOP_CHILD, NOTHING -> false;
            };
        }

        private static boolean signaled(Termination end, String signal) {
            return end instanceof Signaled by && by.signal().equals(signal);
        }

        private static boolean exceeded(Termination end, LimitKind kind) {
            return end instanceof LimitExceeded limit && limit.kind() == kind;
        }

        String argument() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean executes() {
            return this == EXECUTE || this == EXECUTE_IN_THREAD;
        }

        ResourceLimits limits() {
            ResourceLimits patient = ResourceLimits.DEFAULTS
                    .withProcesses(8)
                    .withCpu(Duration.ofMinutes(2))
                    .withWall(this == LIMIT ? Duration.ofMillis(30) : Duration.ofMinutes(5));
            return this == FLOOD ? patient.withOutputBytes(4096) : patient;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private final Engine engine = HostEngine.shared();

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("is told by each run of which the kernel logged it, and by no other:")
    void races(Race race, @TempDir Path directory) throws IOException {
        String name = "race-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
        Path program = Files.copy(PROGRAM, directory.resolve(name));
        try (Witness witness = new Witness(KernelLog.of(name))) {
            Set<Integer> told = new TreeSet<>();
            int unseen = 0;
            for (int call = FIRST; call < FIRST + RUNS; call++) {
                Optional<SyscallDenied> denied = denied(race, program, call);
                unseen += denied.filter(one -> !one.isSeen()).isPresent() ? 1 : 0;
                if (denied.isPresent()) {
                    told.add(call);
                }
            }
            int last = FIRST + RUNS;
            assertThat(denied(Race.NOTHING, program, last).map(SyscallDenied::number))
                    .hasValue(last);
            told.add(last);

            witness.require(race, told, last, unseen);
        }
    }

    /** Makes a run: it says that the call was denied, and which if that was seen, or what the race may end in. */
    private Optional<SyscallDenied> denied(Race race, Path program, int call) {
        Execution run = engine.run(JailSpec.of(program)
                .withPolicy("processes")
                .withAllow(race.executes() ? Set.of("execve") : Set.of())
                .withArguments(List.of(race.argument(), Integer.toString(call), Long.toString(delay(call))))
                .withLimits(race.limits()));

        if (race != Race.LIMIT) {
            assertThat(run.stdout().text()).startsWith("ARMED\n");
        }
        if (run.termination() instanceof SyscallDenied denied) {
            assertThat(denied.number()).isEqualTo(denied.isSeen() ? call : -1);
            return Optional.of(denied);
        }
        assertThat(run.termination()).matches(race::endsWithoutCallIn, "a denied call, or an ending by " + race);
        return Optional.empty();
    }

    /** From some hundred turns of a loop before to as many after, near and far. */
    private static long delay(int call) {
        long scale = List.of(3, 30, 300).get(call % 3);
        return (call * 7919L % 201 - 100) * scale / 10;
    }

    /** The kernel's log, or, where it cannot be read, nobody: then the report says so. */
    private record Witness(Optional<KernelLog> log) implements AutoCloseable {
        void require(Race race, Set<Integer> told, int last, int unseen) throws IOException {
            String counts =
                    "raced by " + race + ": " + told.size() + " denied calls told, " + unseen + " of them unseen";
            if (log.isEmpty()) {
                System.out.println(counts + "; the kernel's audit log cannot be read here (CAP_AUDIT_READ)");
                return;
            }
            Set<Integer> logged = log.get().callsUntil(last);
            System.out.println(counts + "; " + logged.size() + " logged by the kernel");
            if (race == Race.EXECUTE_IN_THREAD) {
                assertThat(logged).containsAll(told);
            } else {
                assertThat(told).isEqualTo(logged);
            }
        }

        @Override
        public void close() {
            log.ifPresent(KernelLog::close);
        }
    }
}
