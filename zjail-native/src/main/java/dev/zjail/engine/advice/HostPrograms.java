package dev.zjail.engine.advice;

import dev.zjail.engine.JailSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds on the host what a program named: by a name, where the system keeps programs and libraries. */
final class HostPrograms {
    /** Where a system keeps its programs, their libraries and what both read. */
    static final String MAIN_TREE = "/usr";

    private static final Set<String> DIRECTORIES_OF_PROGRAMS = Set.of("bin", "sbin", "libexec");
    private static final List<String> LIBRARIES = List.of("/usr/lib64", "/usr/lib", "/lib64", "/lib", "/usr/local/lib");

    /** Where a shell and execvp(3) look that have no PATH. */
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private static final String PATH = "PATH=";
    private static final Pattern WORD = Pattern.compile("[\\w.+-]*[A-Za-z][\\w.+-]*|/[\\w./+-]+");
    private static final int MOST_WORDS = 256;
    private static final String SHELL = "/bin/sh";
    private static final Pattern SHELLS = Pattern.compile("(?:ba|da|k|z|a)?sh");

    /** Those that are of many parts, and find the others beside them and by PATH. */
    private static final Pattern DRIVERS =
            Pattern.compile("(?:.*-)?(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|gfortran|rustc|ghc|go)(?:-[0-9.]+)?");

    /** It is many programs in one, and executes itself for them. */
    private static final String BUSYBOX = "busybox";

    /** What compilers and make look for they find by PATH alone. */
    static final Suggestion USUAL_PATH = Suggestion.of("env", "PATH=/usr/bin:/bin");

    /** A program of that name is there, too, but a shell does this itself. */
    private static final Set<String> BUILT_IN =
            Set.of("echo", "test", "printf", "true", "false", "kill", "pwd", "time", "which", "type");

    private final String path;

    private HostPrograms(String path) {
        this.path = path;
    }

    /** Looks where the guest would. */
    static HostPrograms ofPathIn(List<String> environment) {
        return new HostPrograms(environment.stream()
                .filter(entry -> entry.startsWith(PATH))
                .map(entry -> entry.substring(PATH.length()))
                .findFirst()
                .orElse(DEFAULT_PATH));
    }

    /** Whether a program is made to start others: by what it imports, which its file names. */
    boolean startsPrograms(Path executable) {
        ProgramBytes bytes = ProgramBytes.read(executable);
        boolean starts = Stream.of("system", "popen", "posix_spawn", "posix_spawnp", "execvp", "execv", "execlp")
                .anyMatch(bytes::has);
        return starts && !bytes.has("pthread_create");
    }

    /**
     * What the arguments of a program name that it may execute, and else what it will look for by itself: a shell, or
     * the parts that a compiler driver has beside it.
     */
    Suggestion namedBy(JailSpec spec, JailContents contents) {
        Suggestion named = driver(spec, contents).and(namedInArguments(spec, contents));
        if (!named.isEmpty() || isShell(spec.executable())) {
            return named;
        }
        ProgramBytes bytes = ProgramBytes.read(spec.executable());
        boolean needsShell = Stream.of("system", "popen", SHELL).anyMatch(bytes::has) && !contents.has(SHELL);
        return needsShell ? Suggestion.of("files", SHELL + " -> " + SHELL) : treeOf(spec.executable(), contents);
    }

    /** Of a compiler driver nothing: its arguments name files. */
    Suggestion namedInArguments(JailSpec spec, JailContents contents) {
        String name = name(spec.executable());
        if (name.equals(BUSYBOX) || DRIVERS.matcher(name).matches()) {
            return Suggestion.NONE;
        }
        List<String> programs = spec.arguments().stream()
                .flatMap(argument -> WORD.matcher(argument).results().map(MatchResult::group))
                .limit(MOST_WORDS)
                .filter(word -> !isShell(spec.executable()) || !BUILT_IN.contains(word))
                .flatMap(word -> program(word).stream())
                .distinct()
                .filter(program -> !contents.has(program))
                .toList();
        return ofPrograms(programs, contents);
    }

    /** Of several programs each may need others, or files of its own: then all that the system has are mounted. */
    static Suggestion ofPrograms(List<String> programs, JailContents contents) {
        return programs.size() > 1 ? Suggestion.of("mounts", MAIN_TREE) : MissingPaths.of(programs, contents);
    }

    /** What a compiler driver looks for; nothing for another program. */
    Suggestion driver(JailSpec spec, JailContents contents) {
        Path executable = spec.executable();
        if (!DRIVERS.matcher(name(executable)).matches()) {
            return Suggestion.NONE;
        }
        Suggestion tree = treeOf(executable, contents);
        return hasPath(spec) ? tree : tree.and(USUAL_PATH);
    }

    static boolean hasPath(JailSpec spec) {
        return spec.environment().stream().anyMatch(entry -> entry.startsWith(PATH));
    }

    private static boolean isShell(Path executable) {
        return SHELLS.matcher(name(executable)).matches();
    }

    private static String name(Path executable) {
        return String.valueOf(executable.getFileName());
    }

    /** Whether programs write there what is of no use later. */
    static boolean isTemporary(String file) {
        return Stream.of("/tmp", "/var/tmp", "/run")
                .anyMatch(place -> file.equals(place) || file.startsWith(place + "/"));
    }

    /** The path of a program, by its name or by its path. */
    Optional<String> program(String name) {
        Stream<String> candidates = name.contains("/")
                ? Stream.of(name).filter(file -> file.startsWith("/"))
                : Stream.of(path.split(":", -1))
                        .filter(directory -> directory.startsWith("/"))
                        .map(directory -> directory + "/" + name);
        return candidates.filter(HostPrograms::isProgram).findFirst();
    }

    private static boolean isProgram(String file) {
        try {
            return Files.isRegularFile(Path.of(file)) && Files.isExecutable(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The path of a shared library, by its name or by its path. */
    Optional<String> library(String name, Path executable) {
        if (name.contains("/")) {
            return Optional.of(name).filter(file -> file.startsWith("/"));
        }
        List<Path> directories = new ArrayList<>();
        Optional.ofNullable(executable.toAbsolutePath().getParent()).ifPresent(directories::add);
        LIBRARIES.forEach(directory -> directories.addAll(withMultiarch(Path.of(directory))));
        try {
            return directories.stream()
                    .map(directory -> directory.resolve(name))
                    .filter(Files::isRegularFile)
                    .map(Path::toString)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Debian keeps libraries in a directory for each architecture, such as /usr/lib/x86_64-linux-gnu. */
    private static List<Path> withMultiarch(Path directory) {
        List<Path> directories = new ArrayList<>(List.of(directory));
        try (DirectoryStream<Path> below = Files.newDirectoryStream(directory, "*-linux-*")) {
            below.forEach(directories::add);
        } catch (IOException e) {
            // A host has not all of these directories.
            return directories;
        }
        return directories;
    }

    /**
     * The tree that a program belongs to: what its {@code bin} lies in. An interpreter or compiler that does not find
     * its files finds them there.
     */
    Suggestion treeOf(Path executable, JailContents contents) {
        Path real = realOrSame(executable);
        if (real.startsWith(MAIN_TREE)) {
            return contents.has(MAIN_TREE + "/share") ? Suggestion.NONE : Suggestion.of("mounts", MAIN_TREE);
        }
        Optional<Path> tree = Optional.ofNullable(real.getParent())
                .filter(directory -> DIRECTORIES_OF_PROGRAMS.contains(String.valueOf(directory.getFileName())))
                .flatMap(directory -> Optional.ofNullable(directory.getParent()))
                .filter(root -> root.getNameCount() > 0
                        && !contents.has(root.resolve("lib").toString()));
        return tree.map(root -> Suggestion.of("mounts", root.toString())).orElse(Suggestion.NONE);
    }

    private static Path realOrSame(Path executable) {
        try {
            return executable.toRealPath();
        } catch (IOException e) {
            return executable.toAbsolutePath();
        }
    }
}
