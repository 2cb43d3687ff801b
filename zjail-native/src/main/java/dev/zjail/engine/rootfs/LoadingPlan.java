package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.DynamicLoader.Interpreter;
import dev.zjail.engine.rootfs.Layout.PlannedCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts into the jail what the dynamic loader needs: for the program all of it, or there is no run; for programs and
 * libraries that were mapped what is there, because they may never be loaded.
 */
final class LoadingPlan {
    private final HostFiles host;
    private final PlanDraft draft;
    private final ExecutableFile program;
    private final Map<String, LibraryResolver> resolvers = new HashMap<>();

    private LoadingPlan(HostFiles host, PlanDraft draft, ExecutableFile program) {
        this.host = host;
        this.draft = draft;
        this.program = program;
    }

    /** Returns the loader of the program, if it has one. */
    static Optional<Interpreter> add(Program program, ProgramPlacement placement, HostFiles host, PlanDraft draft) {
        LoadingPlan plan = new LoadingPlan(host, draft, program.elf());
        Optional<Interpreter> interpreter =
                program.elf().elf().interpreter().map(path -> plan.addProgram(path, program.elf(), placement.real()));
        plan.addMapped(interpreter);
        plan.resolvers.values().forEach(LibraryResolver::addConfiguration);
        return interpreter;
    }

    private Interpreter addProgram(String loaderPath, ExecutableFile file, String jailPath) {
        Interpreter interpreter = ProgramLoader.add(file, loaderPath, draft);
        resolver(interpreter).load(loaded(file, jailPath));
        return interpreter;
    }

    /** {@code $ORIGIN} is the directory of /proc/self/exe, so without symbolic links. */
    private static LoadedObject loaded(ExecutableFile file, String jailPath) {
        String hostOrigin = JailPaths.parent(HostFile.realPath(file.path()).toString());
        return new LoadedObject(
                file.elf(), file.path(), hostOrigin, jailPath, JailPaths.parent(jailPath), Optional.empty());
    }

    private void addMapped(Optional<Interpreter> ofProgram) {
        for (PlannedCopy mapped : new ArrayList<>(draft.mapped().copies())) {
            ElfReader.programIn(mapped.copy(), program.elf().architecture()).ifPresent(elf -> {
                Optional<Interpreter> interpreter =
                        elf.interpreter().flatMap(this::loaderIfThere).or(() -> ofProgram);
                interpreter.ifPresent(found -> resolver(found).loadWhatIsThere(loaded(mapped, elf)));
            });
        }
    }

    private static LoadedObject loaded(PlannedCopy mapped, ElfProgram elf) {
        String hostOrigin =
                JailPaths.parent(HostFile.realPath(mapped.copy().source()).toString());
        return new LoadedObject(
                elf,
                mapped.copy().source(),
                hostOrigin,
                mapped.path(),
                JailPaths.parent(mapped.path()),
                Optional.empty());
    }

    private Optional<Interpreter> loaderIfThere(String path) {
        List<LibraryResolver> known = List.copyOf(resolvers.values());
        for (LibraryResolver resolver : known) {
            if (resolver.interpreter().path().equals(path)) {
                return Optional.of(resolver.interpreter());
            }
        }
        try {
            return Optional.of(ProgramLoader.add(program, path, draft));
        } catch (InvalidRootfsException e) {
            return Optional.empty();
        }
    }

    private LibraryResolver resolver(Interpreter interpreter) {
        return resolvers.computeIfAbsent(
                interpreter.path(), path -> new LibraryResolver(interpreter, loader(interpreter), draft));
    }

    /** Recognises the loader by the name the program has for it. */
    private DynamicLoader loader(Interpreter interpreter) {
        return MuslLoader.isNamed(interpreter.path())
                ? MuslLoader.of(interpreter, draft)
                : GlibcLoader.of(interpreter, host.libraryIndex(), draft);
    }
}
