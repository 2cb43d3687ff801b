package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.DynamicLoader.Interpreter;
import dev.zjail.engine.rootfs.JailFile.Origin;
import dev.zjail.engine.rootfs.MountedTrees.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Everything about a fixture that can be decided and checked before anything is created.
 *
 * @param placement where the program is in the jail
 * @param elf what the program says about itself
 * @param loader what its dynamic loader says about itself, if it has one
 * @param layout what lies where
 * @param mounts what is mounted, in this order
 * @param hasAccount whether there is a file that names the guest's user
 * @param observations every look at the host that decided it
 */
record FixturePlan(
        ProgramPlacement placement,
        ElfProgram elf,
        Optional<ElfProgram> loader,
        Layout layout,
        List<JailMount> mounts,
        boolean hasAccount,
        Observations observations) {
    private static final Pattern ORIGIN = Pattern.compile("\\$\\{?ORIGIN");
    private static final long MAX_BYTES = 2L << 30;

    FixturePlan {
        mounts = List.copyOf(mounts);
    }

    static FixturePlan of(RootfsRequest request, HostFiles host, Path cacheDirectory) {
        Observations observations = new Observations();
        Layout layout = new Layout();
        MountedTrees trees = trees(request, cacheDirectory, observations);
        Program program = Program.find(request, trees, observations);
        List<JailMount> mounts = addTrees(trees, layout);
        ProgramPlacement placement = ProgramPlacement.of(program, request, trees, layout);
        mounts.addAll(placement.mounts());
        Layout mapped = new Layout();
        MappedFiles.add(notMounted(request.files(), trees), mapped, observations);
        PlanDraft draft =
                new PlanDraft(placesAround(program.elf()), trees, mapped, layout, observations, request.libraryPath());
        Optional<Interpreter> interpreter = LoadingPlan.add(program, placement, host, draft);
        layout.addAll(mapped);
        addPlacesToWrite(request, trees, layout);
        boolean hasAccount = addProvisions(request, layout, mounts, observations);
        if (!request.provide().contains(Provision.PROC)) {
            addOriginLink(program.elf().elf(), placement.real(), layout);
            ProvidedFiles.addEnvironment(request.sanitizerOptions(), layout);
        }
        requireBoundedSize(layout);
        return new FixturePlan(
                placement,
                program.elf().elf(),
                interpreter.map(Interpreter::elf),
                layout,
                mounts,
                hasAccount,
                observations);
    }

    private static MountedTrees trees(RootfsRequest request, Path cacheDirectory, Observations observations) {
        List<Tree> trees = new ArrayList<>(RequestedMounts.check(request.mounts(), cacheDirectory, observations));
        trees.addAll(ProvidedFiles.trees(request.provide(), MountedTrees.of(trees, observations)));
        return MountedTrees.of(trees, observations);
    }

    /** Outer ones first: what is mounted upon something that is mounted needs a directory there, and none here. */
    private static List<JailMount> addTrees(MountedTrees trees, Layout layout) {
        List<Tree> outerFirst = new ArrayList<>(trees.all());
        outerFirst.sort((one, other) ->
                Integer.compare(one.jail().length(), other.jail().length()));
        List<JailMount> mounts = new ArrayList<>();
        for (Tree tree : outerFirst) {
            if (trees.all().stream().noneMatch(outer -> !outer.equals(tree) && outer.holds(tree.jail()))) {
                layout.add(tree.jail(), new LayoutEntry.Mounted(tree.mount()), tree.owner());
            } else if (trees.find(tree.jail()).isEmpty()) {
                throw new InvalidRootfsException(
                        tree.owner().component(),
                        "must name a path in the jail where the outer mount has a directory",
                        tree.jail() + ", from " + tree.owner().description(),
                        "choose another path in the jail");
            }
            mounts.add(tree.mount());
        }
        trees.links()
                .forEach((path, target) -> layout.add(
                        path,
                        new LayoutEntry.Link(target),
                        new Layout.Owner("mounts", "the link " + path + " to what is mounted", Origin.MOUNTS)));
        return mounts;
    }

    /** What is mounted at its place already need not be copied there. */
    private static List<FileMapping> notMounted(List<FileMapping> files, MountedTrees trees) {
        return files.stream()
                .filter(file -> trees.find(file.jail())
                        .filter(mounted -> FileStamp.ifPresent(file.host()).equals(FileStamp.ifPresent(mounted)))
                        .isEmpty())
                .toList();
    }

    private static TrustedPlaces placesAround(ExecutableFile file) {
        try {
            return TrustedPlaces.around(file.path(), file.stamp());
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(file.path(), e);
        }
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

    private static void addPlacesToWrite(RootfsRequest request, MountedTrees trees, Layout layout) {
        for (String path : request.tmpfs()) {
            JailPaths.brokenRule(path).ifPresent(rule -> {
                throw new InvalidRootfsException("tmpfs", rule, path, "choose a path such as /tmp");
            });
            if (trees.find(path)
                    .filter(host -> FileStamp.ifPresent(host)
                            .filter(FileStamp::isDirectory)
                            .isPresent())
                    .isEmpty()) {
                layout.add(
                        path,
                        new LayoutEntry.MountPoint(),
                        new Layout.Owner("tmpfs", "the mount point " + path, Origin.TMPFS));
            }
        }
    }

    private static boolean addProvisions(
            RootfsRequest request, Layout layout, List<JailMount> mounts, Observations observations) {
        boolean withDevices = request.provide().contains(Provision.DEV);
        if (withDevices) {
            mounts.addAll(ProvidedFiles.addDevices(layout, observations));
        }
        if (request.provide().contains(Provision.PROC)) {
            mounts.addAll(ProvidedFiles.addProc(layout, withDevices));
        }
        return request.provide().contains(Provision.ETC) && ProvidedFiles.addEtc(layout);
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
                            "map fewer or smaller files, or mount their directory in place with mounts");
                }
                bytes += size;
            }
        }
    }

    /** What is executed. */
    String executable() {
        return placement.executed();
    }

    List<String> firstArguments() {
        return placement.firstArguments();
    }

    /** The copy of what is executed, in the root file system. */
    String program() {
        return placement.copy();
    }

    /** The copy of what the caller named. */
    String fingerprinted() {
        return placement.fingerprinted();
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
