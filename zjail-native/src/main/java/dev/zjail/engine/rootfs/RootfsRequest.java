package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What a root file system is wanted for.
 *
 * @param executable the program, on the host
 * @param at where it is in the jail; empty where the caller does not mind
 * @param files files and directories of the host the guest may read
 * @param tmpfs absolute paths in the jail where there will be a place to write
 * @param mounts directories of the host that the guest sees in place
 * @param provide what else programs expect around them
 * @param libraryPath directories in the jail where the dynamic loader looks for libraries ({@code LD_LIBRARY_PATH})
 * @param path directories where {@code env} in the first line of a script looks for an interpreter ({@code PATH})
 * @param sanitizerOptions entries of the environment that a sanitizer's runtime reads from {@code /proc/self/environ},
 *     such as {@code ASAN_OPTIONS=detect_leaks=0}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RootfsRequest(
        Path executable,
        Optional<String> at,
        List<FileMapping> files,
        List<String> tmpfs,
        List<HostMount> mounts,
        Set<Provision> provide,
        List<String> libraryPath,
        List<String> path,
        List<String> sanitizerOptions) {

    /** Copies the collections. */
    public RootfsRequest {
        files = List.copyOf(files);
        tmpfs = List.copyOf(tmpfs);
        mounts = List.copyOf(mounts);
        provide = Collections.unmodifiableSet(new TreeSet<>(provide));
        libraryPath = List.copyOf(libraryPath);
        path = List.copyOf(path);
        sanitizerOptions = List.copyOf(sanitizerOptions);
    }

    /**
     * Wants a program with files and places to write, and nothing that it does not need to be loaded.
     *
     * @param executable the program, on the host
     * @param files files and directories of the host the guest may read
     * @param tmpfs absolute paths in the jail where there will be a place to write
     */
    public RootfsRequest(Path executable, List<FileMapping> files, List<String> tmpfs) {
        this(executable, Optional.empty(), files, tmpfs, List.of(), Set.of(), List.of(), List.of(), List.of());
    }

    /**
     * Wants a program and what it needs to be loaded, and nothing else.
     *
     * @param executable the program, on the host
     * @return a request
     */
    public static RootfsRequest of(Path executable) {
        return new RootfsRequest(executable, List.of(), List.of());
    }
}
