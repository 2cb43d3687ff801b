package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.NotCollected.Kind;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guests that try to have something else brought back than their own files ({@code leave-behind.c}), as root and in a
 * user namespace. Each says that it lived, and leaves an ordinary file, which comes back.
 */
@DisplayName("What comes back from a tmpfs")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectTests {
    private static final String SECRET = "SECRET OF THE HOST\n";
    private static final Set<String> CALLS = Set.of(
            "symlink",
            "link",
            "linkat",
            "mknod",
            "mknodat",
            "mkdir",
            "chdir",
            "rename",
            "renameat2",
            "chmod",
            "unlink",
            "ftruncate",
            "pwrite64",
            "umask",
            "pause",
            "setsid",
            "socket",
            "bind",
            "mount",
            "umount2",
            "unshare",
            "pipe",
            "pipe2");

    private final Path program = CProgram.file("leave-behind.c", "-static");
    private RootfsFixtures fixtures;
    private Path secret;
    private Path directory;

    @BeforeAll
    void prepare(@TempDir Path temporary) throws IOException {
        directory = temporary;
        fixtures = new RootfsFixtures(temporary.resolve("rootfs"));
        secret = Files.writeString(temporary.resolve("secret"), SECRET);
    }

    @AfterAll
    void close() {
        fixtures.close();
    }

    static List<Mode> modes() {
        return Mode.possible();
    }

    private JailSpec spec(String... arguments) {
        return JailSpec.of(program)
                .withArguments(List.of(arguments))
                .withPolicy("processes")
                .withAllow(CALLS)
                .withFiles(List.of(new FileMapping(secret, "/data/mapped")))
                .withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)))
                .withLimits(ResourceLimits.DEFAULTS.withFileSizeBytes(1L << 40).withProcesses(4))
                .withCollect(List.of("/tmp/out", "/tmp/control"));
    }

    private Execution run(Mode mode, JailSpec spec) {
        Execution run = TestLauncher.engine(mode.host(), fixtures, List.of()).run(spec);
        assertThat(run.stdout().text())
                .as(
                        "%s: %s %s",
                        run.spec().arguments(), run.termination(), run.stderr().text())
                .contains("armed\n");
        CollectedFiles collected = run.collected();
        assertThat(collected.file("/tmp/control").map(CollectedFile::text))
                .as("%s", collected)
                .contains("control\n");
        assertThat(collected.files()).noneMatch(file -> file.text().contains(SECRET));
        return run;
    }

    private Execution run(Mode mode, String payload, UnaryOperator<JailSpec> change) {
        Execution run = run(mode, change.apply(spec(payload, secret.toString())));
        assertThat(run.termination())
                .as(
                        "%s: %s %s",
                        run.spec().arguments(), run.termination(), run.stderr().text())
                .isEqualTo(new Exited(0));
        return run;
    }

    private Execution run(Mode mode, String payload) {
        return run(mode, payload, spec -> spec);
    }

    private Execution collecting(Mode mode, String payload, String path) {
        return run(mode, payload, spec -> spec.withCollect(List.of(path, "/tmp/control")));
    }

    private static void assertNotThere(Execution run, String path, Kind kind, String detail) {
        assertThat(run.collected().file(path)).isEmpty();
        assertThat(run.collected().other(path)).contains(new NotCollected(path, kind, detail));
    }

    private static void assertContent(Execution run, String path, String content) {
        assertThat(run.collected().file(path).map(CollectedFile::text)).contains(content);
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is a regular file, whole, with its digest; nothing of it stays unsaid")
    void file(Mode mode) {
        Execution run = run(mode, "file");

        assertThat(run.collected().files())
                .extracting(CollectedFile::path, CollectedFile::text, CollectedFile::size)
                .containsExactly(tuple("/tmp/control", "control\n", 8L), tuple("/tmp/out", "out\n", 4L));
        assertThat(run.collected().file("/tmp//./out").orElseThrow().digest())
                .isEqualTo("a29dbc57ff336260ba9215e3db838884ad25d147d159acbcd9d8de7505b2f775");
        assertThat(run.collected().others()).isEmpty();
        assertThat(run.confinement().complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is nothing where nothing lies")
    void nothing(Mode mode) {
        assertNotThere(collecting(mode, "file", "/tmp/other"), "/tmp/other", Kind.NOTHING, "");
        assertNotThere(collecting(mode, "file", "/tmp/no/such"), "/tmp/no/such", Kind.NOTHING, "");
        assertNotThere(collecting(mode, "file", "/tmp/control/in"), "/tmp/control/in", Kind.NOTHING, "");
    }

    static Stream<List<Object>> links() {
        return modes().stream()
                .flatMap(mode -> Stream.of(
                        List.of(mode, "link-with-dots", "to ../../../../../../../../etc/hostname"),
                        List.of(mode, "link-through-proc", "to /proc/self/root/etc/hostname"),
                        List.of(mode, "link-to-own-file", "to control")));
    }

    @ParameterizedTest
    @MethodSource("links")
    @DisplayName("is no link, wherever it leads")
    void link(List<Object> row) {
        Execution run = run((Mode) row.get(0), row.get(1).toString());

        assertNotThere(run, "/tmp/out", Kind.LINK, row.get(2).toString());
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is no file of the host to which a link leads by its absolute path")
    void linkToHost(Mode mode) {
        assertNotThere(run(mode, "link"), "/tmp/out", Kind.LINK, "to " + secret);
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is nothing behind a link in the place of a directory")
    void linkToDirectory(Mode mode) {
        String host = directory.toString();
        JailSpec below = spec("link-to-directory", host).withCollect(List.of("/tmp/dir/secret", "/tmp/control"));
        JailSpec all = spec("link-to-directory", host).withCollect(List.of("/tmp"));

        assertNotThere(run(mode, below), "/tmp/dir/secret", Kind.LINK, "");
        assertNotThere(run(mode, all), "/tmp/dir", Kind.LINK, "to " + host);
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is nothing above the tmpfs, whatever links go up")
    void linksUp(Mode mode) {
        Execution run = collecting(mode, "link-for-tmp", "/tmp/dir");

        assertThat(run.collected().files()).extracting(CollectedFile::path).containsExactly("/tmp/control");
        assertThat(run.collected().others())
                .containsExactly(
                        new NotCollected("/tmp/dir", Kind.DIRECTORY, ""),
                        new NotCollected("/tmp/dir/root", Kind.LINK, "to /"),
                        new NotCollected("/tmp/dir/up", Kind.LINK, "to .."));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is no mapped file: a hard link cannot be made to one, and can to the guest's own")
    void hardLinks(Mode mode) {
        Execution mapped = run(mode, "hard-link");

        assertThat(mapped.stdout().text()).isEqualTo("link EXDEV\nlinkat EXDEV\narmed\n");
        assertNotThere(mapped, "/tmp/out", Kind.NOTHING, "");
        assertContent(run(mode, "own-hard-link"), "/tmp/out", "control\n");
    }

    static Stream<List<Object>> others() {
        return modes().stream()
                .flatMap(mode -> Stream.of(
                        List.of(mode, "fifo", Kind.FIFO),
                        List.of(mode, "socket", Kind.SOCKET),
                        List.of(mode, "directory", Kind.DIRECTORY)));
    }

    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("is no FIFO, for which nobody waits, no socket and no directory")
    void noFile(List<Object> row) {
        assertNotThere(run((Mode) row.get(0), row.get(1).toString()), "/tmp/out", (Kind) row.get(2), "");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is no device: none can be made")
    void device(Mode mode) {
        Execution run = run(mode, "device");

        assertThat(run.stdout().text()).isEqualTo("mknod EPERM\nmknod EPERM\narmed\n");
        assertNotThere(run, "/tmp/out", Kind.NOTHING, "");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is all regular files beneath a directory, hidden ones too")
    void directory(Mode mode) {
        Execution run = run(mode, "directory", spec -> spec.withCollect(List.of("/tmp")));

        assertThat(run.collected().files())
                .extracting(CollectedFile::path)
                .containsExactly("/tmp/control", "/tmp/out/in-it");
        Execution hidden = run(mode, "name-dot", spec -> spec.withCollect(List.of("/tmp/")));
        assertContent(hidden, "/tmp/names/..hidden", "named\n");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is a file where a directory was expected")
    void fileForDirectory(Mode mode) {
        assertContent(collecting(mode, "file-for-directory", "/tmp/dir"), "/tmp/dir", "a file\n");
    }

    static Stream<List<Object>> races() {
        return modes().stream()
                .flatMap(mode -> Stream.of("swap", "swap-orphaned").map(payload -> List.of(mode, payload)));
    }

    @ParameterizedTest
    @MethodSource("races")
    @DisplayName("is the guest's own file or its link, though a process that it left swaps them until it is killed")
    void swapped(List<Object> row) {
        for (int i = 0; i < 20; i++) {
            CollectedFiles collected =
                    run((Mode) row.get(0), row.get(1).toString()).collected();

            boolean isFile = collected.file("/tmp/out").map(CollectedFile::text).equals(Optional.of("inside\n"));
            boolean isLink = collected.other("/tmp/out").map(NotCollected::kind).equals(Optional.of(Kind.LINK));
            assertThat(isFile ^ isLink).as("%s", collected).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is nothing of the host's, though a directory is swapped for a link to one until the guest is killed")
    void swappedDirectories(Mode mode) {
        JailSpec spec = spec("swap-directories", directory.toString());
        for (int i = 0; i < 20; i++) {
            CollectedFiles collected = run(mode, spec.withCollect(List.of("/tmp/dir/secret", "/tmp/control")))
                    .collected();

            boolean isFile =
                    collected.file("/tmp/dir/secret").map(CollectedFile::text).equals(Optional.of("inside\n"));
            boolean isLink =
                    collected.other("/tmp/dir/secret").map(NotCollected::kind).equals(Optional.of(Kind.LINK));
            assertThat(isFile ^ isLink).as("%s", collected).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is a file that its mode or its directory's closes")
    void closed(Mode mode) {
        assertContent(run(mode, "mode-0"), "/tmp/out", "closed\n");
        assertContent(collecting(mode, "directory-mode-0", "/tmp/dir/closed"), "/tmp/dir/closed", "closed\n");
        assertContent(collecting(mode, "directory-mode-0", "/tmp/dir"), "/tmp/dir/closed", "closed\n");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is a sparse file with its zeros if it is small enough, and is said to be left out if not")
    void sparse(Mode mode) {
        byte[] small = run(mode, "sparse-small")
                .collected()
                .file("/tmp/out")
                .orElseThrow()
                .bytes();

        assertThat(small).hasSize(8 << 20).endsWith((byte) 0, (byte) 0, (byte) '!');
        assertNotThere(run(mode, "sparse-huge"), "/tmp/out", Kind.TOO_LARGE, "1 TiB");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is a file that fills the tmpfs, up to the bound on all files of a run")
    void full(Mode mode) {
        Execution fits = run(mode, "full");
        Execution larger = run(
                mode, "full", spec -> spec.withTmpfs(List.of(new Tmpfs("/tmp", CollectedFiles.MOST_BYTES + 8192L))));

        assertThat(fits.stdout().text()).isEqualTo("write ENOSPC\narmed\n");
        assertThat(fits.collected().file("/tmp/out").orElseThrow().size()).isEqualTo((1 << 20) - 4096);
        assertNotThere(larger, "/tmp/out", Kind.TOO_LARGE, "16.004 MiB");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is as many files as may, those named by themselves first; that others were there is said")
    void many(Mode mode) {
        Execution run = run(mode, "many", spec -> spec.withCollect(List.of("/tmp", "/tmp/control")));
        CollectedFiles collected = run.collected();

        assertThat(run.stdout().text()).isEqualTo("mknod ENOSPC\narmed\n");
        assertThat(collected.files()).hasSize(CollectedFiles.MOST_FILES);
        assertThat(collected.leftOut())
                .extracting(NotCollected::path, NotCollected::kind)
                .contains(tuple("/tmp/many", Kind.MORE));
        assertThat(collected.leftOut().stream().filter(other -> other.kind() == Kind.TOO_MANY))
                .hasSizeBetween(700, 800);
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is what lies in deep directories, and where they get too deep is said")
    void deep(Mode mode) {
        CollectedFiles collected = collecting(mode, "deep", "/tmp/deep").collected();

        assertThat(collected.file("/tmp/deep/shallow").map(CollectedFile::text)).contains("shallow\n");
        assertThat(collected.leftOut())
                .containsExactly(new NotCollected("/tmp/deep" + "/d".repeat(32), Kind.TOO_DEEP, ""));
        String bottom = "/tmp/deep" + "/d".repeat(100) + "/bottom";
        assertContent(collecting(mode, "deep", bottom), bottom, "bottom\n");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("has the name that the guest gave it, whatever is in it")
    void names(Mode mode) {
        assertContent(collecting(mode, "name-no-utf8", "/tmp/names"), "/tmp/names/" + "\\xff".repeat(255), "named\n");
        String name = "/tmp/names/a\n\u001b[31m##vso[x]";
        assertContent(collecting(mode, "name-control", "/tmp/names"), name, "named\n");
        assertContent(collecting(mode, "name-control", name), name, "named\n");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is no file that has no name any more")
    void unlinked(Mode mode) {
        assertNotThere(run(mode, "unlinked"), "/tmp/out", Kind.NOTHING, "");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("comes from the tmpfs itself: nothing can be mounted over it, nor it be unmounted")
    void mount(Mode mode) {
        assertThat(run(mode, "mount").stdout().text()).isEqualTo("mount EPERM\numount2 EPERM\narmed\n");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is nothing that was mounted in a namespace of the guest's own, where it can make one")
    void mountElsewhere(Mode mode) {
        assertNotThere(collecting(mode, "mount-elsewhere", "/tmp/dir/mapped"), "/tmp/dir/mapped", Kind.NOTHING, "");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is there after a denied call and after a signal")
    void afterEarlyEnds(Mode mode) {
        Execution denied = run(mode, spec("denied"));
        Execution crashed = run(mode, spec("crash"));

        assertThat(denied.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo("ptrace"));
        assertContent(denied, "/tmp/out", "before\n");
        assertThat(crashed.termination())
                .isInstanceOfSatisfying(
                        Signaled.class, end -> assertThat(end.signal()).isEqualTo("SIGSEGV"));
        assertContent(crashed, "/tmp/out", "before\n");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is there after a limit")
    void afterLimit(Mode mode) {
        Execution hung = LongEnough.run(
                Duration.ofMillis(300),
                wall -> TestLauncher.engine(mode.host(), fixtures, List.of())
                        .run(spec("hang").withLimits(ResourceLimits.DEFAULTS.withWall(wall))),
                ended -> !ended.stdout().text().isEmpty());

        assertThat(hung.termination())
                .isInstanceOfSatisfying(
                        LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.WALL));
        assertContent(hung, "/tmp/out", "before\n");
    }
}
