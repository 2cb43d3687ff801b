package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.rootfs.FileMapping;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An interruption of the thread that makes a run")
@Timeout(600) // a run that does not heed it lasts for an hour
class InterruptionTests {
    private static final long SLOW_TO_COPY = 1L << 30;

    private final Engine engine = HostEngine.shared();
    private final Path program = AnyEnding.compile();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("before it keeps it from starting anything")
    void before() throws Exception {
        Interrupted outcome = run(hello(), () -> true);

        assertThat(outcome.failure())
                .hasMessage("the thread was interrupted before the jailed program ran; the program was not started");
        assertThat(outcome.flag()).isTrue();
        requireUnharmed();
    }

    @Test
    @DisplayName("while its files are copied ends the copying, and leaves nothing half copied")
    void whileBuilding() throws Exception {
        Path large = directory.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(SLOW_TO_COPY);
        }
        JailSpec slow = hello().withFiles(List.of(new FileMapping(large, "/large")));

        Interrupted outcome = run(slow, () -> isHalfCopied("large"));

        assertThat(outcome.failure())
                .hasMessage("the thread was interrupted before the jailed program ran; the program was not started");
        assertThat(outcome.flag()).isTrue();
        assertThat(halfBuilt()).isEmpty();
        requireUnharmed();
    }

    @Test
    @DisplayName("while the program runs ends the program")
    void whileRunning() throws Exception {
        JailSpec sleeping = JailSpec.of(program)
                .withArguments(List.of("sleep-on"))
                .withAllow(Set.of("clock_nanosleep"))
                .withLimits(ResourceLimits.DEFAULTS.withWall(Duration.ofHours(1)));

        Interrupted outcome = run(sleeping, InterruptionTests::programIsAsleep);

        assertThat(outcome.failure())
                .hasMessage("the thread was interrupted while the jailed program ran; the program was ended");
        assertThat(outcome.flag()).isTrue();
        assertThat(ProcessHandle.current().descendants().filter(InterruptionTests::isProgram))
                .isEmpty();
        requireUnharmed();
    }

    private JailSpec hello() {
        return JailSpec.of(program).withArguments(List.of("hello"));
    }

    /** What came of a run: its failure, and whether the thread's interrupt flag was still set. */
    private record Interrupted(Throwable failure, boolean flag) {}

    /** Makes a run in a thread of its own, and interrupts it when the time has come. */
    private Interrupted run(JailSpec spec, BooleanSupplier timeHasCome) throws Exception {
        boolean atOnce = timeHasCome.getAsBoolean();
        FutureTask<Execution> run = new FutureTask<>(() -> engine.run(spec));
        boolean[] flag = new boolean[1];
        Thread runner = new Thread(() -> {
            if (atOnce) {
                Thread.currentThread().interrupt();
            }
            run.run();
            flag[0] = Thread.currentThread().isInterrupted();
        });
        runner.start();
        while (!timeHasCome.getAsBoolean()) {
            assertThat(run.isDone())
                    .as("the run ended before it was interrupted")
                    .isFalse();
            Thread.onSpinWait();
        }
        runner.interrupt();
        runner.join();
        Throwable failure = catchThrowable(run::get);
        assertThat(failure)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isExactlyInstanceOf(RunInterruptedException.class);
        return new Interrupted(Optional.ofNullable(failure.getCause()).orElseThrow(), flag[0]);
    }

    private void requireUnharmed() {
        assertThat(engine.run(hello()).termination()).isEqualTo(new Exited(0));
    }

    /** A megabyte of it is there, and since it is the last file, nothing but copying is left to interrupt. */
    private static boolean isHalfCopied(String file) {
        return halfBuilt().stream()
                .anyMatch(built -> built.resolve(file).toFile().length() > 1 << 20);
    }

    private static List<Path> halfBuilt() {
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "zjail-" + HostFacts.userIdOutside(Libc.get()));
        return children(cache, "jvm-" + ProcessHandle.current().pid() + "-*").stream()
                .flatMap(machine -> children(machine, "building-*").stream())
                .toList();
    }

    private static List<Path> children(Path parent, String glob) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, glob)) {
            List<Path> found = new ArrayList<>();
            children.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean programIsAsleep() {
        return ProcessHandle.current().descendants().anyMatch(InterruptionTests::isProgram);
    }

    private static boolean isProgram(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains("(any-ending) S");
        } catch (IOException gone) {
            return false; // ENOENT, or ESRCH where it went between being opened and being read
        }
    }
}
