package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A root file system is refused, before anything is created,")
@Timeout(600) // whoever opens a FIFO to read it waits for ever
class InvalidRootfsTests {
    private static final String HOST = ElfArchitecture.ofHost().describe();

    @TempDir
    Path directory;

    private Programs programs;
    private Path cache;
    private RootfsFixtures fixtures;

    @BeforeEach
    void open() {
        programs = new Programs(directory);
        cache = directory.resolve("cache");
        fixtures = new RootfsFixtures(cache);
    }

    @AfterEach
    void close() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .as("cache, directory of this JVM, lock: nothing else was created")
                    .hasSize(3)
                    .contains("lock");
        }
        fixtures.close();
    }

    @Nested
    @DisplayName("for an executable that")
    class Executable {
        @Test
        @DisplayName("is missing")
        void missing() {
            assertRefused(
                    directory.resolve("nothing"),
                    "`executable` must name a file that exists, but was: " + directory
                            + "/nothing (no such file or directory). Remedy: build or install it first, or correct the"
                            + " path; a relative path starts at " + Path.of("").toAbsolutePath() + ".");
        }

        @Test
        @DisplayName("is a symbolic link to nothing, or to itself")
        void brokenLink() throws IOException {
            Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nothing"));
            Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));

            assertThat(refusal(dangling).found()).isEqualTo(dangling + " (a symbolic link to nothing)");
            assertThat(refusal(loop).found())
                    .startsWith(loop + " (Too many levels of symbolic links")
                    .endsWith(")");
        }

        @Test
        @DisplayName("is a directory")
        void directory() {
            assertRefused(
                    directory,
                    "`executable` must name a program, but was: the directory " + directory
                            + ". Remedy: name the program in that directory.");
        }

        @Test
        @DisplayName("is a FIFO, which would block the reader")
        void fifo() {
            Path fifo = directory.resolve("fifo");
            assertThat(Commands.run("mkfifo", "-m", "777", fifo.toString()).status())
                    .isZero();

            assertRefused(
                    fifo,
                    "`executable` must name a regular file, but was: " + fifo
                            + ", a FIFO. Remedy: name a regular file; this one was not opened.");
        }

        @Test
        @DisplayName("is a device, which would never end")
        void device() {
            assertRefused(
                    Path.of("/dev/zero"),
                    "`executable` must name a regular file, but was: /dev/zero, a character device. Remedy: name a"
                            + " regular file; this one was not opened.");
        }

        @Test
        @DisplayName("nobody may execute")
        void notExecutable() throws IOException {
            Path program = programs.freestanding("program");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));

            assertRefused(
                    program,
                    "`executable` must name a file with the permission to execute it, but was: " + program
                            + ". Remedy: allow it: chmod +x " + program + ".");
        }

        @Test
        @DisplayName("is a script without an interpreter that may come into the jail")
        void script() throws IOException {
            Path missing = executable("missing", "#! /bin/no-such-shell -e\necho hello\n");
            Path relative = executable("relative", "#!sh\n");
            Path nowhere = executable("nowhere", "#!/usr/bin/env no-such-shell\n");
            Path interpreter = executable("interpreter", "\u007fELF");
            Path elsewhere = executable("elsewhere", "#!" + interpreter + "\n");
            Path ofScript = executable("of-script", "#!/usr/bin/ldd\n");

            assertRefused(
                    missing,
                    "`executable` must be a script whose interpreter is there, but was: " + missing
                            + ", a script for /bin/no-such-shell. Remedy: install it, or correct the first line.");
            assertRefused(
                    relative,
                    "`executable` must be a script that names its interpreter by an absolute path, but was: " + relative
                            + ", a script for sh. Remedy: begin it for instance with #!/bin/sh.");
            assertRefused(
                    nowhere,
                    "`executable` must be a script whose interpreter is there, but was: " + nowhere
                            + ", for which env looks for no-such-shell in /usr/local/bin, /usr/bin, /bin. Remedy:"
                            + " install no-such-shell, or name its directory with env = \"PATH=…\".");
            assertRefused(
                    elsewhere,
                    "`executable` must be a script for an interpreter of the system, or of what `mounts` gives, but"
                            + " was: " + elsewhere + ", a script for " + interpreter + ". Remedy: give its directory"
                            + " with mounts = \"" + directory + "\".");
            assertRefused(
                    ofScript,
                    "`executable` must be an ELF program, or a script whose interpreter is one, but was: /usr/bin/ldd,"
                            + " a script for `/bin/bash`. Remedy: name in the first line a program that the kernel can"
                            + " execute, by its path.");
        }

        @Test
        @DisplayName("is empty")
        void empty() throws IOException {
            Path empty = executable("empty", "");

            assertRefused(
                    empty,
                    "`executable` must be an ELF program, but was: " + empty
                            + ", which is empty. Remedy: build or copy it again.");
        }

        @Test
        @DisplayName("is no ELF file")
        void notElf() throws IOException {
            Path windows = executable("windows.exe", "MZ\0\1 and so on");

            assertRefused(
                    windows,
                    "`executable` must be an ELF program, but was: " + windows
                            + ", which starts with the bytes 4d 5a 00 01 20 61 6e 64. Remedy: name a program that was"
                            + " compiled for Linux.");
        }

        @Test
        @DisplayName("is cut off")
        void truncated() throws IOException {
            byte[] whole = Files.readAllBytes(programs.freestanding("whole"));
            Path program = programs.freestanding("program");
            Files.write(program, Arrays.copyOf(whole, 100));

            assertRefused(
                    program,
                    "`executable` must be a well-formed ELF program, but was: " + program
                            + ", which is truncated: the program header table goes beyond its 100 bytes. Remedy:"
                            + " build or copy it again.");
        }

        @Test
        @DisplayName("is for another processor")
        void otherMachine() throws IOException {
            Path program = programs.freestanding("program");
            ElfPatch.machine(program, 243);

            assertRefused(
                    program,
                    "`executable` must be an ELF program for " + HOST + ", but was: " + program
                            + ", for RISC-V (64-bit, little-endian). Remedy: compile it for the machine the test runs"
                            + " on.");
        }

        @Test
        @DisplayName("is for 32 bits, or has its bytes in the other order")
        void otherClass() throws IOException {
            Path program = programs.freestanding("program");
            byte[] content = Files.readAllBytes(program);
            content[4] = 1;
            ElfPatch.buffer(content).putShort(18, (short) 3);
            Files.write(program, content);
            assertThat(refusal(program).found()).isEqualTo(program + ", for i386 (32-bit, little-endian)");

            content[4] = 2;
            content[5] = 2;
            content[18] = 0;
            content[19] = 22;
            Files.write(program, content);
            assertThat(refusal(program).found()).isEqualTo(program + ", for S390 (64-bit, big-endian)");
        }

        @Test
        @DisplayName("is an object file or a shared library")
        void notLinked() {
            Path object = programs.compile("object.o", Programs.FREESTANDING, "-c");
            object.toFile().setExecutable(true);
            Path library = programs.library("libx.so", 1);

            assertThat(refusal(object).found())
                    .isEqualTo(object + ", which is an object file (ET_REL) that is not linked yet");
            assertRefused(
                    library,
                    "`executable` must be a program, but was: " + library + ", a shared library: it has no dynamic"
                            + " loader and no entry point of its own. Remedy: name the program that uses the library.");
        }

        @Test
        @DisplayName("wants a dynamic loader that is not here, or not an absolute path, or no loader")
        void interpreter() throws IOException {
            Path missing = programs.hello("missing", "-Wl,--dynamic-linker=/lib/ld-nowhere.so.1");
            Path relative = programs.hello("relative", "-Wl,--dynamic-linker=lib/ld.so");
            Path text = Files.writeString(directory.resolve("text"), "no ELF file, but long enough");
            Path wrong = programs.hello("wrong", "-Wl,--dynamic-linker=" + text);

            assertRefused(
                    missing,
                    "`executable` must name a dynamic loader that this host has, but was: /lib/ld-nowhere.so.1, the"
                            + " dynamic loader of " + missing + ". Remedy: install the C library the program was"
                            + " linked with, or link it statically.");
            assertRefused(
                    relative,
                    "`executable` must name its dynamic loader by an absolute path without `..`, but was: lib/ld.so,"
                            + " the dynamic loader of " + relative + ". Remedy: link it again, with"
                            + " -Wl,--dynamic-linker=PATH, or statically.");
            assertRefused(
                    wrong,
                    "`executable` must name a dynamic loader that is a well-formed ELF file for " + HOST + ", but was: "
                            + text + ", the dynamic loader of " + wrong + ", which does not start with the ELF magic"
                            + " number. Remedy: install the C library the program was linked with, or link it"
                            + " statically.");
        }

        @Test
        @DisplayName("needs a library that is nowhere")
        void missingLibrary() throws IOException {
            Path library = programs.library("build/libgone.so", 1, "-Wl,-soname,libgone.so.7");
            Path program =
                    programs.compile("program", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/a:/no/where");
            Path foreign = Files.createDirectory(directory.resolve("a")).resolve("libgone.so.7");
            Files.copy(library, foreign);
            ElfPatch.machine(foreign, 3);

            InvalidRootfsException refusal = refusal(program);

            assertThat(refusal.rule()).isEqualTo("must find every library it needs");
            assertThat(refusal.found())
                    .startsWith("libgone.so.7, needed by " + program + ", is nowhere in " + foreign
                            + " (for i386 (64-bit, little-endian)), /no/where, the index /etc/ld.so.cache, /lib")
                    .endsWith(", /lib, /usr/lib");
            assertThat(refusal.remedy())
                    .isEqualTo("install the package that holds it, put it where -Wl,-rpath,'$ORIGIN' finds it, or link"
                            + " statically");
        }

        @Test
        @DisplayName("needs a library by a relative path, which depends on the working directory")
        void relativeLibrary() {
            Path library = programs.library("libanswer.so", 1);
            Path relative = Path.of("").toAbsolutePath().relativize(library);
            Path program = programs.compile("program", Programs.ASKING, relative.toString());

            assertRefused(
                    program,
                    "`executable` must not need a library by a path relative to the working directory, but was: "
                            + relative + ", needed by " + program + ". Remedy: give the library a name"
                            + " (-Wl,-soname,NAME) and link with -Wl,-rpath,'$ORIGIN'.");
        }

        @Test
        @DisplayName("needs a library that is no ELF file")
        void brokenLibrary() throws IOException {
            Path library = programs.library("libanswer.so", 1, "-Wl,-soname,libanswer.so");
            Path program = programs.compile("program", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN");
            Files.writeString(library, "GROUP ( libother.so ) and so on");

            assertRefused(
                    program,
                    "`executable` must need well-formed ELF libraries only, but was: " + library + ", needed by "
                            + program + ", which does not start with the ELF magic number. Remedy: install or build"
                            + " that library again.");
        }
    }

    @Nested
    @DisplayName("for an entry of `files` that")
    class MappedFile {
        @Test
        @DisplayName("has no absolute path in the jail below the root, or one with `..`")
        void jailPath() throws IOException {
            Path file = Files.writeString(directory.resolve("file"), "");

            assertRefused(
                    new FileMapping(file, "data/file"),
                    "`files` must name an absolute path in the jail, but was: " + file
                            + " -> data/file. Remedy: choose an absolute path such as /data/input.txt.");
            assertRefused(
                    new FileMapping(file, "/data/../../etc/passwd"),
                    "`files` must not name a path in the jail with `..`, but was: " + file
                            + " -> /data/../../etc/passwd. Remedy: choose an absolute path such as /data/input.txt.");
            assertRefused(
                    new FileMapping(file, "/./"),
                    "`files` must name a path below the root of the jail, but was: " + file
                            + " -> /./. Remedy: choose an absolute path such as /data/input.txt.");
            assertRefused(
                    new FileMapping(file, "/a\0b"),
                    "`files` must not name a path in the jail with a NUL byte, but was: " + file
                            + " -> /a\\u{0}b. Remedy: choose an absolute path such as /data/input.txt.");
            assertRefused(
                    new FileMapping(file, "/" + "a".repeat(256)),
                    "`files` must name a path in the jail of at most 2048 bytes, with at most 255 in each name, but"
                            + " was: " + file + " -> /" + "a".repeat(256)
                            + ". Remedy: choose an absolute path such as /data/input.txt.");
        }

        @Test
        @DisplayName("is missing, or no file")
        void missing() {
            Path nothing = directory.resolve("nothing");

            assertRefused(
                    new FileMapping(nothing, "/data"),
                    "`files` must name a file that exists, but was: " + nothing
                            + " -> /data (no such file or directory). Remedy: build or install it first, or correct"
                            + " the path; a relative path starts at "
                            + Path.of("").toAbsolutePath() + ".");
            assertRefused(
                    new FileMapping(Path.of("/dev/zero"), "/data"),
                    "`files` must name a regular file, but was: /dev/zero -> /data, a character device. Remedy: name"
                            + " a regular file; this one was not opened.");
        }

        @Test
        @DisplayName("is made up by the kernel")
        void kernelFiles() {
            assertRefused(
                    new FileMapping(Path.of("/proc/self/environ"), "/data"),
                    "`files` must not map what the kernel makes up in /proc and /sys, but was: /proc/self/environ ->"
                            + " /data. Remedy: write what the program needs into an ordinary file and map that.");
        }

        @Test
        @DisplayName("collides with the executable, its loader, a library or another entry")
        void collision() throws IOException {
            Path file = Files.writeString(directory.resolve("file"), "");
            Path program = programs.hello("program");
            String loader = fixtureFreeInterpreter(program);

            assertRefused(
                    request(program, new FileMapping(file, "/bin/program")),
                    "`files` must not collide with the executable, but was: /bin/program, from the entry " + file
                            + " -> /bin/program. Remedy: choose another path in the jail, or another name for the"
                            + " file.");
            assertThat(refusal(request(program, new FileMapping(file, loader))).rule())
                    .isEqualTo("must not collide with the dynamic loader");
            assertThat(refusal(request(program, new FileMapping(file, "/etc/ld.so.cache")))
                            .rule())
                    .isEqualTo("must not collide with the library index of the dynamic loader");
            assertThat(refusal(request(program, new FileMapping(file, "/lib"))).rule())
                    .startsWith("must not collide with the library /")
                    .endsWith("/libc.so.6");
            assertThat(refusal(request(program, new FileMapping(file, "/bin/program/below")))
                            .rule())
                    .isEqualTo("must not collide with the executable");
            assertRefused(
                    request(program, new FileMapping(file, "/a"), new FileMapping(program, "//a/")),
                    "`files` must not map two files to one path in the jail, but was: " + program
                            + " -> //a/. Remedy: choose another path in the jail.");
            assertThat(refusal(request(program, new FileMapping(file, "/a"), new FileMapping(file, "/a/b")))
                            .rule())
                    .isEqualTo("must not collide with the entry " + file + " -> /a");
        }

        @Test
        @DisplayName("holds something special")
        void directoryContents() throws IOException {
            Path tree = Files.createDirectory(directory.resolve("tree"));

            Path fifo = tree.resolve("fifo");
            assertThat(Commands.run("mkfifo", fifo.toString()).status()).isZero();
            assertThat(refusal(new FileMapping(tree, "/data")).found())
                    .isEqualTo(fifo + " (of " + tree + " -> /data), a FIFO");
        }

        @Test
        @DisplayName("holds too many files, or too many bytes")
        void tooMuch() throws IOException {
            Path many = Files.createDirectory(directory.resolve("many"));
            for (int number = 0; number < 10_000; number++) {
                Files.createFile(many.resolve("file" + number));
            }
            Path big = directory.resolve("big");
            try (var file = new RandomAccessFile(big.toFile(), "rw")) {
                file.setLength(3L << 30);
            }

            assertRefused(
                    new FileMapping(many, "/data"),
                    "`files` must map at most 10000 files and directories, but was: " + many
                            + " -> /data. Remedy: map only what the program needs.");
            InvalidRootfsException refusal = refusal(new FileMapping(big, "/data"));
            assertThat(refusal.rule()).isEqualTo("must keep everything in the jail within 2 GiB");
            assertThat(refusal.found()).startsWith(big + ", with 3221225472 bytes after ");
            assertThat(refusal.remedy())
                    .isEqualTo("map fewer or smaller files, or mount their directory in place with mounts");
        }
    }

    @Nested
    @DisplayName("for a mount point that")
    class MountPoint {
        @Test
        @DisplayName("is no absolute path below the root")
        void path() {
            Path program = programs.freestanding("program");

            assertRefused(
                    new RootfsRequest(program, List.of(), List.of("tmp")),
                    "`tmpfs` must name an absolute path in the jail, but was: tmp. Remedy: choose a path such as"
                            + " /tmp.");
            assertRefused(
                    new RootfsRequest(program, List.of(), List.of("/tmp/../..")),
                    "`tmpfs` must not name a path in the jail with `..`, but was: /tmp/../... Remedy: choose a path"
                            + " such as /tmp.");
        }

        @Test
        @DisplayName("would hide something, or lies in another, or is there twice")
        void collision() throws IOException {
            Path program = programs.freestanding("program");
            Path file = Files.writeString(directory.resolve("file"), "");

            assertRefused(
                    new RootfsRequest(program, List.of(), List.of("/bin")),
                    "`tmpfs` must not collide with the executable, but was: /bin, from the mount point /bin. Remedy:"
                            + " choose another path in the jail, or another name for the file.");
            assertThat(refusal(new RootfsRequest(program, List.of(new FileMapping(file, "/tmp/file")), List.of("/tmp")))
                            .rule())
                    .isEqualTo("must not collide with the entry " + file + " -> /tmp/file");
            assertThat(refusal(new RootfsRequest(program, List.of(), List.of("/tmp", "/tmp/x")))
                            .rule())
                    .isEqualTo("must not collide with the mount point /tmp");
            assertThat(refusal(new RootfsRequest(program, List.of(), List.of("/tmp", "/tmp/")))
                            .rule())
                    .isEqualTo("must not collide with the mount point /tmp");
        }
    }

    private static String fixtureFreeInterpreter(Path program) throws IOException {
        try (ElfReader reader = ElfReader.open(program)) {
            return reader.program().interpreter().orElseThrow();
        } catch (ElfFormatException e) {
            throw new AssertionError(e);
        }
    }

    private Path executable(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private RootfsRequest request(Path program, FileMapping... files) {
        return new RootfsRequest(program, new ArrayList<>(List.of(files)), List.of());
    }

    private void assertRefused(Path program, String message) {
        assertRefused(RootfsRequest.of(program), message);
    }

    private void assertRefused(FileMapping mapping, String message) {
        assertRefused(request(programs.freestanding("program"), mapping), message);
    }

    private void assertRefused(RootfsRequest request, String message) {
        assertThatThrownBy(() -> fixtures.provide(request))
                .isInstanceOf(InvalidRootfsException.class)
                .hasMessage(message);
    }

    private InvalidRootfsException refusal(Path program) {
        return refusal(RootfsRequest.of(program));
    }

    private InvalidRootfsException refusal(FileMapping mapping) {
        return refusal(request(programs.freestanding("program"), mapping));
    }

    private InvalidRootfsException refusal(RootfsRequest request) {
        try {
            fixtures.provide(request);
        } catch (InvalidRootfsException e) {
            return e;
        }
        throw new AssertionError("was not refused: " + request);
    }
}
