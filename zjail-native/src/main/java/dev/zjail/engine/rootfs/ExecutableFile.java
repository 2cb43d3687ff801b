package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The program to run, checked as far as that is possible without running it.
 *
 * @param path the file, absolute, as the caller named it
 * @param stamp how it looked
 * @param elf what it says about itself
 */
record ExecutableFile(Path path, FileStamp stamp, ElfProgram elf) {
    private static final String COMPONENT = "executable";
    private static final int BEGINNING_BYTES = 256;
    private static final byte[] ELF_MAGIC = {0x7f, 'E', 'L', 'F'};

    /** Reads what a script says of its interpreter; empty for what is none. */
    static Optional<Script> script(Path path, Observations observations) {
        HostFile file = new HostFile(COMPONENT, path, path.toString());
        requireProgramFile(file, file.requirePresent(observations));
        return Script.read(path);
    }

    static ExecutableFile check(Path named, ElfArchitecture architecture, Observations observations) {
        Path path = named.toAbsolutePath();
        HostFile file = new HostFile(COMPONENT, path, path.toString());
        FileStamp stamp = file.requirePresent(observations);
        requireProgramFile(file, stamp);
        requireElf(path, beginning(path));
        try (ElfReader reader = ElfReader.open(path)) {
            requireArchitecture(path, reader.architecture(), architecture);
            ElfProgram elf = reader.program();
            requireProgram(path, elf);
            return new ExecutableFile(path, stamp, elf);
        } catch (ElfFormatException e) {
            throw invalid(
                    "must be a well-formed ELF program", path + ", which " + e.getMessage(), "build or copy it again");
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(path, e);
        }
    }

    private static void requireProgramFile(HostFile file, FileStamp stamp) {
        if (stamp.isDirectory()) {
            throw invalid("must name a program", "the directory " + file.path(), "name the program in that directory");
        }
        if (!stamp.isRegularFile()) {
            throw file.special(stamp);
        }
        file.requireReadable();
        if (!stamp.isExecutableBySomeone()) {
            throw invalid(
                    "must name a file with the permission to execute it",
                    file.path().toString(),
                    "allow it: chmod +x " + file.path());
        }
    }

    private static byte[] beginning(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes(BEGINNING_BYTES);
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(path, e);
        }
    }

    private static void requireElf(Path path, byte[] beginning) {
        String text = new String(beginning, StandardCharsets.UTF_8);
        if (text.startsWith("#!")) {
            throw invalid(
                    "must be an ELF program, or a script whose interpreter is one",
                    path + ", a script for `"
                            + text.substring(2).lines().findFirst().orElse("").strip() + "`",
                    "name in the first line a program that the kernel can execute, by its path");
        }
        if (beginning.length == 0) {
            throw invalid("must be an ELF program", path + ", which is empty", "build or copy it again");
        }
        int compared = Math.min(beginning.length, ELF_MAGIC.length);
        if (!HexFormat.of()
                .formatHex(beginning, 0, compared)
                .equals(HexFormat.of().formatHex(ELF_MAGIC, 0, compared))) {
            throw invalid(
                    "must be an ELF program",
                    path + ", which starts with the bytes "
                            + HexFormat.ofDelimiter(" ").formatHex(beginning, 0, Math.min(beginning.length, 8)),
                    "name a program that was compiled for Linux");
        }
    }

    private static void requireArchitecture(Path path, ElfArchitecture found, ElfArchitecture wanted) {
        if (!found.equals(wanted)) {
            throw invalid(
                    "must be an ELF program for " + wanted.describe(),
                    path + ", for " + found.describe(),
                    "compile it for the machine the test runs on");
        }
    }

    /** The kernel would start a shared library like a program, at whatever address it has. */
    private static void requireProgram(Path path, ElfProgram elf) {
        boolean isLibrary =
                elf.isStatic() && (elf.soname().isPresent() || !elf.needed().isEmpty() || !elf.hasEntryPoint());
        if (isLibrary) {
            throw invalid(
                    "must be a program",
                    path + ", a shared library: it has no dynamic loader and no entry point of its own",
                    "name the program that uses the library");
        }
    }

    private static InvalidRootfsException invalid(String rule, String found, String remedy) {
        return new InvalidRootfsException(COMPONENT, rule, found, remedy);
    }
}
