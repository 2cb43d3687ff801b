package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.RootfsFixture;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.internal.Mount;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * For each layer a payload that the layer stops, and that gets through where just that layer is left out: so it is that
 * layer that stops it, and the attestation notices when it is missing.
 */
@DisplayName("Without one layer, its payload gets through and the attestation says so;")
class LayerControlTests {
    private static final String SECRET = "secret of the host\n";

    /** What layer 6 calls after a filter that was applied early, and what asks for the bit of layer 5. */
    private static final Set<String> CALLS_OF_LAYER_6 =
            Set.of("prctl", "setgroups", "setresgid", "setresuid", "getresgid", "getresuid", "capset", "capget");

    private RootfsFixtures fixtures;
    private Path secret;

    @TempDir
    private Path directory;

    @BeforeEach
    void prepareHost() throws IOException {
        // Without layer 4 the guest executes its program on the host, as a user who may not enter a private directory.
        setPermissions(directory, "rwxr-xr-x");
        fixtures = new RootfsFixtures(directory.resolve("rootfs"));
        setPermissions(directory.resolve("rootfs"), "rwx--x--x");
        try (DirectoryStream<Path> owners = Files.newDirectoryStream(directory.resolve("rootfs"))) {
            for (Path owner : owners) {
                setPermissions(owner, "rwx--x--x");
            }
        }
        secret = Files.writeString(directory.resolve("secret"), SECRET);
        setPermissions(secret, "rw-r--r--");
    }

    @AfterEach
    void deleteFixtures() {
        fixtures.close();
    }

    @Test
    @DisplayName("namespaces: it reaches a server of the host (only those of network and ipc can be left out)")
    void namespaces() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JailSpec spec = payload("reach-host", """
                    struct sockaddr_in host = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
                    host.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
                    report(connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&host, sizeof host));
                    """)
                    .withArguments(List.of(Integer.toString(server.getLocalPort())))
                    .withAllow(Set.of("socket", "connect"));

            assertStopped(run(spec), "Network is unreachable");
            assertGotThrough(runWithout(Layer.NAMESPACES, spec), Layer.NAMESPACES, "net namespace is the host's");
        }
    }

    @Test
    @DisplayName("namespaces: it attaches shared memory of the host")
    void ipcNamespace() throws Exception {
        String made = Protocol.run(List.of("ipcmk", "--shmem", "4096", "--mode", "0666"));
        String id = made.strip().replaceAll(".* ", "");
        try {
            JailSpec spec =
                    payload("attach-shared", """
                    report(syscall(SYS_shmat, atoi(argv[1]), 0, 010000 /* SHM_RDONLY */));
                    """).withArguments(List.of(id)).withAllow(Set.of("shmat"));

            assertStopped(run(spec), "Invalid argument");
            assertGotThrough(run(spec, "--without-ipc"), Layer.NAMESPACES, "ipc namespace is the host's");
        } finally {
            Protocol.run(List.of("ipcrm", "--shmem-id", id));
        }
    }

    @Test
    @DisplayName("resource limits: it maps more memory than its limit")
    void resourceLimits() {
        JailSpec spec = payload("map-much", """
                void *much = mmap(0, 512 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                report(much == MAP_FAILED ? -1 : 0);
                """).withLimits(ResourceLimits.DEFAULTS.withAddressSpaceBytes(256 << 20));

        assertStopped(run(spec), "Cannot allocate memory");
        LayerState state = assertGotThrough(runWithout(Layer.RESOURCE_LIMITS, spec), Layer.RESOURCE_LIMITS);
        assertThat(state.observed()).contains("Max address space is ");
    }

    @Test
    @DisplayName("file descriptors: it reads a file that was left open for it")
    void fileDescriptors() {
        JailSpec spec = payload("read-leak", """
                char text[80] = {0};
                int got = -1;
                for (int leaked = 3; leaked < 16 && got < 0; leaked++) {
                    got = pread(leaked, text, sizeof text - 1, 0);
                }
                printf("%s", text);
                report(got);
                """);

        assertStopped(run(spec, "--leak", secret.toString()), "Bad file descriptor");
        Execution run = runWithout(Layer.FILE_DESCRIPTORS, spec, "--leak", secret.toString());
        assertThat(run.stdout().text()).contains(SECRET);
        LayerState state = assertGotThrough(run, Layer.FILE_DESCRIPTORS);
        assertThat(state.observed()).startsWith("open descriptors are [0, 1, 2, 3,");
    }

    @Test
    @DisplayName("dumpable: it reads the memory of its own child; the executable's mode is what decides after execve")
    void dumpable() throws IOException {
        JailSpec spec = payload("read-child", """
                char text[80] = {0}, read_here[80] = {0};
                int ready[2], done[2];
                pipe(ready);
                pipe(done);
                int child = fork();
                if (child == 0) {
                    read(0, text, sizeof text - 1);
                    write(ready[1], "x", 1);
                    read(done[0], text, 1);
                    _exit(0);
                }
                read(ready[0], read_here, 1);
                struct iovec to = {read_here, sizeof read_here}, from = {text, sizeof text};
                long got = process_vm_readv(child, &to, 1, &from, 1, 0);
                int error = errno;
                write(done[1], "x", 1);
                wait(0);
                printf("%s", got < 0 ? "" : read_here);
                errno = error;
                report(got);
                """)
                .withStdin(Bytes.utf8(SECRET))
                .withAllow(Set.of("clone", "wait4", "process_vm_readv"))
                .withLimits(ResourceLimits.DEFAULTS.withProcesses(2));

        assertStopped(run(spec), "Operation not permitted");
        assertStopped(runWithout(Layer.DUMPABLE, spec), "Operation not permitted");
        makeExecutableReadable(spec);
        Execution run = runWithout(Layer.DUMPABLE, spec);
        assertThat(run.stdout().text()).contains(SECRET);
        assertGotThrough(
                run,
                Layer.DUMPABLE,
                "the guest is dumpable, as far as one can tell: /proc/PID/status belongs to the guest (fs.suid_dumpable,"
                        + " or the executable is readable)");
    }

    @Test
    @DisplayName("rootfs: it reads a file of the host")
    void rootfs() {
        JailSpec spec = payload("read-host", """
                char text[80] = {0};
                int got = read(open(argv[1], O_RDONLY), text, sizeof text - 1);
                if (got < 0) errno = ENOENT;
                printf("%s", text);
                report(got);
                """).withArguments(List.of(secret.toString()));

        assertStopped(run(spec), "No such file or directory");
        Execution run = runWithout(Layer.ROOTFS, spec);
        assertThat(run.stdout().text()).contains(SECRET);
        LayerState state = assertGotThrough(run, Layer.ROOTFS);
        assertThat(state.observed()).contains("mount / lacks [").contains("there are other mounts: [");
    }

    @Test
    @DisplayName("no_new_privs: it is told that it may gain privileges")
    void noNewPrivs() {
        JailSpec spec = payload("ask-no-new-privs", """
                errno = EPERM;
                report(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0 ? 0 : -1);
                """).withAllow(CALLS_OF_LAYER_6);

        assertStopped(run(spec), "Operation not permitted");
        assertGotThrough(
                runWithout(Layer.NO_NEW_PRIVS, spec, "--filter-early"), Layer.NO_NEW_PRIVS, "NoNewPrivs is 0, not 1");
    }

    @Test
    @DisplayName(
            "no_new_privs: there is no run at all unless the filter comes first, for the kernel then wants privilege")
    void noFilterWithoutNoNewPrivs() {
        JailSpec spec = payload("nothing", "report(0);");

        assertThatThrownBy(() -> runWithout(Layer.NO_NEW_PRIVS, spec))
                .isInstanceOfSatisfying(ConfinementException.class, refusal -> {
                    assertThat(refusal.layer()).isEqualTo("seccomp");
                    assertThat(refusal.step()).isEqualTo("seccomp(SECCOMP_SET_MODE_FILTER)");
                    assertThat(refusal.errno()).isEqualTo("EACCES");
                });
    }

    /**
     * What the kernel forbids to a guest without new privileges is what a set-user-ID program gives, and nosuid forbids
     * it too: so only without both does it become root. Without privilege there is no other user to become in the jail.
     */
    @Test
    @DisplayName("no_new_privs: it becomes root by a set-user-ID program where nosuid is missing too, and only there")
    void setUserId() throws IOException {
        Path program = CProgram.staticMain("payload-become-root", """
                char *again[] = {"/bin/again", "again", 0};
                if (argc > 1) { printf("%s\\n", geteuid() == 0 ? "root" : "nobody"); return 0; }
                execve(again[0], again, 0);
                return 1;
                """);
        Set<String> allowed = new TreeSet<>(CALLS_OF_LAYER_6);
        allowed.add("execve");
        JailSpec spec = JailSpec.of(program)
                .withFiles(List.of(new FileMapping(program, "/bin/again")))
                .withAllow(allowed);
        RootfsFixture fixture = fixtures.provide(RequestedRootfs.of(spec));
        Files.setAttribute(fixture.directory().resolve("bin/again"), "unix:mode", 0104555);
        fixtures.giveBack(fixture);

        Execution withBoth = run(spec);
        Execution withoutNoNewPrivs = runWithout(Layer.NO_NEW_PRIVS, spec, "--filter-early");
        Execution withoutNosuid = run(spec, "--without-nosuid");
        Execution withoutBoth = runWithout(Layer.NO_NEW_PRIVS, spec, "--filter-early", "--without-nosuid");

        assertBecame("nobody", withBoth);
        assertBecame("nobody", withoutNoNewPrivs, Layer.NO_NEW_PRIVS);
        assertBecame("nobody", withoutNosuid, Layer.ROOTFS);
        assertBecame(rootCanBeGained() ? "root" : "nobody", withoutBoth, Layer.ROOTFS, Layer.NO_NEW_PRIVS);
    }

    private static void assertBecame(String user, Execution run, Layer... missing) {
        assertThat(run.stdout().text()).isEqualTo(user + "\n");
        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.confinement().gaps()).extracting(LayerState::layer).containsExactly(missing);
    }

    private boolean rootCanBeGained() throws IOException {
        String mounts = ProcFiles.read("/proc/self/mountinfo");
        boolean forbidsSetUserId = Mount.all(mounts).stream()
                .filter(mount -> directory.startsWith(mount.point()))
                .max(Comparator.comparingInt(mount -> mount.point().length()))
                .orElseThrow()
                .options()
                .contains("nosuid");
        return !forbidsSetUserId && !HostFacts.read(Libc.get()).needsUserNamespace();
    }

    /**
     * With a capability that overrides the mode of a file the executable can be read: then layer 3 does not hold
     * either.
     */
    @Test
    @DisplayName(
            "capabilities: it sets the host name of its jail; and it is dumpable, because to it no file is unreadable")
    void capabilities() {
        JailSpec spec = payload("set-host-name", """
                printf("dumpable: %d\\n", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
                report(sethostname("mine", 4));
                """).withAllow(Set.of("sethostname", "prctl"));

        Execution stopped = run(spec, "--keep-capability");
        Execution gotThrough = runWithout(Layer.CAPABILITIES, spec, "--keep-capability");

        assertThat(stopped.stdout().text()).contains("dumpable: 0\n");
        assertStopped(stopped, "Operation not permitted");
        assertThat(gotThrough.stdout().text()).contains("dumpable: 1\n");
        assertGotThrough(gotThrough, Layer.DUMPABLE, Layer.CAPABILITIES);
        assertThat(gotThrough.confinement().layer(Layer.CAPABILITIES).observed())
                .contains("CapEff is ")
                .contains("CapBnd is ");
    }

    @Test
    @DisplayName("seccomp: it makes a socket")
    void seccomp() {
        JailSpec spec = payload("make-socket", "report(socket(AF_INET, SOCK_STREAM, 0));");

        Execution stopped = run(spec);
        assertThat(stopped.stdout().text()).isEqualTo("before\n");
        assertThat(stopped.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo("socket"));
        assertThat(stopped.confinement().gaps()).isEmpty();
        LayerState state = assertGotThrough(runWithout(Layer.SECCOMP, spec), Layer.SECCOMP);
        assertThat(state.observed()).startsWith("Seccomp is 0, not 2; Seccomp_filters is ");
    }

    // ---- payloads and their runs ----

    /** A payload says that it lives, attempts something, and reports whether that succeeded. */
    private static JailSpec payload(String name, String attempt) {
        return JailSpec.of(CProgram.staticMain("payload-" + name, """
                setvbuf(stdout, 0, _IONBF, 0);
                printf("before\\n");
                #define report(result) \\
                    if ((result) >= 0) { printf("got through\\n"); return 0; } printf("stopped: %s\\n", strerror(errno)); return 1
                """ + attempt));
    }

    private Execution run(JailSpec spec, String... options) {
        return TestLauncher.engineForGaps(HostFacts.read(Libc.get()), fixtures, List.of(options))
                .run(spec);
    }

    private Execution runWithout(Layer layer, JailSpec spec, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(
                List.of("--leave-out", Integer.toString(List.of(Layer.values()).indexOf(layer))));
        return run(spec, all.toArray(String[]::new));
    }

    private static void assertStopped(Execution run, String why) {
        assertThat(run.stdout().text()).startsWith("before\n").endsWith("stopped: " + why + "\n");
        assertThat(run.termination()).isEqualTo(new Exited(1));
        assertThat(run.confinement().gaps()).isEmpty();
    }

    private static void assertGotThrough(Execution run, Layer layer, String observed) {
        assertThat(assertGotThrough(run, layer).observed()).isEqualTo(observed);
    }

    private static LayerState assertGotThrough(Execution run, Layer... missing) {
        assertThat(run.stdout().text()).startsWith("before\n").endsWith("got through\n");
        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.confinement().gaps()).extracting(LayerState::layer).containsExactly(missing);
        return run.confinement().layer(missing[0]);
    }

    private void makeExecutableReadable(JailSpec spec) throws IOException {
        RootfsFixture fixture = fixtures.provide(RequestedRootfs.of(spec));
        setPermissions(Path.of(fixture.directory() + fixture.executable()), "r-xr-xr-x");
        fixtures.giveBack(fixture);
    }

    private static void setPermissions(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
