package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Errno;
import dev.zjail.engine.libc.Libc;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A program that is open for writing")
class BusyProgramTests {
    private static final int TRIES = 10;

    private static final LaunchReport BUSY =
            new Refused(Refusals.STAGE_EXECVE, "execve", Errno.ETXTBSY.number(), 0, Stop.NOT);
    private static final LaunchReport REFUSED = new Refused(Refusals.STAGE_EXECVE, "execve", 13, 0, Stop.NOT);

    /**
     * As a process does that inherited the descriptor and has not closed it yet; here it waits for the second launcher.
     */
    @Test
    @Timeout(600)
    @DisplayName("is launched again until the kernel executes it")
    void isLaunchedAgain() throws Exception {
        JailSpec spec = JailSpec.of(CProgram.staticMain("held-open", "return 5;"));
        HostEngine.shared().run(spec);
        assertThat(runWhileHeldOpen(spec).termination()).isEqualTo(new Exited(5));
    }

    /**
     * Again where a machine is so busy that two launchers take longer than the ten seconds after which the engine gives
     * up: if it is so every tenth time, it is ten times in a row once in 10^10.
     */
    private static Execution runWhileHeldOpen(JailSpec spec) throws Exception {
        for (int attempt = 1; ; attempt++) {
            FutureTask<Execution> run =
                    new FutureTask<>(() -> HostEngine.shared().run(spec));
            FileChannel writer = openForWriting(copyInTheJail("held-open"));
            new Thread(run).start();
            waitForSecondLauncher(run);
            writer.close();
            try {
                return run.get();
            } catch (ExecutionException e) {
                if (attempt == TRIES
                        || !(e.getCause() instanceof ConfinementException refusal)
                        || !refusal.errno().equals("ETXTBSY")) {
                    throw e;
                }
            }
        }
    }

    @Test
    @DisplayName("is launched as often as it is found busy")
    void launchesWhileBusy() {
        List<LaunchReport> reports = new ArrayList<>(List.of(BUSY, BUSY, REFUSED, BUSY));

        assertThat(retry(Duration.ofDays(1), reports)).isEqualTo(REFUSED);
        assertThat(reports).containsExactly(BUSY);
    }

    @Test
    @DisplayName("is given up when patience ends")
    void givesUp() {
        List<LaunchReport> reports = new ArrayList<>(List.of(BUSY, REFUSED));

        assertThat(retry(Duration.ZERO, reports)).isEqualTo(BUSY);
        assertThat(reports).containsExactly(REFUSED);
    }

    private static LaunchReport retry(Duration patience, List<LaunchReport> reports) {
        return BusyProgram.retry(patience, Function.identity(), () -> reports.remove(0));
    }

    private static void waitForSecondLauncher(FutureTask<Execution> run) {
        Set<Long> launchers = new HashSet<>();
        while (launchers.size() < 2 && !run.isDone()) {
            ProcessHandle.current().children().map(ProcessHandle::pid).forEach(launchers::add);
        }
    }

    /** The copy is execute-only, so its owner has to allow himself to write first. */
    private static FileChannel openForWriting(Path copy) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx--x--x"));
        FileChannel writer = FileChannel.open(copy, StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(copy, permissions);
        return writer;
    }

    private static Path copyInTheJail(String name) throws IOException {
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "zjail-" + HostFacts.userIdOutside(Libc.get()));
        String thisJvm = "jvm-" + ProcessHandle.current().pid() + "-*";
        try (DirectoryStream<Path> stores = Files.newDirectoryStream(cache, thisJvm)) {
            Iterator<Path> store = stores.iterator();
            try (Stream<Path> files = Files.walk(store.next())) {
                return files.filter(file -> file.endsWith(name))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow();
            }
        }
    }
}
