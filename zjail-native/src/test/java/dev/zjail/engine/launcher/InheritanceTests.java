package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A Java virtual machine that hands down the worst: started by a program that ignores and blocks signals, turns address
 * space randomization off, becomes a batch process, opens the umask, leaves a key in the session keyring and a
 * descriptor open far up.
 */
@DisplayName("What the Java virtual machine would hand down")
class InheritanceTests {
    private static final Path RUDE = CProgram.staticMain("rude", """
            struct { int priority; } none = {0};
            signal(SIGTTOU, SIG_IGN); signal(SIGALRM, SIG_IGN);
            sigset_t blocked; sigemptyset(&blocked); sigaddset(&blocked, SIGTERM); sigaddset(&blocked, SIGXCPU);
            sigprocmask(SIG_BLOCK, &blocked, NULL);
            umask(0);
            dup2(open("/etc/passwd", O_RDONLY), 700);
            if (syscall(SYS_personality, 0x0040000) < 0 || syscall(SYS_sched_setscheduler, 0, 3, &none) != 0
                || syscall(SYS_ioprio_set, 1, 0, 3 << 13 | 7) != 0
                || syscall(SYS_keyctl, 1, NULL) < 0
                || syscall(SYS_add_key, "user", "zjail-rude", "x", 1, -3) < 0) { perror("rude"); return 1; }
            setenv("ZJAIL_RUDE", "secret", 1);
            execv(argv[1], argv + 1); perror("exec"); return 1;""");

    /** What it finds of all that, one line. */
    private static final Path VIEW = CProgram.staticMain("inherited-view", """
            struct sigaction alarm, output; sigset_t blocked; char directory[4096];
            sigaction(SIGALRM, NULL, &alarm); sigaction(SIGTTOU, NULL, &output);
            sigprocmask(SIG_BLOCK, NULL, &blocked);
            printf("ignored %d%d blocked %d%d umask %03o personality %lx policy %ld ioprio %ld key %d fd %d env %d root %d\\n",
                alarm.sa_handler == SIG_IGN, output.sa_handler == SIG_IGN,
                sigismember(&blocked, SIGTERM), sigismember(&blocked, SIGXCPU),
                (unsigned)umask(0), syscall(SYS_personality, 0xffffffff), syscall(SYS_sched_getscheduler, 0),
                syscall(SYS_ioprio_get, 1, 0) >> 13 == 3 ? 3L : 0L,
                syscall(SYS_keyctl, 10, -3, "user", "zjail-rude", 0) >= 0, fcntl(700, F_GETFD) >= 0, getenv("ZJAIL_RUDE") != NULL,
                strcmp(getcwd(directory, sizeof directory), "/") == 0);
            return 0;""");

    @Test
    @DisplayName("does not reach the guest, though it reaches an ordinary child of the same program")
    void doesNotReachTheGuest() throws Exception {
        String ordinary = output(RUDE.toString(), VIEW.toString());
        String jailed = output(
                RUDE.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AttestedRun.class.getName(),
                VIEW.toString());

        assertThat(ordinary)
                .isEqualTo(
                        "ignored 11 blocked 11 umask 000 personality 40000 policy 3 ioprio 3 key 1 fd 1 env 1 root 0\n");
        assertThat(jailed).isEqualTo("""
                        ignored 00 blocked 00 umask 022 personality 0 policy 0 ioprio 0 key 0 fd 0 env 0 root 1
                        gaps: []
                        """);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
