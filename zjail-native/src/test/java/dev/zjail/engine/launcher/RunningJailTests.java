package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.RunningJail;
import dev.zjail.engine.RunningJail.Received;
import dev.zjail.engine.StandardStream;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A run with which its caller talks")
@Timeout(120)
class RunningJailTests {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ResourceLimits LIMITS = ResourceLimits.DEFAULTS.withWall(LONG);

    private final HostEngine engine = HostEngine.shared();
    private final JailSpec game = JailSpec.of(CProgram.file("guessing-game.c")).withLimits(LIMITS);

    @Test
    @DisplayName("goes back and forth, and has all of it in order")
    void backAndForth() {
        try (RunningJail jail = engine.start(game)) {
            awaitText(jail, "guess? ");
            assertThat(say(jail, "guess 5\n")).isEqualTo(8);
            assertThat(awaitText(jail, "guess? ")).isEqualTo("too low\nyour guess? ");
            say(jail, "guess 7\n");

            Execution run = jail.awaitEnd();

            assertThat(run.termination()).isEqualTo(new Exited(0));
            assertThat(run.spec().stdin().text()).isEqualTo("guess 5\nguess 7\n");
            assertThat(run.dialogue().orElseThrow().endedByCaller()).isFalse();
            assertThat(pieces(run))
                    .containsExactly(
                            "STDOUT I think of a number from 1 to 9\nyour guess? ",
                            "STDIN guess 5\n",
                            "STDOUT too low\nyour guess? ",
                            "STDIN guess 7\n",
                            "STDOUT right, after 2 guesses\n");
        }
    }

    @Test
    @DisplayName("is given what its specification says first, and an end only when it is asked for")
    void specifiedInputFirst() {
        try (RunningJail jail = engine.start(game.withStdin(Bytes.utf8("guess 1\n")))) {
            awaitText(jail, "too low\nyour guess? ");
            jail.endInput();

            Execution run = jail.awaitEnd();

            assertThat(run.termination()).isEqualTo(new Exited(2));
            assertThat(run.spec().stdin().text()).isEqualTo("guess 1\n");
        }
    }

    @Test
    @DisplayName("tells the call that killed the program")
    void denied() {
        try (RunningJail jail = engine.start(game)) {
            awaitText(jail, "guess? ");
            say(jail, "cheat\n");

            Execution run = jail.awaitEnd();

            assertThat(run.stderr().text()).isEqualTo("about to: ptrace\n");
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            SyscallDenied.class,
                            denied -> assertThat(denied.syscall()).isEqualTo("ptrace"));
            assertThat(jail.receive(Duration.ZERO).over()).isTrue();
            assertThat(jail.acceptsInput()).isFalse();
        }
    }

    @Test
    @DisplayName("is ended by its caller, who learns that it was")
    void endedByCaller() {
        try (RunningJail jail = engine.start(game)) {
            awaitText(jail, "guess? ");

            Execution run = jail.end();

            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            Signaled.class,
                            signaled -> assertThat(signaled.signal()).isEqualTo("SIGKILL"));
            assertThat(run.dialogue().orElseThrow().endedByCaller()).isTrue();
        }
    }

    @Test
    @DisplayName("that came to its own end before was not ended by its caller")
    void endedByItself() {
        try (RunningJail jail = engine.start(game)) {
            say(jail, "guess 7\n");
            while (!jail.receive(LONG).over()) {
                // to its end
            }

            Execution run = jail.end();

            assertThat(run.termination()).isEqualTo(new Exited(0));
            assertThat(run.dialogue().orElseThrow().endedByCaller()).isFalse();
        }
    }

    @Test
    @DisplayName("that reads nothing takes what its pipe holds, and blocks its caller no longer than allowed")
    void readsNothing() {
        Path deaf = CProgram.staticMain("deaf", "puts(\"deaf\"); fflush(stdout); for (;;) pause();");
        try (RunningJail jail =
                engine.start(JailSpec.of(deaf).withLimits(LIMITS).withAllow(java.util.Set.of("pause")))) {
            awaitText(jail, "deaf\n");

            int taken = jail.send(Bytes.of(new byte[1 << 20]), Duration.ofSeconds(2));

            assertThat(taken).isPositive().isLessThan(1 << 20);
            assertThat(jail.acceptsInput()).isTrue();
            assertThat(jail.end().spec().stdin().size()).isEqualTo(taken);
        }
    }

    @Test
    @DisplayName("that closed its input takes nothing, and harms nobody")
    void closedItsInput() {
        Path closer =
                CProgram.staticMain("closes-input", "close(0); puts(\"closed\"); fflush(stdout); for (;;) pause();");
        try (RunningJail jail =
                engine.start(JailSpec.of(closer).withLimits(LIMITS).withAllow(java.util.Set.of("pause")))) {
            awaitText(jail, "closed\n");

            assertThat(say(jail, "anybody?\n")).isZero();
            assertThat(jail.acceptsInput()).isFalse();
        }
    }

    @Test
    @DisplayName("that floods is ended for it, though nobody listens")
    void floods() {
        Path flood = CProgram.staticMain("floods", "for (;;) puts(\"and on and on\");");
        try (RunningJail jail = engine.start(JailSpec.of(flood).withLimits(LIMITS))) {
            assertThat(jail.awaitEnd().termination())
                    .isInstanceOfSatisfying(
                            LimitExceeded.class,
                            exceeded -> assertThat(exceeded.kind()).isEqualTo(LimitKind.OUTPUT));
        }
    }

    @Test
    @DisplayName("ends by its wall and idle limits, though its caller never comes back")
    void timeLimits() {
        ResourceLimits wall = ResourceLimits.DEFAULTS.withWall(Duration.ofMillis(300));
        ResourceLimits idle = LIMITS.withIdle(Duration.ofMillis(100));
        try (RunningJail one = engine.start(game.withLimits(wall));
                RunningJail other = engine.start(game.withLimits(idle))) {
            assertThat(limit(one.awaitEnd())).isEqualTo(LimitKind.WALL);
            assertThat(limit(other.awaitEnd())).isEqualTo(LimitKind.IDLE);
        }
    }

    @Test
    @DisplayName("does not begin where it cannot, and says why to the thread that asked")
    void cannotBegin() {
        assertThatThrownBy(() -> engine.start(JailSpec.of(Path.of("/no/such/program"))))
                .isInstanceOf(InvalidJailSpecException.class);
    }

    @Test
    @DisplayName("ends with an interruption of its caller, whose flag stays")
    void interrupted() {
        try (RunningJail jail = engine.start(game)) {
            awaitText(jail, "guess? ");
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> jail.receive(LONG))
                    .isInstanceOf(RunInterruptedException.class)
                    .hasMessage("the thread was interrupted while the jailed program ran; the program was ended");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(jail.end().dialogue().orElseThrow().endedByCaller()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    @DisplayName("bears fifty others beside it")
    void fifty() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Execution>> talks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                talks.add(() -> {
                    try (RunningJail jail = engine.start(game)) {
                        awaitText(jail, "guess? ");
                        say(jail, "guess 9\n");
                        awaitText(jail, "too high\nyour guess? ");
                        say(jail, "guess 7\n");
                        return jail.awaitEnd();
                    }
                });
            }
            for (Future<Execution> run : threads.invokeAll(talks)) {
                assertThat(run.get().termination()).isEqualTo(new Exited(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("has both outputs in the order in which they came")
    void bothOutputs() {
        Path both = CProgram.staticMain("both-outputs", """
                char line[8];
                write(1, "a", 1); read(0, line, 1); write(2, "b", 1); read(0, line, 1); write(1, "c", 1);
                """);
        try (RunningJail jail = engine.start(JailSpec.of(both).withLimits(LIMITS))) {
            awaitText(jail, "a");
            say(jail, "1");
            assertThat(jail.receive(LONG).stderr().text()).isEqualTo("b");
            say(jail, "2");
            Execution run = jail.awaitEnd();

            assertThat(run.output().text()).isEqualTo("abc");
            assertThat(run.stdout().text()).isEqualTo("ac");
        }
    }

    @Test
    @DisplayName("no end of input follows where it is to stay open, and one does where not")
    void stdinOpen() {
        Path waits = CProgram.staticMain("waits-for-input", "char byte; return read(0, &byte, 1) == 0 ? 3 : 4;");
        JailSpec ends = JailSpec.of(waits).withLimits(LIMITS);
        JailSpec stays = ends.withStdinOpen(true).withLimits(LIMITS.withIdle(Duration.ofMillis(100)));

        assertThat(engine.run(ends).termination()).isEqualTo(new Exited(3));
        assertThat(limit(engine.run(stays))).isEqualTo(LimitKind.IDLE);
    }

    private static LimitKind limit(Execution run) {
        assertThat(run.termination()).isInstanceOf(LimitExceeded.class);
        return ((LimitExceeded) run.termination()).kind();
    }

    private static int say(RunningJail jail, String text) {
        return jail.send(Bytes.utf8(text), LONG);
    }

    private static String awaitText(RunningJail jail, String end) {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            Received received = jail.receive(LONG);
            assertThat(received.isEmpty() && received.over())
                    .as("over: " + text)
                    .isFalse();
            text.append(received.stdout().text());
        }
        return text.toString();
    }

    private static List<String> pieces(Execution run) {
        List<String> pieces = new ArrayList<>();
        run.order()
                .forEach((stream, from, length) ->
                        pieces.add(stream + " " + content(run, stream).text().substring(from, from + length)));
        return pieces;
    }

    private static Bytes content(Execution run, StandardStream stream) {
        return switch (stream) {
            case STDIN -> run.spec().stdin();
            case STDOUT -> run.stdout().content();
            case STDERR -> run.stderr().content();
        };
    }
}
