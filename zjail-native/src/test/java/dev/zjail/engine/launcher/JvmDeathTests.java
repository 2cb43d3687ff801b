package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.zjail.engine.launcher.Subreaper.Aftermath;
import dev.zjail.engine.libc.Libc;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The death of the Java virtual machine")
class JvmDeathTests {
    private static final int LAUNCHER_INIT_AND_GUEST = 3;
    private static final int MOST_LOOKS = 6_000;

    private static final int KILLS = Integer.getInteger("zjail.soak.kills", 4);
    private static final long SEED = Long.getLong("zjail.soak.seed", System.nanoTime());
    private static final int MOST_KILLS = KILLS + 30;
    private static final int LATEST_KILL = 300;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "by SIGKILL in the middle of a {0} takes the launcher, the init and the guest with it")
    @ValueSource(strings = {"run", "dialogue"})
    void leavesNoProcess(String kind) throws Exception {
        Path program = CProgram.staticMain("sleep-an-hour", "write(1, \"up\\n\", 3); sleep(3600); return 0;");
        Path said = directory.resolve("said");
        Process machine = startMachine(program, kind, said);
        try {
            List<ProcessHandle> ofTheRun = awaitGuest(machine, said);

            machine.destroyForcibly();

            assertThat(machine.onExit()).succeedsWithin(Duration.ofMinutes(5));
            assertThat(ofTheRun).hasSize(LAUNCHER_INIT_AND_GUEST);
            for (ProcessHandle process : ofTheRun) {
                assertThat(process.onExit()).succeedsWithin(Duration.ofMinutes(5));
            }
        } finally {
            machine.descendants().forEach(ProcessHandle::destroyForcibly);
            machine.destroyForcibly();
        }
    }

    @Test
    @DisplayName("at a random moment of many runs leaves no process after a second, and no file after the next start")
    void atRandomMoments() throws Exception {
        System.out.println("zjail.soak.kills=" + KILLS + " zjail.soak.seed=" + SEED);
        Random random = new Random(SEED);
        Path program = AnyEnding.compile();
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        List<String> dead = new ArrayList<>();
        int orphans = 0;
        for (int kill = 0; kill < KILLS || (orphans == 0 && kill < MOST_KILLS); kill++) {
            Aftermath aftermath = killAtRandomMoment(
                    Jvm.command(temporary, EndlessRuns.class, List.of(), program, SEED + kill), random);
            assertThat(aftermath.status()).as("%s", aftermath).isEqualTo(128 + 9);
            assertThat(aftermath.strays())
                    .as("processes that outlived their launcher")
                    .isZero();
            assertThat(aftermath.printed()).hasSize(2).element(1).isEqualTo("running");
            dead.add(aftermath.printed().get(0));
            orphans += aftermath.orphans();
        }
        // Not one for each kill: on a slow machine a moment may find all workers between two runs. If every second
        // does,
        // thirty do so in a row once in 2^30, which is rarer than 1 in 10^9.
        assertThat(orphans).as("there were runs under way").isGreaterThanOrEqualTo(Math.max(1, KILLS / 4));

        Path cache = temporary.resolve("zjail-" + HostFacts.userIdOutside(Libc.get()));
        assertThat(cache).as("the dead leave files behind").isNotEmptyDirectory();
        List<String> next = Jvm.command(temporary, ManyRuns.class, List.of(), program, 0, SEED);
        try (Subreaper subreaper = Subreaper.start(directory.resolve("next"), next)) {
            assertThat(subreaper.await()).returns(0, Aftermath::status).returns(0, Aftermath::strays);
        }
        assertThat(cache).isEmptyDirectory();
        for (String process : dead) {
            assertThat(OwnResources.cgroups(Long.parseLong(process))).isEmpty();
        }
    }

    private Aftermath killAtRandomMoment(List<String> command, Random random) throws Exception {
        try (Subreaper subreaper = Subreaper.start(directory.resolve("endless"), command)) {
            subreaper.awaitLine("running");
            Thread.sleep(random.nextInt(LATEST_KILL)); // not to wait for anything: this is the random moment
            return subreaper.kill();
        }
    }

    private static Process startMachine(Path program, String kind, Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleepingRun.class.getName(),
                        program.toString(),
                        kind)
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
                        .contains("(sleep-an-hour) S")) {
                    return true;
                }
            } catch (IOException gone) {
                return false; // ENOENT, or ESRCH where it went between being opened and being read
            }
        }
        return false;
    }
}
