package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.engine.rootfs.JailFile;
import dev.zjail.engine.rootfs.JailFile.Origin;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code provide} and {@code mounts} bring into a jail, and that it opens nothing ({@code look-around.c}). */
@DisplayName("Around a program")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AroundProgramTests {
    private static final String REFUSED = "Operation not permitted";
    private static final String DENIED = "Permission denied";
    private static final String READ_ONLY = "Read-only file system";
    /** Which of the two comes first depends on who owns the file. */
    private static final String UNWRITABLE = READ_ONLY + " | " + DENIED;

    private static final String NOTHING = "No such file or directory";

    /** Without these the filter, and not what is looked at here, would stop a payload. */
    private static final Set<String> CALLS = Set.of(
            "mknodat",
            "mmap",
            "statfs",
            "mount",
            "umount2",
            "chroot",
            "name_to_handle_at",
            "ioctl",
            "rename",
            "mkdir",
            "pwrite64");

    private final Path program = CProgram.file("look-around.c", "-static");
    private RootfsFixtures fixtures;
    private Path tree;

    @BeforeAll
    void prepare(@TempDir Path temporary) throws IOException {
        fixtures = new RootfsFixtures(temporary.resolve("rootfs"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        tree = Files.createDirectory(temporary.resolve("tree"));
        Files.createDirectory(tree.resolve("below"));
        Files.writeString(tree.resolve("file"), "file\n");
        Files.writeString(tree.resolve("below/file"), "below\n");
        Files.setPosixFilePermissions(tree.resolve("file"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.createSymbolicLink(tree.resolve("inside"), Path.of("below/file"));
        Files.createSymbolicLink(tree.resolve("outside"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(tree.resolve("above"), Path.of("../../../../../../etc/hostname"));
    }

    @AfterAll
    void close() {
        fixtures.close();
    }

    private JailSpec spec(String... attempts) {
        return JailSpec.of(program)
                .withArguments(List.of(attempts))
                .withAllow(CALLS)
                .withMounts(List.of(new HostMount(tree, "/tree", false)))
                .withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)));
    }

    private JailSpec withProc(Mode mode, String... attempts) {
        return canMountProc(mode) ? spec(attempts).withProvide(List.of("proc")) : spec(attempts);
    }

    /**
     * Where a container covers parts of /proc, the kernel gives a user namespace none: then there is nothing to try.
     */
    private boolean canMountProc(Mode mode) {
        try {
            run(mode, spec("list /").withProvide(List.of("proc")));
            return true;
        } catch (ConfinementException e) {
            assertThat(e.step()).isEqualTo("fsmount(proc)");
            assertThat(e.fix()).startsWith("do without provide = \"proc\"");
            return false;
        }
    }

    private Execution run(Mode mode, JailSpec spec) {
        return TestLauncher.engine(mode.host(), fixtures, List.of()).run(spec);
    }

    private List<String> answers(Mode mode, JailSpec spec) {
        Execution run = run(mode, spec);
        assertThat(run.stdout().text()).startsWith("armed\n");
        assertThat(run.termination()).as(run.stdout().text()).isEqualTo(new Exited(0));
        assertThat(run.confinement().gaps()).isEmpty();
        return run.stdout().text().lines().skip(1).toList();
    }

    static List<Mode> modes() {
        return Mode.possible();
    }

    static Stream<Arguments> payloads() {
        return modes().stream().flatMap(mode -> rows().map(row -> arguments(mode, row[0], row[1])));
    }

    /**
     * What is tried, and what becomes of it; each kind of attempt succeeds somewhere, so that none fails for itself.
     */
    private static Stream<String[]> rows() {
        return Stream.of(
                // Devices are the host's own, and no more than those five.
                row("read /dev/null", "0"),
                row("write /dev/null", "ok"),
                row("read /dev/zero", "1"),
                row("read /dev/urandom", "1"),
                row("write /dev/full", "No space left on device"),
                row("list /dev", "full null random urandom zero"),
                row("flags /dev/null", "ro,nosuid,noexec"),
                row("chmod /dev/null", READ_ONLY),
                row("touch /dev/null", READ_ONLY),
                row("unlink /dev/null", READ_ONLY),
                row("create /dev/shm", READ_ONLY),
                row("read /dev/kmsg", NOTHING),
                row("read /dev/tty", NOTHING),
                row("read /dev/mem", NOTHING),
                row("mknod /tmp/null", REFUSED),
                row("mknod /dev/other", READ_ONLY),
                row("ioctl /dev/urandom 5206", REFUSED), // RNDCLEARPOOL
                row("ioctl /dev/urandom 40045201", REFUSED), // RNDADDTOENTCNT
                row("ioctl /dev/null 5401", "Inappropriate ioctl for device"), // TCGETS
                row("mount /dev/null", REFUSED),
                row("umount /dev/null", REFUSED),
                // A small /etc: nothing of the host's, and nothing to change.
                row("list /etc", "group hosts localtime nsswitch.conf passwd resolv.conf"),
                row("write /etc/passwd", UNWRITABLE),
                row("truncate /etc/passwd", UNWRITABLE),
                row("unlink /etc/passwd", READ_ONLY),
                row("rename /etc/hosts /etc/passwd", READ_ONLY),
                row("chmod /etc/passwd", READ_ONLY),
                row("create /etc/shadow", READ_ONLY),
                row("list /home/guest", ""),
                row("create /home/guest/file", READ_ONLY),
                // A mount: read-only, whoever may write there on the host, and no way out.
                row("show /tree/file", "file"),
                row("list /tree", "above below file inside outside"),
                row("read /tree/inside", "1"),
                row("read /tree/outside", NOTHING),
                row("read /tree/above", NOTHING),
                row("read /tree/../tree/file", "1"),
                row("read /tree/../../etc/hostname", NOTHING),
                row("flags /tree", "ro,nosuid,nodev"),
                row("write /tree/file", READ_ONLY),
                row("update /tree/file", READ_ONLY),
                row("truncate /tree/file", READ_ONLY),
                row("create /tree/other", READ_ONLY),
                row("unlink /tree/file", READ_ONLY),
                row("rename /tree/file /tree/other", READ_ONLY),
                row("rename /tree/file /tmp/file", "Invalid cross-device link"),
                row("mkdir /tree/directory", READ_ONLY),
                row("chmod /tree/file", READ_ONLY),
                row("touch /tree/file", READ_ONLY),
                row("mount /tree", REFUSED),
                row("umount /tree", REFUSED),
                row("chroot /tree", REFUSED),
                row("mknod /tree/null", READ_ONLY),
                row("code /tree/file", "ok"),
                // Controls: the same attempts where they may succeed.
                row("create /tmp/file", "ok"),
                row("mkdir /tmp/directory", "ok"),
                row("code /dev/zero", REFUSED),
                row("flags /tmp", "rw,nosuid,nodev,noexec"));
    }

    private static String[] row(String attempt, String answer) {
        return new String[] {attempt, answer};
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("payloads")
    @DisplayName("a payload gets")
    void payload(Mode mode, String attempt, String answer) {
        assertThat(answers(mode, spec(attempt))).singleElement().isIn((Object[]) answer.split(" [|] "));
    }

    static Stream<Arguments> payloadsOnProc() {
        return modes().stream()
                .flatMap(mode -> Stream.of(
                                row("read /proc/self/status", "1"),
                                row("read /proc/meminfo", "1"),
                                row("flags /proc", "ro,nosuid,nodev,noexec"),
                                row("own-code -", UNWRITABLE),
                                row("update /proc/self/mem", UNWRITABLE),
                                row("update /proc/1/mem", UNWRITABLE),
                                row("read /proc/1/mem", DENIED),
                                row("read /proc/1/environ", DENIED),
                                row("target /proc/1/exe", DENIED),
                                row("target /proc/1/root", DENIED),
                                row("list /proc/1/cwd/", DENIED),
                                row("write /proc/sys/kernel/core_pattern", UNWRITABLE),
                                row("write /proc/sys/kernel/hostname", UNWRITABLE),
                                row("write /proc/sys/vm/overcommit_memory", UNWRITABLE),
                                row("write /proc/sysrq-trigger", UNWRITABLE + " | " + NOTHING),
                                row("write /proc/self/oom_score_adj", UNWRITABLE),
                                row("write /proc/self/uid_map", UNWRITABLE),
                                row("write /proc/self/attr/current", UNWRITABLE),
                                row("write /proc/self/clear_refs", UNWRITABLE),
                                row("read /proc/kcore", DENIED + " | " + NOTHING + " | " + REFUSED),
                                row("read /proc/kmsg", REFUSED + " | " + DENIED),
                                row("read /proc/self/exe", DENIED),
                                row("read /proc/self/root/etc/hostname", NOTHING),
                                row("list /proc/self/fd", "0 1 2 3"),
                                row("target /dev/stdin", "/proc/self/fd/0"),
                                row("write /dev/stdout", "ok"),
                                row("mount /proc", REFUSED),
                                row("umount /proc", REFUSED))
                        .map(row -> arguments(mode, row[0], row[1])));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("payloadsOnProc")
    @DisplayName("with the processes of the jail a payload gets")
    void payloadOnProc(Mode mode, String attempt, String answer) {
        if (canMountProc(mode)) {
            List<String> answers = answers(mode, withProc(mode, attempt));
            // What is written to standard output comes before the answer, without a line of its own.
            assertThat(answers.get(0).replace("\0", "")).isIn((Object[]) answer.split(" [|] "));
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("there are the processes of the jail, and of no other")
    void processes(Mode mode) {
        if (canMountProc(mode)) {
            String first = answers(mode, withProc(mode, "list /proc")).get(0);
            assertThat(Stream.of(first.split(" ")).filter(name -> name.matches("\\d+")))
                    .containsExactly("1", "2");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("the guest has a name, of its own id in each run")
    void account(Mode mode) {
        for (int run = 0; run < 2; run++) {
            JailSpec spec = JailSpec.of(CProgram.staticMain("who-am-i", """
                    char text[200] = {0}; int file = open("/etc/passwd", O_RDONLY); read(file, text, sizeof text - 1);
                    char wanted[200]; sprintf(wanted, "guest:x:%u:%u:guest:/home/guest:/bin/sh\\n", geteuid(), getegid());
                    puts(strcmp(text, wanted) == 0 ? "it is me" : text); return 0;"""));
            assertThat(run(mode, spec).stdout().text()).isEqualTo("it is me\n");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("nothing is provided with none, and under strict")
    void nothing(Mode mode) {
        assertThat(answers(mode, spec("list /").withProvide(List.of("none"))).get(0))
                .isEqualTo("bin tmp tree");
        Execution strict = run(
                mode,
                JailSpec.of(CProgram.freestanding("nothing-around", "call(60, 0, 0, 0);"))
                        .withPolicy("strict"));
        assertThat(strict.contents()).extracting(JailFile::path).containsExactly("/bin/nothing-around");
    }

    @Test
    @DisplayName("is what the test puts there itself, where it does")
    void ownFiles() throws IOException {
        Path hosts = Files.writeString(tree.resolveSibling("own-hosts"), "my hosts\n");
        JailSpec spec = spec("show /etc/hosts", "show /etc/passwd", "list /dev")
                .withFiles(List.of(new FileMapping(hosts, "/etc/hosts"), new FileMapping(hosts, "/etc/passwd")))
                .withTmpfs(List.of(new Tmpfs("/dev", 1 << 20)));

        assertThat(answers(modes().get(0), spec)).containsExactly("my hosts", "my hosts", "");
    }

    @Test
    @DisplayName("a mount is listed as in place, and has no digest")
    void listed() {
        Execution run = run(modes().get(0), spec("list /tree"));

        assertThat(run.contents())
                .filteredOn(file -> file.path().equals("/tree"))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.origin()).isEqualTo(Origin.MOUNTS);
                    assertThat(file.host()).contains(tree.toString());
                    assertThat(file.digest()).isEmpty();
                });
        assertThat(run.confinement().layer(Layer.ROOTFS).observed())
                .isEqualTo("the root is read-only, nosuid and nodev; there is no mount but it, 6 that are read-only and"
                        + " nosuid, and 1 tmpfs");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("a program in a mounted directory keeps its path, and what ran is what was hashed")
    void programInMount(Mode mode) throws IOException {
        Path bin = Files.createDirectories(tree.resolve("bin"));
        Path inMount = Files.copy(program, bin.resolve("program"));
        Path link = Files.createSymbolicLink(bin.resolve("link"), Path.of("program"));
        try {
            JailSpec spec = spec("read /tree/bin/program", "mode /tree/bin/program", "list /tree/bin");
            Execution run = run(mode, spec.withExecutable(link));
            assertThat(run.stdout().text()).isEqualTo("armed\n" + DENIED + "\n100111\nlink program\n");
            assertThat(run.contents())
                    .filteredOn(file -> file.origin() == Origin.PROGRAM)
                    .extracting(JailFile::path)
                    .containsExactly("/tree/bin/program");
            assertThat(run.confinement().gaps()).isEmpty();
            assertThat(run.fingerprint())
                    .isEqualTo(run(mode, spec).fingerprint())
                    .hasSize(64);
        } finally {
            Files.delete(link);
            Files.delete(inMount);
            Files.delete(bin);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("a set-user-ID file in a mount gives nothing")
    void setUserId(Mode mode) throws IOException {
        Path shell = Files.copy(program, tree.resolve("set-user-id"));
        try {
            Files.setAttribute(shell, "unix:mode", 0104755);
            JailSpec spec = JailSpec.of(CProgram.staticMain("execute-set-user-id", """
                            char *arguments[] = {"/tree/set-user-id", "read /etc/hostname", 0};
                            puts("before"); fflush(stdout);
                            execve(arguments[0], arguments, 0);
                            perror("execve"); return 1;"""))
                    .withAllow(Set.of("execve"))
                    .withMounts(List.of(new HostMount(tree, "/tree", false)));
            Execution run = run(mode, spec);
            assertThat(run.stdout().text()).isEqualTo("before\narmed\n" + NOTHING + "\n");
            assertThat(run.termination()).isEqualTo(new Exited(0));
        } finally {
            Files.delete(shell);
        }
    }

    @Test
    @DisplayName("the filter of the usual policy still kills for a device's ioctl")
    void ioctlIsDenied() {
        Execution run = run(modes().get(0), spec("ioctl /dev/urandom 5206").withAllow(Set.of()));

        assertThat(run.stdout().text()).isEqualTo("armed\n");
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class,
                        denied -> assertThat(denied.syscall()).isEqualTo("ioctl"));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("a script runs by its interpreter, with its arguments")
    void script(Mode mode) throws IOException {
        Path script = Files.writeString(
                tree.resolveSibling("script"), "#!/bin/sh -e\necho \"$0 $1\"\nread line\necho $line\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Execution run =
                run(mode, JailSpec.of(script).withArguments(List.of("one")).withStdin(Bytes.utf8("two\n")));

        assertThat(run.stdout().text()).isEqualTo("/bin/script one\ntwo\n");
        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.fingerprint()).isEqualTo(Blake2b256.of(Files.readAllBytes(script)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("the program is where it is asked to be, and begins where it is asked to")
    void places(Mode mode) {
        JailSpec spec =
                spec("list .", "mode /opt/tool/look").withAt("/opt/tool/look").withWorkingDirectory(Path.of("/tree"));

        assertThat(answers(mode, spec)).containsExactly("above below file inside outside", "100111");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(
                        "/",
                        "`mounts` must not mount the whole root of the host, but was: / -> /x. Remedy: mount what"
                                + " the program needs, such as \"/usr\"."),
                arguments(
                        "/proc/self",
                        "`mounts` must not mount what is the host's own: /proc, /sys and /dev, but was:"
                                + " /proc/self -> /x. Remedy: ask for what the jail can provide, with provide = \"proc\" or provide"
                                + " = \"dev\"."),
                arguments(
                        "/dev",
                        "`mounts` must not mount what is the host's own: /proc, /sys and /dev, but was: /dev ->"
                                + " /x. Remedy: ask for what the jail can provide, with provide = \"proc\" or provide = \"dev\"."),
                arguments(
                        "/etc/passwd",
                        "`mounts` must name a directory, but was: /etc/passwd -> /x, a regular file."
                                + " Remedy: copy a file into the jail with files = \"/etc/passwd -> /x\"."));
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("not everything can be mounted:")
    void wrong(String host, String message) {
        JailSpec spec = spec().withMounts(List.of(new HostMount(Path.of(host), "/x", false)));

        assertThatThrownBy(() -> run(modes().get(0), spec))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("no path in the jail is taken twice, and none is unknown")
    void collisions() {
        Mode mode = modes().get(0);
        assertThatThrownBy(() -> run(
                        mode,
                        spec().withMounts(List.of(
                                new HostMount(tree, "/x", false), new HostMount(tree.resolve("below"), "/x/", false)))))
                .hasMessage("`mounts` must not mount two directories at one path in the jail, but was: "
                        + tree.resolve("below") + " -> /x/. Remedy: choose another path in the jail.");
        assertThatThrownBy(() -> run(mode, spec().withMounts(List.of(new HostMount(tree, "x", false)))))
                .hasMessage("`mounts` must name an absolute path in the jail, but was: " + tree
                        + " -> x. Remedy: choose an absolute path such as /opt/tree.");
        assertThatThrownBy(() -> run(
                        mode,
                        spec().withMounts(List.of(new HostMount(tree, "/bin", false)))
                                .withAt("/bin/other")))
                .hasMessageStartingWith("`executable` must not collide with the mount of " + tree + " -> /bin");
        assertThatThrownBy(() -> spec().withProvide(List.of("prok")))
                .hasMessage("`provide` must name what the jail can provide, but was: \"prok\". Remedy: perhaps you mean"
                        + " proc.");
        assertThatThrownBy(() -> run(mode, spec().withAt("bin/x")))
                .hasMessage(
                        "`at` must name an absolute path in the jail, but was: bin/x. Remedy: choose an absolute path"
                                + " such as /opt/bin/program.");
        assertThatThrownBy(() -> run(mode, spec().withWorkingDirectory(Path.of("/nowhere"))))
                .hasMessage(
                        "`workingDirectory` must be a directory that is in the jail, but was: /nowhere. Remedy: map it"
                                + " with files or tmpfs, or begin in /.");
        assertThatThrownBy(() -> spec().withWorkingDirectory(Path.of("tmp")))
                .hasMessage(
                        "`workingDirectory` must be an absolute path in the jail without . and .., but was: \"tmp\"."
                                + " Remedy: name a directory that is in the jail, such as the place of a tmpfs.");
    }
}
