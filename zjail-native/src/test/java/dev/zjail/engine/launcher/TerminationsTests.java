package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.launcher.LaunchReport.DeniedCall;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.NamedPaths;
import dev.zjail.engine.launcher.LaunchReport.Rusage;
import dev.zjail.engine.launcher.LaunchReport.StackOverflow;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.launcher.LaunchReport.Traps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What ended a run")
class TerminationsTests {
    private static final ResourceLimits LIMITS = ResourceLimits.DEFAULTS
            .withWall(Duration.ofSeconds(3))
            .withCpu(Duration.ofSeconds(2))
            .withIdle(Duration.ofSeconds(1));
    private static final CapturedOutput LITTLE = new CapturedOutput(Bytes.utf8("x"), 1);
    private static final CapturedOutput MUCH = new CapturedOutput(Bytes.utf8("x"), 5);
    private static final DeniedCall DENIED =
            new DeniedCall(101, 0xc000003e, 0x401000, List.of(0L, 0L, 0L, 0L, 0L, 0L), true);
    private static final Optional<Long> NO_MEMORY = Optional.empty();
    private static final long TOO_MUCH_CPU = Duration.ofSeconds(2).toNanos();
    private static final int SIGKILL = 9;
    private static final int SIGXCPU = 24;
    private static final int SIGXFSZ = 25;
    private static final int LARGEST_SIGNAL = 64;

    private record Facts(int status, Stop stop, long cpu, boolean fileLimitMet, boolean denied, boolean truncated) {
        Termination termination(Optional<Long> memory) {
            Ended ended = new Ended(
                    status,
                    stop,
                    4,
                    cpu,
                    6,
                    0,
                    0,
                    new Rusage(0, 0, 0, 0, 0, 0, 0),
                    7,
                    fileLimitMet,
                    denied ? List.of(DENIED) : List.of(),
                    List.of(),
                    new Traps(0, false, false, false, false),
                    NamedPaths.NONE,
                    StackOverflow.NONE);
            return Terminations.of(ended, LIMITS, memory, LITTLE, truncated ? MUCH : LITTLE);
        }

        /** The order of DESIGN, section 6, written down once more, with nothing of the code. */
        String expected(Optional<Long> memory) {
            int signal = status & 0x7f;
            if (denied) {
                return "SyscallDenied";
            }
            if (truncated) {
                return "OUTPUT";
            }
            if (memory.isPresent()) {
                return "MEMORY";
            }
            if (List.of(Stop.CPU, Stop.WALL, Stop.IDLE, Stop.PROCESSES).contains(stop)) {
                return stop.name();
            }
            if (cpu >= TOO_MUCH_CPU && (signal == SIGXCPU || (signal == SIGKILL && stop == Stop.NOT))) {
                return "CPU";
            }
            if (signal == SIGXFSZ && fileLimitMet) {
                return "FILE_SIZE";
            }
            return signal != 0 ? "Signaled " + signal : "Exited " + (status >> 8);
        }
    }

    private static String named(Termination termination) {
        if (termination instanceof LimitExceeded exceeded) {
            return exceeded.kind().name();
        }
        if (termination instanceof Signaled signaled) {
            return "Signaled " + signaled.number();
        }
        if (termination instanceof Exited exited) {
            return "Exited " + exited.status();
        }
        return ((SyscallDenied) termination).getClass().getSimpleName();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is told in one order, whatever the launcher did, and for every signal and every exit status")
    void inOneOrder(Stop stop) {
        for (int status = 0; status < 256; status++) {
            assertInOrder(status << 8, stop);
        }
        for (int signal = 1; signal <= LARGEST_SIGNAL; signal++) {
            assertInOrder(signal, stop);
            assertInOrder(signal | 0x80, stop);
        }
    }

    private static void assertInOrder(int status, Stop stop) {
        for (int bits = 0; bits < 1 << 5; bits++) {
            Facts facts = new Facts(
                    status,
                    stop,
                    (bits & 1) != 0 ? TOO_MUCH_CPU : TOO_MUCH_CPU - 1,
                    (bits & 2) != 0,
                    (bits & 4) != 0,
                    (bits & 8) != 0);
            Optional<Long> memory = (bits & 16) != 0 ? Optional.of(8L) : NO_MEMORY;
            assertThat(named(facts.termination(memory)))
                    .describedAs("%s, memory %s", facts, memory)
                    .isEqualTo(facts.expected(memory));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WALL, WALL, 3000000000, 4",
        "CPU, CPU, 2000000000, 5",
        "IDLE, IDLE, 1000000000, 6",
        "PROCESSES, PROCESSES, 1, 7"
    })
    @DisplayName("is a limit of its own size, with what was measured")
    void measured(Stop stop, LimitKind kind, long limit, long observed) {
        assertThat(new Facts(0, stop, 5, false, false, false).termination(NO_MEMORY))
                .isEqualTo(new LimitExceeded(kind, limit, observed));
    }

    @Test
    @DisplayName("is the signal that a program sent to itself, if the limit that also sends it was not met")
    void ownSignal() {
        assertThat(new Facts(SIGXFSZ, Stop.NOT, 0, false, false, false).termination(NO_MEMORY))
                .isEqualTo(new Signaled("SIGXFSZ", SIGXFSZ, false));
        assertThat(new Facts(SIGXFSZ, Stop.NOT, 0, true, false, false).termination(NO_MEMORY))
                .isEqualTo(new LimitExceeded(LimitKind.FILE_SIZE, LIMITS.fileSizeBytes(), LIMITS.fileSizeBytes()));
    }

    @ParameterizedTest
    @CsvSource({
        "true, 'killed by the seccomp filter in a syscall that could not be seen, because something else ended its process in the same moment'",
        "false, 'killed by the seccomp filter in a syscall that could not be seen, because something else ended its process in the same moment, in a process that the program had forked'"
    })
    @DisplayName("may be a denied call of which only that is known")
    void unseenCall(boolean byGuest, String sentence) {
        DeniedCall unseen = new DeniedCall(-1, DeniedCall.ARCHITECTURE_UNSEEN, 0, List.of(), byGuest);

        SyscallDenied denied = (SyscallDenied) Terminations.of(
                new Ended(
                        0,
                        Stop.DENIED,
                        4,
                        5,
                        6,
                        0,
                        0,
                        new Rusage(0, 0, 0, 0, 0, 0, 0),
                        7,
                        false,
                        List.of(unseen),
                        List.of(),
                        new Traps(0, false, false, false, false),
                        NamedPaths.NONE,
                        StackOverflow.NONE),
                LIMITS,
                NO_MEMORY,
                LITTLE,
                LITTLE);

        assertThat(denied).isEqualTo(SyscallDenied.unseen(!byGuest));
        assertThat(denied.isSeen()).isFalse();
        assertThat(denied.describe()).isEqualTo(sentence);
    }
}
