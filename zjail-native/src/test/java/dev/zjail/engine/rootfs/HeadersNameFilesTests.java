package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zjail.engine.rootfs.Commands.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not trusted must not choose which files of the host come into its jail. */
@DisplayName("A program whose headers name")
class HeadersNameFilesTests {
    private static final String PLACES = "must take its libraries from the system's library directories, from its own"
            + " directory or from what `files` gives";
    private static final String NO_LOADER = "must name a dynamic loader as its dynamic loader, and no other program";

    @TempDir
    Path directory;

    private Programs programs;
    private RootfsFixtures fixtures;

    @BeforeEach
    void open() throws IOException {
        // A directory's real path: a symbolic link on the way is not what these tests are about.
        directory = directory.toRealPath();
        programs = new Programs(directory);
        fixtures = new RootfsFixtures(directory.resolve("cache"));
    }

    @AfterEach
    void close() {
        fixtures.close();
    }

    @Test
    @DisplayName("a library anywhere on the host is refused, and the remedy it tells works")
    void absoluteLibrary() throws IOException {
        Path library = programs.library("secret/libanswer.so", 42);
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(library.getParent(), PosixFilePermissions.fromString("rwx------"));
        Path program = programs.compile("app/asker", Programs.ASKING, library.toString());

        assertThat(refusal(program))
                .hasMessage("`executable` " + PLACES + ", but was: " + library + ", needed by " + program
                        + ". Remedy: give it with files = \"" + library + " -> " + library + "\".");
        RootfsFixture fixture = provide(program, library, library.toString());
        assertThat(fixture.contents()).containsKey(library.toString());
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "42\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/lib/../../", "/lib/x/../../..", "//."})
    @DisplayName("a library anywhere on the host is refused whatever the way to it is written like")
    void absoluteLibraryInDisguise(String way) {
        Path library = programs.library("secret/libanswer.so", 42);
        // The linker writes down what the library calls itself.
        Path named = programs.library("named/libanswer.so", 42, "-Wl,-soname," + way + library);
        Path program = programs.compile("app/asker", Programs.ASKING, named.toString());

        InvalidRootfsException refusal = refusal(program);

        assertThat(refusal.found()).contains("libanswer.so, needed by " + program);
        assertThat(List.of(PLACES, "must find every library it needs")).contains(refusal.rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--enable-new-dtags", "--disable-new-dtags"})
    @DisplayName("a directory anywhere on the host is refused, in RUNPATH and RPATH, and the remedy works")
    void absoluteSearchPath(String tags) {
        Path library = programs.library("secret/libanswer.so", 5, "-Wl,-soname,libanswer.so");
        Path program = programs.compile(
                "app/asker", Programs.ASKING, library.toString(), "-Wl,-rpath," + library.getParent(), "-Wl," + tags);

        assertThat(refusal(program).rule()).isEqualTo(PLACES);
        assertThat(refusal(program).found()).isEqualTo(library + ", needed by " + program);
        RootfsFixture fixture = provide(
                program,
                directory.resolve("secret"),
                directory.resolve("secret").toString());
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "5\n"));
    }

    @Test
    @DisplayName("a directory beside its own is refused, and the remedy works")
    void besideItsOwn() {
        Path library = programs.library("secret/libanswer.so", 6, "-Wl,-soname,libanswer.so");
        Path program =
                programs.compile("app/asker", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/../secret");

        assertThat(refusal(program).rule()).isEqualTo(PLACES);
        assertThat(refusal(program).remedy())
                .isEqualTo("give it with files = \"" + directory.resolve("app/../secret/libanswer.so")
                        + " -> /secret/libanswer.so\"");
        RootfsFixture fixture =
                provide(program, directory.resolve("app/../secret/libanswer.so"), "/secret/libanswer.so");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "6\n"));
    }

    @Test
    @DisplayName("a library that is needed by a library of its own directory is refused as well")
    void libraryOfLibrary() {
        Path library = programs.library("secret/libanswer.so", 6, "-Wl,-soname,libanswer.so");
        Path middle = programs.compile(
                "app/libmiddle.so",
                "int answer(void);\nint middle(void) { return answer() + 1; }\n",
                "-shared",
                "-fPIC",
                "-Wl,-soname,libmiddle.so",
                library.toString(),
                "-Wl,-rpath," + library.getParent());
        Path program = programs.compile(
                "app/asker",
                Programs.ASKING.replace("answer", "middle"),
                middle.toString(),
                "-Wl,-rpath,$ORIGIN",
                "-Wl,-rpath-link," + library.getParent());

        assertThat(refusal(program).found()).isEqualTo(library + ", needed by " + middle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "directory"})
    @DisplayName("its own directory, where a symbolic link leads elsewhere, is refused, and the remedy works")
    void symbolicLink(String kind) throws IOException {
        Path library = programs.library("secret/libanswer.so", 8, "-Wl,-soname,libanswer.so");
        Path program = programs.compile("app/asker", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/libs");
        Path libraries = program.resolveSibling("libs");
        if (kind.equals("file")) {
            Files.createSymbolicLink(Files.createDirectory(libraries).resolve("libanswer.so"), library);
        } else {
            Files.createSymbolicLink(libraries, library.getParent());
        }

        assertThat(refusal(program).rule()).isEqualTo(PLACES);
        assertThat(refusal(program).found()).contains("libanswer.so");
        RootfsFixture fixture = provide(program, library, "/bin/libs/libanswer.so");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "8\n"));
    }

    @Test
    @DisplayName("a library of its own directory that is more private than itself is refused, and the remedies work")
    void privateLibrary() throws IOException {
        Path library = programs.library("app/libs/libanswer.so", 9, "-Wl,-soname,libanswer.so");
        Path program = programs.compile("app/asker", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/libs");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-------"));

        assertThat(refusal(program))
                .hasMessage("`executable` must need no library that is more private than itself, unless `files` gives"
                        + " it, but was: " + library + ", needed by " + program + ", of mode 0600. Remedy: give it with"
                        + " files = \"" + library + " -> /bin/libs/libanswer.so\", or let others read it and the"
                        + " directories that lead to it.");
        assertThat(Commands.runInside(provide(program, library, "/bin/libs/libanswer.so")))
                .isEqualTo(new Result(0, "9\n"));
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(library.getParent(), PosixFilePermissions.fromString("rwx------"));
        assertThat(refusal(program).rule()).startsWith("must need no library that is more private than itself");
        Files.setPosixFilePermissions(library.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(Commands.runInside(provide(program))).isEqualTo(new Result(0, "9\n"));
    }

    @Test
    @DisplayName("a library of its own directory is given it where a umask of 077 made all of them private")
    void privateAltogether() throws IOException {
        Path library = programs.library("app/libs/libanswer.so", 9, "-Wl,-soname,libanswer.so");
        Path program = programs.compile("app/asker", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/libs");
        for (Path path : List.of(program, library, library.getParent())) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }

        assertThat(Commands.runInside(provide(program))).isEqualTo(new Result(0, "9\n"));
    }

    @Test
    @DisplayName("a directory below its own is refused where its own is everybody's, as /tmp is")
    void sharedDirectory() throws IOException {
        Path library = programs.library("app/libs/libanswer.so", 9, "-Wl,-soname,libanswer.so");
        Path program =
                programs.compile("app/asker", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/libs:$ORIGIN");
        assertThat(Commands.runInside(provide(program))).isEqualTo(new Result(0, "9\n"));
        Commands.run("chmod", "1777", directory.resolve("app").toString());

        assertThat(refusal(program).rule()).isEqualTo(PLACES);
        Files.move(library, program.resolveSibling("libanswer.so"));
        assertThat(Commands.runInside(provide(program))).isEqualTo(new Result(0, "9\n"));
    }

    @Test
    @DisplayName("a library of the system by its path is given it")
    void systemLibrary() {
        Path program = programs.compile("app/asker", Programs.HELLO);
        String libc = provide(program).contents().keySet().stream()
                .filter(path -> path.endsWith("/libc.so.6"))
                .findFirst()
                .orElseThrow();
        Path byPath = programs.compile("app/by-path", Programs.HELLO, "-nodefaultlibs", libc, "-lc");

        assertThat(Commands.runInside(provide(byPath))).isEqualTo(new Result(0, "hello\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"solution", "ld-linux.so.2"})
    @DisplayName("another program as its dynamic loader is refused, wherever that lies and whatever it is called")
    void otherProgramAsLoader(String name) {
        Path fixed = programs.hello("app/fixed/" + name, "-static");
        Path movable = programs.hello("app/movable/" + name, "-static-pie");
        Path dynamic = programs.hello("app/dynamic/" + name);
        Path elsewhere = programs.hello("secret/" + name, "-static-pie");

        for (Path other : List.of(fixed, movable, dynamic)) {
            Path program = programs.hello("app/program", "-Wl,--dynamic-linker=" + other);
            assertThat(refusal(program))
                    .hasMessage("`executable` " + NO_LOADER + ", but was: " + other + ", the dynamic loader of "
                            + program + ". Remedy: link it again, with -Wl,--dynamic-linker=PATH, or statically.");
        }
        Path program = programs.hello("app/program", "-Wl,--dynamic-linker=" + elsewhere);
        assertThat(refusal(program))
                .hasMessage("`executable` must take its dynamic loader from the system's library directories, from its"
                        + " own directory or from what `files` gives, but was: " + elsewhere
                        + ", the dynamic loader of " + program + ". Remedy: link it again, or give the loader with"
                        + " files = \"" + elsewhere + " -> " + elsewhere + "\".");
        assertThat(refusal(request(program, elsewhere, elsewhere.toString())).rule())
                .as("what files gives must be a loader too")
                .isEqualTo(NO_LOADER);
    }

    @Test
    @DisplayName(
            "a dynamic loader elsewhere is refused, and the remedy works, for a loader that cannot be executed too")
    void loaderElsewhere() throws IOException {
        Path usual = Path.of(
                provide(programs.hello("app/usual")).program().interpreter().orElseThrow());
        Path loader = Files.createDirectories(directory.resolve("other")).resolve(usual.getFileName());
        Files.copy(usual, loader);
        Files.setPosixFilePermissions(loader, PosixFilePermissions.fromString("rw-r--r--"));
        Path program = programs.hello("app/program", "-Wl,--dynamic-linker=" + loader);

        assertThat(refusal(program).rule()).startsWith("must take its dynamic loader from");
        assertThat(Commands.runInside(provide(program, loader, loader.toString())))
                .isEqualTo(new Result(0, "hello\n"));
    }

    @Test
    @DisplayName("a script as its dynamic loader is refused")
    void scriptAsLoader() throws IOException {
        Path script = Files.createDirectories(directory.resolve("app")).resolve("ld-script.so.1");
        Files.writeString(
                script, "#!/bin/sh\ncat /etc/passwd # and a comment that makes it long enough for a header\n");
        Path program = programs.hello("app/program", "-Wl,--dynamic-linker=" + script);

        assertThat(refusal(program).found()).endsWith("which does not start with the ELF magic number");
    }

    @Test
    @DisplayName("a loader whose list of directories is a link to a file elsewhere does not get that file")
    void listOfDirectories() throws IOException {
        Path loader = programs.compile(
                "app/lib/ld-musl-x86_64.so.1", "int loader;\n", "-shared", "-fPIC", "-nostdlib", "-Wl,-soname,libc.so");
        Path secret = Files.writeString(directory.resolve("secret"), "TOPSECRET");
        Path list = Files.createDirectories(directory.resolve("app/etc")).resolve("ld-musl-x86_64.path");
        Path program = programs.compile(
                "app/program", Programs.FREESTANDING, "-nostdlib", "-pie", "-Wl,--dynamic-linker=" + loader);
        Files.createSymbolicLink(list, secret);

        assertThat(provide(program).contents()).doesNotContainKey(list.toString());
        assertThat(provide(program).contents()).containsKey(loader.toString());
    }

    private RootfsFixture provide(Path program) {
        return fixtures.provide(RootfsRequest.of(program));
    }

    private RootfsFixture provide(Path program, Path file, String jail) {
        return fixtures.provide(request(program, file, jail));
    }

    private static RootfsRequest request(Path program, Path file, String jail) {
        return new RootfsRequest(program, List.of(new FileMapping(file, jail)), List.of());
    }

    private InvalidRootfsException refusal(Path program) {
        return refusal(RootfsRequest.of(program));
    }

    private InvalidRootfsException refusal(RootfsRequest request) {
        return catchThrowableOfType(InvalidRootfsException.class, () -> fixtures.provide(request));
    }
}
