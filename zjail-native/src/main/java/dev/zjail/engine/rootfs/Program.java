package dev.zjail.engine.rootfs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the caller names, and what the kernel executes for it.
 *
 * @param named the file that the caller names, absolute
 * @param elf what is executed: the same, or the interpreter of the script that it is
 * @param script what the script says, if it is one
 */
record Program(Path named, ExecutableFile elf, Optional<Script> script) {
    private static final String COMPONENT = "executable";

    /** Where env(1) of most systems looks if there is no PATH. */
    private static final List<String> USUAL_PATH = List.of("/usr/local/bin", "/usr/bin", "/bin");

    /** Where administrators put interpreters: what a script names elsewhere is the script's word only. */
    private static final List<Path> PLACES_OF_INTERPRETERS = List.of(
            Path.of("/bin"),
            Path.of("/usr/bin"),
            Path.of("/usr/local/bin"),
            Path.of("/usr/lib"),
            Path.of("/usr/local/lib"));

    /** Reads the file and, if it is a script, its interpreter. */
    static Program find(RootfsRequest request, MountedTrees trees, Observations observations) {
        Path named = request.executable().toAbsolutePath();
        ElfArchitecture host = ElfArchitecture.ofHost();
        Optional<Script> script = ExecutableFile.script(named, observations);
        if (script.isEmpty()) {
            return new Program(named, ExecutableFile.check(named, host, observations), script);
        }
        Script found = script.get()
                .behindEnv()
                .map(behind -> behind.withInterpreter(onPath(behind.interpreter(), named, request, trees)))
                .orElse(script.get());
        Path interpreter = interpreter(found.interpreter(), named, trees, observations);
        return new Program(named, ExecutableFile.check(interpreter, host, observations), Optional.of(found));
    }

    private static String onPath(String name, Path script, RootfsRequest request, MountedTrees trees) {
        List<String> directories = request.path().isEmpty() ? USUAL_PATH : request.path();
        return directories.stream()
                .map(directory -> JailPaths.join(directory, name))
                .filter(path -> trees.find(path).isPresent()
                        || JailPaths.onHost(path).filter(Files::isExecutable).isPresent())
                .findFirst()
                .orElseThrow(() -> new InvalidRootfsException(
                        COMPONENT,
                        "must be a script whose interpreter is there",
                        script + ", for which env looks for " + name + " in " + String.join(", ", directories),
                        "install " + name + ", or name its directory with env = \"PATH=…\""));
    }

    /** The guest sees what is mounted; where nothing is, the host's file of that path is copied to it. */
    private static Path interpreter(String path, Path script, MountedTrees trees, Observations observations) {
        String shown = script + ", a script for " + path;
        if (JailPaths.brokenRule(path).isPresent()) {
            throw new InvalidRootfsException(
                    COMPONENT,
                    "must be a script that names its interpreter by an absolute path",
                    shown,
                    "begin it for instance with #!/bin/sh");
        }
        Optional<Path> mounted = trees.find(path);
        if (mounted.isPresent()) {
            return mounted.get();
        }
        Path onHost = Path.of(path);
        if (observations.look(onHost).isEmpty()) {
            throw new InvalidRootfsException(
                    COMPONENT,
                    "must be a script whose interpreter is there",
                    shown,
                    "install it, or correct the first line");
        }
        if (!isInterpretersPlace(onHost)) {
            throw new InvalidRootfsException(
                    COMPONENT,
                    "must be a script for an interpreter of the system, or of what `mounts` gives",
                    shown,
                    "give its directory with mounts = \"" + onHost.getParent() + "\"");
        }
        return onHost;
    }

    private static boolean isInterpretersPlace(Path file) {
        Path real = HostFile.realPath(file);
        boolean isOpen =
                FileStamp.ifPresent(real).filter(FileStamp::isReadableByOthers).isPresent();
        return isOpen
                && PLACES_OF_INTERPRETERS.stream().flatMap(Program::realPlace).anyMatch(real::startsWith);
    }

    private static Stream<Path> realPlace(Path place) {
        return Files.isDirectory(place) ? Stream.of(HostFile.realPath(place)) : Stream.empty();
    }
}
