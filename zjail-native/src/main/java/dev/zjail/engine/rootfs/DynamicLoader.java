package dev.zjail.engine.rootfs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one kind of dynamic loader finds libraries, as its documentation and its source say. It is never run for that.
 * Environment variables ({@code LD_LIBRARY_PATH}) play no part: the guest gets none of the host's.
 */
interface DynamicLoader {

    /** Says whether a needed library of that name is the loader itself, which is there already. */
    boolean isItself(String name);

    /** Says whether a loaded library also answers to the name it gives itself ({@code DT_SONAME}). */
    boolean matchesBySoname();

    /** Lists the search paths written into the objects themselves that apply to what one of them needs. */
    List<SearchPath> searchPaths(LoadedObject requester);

    /** Replaces {@code $ORIGIN} and its like in a search path or the name of a library. */
    String expand(String text, String origin);

    /** Lists the paths the loader's index has for a library of that name. */
    List<String> indexed(String name);

    /** Lists the directories searched last. */
    List<String> systemDirectories();

    /** Lists the directories that the configuration of this host names, in files that no program chooses. */
    List<String> configuredDirectories();

    /** Names the index for an error message; empty if the loader has none. */
    Optional<String> indexName();

    /**
     * Says what must lie in the jail for the loader to find libraries there where it found them on the host.
     *
     * @param systemLibraries the path of each library, by name, that was found through index or system directories
     */
    Optional<LoaderConfiguration> configuration(Map<String, String> systemLibraries);

    /**
     * The loader a program asks for.
     *
     * @param path its path as the program writes it
     * @param realPath its path without symbolic links
     * @param elf what it says about itself
     */
    record Interpreter(String path, String realPath, ElfProgram elf) {
        boolean answersTo(String name) {
            return name.equals(path) || elf.soname().equals(Optional.of(name));
        }
    }

    /**
     * Directories to search, as an object writes them.
     *
     * @param directories separated by colons, with {@code $ORIGIN} and its like
     * @param writtenIn the object, whose directory {@code $ORIGIN} means
     */
    record SearchPath(String directories, LoadedObject writtenIn) {}

    /**
     * A file the loader reads in the jail.
     *
     * @param path where
     * @param entry what
     */
    record LoaderConfiguration(String path, LayoutEntry entry) {}
}
