package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** What lies at one path of a root file system that is planned. */
sealed interface LayoutEntry {
    /** What is executable is not readable: see {@link RootfsFixture}. */
    Set<PosixFilePermission> EXECUTE_ONLY = PosixFilePermissions.fromString("--x--x--x");

    /** What is readable is not executable; the dynamic loader maps libraries without that. */
    Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--r--r--");

    /**
     * Both: what the test maps, if the host lets somebody execute it. Only a policy with {@code execve} makes use of
     * it.
     */
    Set<PosixFilePermission> READ_AND_EXECUTE = PosixFilePermissions.fromString("r-xr-xr-x");

    /** A directory, with whatever is planned below it. */
    record Directory() implements LayoutEntry {}

    /** An empty directory that something will be mounted on. */
    record MountPoint() implements LayoutEntry {}

    /**
     * What another mount covers: an empty directory, or an empty file.
     *
     * @param mount what is mounted there
     */
    record Mounted(JailMount mount) implements LayoutEntry {
        boolean isDirectory() {
            return mount.kind() != JailMount.Kind.DEVICE;
        }
    }

    /** A file that names the guest's user, and so is written for each run. */
    record Account() implements LayoutEntry {}

    /**
     * A symbolic link.
     *
     * @param target where it leads
     */
    record Link(String target) implements LayoutEntry {}

    /**
     * A copy of a file of the host.
     *
     * @param source the file
     * @param stamp how it looked when it was planned
     * @param permissions those of the copy
     * @param elf what it said as an ELF file when it was planned, if anyone read it as one
     */
    record Copy(Path source, FileStamp stamp, Set<PosixFilePermission> permissions, Optional<ElfProgram> elf)
            implements LayoutEntry {

        static Copy ofExecutable(Path source, FileStamp stamp, ElfProgram elf) {
            return new Copy(source, stamp, EXECUTE_ONLY, Optional.of(elf));
        }

        /** Not if it is the program. */
        boolean isReadable() {
            return !permissions.equals(EXECUTE_ONLY);
        }

        /** The same, as somebody read it who takes it for an ELF file. */
        Copy asElf(ElfProgram read) {
            return new Copy(source, stamp, permissions, Optional.of(read));
        }

        /** The same, for the kernel to execute. */
        Copy asExecutable() {
            return new Copy(source, stamp, READ_AND_EXECUTE, elf);
        }

        /** The dynamic loader: the kernel executes it, and linkers read it. */
        static Copy ofLoader(Path source, FileStamp stamp, ElfProgram elf) {
            return new Copy(source, stamp, READ_AND_EXECUTE, Optional.of(elf));
        }

        static Copy ofLibrary(Path source, FileStamp stamp, ElfProgram elf) {
            return new Copy(source, stamp, READ_ONLY, Optional.of(elf));
        }

        static Copy ofData(Path source, FileStamp stamp) {
            return new Copy(
                    source, stamp, stamp.isExecutableBySomeone() ? READ_AND_EXECUTE : READ_ONLY, Optional.empty());
        }
    }

    /** A file that was not on the host. */
    final class Generated implements LayoutEntry {
        private final byte[] content;

        Generated(byte[] content) {
            this.content = content.clone();
        }

        byte[] content() {
            return content.clone();
        }
    }
}
