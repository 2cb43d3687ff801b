package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.launcher.KernelRoot;
import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The cache directory of root file systems")
class FixtureStoreTests {
    @TempDir
    Path directory;

    private Path cache;

    /** Holds nothing but the program; everyone may read it. */
    private Path program;

    @BeforeEach
    void prepare() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        cache = directory.resolve("cache");
        Path compiled = new Programs(Files.createDirectory(directory.resolve("sources"))).hello("greeter", "-static");
        Files.createDirectory(directory.resolve("program"));
        program = Files.move(compiled, directory.resolve("program/greeter"));
    }

    @Test
    @DisplayName("is created for this user alone, with the directories that lead to it")
    void created() throws IOException {
        Path deep = directory.resolve("not/yet/there");
        try (RootfsFixtures fixtures = new RootfsFixtures(deep)) {
            Path fixture = fixtures.provide(RootfsRequest.of(program)).directory();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
                    .isEqualTo("rwx------");
            assertThat(fixture.toString()).startsWith(deep + "/jvm-");
        }
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    @DisplayName("is refused if others can write there")
    void writableByOthers() throws IOException {
        Files.createDirectory(cache);
        for (String permissions : List.of("rwx-w----", "rwx----w-")) {
            Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(permissions));

            assertThatThrownBy(() -> new RootfsFixtures(cache))
                    .isInstanceOf(RootfsStorageException.class)
                    .hasMessage(cache + " can be written by other users, so others could put programs into the jail."
                            + " Remedy: delete it, or choose another cache directory with zjail.cache.dir.");
        }
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
        new RootfsFixtures(cache).close();
    }

    @Test
    @DisplayName("is refused if it belongs to someone else")
    void ownedByOthers(TestReporter reporter) {
        if (KernelRoot.isOnlyUser()) {
            requireThatNothingBelongsToOthers(reporter);
            return;
        }
        assertThat(probe(List.of(), Path.of("/usr"), "close"))
                .isEqualTo(
                        "/usr belongs to uid " + ownerOf("/usr") + ", not to uid " + ordinaryUser()
                                + " of this JVM, so others could put programs into the jail. Remedy: delete it, or choose another cache directory with zjail.cache.dir.\n");
    }

    private void requireThatNothingBelongsToOthers(TestReporter reporter) {
        String chown = Commands.run("chown", "1", directory.toString()).output();

        assertThat(chown).endsWith(": Invalid argument\n");
        assertThat(ownerOf("/usr")).isEqualTo(ownerOf("/proc/self"));
        reporter.publishEntry("not shown here", "a directory of another user is refused: there is no other user");
    }

    @Test
    @DisplayName("is refused if it is a symbolic link or a file")
    void noDirectory() throws IOException {
        Path link = Files.createSymbolicLink(cache, directory);
        assertThatThrownBy(() -> new RootfsFixtures(link))
                .isInstanceOf(RootfsStorageException.class)
                .hasMessage(cache + " is a symbolic link, not a directory, so others could put programs into the jail."
                        + " Remedy: delete it, or choose another cache directory with zjail.cache.dir.");
        assertThatThrownBy(() -> new RootfsFixtures(program))
                .hasMessageStartingWith(program + " is a regular file, not a directory, ");
    }

    @Test
    @DisplayName("is refused if nothing can be created there")
    void notWritable() {
        Path kernel = Path.of("/proc/zjail");

        assertThatThrownBy(() -> new RootfsFixtures(kernel))
                .isInstanceOfSatisfying(
                        RootfsStorageException.class, e -> assertThat(e.path()).isEqualTo(kernel.toString()))
                .hasMessageStartingWith("/proc/zjail could not be written: ")
                .hasMessageEndingWith(". Remedy: make room on that file system and let this user write there, or choose"
                        + " another cache directory with zjail.cache.dir.");
    }

    @Test
    @DisplayName("keeps nothing half built when the disk does not take it all")
    void noRoom() throws IOException {
        assertThat(Files.size(program)).isGreaterThan(200_000);

        String output = probe(List.of("prlimit", "--fsize=200000"), cache, "close");

        assertThat(output)
                .containsPattern("/building-[0-9]+/bin/greeter could not be written: File too large\\. Remedy: make"
                        + " room on that file system and let this user write there, or choose another cache"
                        + " directory with zjail.cache.dir\\.\n")
                .endsWith("files: 1\n");
    }

    @Test
    @DisplayName("serves an ordinary user")
    void ordinary() throws IOException {
        String fingerprint = Blake2b256.of(Files.readAllBytes(program));

        assertThat(probe(List.of(), cache, "close")).isEqualTo(fingerprint + "\nfiles: 2\n");
    }

    @Test
    @DisplayName("gets no program that this user may not read")
    void unreadable() throws IOException {
        Path owned = Path.of("/etc/shadow");
        List<String> prefix = List.of();
        if (KernelRoot.isOnlyUser()) {
            // All files are its own, and its capabilities override their modes.
            owned = Files.createFile(
                    directory.resolve("unreadable"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("-w-------")));
            prefix = List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
        }
        Path secret = directory.resolve("secret");
        Files.createDirectory(secret);
        Files.createSymbolicLink(secret.resolve("shadow"), owned);
        program = secret.resolve("shadow");

        assertThat(probe(prefix, cache, "close"))
                .isEqualTo("`executable` must name a file this user may read, but was: " + program
                        + ". Remedy: allow it: chmod a+r " + program + ".\nfiles: 1\n");
    }

    @Test
    @DisplayName("gets no program whose name means other bytes in the C locale")
    void unencodableName() throws IOException {
        Path named = directory.resolve("named");
        Files.createDirectory(named);
        String name = "gr\u00f6\u00dfe";
        assertThat(Commands.run("cp", program.toString(), named + "/" + name).status())
                .isZero();
        program = named.resolve("any");

        assertThat(probe(List.of("env", "LC_ALL=C"), cache, "close"))
                .contains("must name a path in the jail that this JVM can encode (it runs with ANSI_X3.4-1968)")
                .contains("Remedy: rename the program, or start the JVM in a UTF-8 locale (LC_ALL=C.UTF-8).");
    }

    @Test
    @DisplayName("is freed of what a killed JVM left there, and of nothing that is in use")
    void leftovers() throws IOException {
        assertThat(run(List.of(), jvm(), cache, "die")).hasSize(65);
        assertThat(children(cache)).as("the dead left it behind").hasSize(1);
        Path unborn = Files.createDirectory(cache.resolve("new-1"));
        Path forgotten = Files.createDirectory(cache.resolve("new-2"));
        Files.setLastModifiedTime(forgotten, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path unrelated = Files.createFile(cache.resolve("unrelated"));

        try (RootfsFixtures living = new RootfsFixtures(cache)) {
            Path inUse = living.provide(RootfsRequest.of(program)).directory();
            assertThat(children(cache)).containsExactlyInAnyOrder(inUse.getParent(), unborn, unrelated);

            new RootfsFixtures(cache).close();
            assertThat(run(List.of(), jvm(), cache, "close")).contains("files:");
            assertThat(inUse).as("in use by this JVM").isDirectory();
        }
    }

    @Test
    @DisplayName("is emptied without following symbolic links")
    void linksAreNotFollowed() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "kept");
        try (RootfsFixtures fixtures = new RootfsFixtures(cache)) {
            Path fixture = fixtures.provide(RootfsRequest.of(program)).directory();
            Files.createSymbolicLink(fixture.resolve("link"), outside);
        }

        assertThat(cache).isEmptyDirectory();
        assertThat(kept).hasContent("kept");
    }

    private static int ordinaryUser() {
        return Commands.mayBecomeNobody() ? Commands.NOBODY : ownerOf("/proc/self");
    }

    private static int ownerOf(String path) {
        try {
            return (int) Files.getAttribute(Path.of(path), "unix:uid");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs {@link FixtureProbe} as an ordinary user. */
    private String probe(List<String> prefix, Path cacheDirectory, String end) {
        List<String> command = new ArrayList<>();
        if (Commands.mayBecomeNobody()) {
            String user = Integer.toString(ordinaryUser());
            command.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"));
        }
        command.addAll(prefix);
        return run(command, readableJvm(), cacheDirectory, end);
    }

    private String run(List<String> prefix, List<String> jvm, Path cacheDirectory, String end) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(jvm);
        command.addAll(List.of(
                FixtureProbe.class.getName(), cacheDirectory.toString(), String.valueOf(program.getParent()), end));
        return Commands.run(command).output();
    }

    private static List<String> jvm() {
        return jvm(System.getProperty("java.class.path"));
    }

    private static List<String> jvm(String classPath) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath);
    }

    /** With a copy of the class path, because the original may lie in a home directory that others cannot enter. */
    private List<String> readableJvm() {
        Path copies = directory.resolve("class-path");
        List<String> copied = new ArrayList<>();
        for (Class<?> needed : List.of(FixtureProbe.class, RootfsFixtures.class, Blake2bDigest.class)) {
            Path original = Path.of(
                    needed.getProtectionDomain().getCodeSource().getLocation().getPath());
            Path copy = copies.resolve(Integer.toString(copied.size()));
            assertThat(Commands.run("mkdir", "-p", copies.toString()).status()).isZero();
            assertThat(Commands.run("cp", "-r", original.toString(), copy.toString())
                            .status())
                    .isZero();
            assertThat(Commands.run("chmod", "-R", "a+rX", copies.toString()).status())
                    .isZero();
            copied.add(copy.toString());
        }
        return jvm(String.join(":", copied));
    }

    private static List<Path> children(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList();
        }
    }
}
