package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.DynamicLoader.Interpreter;
import dev.zjail.engine.rootfs.JailFile.Origin;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Everything about a fixture that can be decided and checked before anything is created.
 *
 * @param executable where the program is in the jail
 * @param program what it says about itself
 * @param loader what its dynamic loader says about itself, if it has one
 * @param layout what lies where
 * @param observations every look at the host that decided it
 */
record FixturePlan(
        String executable, ElfProgram program, Optional<ElfProgram> loader, Layout layout, Observations observations) {
    private static final String JAIL_ORIGIN = "/bin";
    private static final Pattern ORIGIN = Pattern.compile("\\$\\{?ORIGIN");
    private static final long MAX_BYTES = 2L << 30;

    static FixturePlan of(RootfsRequest request, HostFiles host) {
        Observations observations = new Observations();
        Layout layout = new Layout();
        ExecutableFile file = ExecutableFile.check(request.executable(), ElfArchitecture.ofHost(), observations);
        String executable = addExecutable(file, layout);
        Layout mapped = new Layout();
        MappedFiles.add(request.files(), mapped, observations);
        Optional<Interpreter> interpreter = file.elf()
                .interpreter()
                .map(path -> addLoading(
                        path, file, executable, host, new PlanDraft(placesAround(file), mapped, layout, observations)));
        layout.addAll(mapped);
        addMountPoints(request, layout);
        requireBoundedSize(layout);
        return new FixturePlan(executable, file.elf(), interpreter.map(Interpreter::elf), layout, observations);
    }

    /** Adds what a program with a dynamic loader needs to be loaded. */
    private static Interpreter addLoading(
            String path, ExecutableFile file, String executable, HostFiles host, PlanDraft draft) {
        Interpreter interpreter = ProgramLoader.add(file, path, draft);
        DynamicLoader loader = loader(interpreter, host, draft);
        LibraryResolver.addLibraries(loadedProgram(file, executable), loader, draft);
        addOriginLink(file.elf(), executable, draft.layout());
        return interpreter;
    }

    /** Recognises the loader by the name the program has for it. */
    private static DynamicLoader loader(Interpreter interpreter, HostFiles host, PlanDraft draft) {
        return MuslLoader.isNamed(interpreter.path())
                ? MuslLoader.of(interpreter, draft)
                : GlibcLoader.of(interpreter, host.libraryIndex(), draft.observations());
    }

    private static TrustedPlaces placesAround(ExecutableFile file) {
        try {
            return TrustedPlaces.around(file.path(), file.stamp());
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(file.path(), e);
        }
    }

    private static String addExecutable(ExecutableFile file, Layout layout) {
        String path = JailPaths.join(JAIL_ORIGIN, String.valueOf(file.path().getFileName()));
        JailPaths.brokenRule(path).ifPresent(rule -> {
            throw new InvalidRootfsException(
                    "executable",
                    rule,
                    path,
                    "rename the program, or start the JVM in a UTF-8 locale (LC_ALL=C.UTF-8)");
        });
        layout.add(
                path,
                LayoutEntry.Copy.ofExecutable(file.path(), file.stamp(), file.elf()),
                Layout.Owner.ofExecutable("the executable", Origin.PROGRAM));
        return path;
    }

    /** {@code $ORIGIN} is the directory of /proc/self/exe, so without symbolic links. */
    private static LoadedObject loadedProgram(ExecutableFile file, String executable) {
        String hostOrigin = JailPaths.parent(HostFile.realPath(file.path()).toString());
        return new LoadedObject(file.elf(), file.path(), hostOrigin, executable, JAIL_ORIGIN, Optional.empty());
    }

    /**
     * Gives the dynamic loader what it needs to know {@code $ORIGIN} of the program: it reads the link /proc/self/exe,
     * and the jail has no /proc.
     */
    private static void addOriginLink(ElfProgram program, String executable, Layout layout) {
        Set<String> texts = new TreeSet<>(program.needed());
        program.rpath().ifPresent(texts::add);
        program.runpath().ifPresent(texts::add);
        if (texts.stream().anyMatch(text -> ORIGIN.matcher(text).find())) {
            layout.add(
                    "/proc/self/exe",
                    new LayoutEntry.Link(executable),
                    Layout.Owner.ofExecutable("the link that tells the dynamic loader $ORIGIN", Origin.GENERATED));
        }
    }

    private static void addMountPoints(RootfsRequest request, Layout layout) {
        for (String path : request.mountPoints()) {
            JailPaths.brokenRule(path).ifPresent(rule -> {
                throw new InvalidRootfsException("tmpfs", rule, path, "choose a path such as /tmp");
            });
            layout.add(
                    path,
                    new LayoutEntry.MountPoint(),
                    new Layout.Owner("tmpfs", "the mount point " + path, Origin.TMPFS));
        }
    }

    private static void requireBoundedSize(Layout layout) {
        long bytes = 0;
        for (Layout.Planned planned : layout.entries().values()) {
            if (planned.entry() instanceof LayoutEntry.Copy copy) {
                long size = copy.stamp().size();
                if (size > MAX_BYTES - bytes) {
                    throw new InvalidRootfsException(
                            planned.owner().component(),
                            "must keep everything in the jail within 2 GiB",
                            copy.source() + ", with " + size + " bytes after " + bytes + " of other files",
                            "map fewer or smaller files");
                }
                bytes += size;
            }
        }
    }

    /** How much room a copy of it takes, at most 2 GiB. */
    long bytes() {
        return layout.entries().values().stream()
                .map(Layout.Planned::entry)
                .filter(LayoutEntry.Copy.class::isInstance)
                .mapToLong(entry -> ((LayoutEntry.Copy) entry).stamp().size())
                .sum();
    }
}
