package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.rootfs.Commands.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A root file system")
class RootfsFixturesTests {
    @TempDir
    Path directory;

    private Programs programs;
    private RootfsFixtures fixtures;

    @BeforeEach
    void open() {
        programs = new Programs(directory);
        fixtures = new RootfsFixtures(directory.resolve("cache"));
    }

    @AfterEach
    void close() {
        fixtures.close();
    }

    @Test
    @DisplayName("of a static program holds the program alone, and it runs there")
    void staticProgram() throws IOException {
        Path program = programs.hello("greeter", "-static");

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.executable()).isEqualTo("/bin/greeter");
        assertThat(fixture.program().isStatic()).isTrue();
        assertThat(paths(fixture)).containsExactly("/bin", "/bin/greeter");
        assertThat(fixture.contents()).containsOnlyKeys("/bin/greeter");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "hello\n"));
    }

    @Test
    @DisplayName("of a static position-independent program holds the program alone, and it runs there")
    void staticPositionIndependentProgram() throws IOException {
        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(programs.hello("greeter", "-static-pie")));

        assertThat(fixture.program().isStatic()).isTrue();
        assertThat(paths(fixture)).containsExactly("/bin", "/bin/greeter");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "hello\n"));
    }

    @Test
    @DisplayName("of a dynamic program holds its loader, its libraries and their index, and it runs there")
    void dynamicProgram() {
        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(programs.hello("greeter")));

        String loader = fixture.program().interpreter().orElseThrow();
        assertThat(fixture.contents()).hasSize(4).containsKeys("/bin/greeter", loader, "/etc/ld.so.cache");
        assertThat(fixture.contents().keySet()).anyMatch(path -> path.endsWith("/libc.so.6"));
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "hello\n"));
    }

    @Test
    @DisplayName("of a program in a mapped directory has it at its place there, and nobody can read it")
    void programInMappedDirectory() throws IOException {
        Path tree = directory.resolve("tree");
        Path bin = Files.createDirectories(tree.resolve("bin"));
        Path program = Files.copy(programs.hello("greeter"), bin.resolve("greeter"));
        Files.writeString(tree.resolve("data"), "data");

        RootfsFixture fixture =
                fixtures.provide(new RootfsRequest(program, List.of(new FileMapping(tree, "/opt")), List.of()));

        assertThat(fixture.executable()).isEqualTo("/opt/bin/greeter");
        assertThat(fixture.contents())
                .containsKeys("/opt/bin/greeter", "/opt/data")
                .doesNotContainKey("/bin/greeter");
        assertThat(permissions(fixture, "/opt/bin/greeter")).isEqualTo("--x--x--x");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "hello\n"));
    }

    @Test
    @DisplayName("has a library once that lies in a directory which is mapped to its own path")
    void libraryInMappedDirectory() throws IOException {
        Path program = programs.hello("greeter");
        String loader = fixtures.provide(RootfsRequest.of(program))
                .program()
                .interpreter()
                .orElseThrow();
        FileMapping same = new FileMapping(Path.of(loader).toRealPath(), loader);

        RootfsFixture fixture = fixtures.provide(new RootfsRequest(program, List.of(same), List.of()));

        assertThat(fixture.contents()).hasSize(4).containsKey(loader);
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "hello\n"));
    }

    @Test
    @DisplayName("is fingerprinted by BLAKE2b-256 of the bytes that run, as b2sum -l 256 computes it")
    void fingerprint() {
        Path program = programs.hello("greeter");

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.fingerprint()).isEqualTo(b2sum(program));
        assertThat(fixture.contents()).containsEntry("/bin/greeter", fixture.fingerprint());
        fixture.contents()
                .forEach((path, digest) -> assertThat(b2sum(Copies.readable(inside(fixture, path))))
                        .as(path)
                        .isEqualTo(digest));
    }

    @Test
    @DisplayName("has another digest of what is mapped for every change a guest could see in it, and for no other")
    void digestOfFiles() throws IOException {
        Path program = programs.hello("greeter", "-static");
        Path data = Files.createDirectories(directory.resolve("data/sub"));
        Path file = Files.writeString(data.resolve("file"), "one");
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere/sub"));
        Files.writeString(elsewhere.resolve("file"), "one");
        RootDigests before = digests(program, directory.resolve("data"), "/data");

        assertThat(digests(program, directory.resolve("elsewhere"), "/data")).isEqualTo(before);
        Path otherProgram = programs.compile("greeter", "int main(void) { return 7; }", "-static");
        assertThat(digests(otherProgram, directory.resolve("data"), "/data")).isEqualTo(before);
        List<String> seen = new ArrayList<>(List.of(before.files()));
        seen.add(digests(program, directory.resolve("data"), "/other").files());
        Files.writeString(file, "two");
        seen.add(digests(program, directory.resolve("data"), "/data").files());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        seen.add(digests(program, directory.resolve("data"), "/data").files());
        Files.createDirectory(data.resolve("empty"));
        seen.add(digests(program, directory.resolve("data"), "/data").files());
        Files.createSymbolicLink(data.resolve("link"), Path.of("file"));
        seen.add(digests(program, directory.resolve("data"), "/data").files());
        Files.delete(data.resolve("link"));
        Files.createSymbolicLink(data.resolve("link"), Path.of("empty"));
        seen.add(digests(program, directory.resolve("data"), "/data").files());
        Files.move(file, data.resolve("renamed"));
        seen.add(digests(program, directory.resolve("data"), "/data").files());
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(digests(program, directory.resolve("data"), "/data").others())
                .isEqualTo(before.others());
    }

    private RootDigests digests(Path program, Path mapped, String jail) {
        return fixtures.provide(new RootfsRequest(program, List.of(new FileMapping(mapped, jail)), List.of()))
                .digests();
    }

    @Test
    @DisplayName("has another digest of what surrounds the program for its name, its libraries and what can be written")
    void digestOfOthers() throws IOException {
        Path program = programs.hello("greeter", "-static");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        RootDigests bare = fixtures.provide(RootfsRequest.of(program)).digests();

        RootDigests writable = fixtures.provide(new RootfsRequest(program, List.of(), List.of("/tmp")))
                .digests();
        assertThat(writable.files()).isEqualTo(bare.files());
        RootDigests mapped = digests(program, empty, "/tmp");
        assertThat(mapped.files()).isNotEqualTo(bare.files());
        assertThat(mapped.others()).isEqualTo(bare.others());
        assertThat(List.of(
                        bare.others(),
                        writable.others(),
                        fixtures.provide(RootfsRequest.of(programs.hello("greeter")))
                                .digests()
                                .others(),
                        fixtures.provide(RootfsRequest.of(programs.hello("welcomer", "-static")))
                                .digests()
                                .others()))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("has the digests that every version gives it: they stand in audit trails and files of pinned runs")
    void digestsOfEveryVersion() throws IOException {
        Path program = programs.hello("greeter", "-static");
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("one"), "one");
        Files.createSymbolicLink(data.resolve("link"), Path.of("one"));

        RootfsFixture fixture =
                fixtures.provide(new RootfsRequest(program, List.of(new FileMapping(data, "/data")), List.of("/tmp")));

        assertThat(fixture.digests())
                .isEqualTo(new RootDigests(
                        "33f19867b7240893529aa687dd98d9ae02c3ba337275821f66c734f91125e201",
                        "19bfd3d1e8b6eed7bb09461e3262410c12a04cc1cfc67130e5ba12becb2b09cf"));
    }

    @Test
    @DisplayName("lets execute the program and not read it, read the rest, and write nothing")
    void permissions() throws IOException {
        Path data = Files.writeString(directory.resolve("input"), "data");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));

        RootfsFixture fixture = fixtures.provide(new RootfsRequest(
                programs.hello("greeter"), List.of(new FileMapping(data, "/data/input")), List.of("/tmp")));

        String loader = fixture.program().interpreter().orElseThrow();
        assertThat(permissions(fixture, "")).isEqualTo("rwxr-xr-x");
        for (String path : paths(fixture)) {
            String expected = path.equals("/bin/greeter")
                    ? "--x--x--x"
                    : Files.isDirectory(inside(fixture, path)) ? "rwxr-xr-x" : "r--r--r--";
            // Executable on the host, so executable in the jail; but not writable. Linkers read the loader.
            String expectedOrMapped = path.equals("/data/input") || path.equals(loader) ? "r-xr-xr-x" : expected;
            assertThat(permissions(fixture, path)).as(path).isEqualTo(expectedOrMapped);
        }
    }

    @Test
    @DisplayName("has the same modification time everywhere, whenever it was built")
    void modificationTimes() throws IOException {
        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(programs.hello("greeter")));

        assertThat(Files.getLastModifiedTime(fixture.directory())).hasToString("1980-01-01T00:00:00Z");
        for (String path : paths(fixture)) {
            assertThat(Files.getLastModifiedTime(inside(fixture, path)))
                    .as(path)
                    .hasToString("1980-01-01T00:00:00Z");
        }
    }

    @Test
    @DisplayName("holds copies: changing the program in place afterwards changes nothing in it")
    void copies() throws IOException {
        Path program = programs.hello("greeter", "-static");
        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        Files.writeString(program, "overwritten");

        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "hello\n"));
        assertThat(b2sum(Copies.readable(inside(fixture, "/bin/greeter")))).isEqualTo(fixture.fingerprint());
    }

    @Test
    @DisplayName("holds a library beside the program where $ORIGIN finds it, and the program runs there")
    void originLibrary() {
        programs.library("libanswer.so", 42, "-Wl,-soname,libanswer.so");
        Path program = programs.compile(
                "asker", Programs.ASKING, "-L" + directory, "-lanswer", "-Wl,-rpath,$ORIGIN", "-Wl,--enable-new-dtags");

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.program().runpath()).contains("$ORIGIN");
        assertThat(fixture.contents()).containsKey("/bin/libanswer.so");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "42\n"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--enable-new-dtags", "--disable-new-dtags"})
    @DisplayName("holds a library in ${ORIGIN}/../lib, through a directory that must exist, in RUNPATH and RPATH")
    void originLibraryElsewhere(String tags) {
        programs.library("app/lib/libanswer.so", 7, "-Wl,-soname,libanswer.so");
        Path program = programs.compile(
                "app/tools/asker",
                Programs.ASKING,
                "-L" + directory.resolve("app/lib"),
                "-lanswer",
                "-Wl,-rpath,${ORIGIN}/../tools/../lib",
                "-Wl," + tags);

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.contents()).containsKey("/lib/libanswer.so");
        assertThat(inside(fixture, "/tools")).isDirectory();
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "7\n"));
    }

    @Test
    @DisplayName("keeps libraries of an absolute RUNPATH where they are")
    void absoluteRunpath() {
        Path library = programs.library("libs/libanswer.so", 3, "-Wl,-soname,libanswer.so");
        Path program = programs.compile(
                "asker", Programs.ASKING, "-L" + library.getParent(), "-lanswer", "-Wl,-rpath," + library.getParent());

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.contents()).containsKey(library.toString());
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "3\n"));
    }

    @Test
    @DisplayName("holds the libraries of libraries, each found by the search path written in the library that needs it")
    void transitiveLibraries() {
        programs.library("deep/libanswer.so", 11, "-Wl,-soname,libanswer.so");
        programs.compile(
                "libmiddle.so",
                "int answer(void);\nint middle(void) { return answer() + 1; }\n",
                "-shared",
                "-fPIC",
                "-Wl,-soname,libmiddle.so",
                "-L" + directory.resolve("deep"),
                "-lanswer",
                "-Wl,-rpath,$ORIGIN/deep");
        Path program = programs.compile(
                "asker",
                Programs.ASKING.replace("answer", "middle"),
                "-L" + directory,
                "-lmiddle",
                "-Wl,-rpath,$ORIGIN",
                "-Wl,-rpath-link," + directory.resolve("deep"));

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.contents()).containsKeys("/bin/libmiddle.so", "/bin/deep/libanswer.so");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "12\n"));
    }

    @Test
    @DisplayName("lets a library find its own by the RPATH of the program, which is inherited, but not by its RUNPATH")
    void inheritedRpath() {
        programs.library("libs/libanswer.so", 5, "-Wl,-soname,libanswer.so");
        programs.compile(
                "libs/libmiddle.so",
                "int answer(void);\nint middle(void) { return answer() + 1; }\n",
                "-shared",
                "-fPIC",
                "-Wl,-soname,libmiddle.so",
                "-L" + directory.resolve("libs"),
                "-lanswer");
        String[] options = {
            "-L" + directory.resolve("libs"),
            "-lmiddle",
            "-Wl,-rpath,$ORIGIN/libs",
            "-Wl,-rpath-link," + directory.resolve("libs")
        };
        String source = Programs.ASKING.replace("answer", "middle");
        Path inheriting = programs.compile("inheriting", source, with(options, "-Wl,--disable-new-dtags"));
        Path notInheriting = programs.compile("not-inheriting", source, with(options, "-Wl,--enable-new-dtags"));

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(inheriting));

        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "6\n"));
        assertThatThrownBy(() -> fixtures.provide(RootfsRequest.of(notInheriting)))
                .isInstanceOf(InvalidRootfsException.class)
                .hasMessageContaining("libanswer.so, needed by " + directory.resolve("libs/libmiddle.so"));
        assertThat(Commands.run(notInheriting.toString()).output())
                .as("the real loader agrees")
                .contains("libanswer.so: cannot open shared object file");
    }

    @Test
    @DisplayName("passes over a library for another processor, as the loader does")
    void foreignLibrary() throws IOException {
        Path library = programs.library("right/libanswer.so", 9, "-Wl,-soname,libanswer.so");
        Files.createDirectory(directory.resolve("wrong"));
        Path foreign = Files.copy(library, directory.resolve("wrong/libanswer.so"));
        ElfPatch.machine(foreign, 243);
        Path program = programs.compile(
                "asker", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/wrong:$ORIGIN/right");

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.contents())
                .containsKey("/bin/right/libanswer.so")
                .doesNotContainKey("/bin/wrong/libanswer.so");
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "9\n"));
    }

    @Test
    @DisplayName("holds libraries that only the index of the host knows, in directories no loader searches by itself")
    void indexedLibrary() throws IOException {
        Path library = programs.library("odd/libanswer.so.1", 13, "-Wl,-soname,libanswer.so.1");
        Path program = programs.compile("asker", Programs.ASKING, library.toString());
        Path index = Files.write(
                directory.resolve("index"),
                LibraryIndex.write(
                        Map.of("libanswer.so.1", library.toString(), "libc.so.6", libc()), ElfArchitecture.ofHost()));

        try (RootfsFixtures withIndex =
                new RootfsFixtures(directory.resolve("other"), new HostFiles(index), InstantSource.system())) {
            RootfsFixture fixture = withIndex.provide(RootfsRequest.of(program));

            assertThat(fixture.contents()).containsKey(library.toString());
            assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "13\n"));
        }
    }

    @Test
    @DisplayName("holds one file once where the program knows it by two names, because two would be loaded twice")
    void oneLibraryTwoNames() throws IOException {
        String counting = "static int count;\nint NAME(void) { return ++count; }\n";
        programs.compile("libone.so", counting.replace("NAME", "answer"), "-shared", "-fPIC");
        Files.createSymbolicLink(directory.resolve("libtwo.so"), Path.of("libone.so"));
        Path program = programs.compile(
                "asker", """
                #include <dlfcn.h>
                #include <stdio.h>
                int answer(void);
                int main(void) {
                  answer();
                  int (*other)(void) = (int (*)(void)) dlsym(dlopen("libtwo.so", RTLD_NOW), "answer");
                  printf("%d\\n", other());
                  return 0;
                }
                """, "-L" + directory, "-Wl,--no-as-needed", "-lone", "-ltwo", "-Wl,-rpath,$ORIGIN");

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.program().needed()).contains("libone.so", "libtwo.so");
        assertThat(inside(fixture, "/bin/libtwo.so")).isSymbolicLink();
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "2\n"));
    }

    @Test
    @DisplayName("of musl's dynamic programs follows musl's rules: its own list of directories, no index, one libc")
    void muslRules() throws IOException {
        Path loader = programs.compile(
                "musl/lib/ld-musl-x86_64.so.1",
                "int loader;\n",
                "-shared",
                "-fPIC",
                "-nostdlib",
                "-Wl,-soname,libc.so");
        programs.library("far/libanswer.so", 1, "-nostdlib", "-Wl,-soname,other-name.so");
        Files.createDirectories(directory.resolve("musl/etc"));
        Path list = Files.writeString(
                directory.resolve("musl/etc/ld-musl-x86_64.path"), "/nowhere\n" + directory.resolve("far") + "\n");
        programs.compile("libc.musl-x86_64.so.1", "int libc;\n", "-shared", "-nostdlib", "-fPIC");
        Path program = programs.compile(
                "asker",
                "int answer(void);\nvoid _start(void) { answer(); }\n",
                "-nostdlib",
                "-Wl,--no-as-needed",
                "-Wl,--dynamic-linker=" + loader,
                "-L" + directory,
                "-L" + directory.resolve("far"),
                "-l:libc.musl-x86_64.so.1",
                "-l:libanswer.so");
        ElfPatch.replace(program, "other-name.so", "libanswer.so\0");

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.program().needed()).containsExactly("libc.musl-x86_64.so.1", "libanswer.so");
        assertThat(fixture.contents())
                .containsOnlyKeys(
                        "/bin/asker",
                        loader.toString(),
                        list.toString(),
                        directory.resolve("far/libanswer.so").toString());
    }

    @Test
    @DisplayName("names the program as the caller does, and holds what a symbolic link leads to")
    void symbolicLink() throws IOException {
        Path program = programs.hello("greeter-1.2", "-static");
        Path link = Files.createSymbolicLink(directory.resolve("greeter"), program.getFileName());

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(link));

        assertThat(fixture.executable()).isEqualTo("/bin/greeter");
        assertThat(fixture.fingerprint()).isEqualTo(b2sum(program));
        assertThat(inside(fixture, "/bin/greeter")).isRegularFile();
    }

    @Test
    @DisplayName("finds $ORIGIN of a program behind a symbolic link where the program really is")
    void originBehindSymbolicLink() throws IOException {
        programs.library("real/libanswer.so", 21, "-Wl,-soname,libanswer.so");
        Path program = programs.compile(
                "real/asker", Programs.ASKING, "-L" + directory.resolve("real"), "-lanswer", "-Wl,-rpath,$ORIGIN");
        Path link = Files.createSymbolicLink(directory.resolve("asker"), program);

        assertThat(Commands.runInside(fixtures.provide(RootfsRequest.of(link)))).isEqualTo(new Result(0, "21\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "größe", "new\nline", "-rf", "$(id)", "a'b\"c"})
    @DisplayName("keeps an odd name of the program")
    void oddNames(String name) throws IOException {
        Path program = directory.resolve(name);
        Files.move(programs.hello("plain", "-static"), program, StandardCopyOption.REPLACE_EXISTING);

        RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));

        assertThat(fixture.executable()).isEqualTo("/bin/" + name);
        assertThat(Commands.runInside(fixture)).isEqualTo(new Result(0, "hello\n"));
    }

    @Test
    @DisplayName("takes a path relative to the working directory")
    void relativePath() {
        Path program = programs.hello("greeter", "-static");
        Path relative = Path.of("").toAbsolutePath().relativize(program);

        assertThat(fixtures.provide(RootfsRequest.of(relative)).fingerprint()).isEqualTo(b2sum(program));
    }

    @Test
    @DisplayName("holds mapped files and directories, with what is in them, and empty mount points")
    void mappedFiles() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree/sub"));
        Files.writeString(tree.resolve("file"), "inner");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../sub/file"));
        Files.createDirectory(tree.resolve("scratch"));
        Path single = Files.writeString(directory.resolve("single"), "outer");

        RootfsFixture fixture = fixtures.provide(new RootfsRequest(
                programs.hello("greeter", "-static"),
                List.of(
                        new FileMapping(directory.resolve("tree"), "/data/"),
                        new FileMapping(single, "/data//sub/./single")),
                List.of("/tmp", "/data/sub/scratch")));

        assertThat(paths(fixture))
                .containsExactly(
                        "/bin",
                        "/bin/greeter",
                        "/data",
                        "/data/sub",
                        "/data/sub/file",
                        "/data/sub/link",
                        "/data/sub/scratch",
                        "/data/sub/single",
                        "/tmp");
        assertThat(inside(fixture, "/data/sub/link")).isSymbolicLink().hasContent("inner");
        assertThat(inside(fixture, "/data/sub/single")).hasContent("outer");
        assertThat(inside(fixture, "/tmp")).isEmptyDirectory();
    }

    private static String b2sum(Path file) {
        return Commands.run("b2sum", "-l", "256", "-z", file.toString())
                .output()
                .substring(0, 64);
    }

    private static Path inside(RootfsFixture fixture, String path) {
        return Path.of(fixture.directory() + path);
    }

    private static List<String> paths(RootfsFixture fixture) throws IOException {
        try (Stream<Path> files = Files.walk(fixture.directory())) {
            return files.skip(1)
                    .map(file -> "/" + fixture.directory().relativize(file))
                    .sorted()
                    .toList();
        }
    }

    private static String permissions(RootfsFixture fixture, String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(inside(fixture, path)));
    }

    private static String libc() {
        return Commands.run("gcc", "-print-file-name=libc.so.6").output().strip();
    }

    private static String[] with(String[] options, String last) {
        return Stream.concat(Stream.of(options), Stream.of(last)).toArray(String[]::new);
    }
}
