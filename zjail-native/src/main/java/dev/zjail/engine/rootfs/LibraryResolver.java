package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.DynamicLoader.Interpreter;
import dev.zjail.engine.rootfs.DynamicLoader.SearchPath;
import dev.zjail.engine.rootfs.JailFile.Origin;
import dev.zjail.engine.rootfs.Layout.PlannedCopy;
import dev.zjail.engine.rootfs.TrustedPlaces.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the libraries a program needs, and those that they need, in the order in which the dynamic loader does: breadth
 * first, each name once.
 */
final class LibraryResolver {
    private static final int MAX_LIBRARIES = 1_000;
    private static final int MAX_LOOKS = 20_000;
    private static final String LIBGCC = "libgcc_s.so.1";
    private static final Set<String> LIBC_ITSELF = Set.of("libc.so.6", "libpthread.so.0");

    private final DynamicLoader loader;
    private final TrustedPlaces places;
    private final PlanDraft draft;
    private final Interpreter interpreter;
    private final Map<String, LoadedObject> loadedByName = new HashMap<>();
    private final List<LoadedFile> loadedFiles = new ArrayList<>();
    private final SortedMap<String, String> systemLibraries = new TreeMap<>();
    private final Queue<LoadedObject> waiting = new ArrayDeque<>();

    LibraryResolver(Interpreter interpreter, DynamicLoader loader, PlanDraft draft) {
        this.interpreter = interpreter;
        this.loader = loader;
        this.places = draft.places().with(loader.configuredDirectories());
        this.draft = draft;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    /** Adds what the dynamic loader reads to find what was found, once all is. */
    void addConfiguration() {
        loader.configuration(systemLibraries)
                .ifPresent(file -> draft.layout()
                        .addUnlessTaken(
                                file.path(),
                                file.entry(),
                                Layout.Owner.ofExecutable(
                                        "the library index of the dynamic loader", Origin.GENERATED)));
    }

    /** Adds to the layout what the program needs to be loaded, beyond itself and its loader, and what was mapped. */
    void load(LoadedObject program) {
        beginWith(program);
        for (LoadedObject next = waiting.poll(); next != null; next = waiting.poll()) {
            for (String needed : missing(next)) {
                loadedByName.put(needed, load(needed, next));
            }
            loadAtTheEndOfThreads(next);
        }
    }

    /** The same of something that may never be loaded: what is not there, or may not come, it does without. */
    void loadWhatIsThere(LoadedObject mapped) {
        beginWith(mapped);
        for (LoadedObject next = waiting.poll(); next != null && !isAtItsBounds(); next = waiting.poll()) {
            for (String needed : missing(next)) {
                loadIfThere(needed, next);
            }
            loadAtTheEndOfThreads(next);
        }
        waiting.clear();
    }

    /** Each program has names of its own: two may find different libraries of one name. */
    private void beginWith(LoadedObject program) {
        loadedByName.clear();
        waiting.add(program);
    }

    private List<String> missing(LoadedObject object) {
        return object.elf().needed().stream()
                .filter(needed -> !loader.isItself(needed) && !loadedByName.containsKey(needed))
                .toList();
    }

    private void loadIfThere(String needed, LoadedObject requester) {
        try {
            Optional<LoadedObject> found = needed.contains("/")
                    ? loadByPath(needed, requester, new ArrayList<>())
                    : search(needed, requester, new ArrayList<>());
            found.ifPresent(library -> loadedByName.put(needed, library));
        } catch (InvalidRootfsException e) {
            // It may not come into the jail. Whoever needs it is told so by the dynamic loader.
        }
    }

    /** glibc loads it by its name when the first thread ends so, and ends the program where it is missing. */
    private void loadAtTheEndOfThreads(LoadedObject object) {
        boolean isLibc = object.elf().soname().filter(LIBC_ITSELF::contains).isPresent();
        if (object.elf().endsThreads() && !isLibc && loader.matchesBySoname() && !loadedByName.containsKey(LIBGCC)) {
            loadIfThere(LIBGCC, object);
        }
    }

    private LoadedObject load(String needed, LoadedObject requester) {
        List<String> searched = new ArrayList<>();
        return (needed.contains("/") ? loadByPath(needed, requester, searched) : search(needed, requester, searched))
                .orElseThrow(() -> notFound(needed, requester, searched));
    }

    private Optional<LoadedObject> loadByPath(String needed, LoadedObject requester, List<String> searched) {
        String hostPath = loader.expand(needed, requester.hostOrigin());
        if (!hostPath.startsWith("/")) {
            throw new InvalidRootfsException(
                    "executable",
                    "must not need a library by a path relative to the working directory",
                    needed + ", needed by " + requester.hostPath(),
                    "give the library a name (-Wl,-soname,NAME) and link with -Wl,-rpath,'$ORIGIN'");
        }
        return loadIfSuitable(hostPath, loader.expand(needed, requester.jailOrigin()), requester, searched);
    }

    private Optional<LoadedObject> search(String needed, LoadedObject requester, List<String> searched) {
        return searchWrittenPaths(needed, requester, searched)
                .or(() -> searchLibraryPath(needed, requester, searched))
                .or(() -> searchSystem(needed, requester, searched));
    }

    /**
     * What the environment names is in the jail, and comes before what it would be found without. Between DT_RPATH and
     * DT_RUNPATH is its place; that makes a difference only where two libraries have one name.
     */
    private Optional<LoadedObject> searchLibraryPath(String needed, LoadedObject requester, List<String> searched) {
        for (String directory : draft.libraryPath()) {
            String jailPath = JailPaths.join(directory, needed);
            Optional<LoadedObject> library = mounted(jailPath, requester, searched)
                    .or(() -> draft.mapped()
                            .copyAt(jailPath)
                            .flatMap(given -> loadGiven(given, jailPath, requester, searched)));
            if (library.isPresent()) {
                return library;
            }
            searched.add(directory + " (in the jail)");
        }
        return Optional.empty();
    }

    /** Where a mounted directory has it, it is there: the loader finds it in place. */
    private Optional<LoadedObject> mounted(String jailPath, LoadedObject requester, List<String> searched) {
        return draft.trees()
                .find(jailPath)
                .flatMap(host -> draft.observations().look(host).map(stamp -> new FoundFile(host, stamp)))
                .filter(file -> file.stamp.isRegularFile())
                .flatMap(file -> already(file)
                        .or(() ->
                                readElf(file, requester, searched).map(elf -> loaded(file, elf, jailPath, requester))));
    }

    private Optional<LoadedObject> searchWrittenPaths(String needed, LoadedObject requester, List<String> searched) {
        for (SearchPath path : loader.searchPaths(requester)) {
            for (String directory : path.directories().split(":", -1)) {
                String onHost = loader.expand(directory, path.writtenIn().hostOrigin());
                String inJail = loader.expand(directory, path.writtenIn().jailOrigin());
                // A relative directory means the working directory, which is not the same here and there.
                Optional<LoadedObject> library = onHost.startsWith("/")
                        ? loadIfSuitable(
                                JailPaths.join(onHost, needed), JailPaths.join(inJail, needed), requester, searched)
                        : Optional.empty();
                if (library.isPresent()) {
                    return library;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LoadedObject> searchSystem(String needed, LoadedObject requester, List<String> searched) {
        List<String> paths = new ArrayList<>(loader.indexed(needed));
        if (paths.isEmpty()) {
            loader.indexName().ifPresent(searched::add);
        }
        loader.systemDirectories().forEach(directory -> paths.add(JailPaths.join(directory, needed)));
        for (String path : paths) {
            Optional<LoadedObject> library = loadIfSuitable(path, path, requester, searched);
            if (library.isPresent()) {
                systemLibraries.put(needed, library.get().jailPath());
                return library;
            }
        }
        return Optional.empty();
    }

    /**
     * Loads the file if the loader would: a readable file for the right processor. Others it passes over. A file that
     * may not come into the jail is not passed over: the loader would have taken it, and with another one in its place
     * the program would be another program.
     */
    private Optional<LoadedObject> loadIfSuitable(
            String hostPath, String jailPath, LoadedObject requester, List<String> searched) {
        requireBounded(requester);
        Optional<LoadedObject> mounted = mounted(jailPath, requester, searched);
        if (mounted.isPresent()) {
            return mounted;
        }
        Optional<FoundFile> found = find(hostPath, searched);
        Judgement judgement =
                found.map(file -> places.judge(file.path, file.stamp)).orElse(Judgement.ELSEWHERE);
        if (found.isPresent() && judgement == Judgement.TRUSTED) {
            return load(found.get(), jailPath, requester, searched);
        }
        Optional<PlannedCopy> given = draft.mapped().copyAt(jailPath);
        if (given.isPresent()) {
            return loadGiven(given.get(), jailPath, requester, searched);
        }
        found.ifPresent(file -> {
            throw untrusted(file, judgement, jailPath, requester);
        });
        return Optional.empty();
    }

    private Optional<FoundFile> find(String hostPath, List<String> searched) {
        Optional<FoundFile> found = JailPaths.onHost(hostPath)
                .flatMap(path -> draft.observations().look(path).map(stamp -> new FoundFile(path, stamp)))
                .filter(file -> file.stamp.isRegularFile());
        if (found.isEmpty()) {
            searched.add(JailPaths.parent(hostPath));
        } else if (!Files.isReadable(found.get().path)) {
            searched.add(hostPath + " (not readable)");
            return Optional.empty();
        }
        return found;
    }

    private static InvalidRootfsException untrusted(
            FoundFile file, Judgement judgement, String jailPath, LoadedObject requester) {
        String found = TrustedPlaces.shown(file.path) + ", needed by " + requester.hostPath();
        String entry = "files = \"" + file.path + " -> " + JailPaths.normalize(jailPath) + "\"";
        return judgement == Judgement.PRIVATE
                ? new InvalidRootfsException(
                        "executable",
                        "must need no library that is more private than itself, unless `files` gives it",
                        found + String.format(", of mode %04o", file.stamp.mode() & 07777),
                        "give it with " + entry + ", or let others read it and the directories that lead to it")
                : new InvalidRootfsException(
                        "executable",
                        "must take its libraries from the system's library directories, from its own directory or from"
                                + " what `files` gives",
                        found,
                        "give it with " + entry);
    }

    /** It comes into the jail as what was mapped, and so stays where it is and as readable as it is. */
    private Optional<LoadedObject> loadGiven(
            PlannedCopy given, String jailPath, LoadedObject requester, List<String> searched) {
        FoundFile file = new FoundFile(given.copy().source(), given.copy().stamp());
        draft.layout().addWayTo(jailPath, owner(jailPath));
        return already(file)
                .or(() -> readElf(file, requester, searched).map(elf -> {
                    draft.mapped().replace(given, given.copy().asElf(elf));
                    return loaded(file, elf, jailPath, requester);
                }));
    }

    private Optional<LoadedObject> load(
            FoundFile file, String jailPath, LoadedObject requester, List<String> searched) {
        return already(file)
                .map(object -> link(object, jailPath))
                .or(() -> readElf(file, requester, searched).map(elf -> add(file, jailPath, elf, requester)));
    }

    private Optional<LoadedObject> already(FoundFile file) {
        return loadedFiles.stream()
                .filter(loaded -> loaded.stamp.isSameFileAs(file.stamp))
                .map(LoadedFile::object)
                .findFirst();
    }

    private static Optional<ElfProgram> readElf(FoundFile file, LoadedObject requester, List<String> searched) {
        try (ElfReader elf = ElfReader.open(file.path)) {
            if (!elf.architecture().equals(requester.elf().architecture())) {
                searched.add(file.path + " (for " + elf.architecture().describe() + ")");
                return Optional.empty();
            }
            return Optional.of(elf.program());
        } catch (ElfFormatException e) {
            throw new InvalidRootfsException(
                    "executable",
                    "must need well-formed ELF libraries only",
                    file.path + ", needed by " + requester.hostPath() + ", which " + e.getMessage(),
                    "install or build that library again");
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(file.path, e);
        }
    }

    /**
     * One file under two names stays one file in the jail, because the loader would load two copies as two libraries.
     */
    private LoadedObject link(LoadedObject object, String jailPath) {
        if (!JailPaths.normalize(jailPath).equals(object.jailPath())) {
            draft.layout().add(jailPath, new LayoutEntry.Link(object.jailPath()), owner(jailPath));
        }
        return object;
    }

    private LoadedObject add(FoundFile file, String jailPath, ElfProgram elf, LoadedObject requester) {
        draft.layout().add(jailPath, LayoutEntry.Copy.ofLibrary(file.path, file.stamp, elf), owner(jailPath));
        return loaded(file, elf, jailPath, requester);
    }

    private LoadedObject loaded(FoundFile file, ElfProgram elf, String jailPath, LoadedObject requester) {
        String path = JailPaths.normalize(jailPath);
        String hostOrigin = JailPaths.parent(file.path.toString());
        LoadedObject library =
                new LoadedObject(elf, file.path, hostOrigin, path, JailPaths.parent(path), Optional.of(requester));
        loadedFiles.add(new LoadedFile(file.stamp, library));
        waiting.add(library);
        if (loader.matchesBySoname()) {
            elf.soname().ifPresent(name -> loadedByName.putIfAbsent(name, library));
        }
        return library;
    }

    private static Layout.Owner owner(String jailPath) {
        return Layout.Owner.ofExecutable("the library " + JailPaths.normalize(jailPath), Origin.LIBRARY);
    }

    private boolean isAtItsBounds() {
        return loadedFiles.size() >= MAX_LIBRARIES || draft.observations().count() >= MAX_LOOKS;
    }

    private void requireBounded(LoadedObject requester) {
        if (isAtItsBounds()) {
            throw new InvalidRootfsException(
                    "executable",
                    "must need at most " + MAX_LIBRARIES + " libraries, found in at most " + MAX_LOOKS + " looks",
                    loadedFiles.size() + " libraries after "
                            + draft.observations().count() + " looks, at " + requester.hostPath(),
                    "link it statically, or with a shorter search path");
        }
    }

    private InvalidRootfsException notFound(String needed, LoadedObject requester, List<String> searched) {
        return new InvalidRootfsException(
                "executable",
                "must find every library it needs",
                needed + ", needed by " + requester.hostPath() + ", is nowhere in "
                        + String.join(", ", searched.stream().distinct().toList()),
                "install the package that holds it, put it where -Wl,-rpath,'$ORIGIN' finds it, or link statically");
    }

    private record FoundFile(Path path, FileStamp stamp) {}

    private record LoadedFile(FileStamp stamp, LoadedObject object) {}
}
