package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.DynamicLoader.SearchPath;
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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the libraries a program needs, and those that they need, in the order in which the dynamic loader does: breadth
 * first, each name once.
 */
final class LibraryResolver {
    private static final int MAX_LIBRARIES = 1_000;
    private static final int MAX_LOOKS = 20_000;

    private final DynamicLoader loader;
    private final Layout layout;
    private final Observations observations;
    private final Map<String, LoadedObject> loadedByName = new HashMap<>();
    private final List<LoadedFile> loadedFiles = new ArrayList<>();
    private final SortedMap<String, String> systemLibraries = new TreeMap<>();
    private final Queue<LoadedObject> waiting = new ArrayDeque<>();

    private LibraryResolver(DynamicLoader loader, Layout layout, Observations observations) {
        this.loader = loader;
        this.layout = layout;
        this.observations = observations;
    }

    /** Adds to the layout what the program needs to be loaded, beyond itself and its loader. */
    static void addLibraries(LoadedObject program, DynamicLoader loader, Layout layout, Observations observations) {
        LibraryResolver resolver = new LibraryResolver(loader, layout, observations);
        resolver.load(program);
        loader.configuration(resolver.systemLibraries)
                .ifPresent(file -> layout.add(
                        file.path(),
                        file.entry(),
                        Layout.Owner.ofExecutable("the library index of the dynamic loader")));
    }

    private void load(LoadedObject program) {
        waiting.add(program);
        for (LoadedObject next = waiting.poll(); next != null; next = waiting.poll()) {
            for (String needed : next.elf().needed()) {
                if (!loader.isItself(needed) && !loadedByName.containsKey(needed)) {
                    loadedByName.put(needed, load(needed, next));
                }
            }
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
        return searchWrittenPaths(needed, requester, searched).or(() -> searchSystem(needed, requester, searched));
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

    /** Loads the file if the loader would: a readable file for the right processor. Others it passes over. */
    private Optional<LoadedObject> loadIfSuitable(
            String hostPath, String jailPath, LoadedObject requester, List<String> searched) {
        requireBounded(requester);
        Optional<Path> host = JailPaths.onHost(hostPath);
        Optional<FileStamp> stamp = host.flatMap(observations::look);
        if (stamp.isEmpty() || !stamp.get().isRegularFile()) {
            searched.add(JailPaths.parent(hostPath));
            return Optional.empty();
        }
        if (!Files.isReadable(host.get())) {
            searched.add(hostPath + " (not readable)");
            return Optional.empty();
        }
        return load(host.get(), stamp.get(), jailPath, requester, searched);
    }

    private Optional<LoadedObject> load(
            Path host, FileStamp stamp, String jailPath, LoadedObject requester, List<String> searched) {
        Optional<LoadedFile> already = loadedFiles.stream()
                .filter(file -> file.stamp.isSameFileAs(stamp))
                .findFirst();
        if (already.isPresent()) {
            return Optional.of(link(already.get().object, jailPath));
        }
        try (ElfReader elf = ElfReader.open(host)) {
            if (!elf.architecture().equals(requester.elf().architecture())) {
                searched.add(host + " (for " + elf.architecture().describe() + ")");
                return Optional.empty();
            }
            return Optional.of(add(host, stamp, jailPath, elf.program(), requester));
        } catch (ElfFormatException e) {
            throw new InvalidRootfsException(
                    "executable",
                    "must need well-formed ELF libraries only",
                    host + ", needed by " + requester.hostPath() + ", which " + e.getMessage(),
                    "install or build that library again");
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(host, e);
        }
    }

    /**
     * One file under two names stays one file in the jail, because the loader would load two copies as two libraries.
     */
    private LoadedObject link(LoadedObject object, String jailPath) {
        if (!JailPaths.normalize(jailPath).equals(object.jailPath())) {
            layout.add(jailPath, new LayoutEntry.Link(object.jailPath()), owner(jailPath));
        }
        return object;
    }

    private LoadedObject add(Path host, FileStamp stamp, String jailPath, ElfProgram elf, LoadedObject requester) {
        String path = JailPaths.normalize(jailPath);
        String hostOrigin = JailPaths.parent(host.toString());
        LoadedObject library =
                new LoadedObject(elf, host, hostOrigin, path, JailPaths.parent(path), Optional.of(requester));
        layout.add(jailPath, LayoutEntry.Copy.ofLibrary(host, stamp, elf), owner(path));
        loadedFiles.add(new LoadedFile(stamp, library));
        waiting.add(library);
        if (loader.matchesBySoname()) {
            elf.soname().ifPresent(name -> loadedByName.putIfAbsent(name, library));
        }
        return library;
    }

    private static Layout.Owner owner(String jailPath) {
        return Layout.Owner.ofExecutable("the library " + JailPaths.normalize(jailPath));
    }

    private void requireBounded(LoadedObject requester) {
        if (loadedFiles.size() >= MAX_LIBRARIES || observations.count() >= MAX_LOOKS) {
            throw new InvalidRootfsException(
                    "executable",
                    "must need at most " + MAX_LIBRARIES + " libraries, found in at most " + MAX_LOOKS + " looks",
                    loadedFiles.size() + " libraries after " + observations.count() + " looks, at "
                            + requester.hostPath(),
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

    private record LoadedFile(FileStamp stamp, LoadedObject object) {}
}
