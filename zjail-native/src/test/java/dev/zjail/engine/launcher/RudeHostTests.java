package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.Subreaper.Aftermath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a Java virtual machine to which somebody is rude, a run")
class RudeHostTests {
    private static final String SUCCESS = "exited with status 0, hello, gaps []";
    private static final String NO_CHILD = "children: 0";
    private static final int SIGCHLD = 17;
    private static final int ROOM_FOR_A_VIRTUAL_MACHINE = 60;

    private static final Pattern NO_DESCRIPTOR = Pattern.compile(
            "[0-9]+ spare, (known|built): (rootfs: build the rootfs fixture: EMFILE: raise this JVM's limit"
                    + " of open files \\(ulimit -n\\)|launcher: (pipe2|socketpair|eventfd): EMFILE: raise its limits"
                    + " \\(ulimit -n, ulimit -u\\)), or run fewer tests at the same time");
    private static final Pattern NO_PROCESS = Pattern.compile(
            "[0-9]+ spare: launcher: (posix_spawn: EAGAIN: raise its limits \\(ulimit -n, ulimit -u\\), or"
                    + " run fewer tests at the same time|clone\\((init|guest)\\): EAGAIN: raise the limit of processes"
                    + " \\(ulimit -u, or pids.max of the cgroup\\))");

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    @DisplayName("works where SIGCHLD was ignored when the virtual machine was started")
    void ignoredChildren() throws Exception {
        List<String> story = run("run", "--ignore-signal=CHLD");

        long ignored = Long.parseUnsignedLong(story.get(0).split("\t", 2)[1], 16);
        assertThat(ignored >> (SIGCHLD - 1) & 1).as("SIGCHLD is ignored").isOne();
        assertThat(story.subList(1, 4)).containsExactly(SUCCESS, SUCCESS, NO_CHILD);
    }

    @Test
    @DisplayName("works where all three standard streams were closed, and what is printed does not get into it")
    void closedStreams() throws Exception {
        List<String> story = run("run", "sh", "-c", "exec \"$@\" 0<&- 1>&- 2>&-", "sh");

        assertThat(story.subList(1, 4)).containsExactly(SUCCESS, SUCCESS, NO_CHILD);
    }

    @Test
    @DisplayName("works where descriptors were inherited, none of which the program gets")
    void inheritedDescriptors() throws Exception {
        List<String> story = run("run", "sh", "-c", "exec \"$@\" 3</ 5</ 7</ 9</", "sh");

        assertThat(story.subList(1, 4)).containsExactly(SUCCESS, SUCCESS, NO_CHILD);
    }

    @Test
    @DisplayName("is refused with an errno and a remedy where descriptors are used up, and leaves nothing")
    void noDescriptors() throws Exception {
        List<String> story = run("use-up-descriptors", "prlimit", "--nofile=200:200");

        assertThat(story.get(0)).isEqualTo("with enough: " + SUCCESS);
        assertThat(story.subList(story.size() - 2, story.size())).containsExactly("with enough: " + SUCCESS, NO_CHILD);
        assertThat(story.subList(1, story.size() - 2))
                .allMatch(line ->
                        line.endsWith(SUCCESS) || NO_DESCRIPTOR.matcher(line).matches())
                .anyMatch(line -> line.contains("built: rootfs: build the rootfs fixture: EMFILE"))
                .anyMatch(line -> line.contains("pipe2"))
                .anyMatch(line -> line.contains("socketpair"))
                .anyMatch(line -> line.contains("eventfd"));
    }

    @Test
    @DisplayName("is refused with an errno and a remedy where processes are used up, and leaves nothing")
    void noProcesses() throws Exception {
        if (KernelRoot.isOnlyUser()) {
            requireNoLimitOfProcesses();
            return;
        }
        OrdinaryUser user = OrdinaryUser.in(directory);
        List<String> prefix = new ArrayList<>(user.command());
        prefix.addAll(List.of("prlimit", "--nproc=" + ROOM_FOR_A_VIRTUAL_MACHINE));

        Aftermath aftermath = run("use-up-processes", user.classPath(), user.copy(AnyEnding.compile()), prefix);

        List<String> story = story();
        assertThat(story.get(0)).isEqualTo("with enough: " + SUCCESS);
        assertThat(story.get(1))
                .isEqualTo("0 spare: launcher: posix_spawn: EAGAIN: raise its limits (ulimit -n, ulimit -u), or run"
                        + " fewer tests at the same time");
        assertThat(story.subList(story.size() - 3, story.size()))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" spare: " + SUCCESS),
                        line -> assertThat(line).isEqualTo("with enough: " + SUCCESS),
                        line -> assertThat(line).isEqualTo(NO_CHILD));
        assertThat(story.subList(2, story.size() - 2))
                .allMatch(line ->
                        line.endsWith(SUCCESS) || NO_PROCESS.matcher(line).matches());
        requireNoStrays(aftermath);
    }

    /** The kernel's root cannot run out of processes by a limit: only the whole machine can. */
    private void requireNoLimitOfProcesses() throws Exception {
        List<String> story = run("run", "prlimit", "--nproc=1:1000");

        assertThat(story.subList(1, 4)).containsExactly(SUCCESS, SUCCESS, NO_CHILD);
    }

    private List<String> run(String what, String... prefix) throws Exception {
        Aftermath aftermath = run(what, System.getProperty("java.class.path"), AnyEnding.compile(), List.of(prefix));
        requireNoStrays(aftermath);
        return story();
    }

    private static void requireNoStrays(Aftermath aftermath) {
        assertThat(aftermath.strays())
                .as("processes that outlived their launcher")
                .isZero();
    }

    private Aftermath run(String what, String classPath, Path program, List<String> prefix) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        command.addAll(prefix);
        command.addAll(
                Jvm.command(directory.resolve("tmp"), classPath, RudeRuns.class, List.of(), directory, program, what));
        try (Subreaper subreaper = Subreaper.start(directory.resolve("printed"), command)) {
            Aftermath aftermath = subreaper.await();
            assertThat(aftermath.status()).as("%s", aftermath).isZero();
            assertThat(aftermath.orphans())
                    .as("processes that outlived the virtual machine")
                    .isZero();
            return aftermath;
        }
    }

    private List<String> story() throws IOException {
        return Files.readAllLines(directory.resolve(RudeRuns.STORY));
    }
}
