package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command below a process that inherits every orphan of it (PR_SET_CHILD_SUBREAPER): so none can escape notice,
 * however short its life, and whatever else happens on this machine.
 */
final class Subreaper implements AutoCloseable {
    /** Longer than the promised second, which a busy machine may need; the soak shows that a second is enough. */
    private static final int PATIENCE = Integer.getInteger("zjail.soak.patience", 20_000);

    private static final Pattern GONE = Pattern.compile("gone strays=([0-9]+) orphans=([0-9]+) milliseconds=([0-9]+)");

    private final Process process;
    private final BufferedReader said;
    private final Path output;

    private Subreaper(Process process, Path output) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.output = output;
    }

    /** Starts a command; what it prints goes to the given file. */
    static Subreaper start(Path output, List<String> command) throws IOException {
        Files.deleteIfExists(output);
        List<String> words =
                new ArrayList<>(List.of(Compiled.PROGRAM.toString(), Integer.toString(PATIENCE), output.toString()));
        words.addAll(command);
        return new Subreaper(
                new ProcessBuilder(words)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                output);
    }

    /** Once: it must not change while it runs. */
    private static final class Compiled {
        static final Path PROGRAM = CProgram.staticMain("subreaper", """
                (void)argc;
                prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
                sigset_t child; sigemptyset(&child); sigaddset(&child, SIGCHLD);
                sigprocmask(SIG_BLOCK, &child, 0);
                pid_t command = fork();
                if (command == 0) {
                    int output = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0600), nothing = open("/dev/null", O_RDONLY);
                    dup2(nothing, 0); dup2(output, 1); dup2(output, 2);
                    close(output); close(nothing);
                    sigprocmask(SIG_UNBLOCK, &child, 0);
                    execv(argv[3], argv + 3);
                    _exit(127);
                }
                int signals = signalfd(-1, &child, SFD_NONBLOCK | SFD_CLOEXEC), status = 0, ended = 0, killed = 0, strays = 0, orphans = 0;
                struct timespec end = {0, 0}, now;
                long milliseconds = 0;
                while (!ended || milliseconds <= atol(argv[1])) {
                    struct pollfd channels[] = {{ended ? -1 : 0, POLLIN, 0}, {signals, POLLIN, 0}};
                    poll(channels, 2, ended ? 5 : -1);
                    struct signalfd_siginfo ignored;
                    if (channels[0].revents) { killed = 1; kill(command, SIGKILL); }
                    if (channels[1].revents) read(signals, &ignored, sizeof ignored);
                    pid_t reaped; int how;
                    while ((reaped = waitpid(-1, &how, WNOHANG)) > 0) {
                        if (reaped == command) {
                            ended = 1; status = how; clock_gettime(CLOCK_MONOTONIC, &end);
                        } else if (ended || killed) orphans++; else strays++;
                    }
                    clock_gettime(CLOCK_MONOTONIC, &now);
                    milliseconds = (now.tv_sec - end.tv_sec) * 1000 + (now.tv_nsec - end.tv_nsec) / 1000000;
                    if (ended && reaped < 0) {
                        printf("gone strays=%d orphans=%d milliseconds=%ld\\n", strays, orphans, milliseconds);
                        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
                    }
                }
                printf("left after %s milliseconds\\n", argv[1]); fflush(stdout);
                char byte; while (read(0, &byte, 1) > 0) { }
                return 1;
                """);
    }

    /** Kills the command, and waits for the end of everything below it. */
    Aftermath kill() throws Exception {
        process.getOutputStream().write('k');
        process.getOutputStream().flush();
        return await();
    }

    /** Waits for the end of the command, and for the end of everything below it. */
    Aftermath await() throws Exception {
        String line = String.valueOf(said.readLine());
        Matcher gone = GONE.matcher(line);
        if (!gone.matches()) {
            List<String> left = process.descendants()
                    .map(descendant -> descendant.pid() + " " + descendant.info())
                    .toList();
            throw new AssertionError(line + ": " + left + "; the command printed: " + printed());
        }
        return new Aftermath(
                process.waitFor(),
                Integer.parseInt(gone.group(1)),
                Integer.parseInt(gone.group(2)),
                Integer.parseInt(gone.group(3)),
                printed());
    }

    private List<String> printed() throws IOException {
        return Files.readAllLines(output);
    }

    /** Waits until the command has printed a line. */
    void awaitLine(String line) throws Exception {
        while (!Files.exists(output) || !printed().contains(line)) {
            assertThat(process.isAlive())
                    .withFailMessage(() -> "the command ended early, see " + output)
                    .isTrue();
            Thread.sleep(5);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /**
     * How it ended.
     *
     * @param status the exit status of the command, or 128 and the signal that killed it
     * @param strays processes whose parent died before them while the command lived and nobody killed it
     * @param orphans processes that were there when the command died, or became orphans then
     * @param milliseconds from the end of the command to the end of the last process
     * @param printed the lines the command wrote
     */
    record Aftermath(int status, int strays, int orphans, int milliseconds, List<String> printed) {}
}
