package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.DynamicLoader.Interpreter;
import dev.zjail.engine.rootfs.JailFile.Origin;
import dev.zjail.engine.rootfs.Layout.PlannedCopy;
import dev.zjail.engine.rootfs.TrustedPlaces.Judgement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts the dynamic loader into the jail that the program names ({@code PT_INTERP}). The kernel executes whatever stands
 * there in the program's place. So it must be a dynamic loader, by its name and by its form, and come from where
 * libraries come from: a program that names another one would have that run instead.
 */
final class ProgramLoader {
    /** Such as ld-linux-x86-64.so.2, ld-linux-aarch64.so.1, ld-musl-x86_64.so.1, ld64.so.1, ld-2.31.so, ld.so.1. */
    private static final Pattern NAME = Pattern.compile("ld(?:64)?(?:-[A-Za-z0-9_.-]+)?\\.so(?:\\.[0-9]+)*");

    private final ExecutableFile program;
    private final String path;
    private final String shown;
    private final PlanDraft draft;

    private ProgramLoader(ExecutableFile program, String path, PlanDraft draft) {
        this.program = program;
        this.path = path;
        this.shown = path + ", the dynamic loader of " + program.path();
        this.draft = draft;
    }

    /** Adds the loader of that path to the layout, if what was mapped does not hold it. */
    static Interpreter add(ExecutableFile program, String path, PlanDraft draft) {
        return new ProgramLoader(program, path, draft).add();
    }

    private Interpreter add() {
        if (JailPaths.brokenRule(path).isPresent()) {
            throw new InvalidRootfsException(
                    "executable",
                    "must name its dynamic loader by an absolute path without `..`",
                    shown,
                    "link it again, with -Wl,--dynamic-linker=PATH, or statically");
        }
        Optional<Path> mounted = draft.trees().find(path);
        if (mounted.isPresent()) {
            return new Interpreter(path, mounted.get().toString(), read(mounted.get()));
        }
        Path onHost = Path.of(path);
        Optional<FileStamp> stamp = draft.observations().look(onHost).filter(FileStamp::isRegularFile);
        if (stamp.isPresent() && draft.places().judge(onHost, stamp.get()) == Judgement.TRUSTED) {
            return addFromHost(onHost, stamp.get());
        }
        Optional<PlannedCopy> given = draft.mapped().copyAt(path);
        if (given.isPresent()) {
            return useGiven(given.get());
        }
        throw stamp.isPresent() ? untrusted(onHost) : missing();
    }

    private Interpreter addFromHost(Path onHost, FileStamp stamp) {
        ElfProgram elf = read(onHost);
        draft.layout()
                .add(
                        path,
                        LayoutEntry.Copy.ofLoader(onHost, stamp, elf),
                        Layout.Owner.ofExecutable("the dynamic loader", Origin.LOADER));
        return new Interpreter(path, HostFile.realPath(onHost).toString(), elf);
    }

    private Interpreter useGiven(PlannedCopy given) {
        ElfProgram elf = read(given.copy().source());
        draft.mapped().replace(given, given.copy().asElf(elf).asExecutable());
        return new Interpreter(path, given.path(), elf);
    }

    private InvalidRootfsException missing() {
        return new InvalidRootfsException(
                "executable",
                "must name a dynamic loader that this host has",
                shown,
                "install the C library the program was linked with, or link it statically");
    }

    private InvalidRootfsException untrusted(Path onHost) {
        return new InvalidRootfsException(
                "executable",
                "must take its dynamic loader from the system's library directories, from its own directory or from"
                        + " what `files` gives",
                TrustedPlaces.shown(onHost) + ", the dynamic loader of " + program.path(),
                "link it again, or give the loader with files = \"" + path + " -> " + path + "\"");
    }

    private ElfProgram read(Path file) {
        ElfArchitecture wanted = program.elf().architecture();
        new HostFile("executable", file, shown).requireReadable();
        try (ElfReader reader = ElfReader.open(file)) {
            if (!reader.architecture().equals(wanted)) {
                throw new ElfFormatException("is for " + reader.architecture().describe());
            }
            ElfProgram elf = reader.program();
            requireLoader(elf);
            return elf;
        } catch (ElfFormatException e) {
            throw new InvalidRootfsException(
                    "executable",
                    "must name a dynamic loader that is a well-formed ELF file for " + wanted.describe(),
                    shown + ", which " + e.getMessage(),
                    "install the C library the program was linked with, or link it statically");
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(file, e);
        }
    }

    /** A loader is a library that needs no other; the linker marks a program as one. */
    private void requireLoader(ElfProgram elf) {
        boolean isNamedLikeOne =
                NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
        boolean isLikeOne = elf.type() == ElfProgram.Type.POSITION_INDEPENDENT
                && elf.interpreter().isEmpty()
                && elf.needed().isEmpty()
                && !elf.isMarkedAsProgram();
        if (!isNamedLikeOne || !isLikeOne) {
            throw new InvalidRootfsException(
                    "executable",
                    "must name a dynamic loader as its dynamic loader, and no other program",
                    shown,
                    "link it again, with -Wl,--dynamic-linker=PATH, or statically");
        }
    }
}
