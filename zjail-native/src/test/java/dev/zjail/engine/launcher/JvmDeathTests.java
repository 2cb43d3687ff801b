package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The death of the Java virtual machine")
class JvmDeathTests {
    private static final int LAUNCHER_INIT_AND_GUEST = 3;
    private static final int MOST_LOOKS = 600;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("by SIGKILL in the middle of a run takes the launcher, the init and the guest with it")
    void leavesNoProcess() throws Exception {
        Path program = CProgram.staticMain("sleep-a-minute", "write(1, \"up\\n\", 3); sleep(60); return 0;");
        Path said = directory.resolve("said");
        Process machine = startMachine(program, said);
        try {
            List<ProcessHandle> ofTheRun = awaitGuest(machine, said);

            machine.destroyForcibly();

            assertThat(machine.onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(ofTheRun).hasSize(LAUNCHER_INIT_AND_GUEST);
            for (ProcessHandle process : ofTheRun) {
                assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
            }
        } finally {
            machine.descendants().forEach(ProcessHandle::destroyForcibly);
            machine.destroyForcibly();
        }
    }

    private static Process startMachine(Path program, Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleepingRun.class.getName(),
                        program.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }

    /** Waits until the guest sleeps: then it is past its execve, and the launcher's work on it is done. */
    private static List<ProcessHandle> awaitGuest(Process machine, Path said) throws Exception {
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<ProcessHandle> ofTheRun = machine.descendants().toList();
            if (ofTheRun.size() == LAUNCHER_INIT_AND_GUEST && anyIsAsleepInTheProgram(ofTheRun)) {
                return ofTheRun;
            }
            try {
                machine.onExit().get(100, TimeUnit.MILLISECONDS);
                return fail("the run ended early and said: " + Files.readString(said));
            } catch (TimeoutException stillRuns) {
                // It still runs: look again.
            }
        }
        return fail("the guest was not seen; the machine said: " + Files.readString(said));
    }

    private static boolean anyIsAsleepInTheProgram(List<ProcessHandle> processes) throws IOException {
        for (ProcessHandle process : processes) {
            try {
                if (Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                        .contains("(sleep-a-minute) S")) {
                    return true;
                }
            } catch (NoSuchFileException e) {
                return false;
            }
        }
        return false;
    }
}
