package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.JailFile.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a program is in the jail.
 *
 * <p>What is executed is a copy that was hashed while it was made. It lies at its path; or, where that path is in a
 * mounted directory, it is mounted over the file there. So a program that lies in a mounted directory keeps its path,
 * and what ran is still what was hashed.
 *
 * @param executed the path that is executed
 * @param real the same without links
 * @param copy where the copy of it lies in the root file system
 * @param fingerprinted where the copy of what the caller named lies: the same, or the script
 * @param firstArguments what stands before the arguments of the program
 * @param mounts copies that are mounted over files
 */
record ProgramPlacement(
        String executed,
        String real,
        String copy,
        String fingerprinted,
        List<String> firstArguments,
        List<JailMount> mounts) {
    private static final String USUAL_DIRECTORY = "/bin";

    /** Where the usual one is a link of the host, or is mounted. */
    private static final String OTHER_DIRECTORY = "/app";

    private static final String COPY_OF_PROGRAM = "/.zjail-program";
    private static final String COPY_OF_SCRIPT = "/.zjail-script";

    ProgramPlacement {
        firstArguments = List.copyOf(firstArguments);
        mounts = List.copyOf(mounts);
    }

    /** Says where the guest sees a copy: what is mounted over something, it sees there. */
    String shown(String path) {
        return mounts.stream()
                .filter(mount -> mount.source().equals(path))
                .map(JailMount::target)
                .findFirst()
                .orElse(path);
    }

    /** Adds the program to the layout, and its interpreter if it is a script. */
    static ProgramPlacement of(Program program, RootfsRequest request, MountedTrees trees, Layout layout) {
        List<JailMount> mounts = new ArrayList<>();
        LayoutEntry.Copy elf = LayoutEntry.Copy.ofExecutable(
                program.elf().path(), program.elf().stamp(), program.elf().elf());
        Layout.Owner owner = Layout.Owner.ofExecutable("the executable", Origin.PROGRAM);
        if (program.script().isEmpty()) {
            Place place = Place.of(program.named(), asked(request, program), COPY_OF_PROGRAM, trees);
            place.add(elf, owner, layout, mounts);
            return new ProgramPlacement(place.path, place.real, place.copy, place.copy, List.of(place.path), mounts);
        }
        Script script = program.script().get();
        Place interpreter = Place.of(program.elf().path(), Optional.of(script.interpreter()), COPY_OF_PROGRAM, trees);
        interpreter.add(elf, Layout.Owner.ofExecutable("the interpreter of the script", Origin.LOADER), layout, mounts);
        Place place = Place.of(program.named(), asked(request, program), COPY_OF_SCRIPT, trees);
        place.add(
                LayoutEntry.Copy.ofData(
                        program.named(), FileStamp.ifPresent(program.named()).orElseThrow()),
                owner,
                layout,
                mounts);
        return new ProgramPlacement(
                interpreter.path, interpreter.real, interpreter.copy, place.copy, script.arguments(place.path), mounts);
    }

    /** Where the test wants it, or where a directory is mapped to in which it lies: such trees belong together. */
    private static Optional<String> asked(RootfsRequest request, Program program) {
        return request.at()
                .or(() -> request.files().stream()
                        .filter(mapping -> !mapping.host().equals(program.named())
                                && program.named().startsWith(mapping.host()))
                        .map(mapping -> JailPaths.join(
                                mapping.jail(),
                                mapping.host().relativize(program.named()).toString()))
                        .findFirst());
    }

    /**
     * A place for one file.
     *
     * @param path the path by which it is called
     * @param real the same without links
     * @param copy where its copy lies
     */
    private record Place(String path, String real, String copy) {
        /** As somebody asks for, or where it is mounted already, or at the usual place. */
        static Place of(Path file, Optional<String> at, String copyIfMounted, MountedTrees trees) {
            Path host = HostFile.realPath(file);
            String asked = at.map(JailPaths::normalize).orElse(file.toString());
            at.ifPresent(Place::requirePath);
            Optional<String> mounted = trees.find(asked).filter(host::equals).flatMap(trees::jailPathOf);
            if (mounted.isPresent()) {
                return new Place(asked, mounted.get(), copyIfMounted);
            }
            if (at.isEmpty() && trees.jailPathOf(host).isPresent()) {
                String real = trees.jailPathOf(host).get();
                return new Place(real, real, copyIfMounted);
            }
            String path = at.isPresent() ? asked : usual(file, trees);
            return new Place(path, path, path);
        }

        private static void requirePath(String path) {
            JailPaths.brokenRule(path).ifPresent(rule -> {
                throw new InvalidRootfsException("at", rule, path, "choose an absolute path such as /opt/bin/program");
            });
        }

        private static String usual(Path file, MountedTrees trees) {
            String directory = trees.cover(USUAL_DIRECTORY) ? OTHER_DIRECTORY : USUAL_DIRECTORY;
            String path = JailPaths.join(directory, String.valueOf(file.getFileName()));
            JailPaths.brokenRule(path).ifPresent(rule -> {
                throw new InvalidRootfsException(
                        "executable",
                        rule,
                        path,
                        "rename the program, or start the JVM in a UTF-8 locale (LC_ALL=C.UTF-8)");
            });
            return path;
        }

        void add(LayoutEntry.Copy entry, Layout.Owner owner, Layout layout, List<JailMount> mounts) {
            layout.add(copy, entry, owner);
            if (!copy.equals(real)) {
                mounts.add(new JailMount(JailMount.Kind.PROGRAM, copy, real));
            }
        }
    }
}
