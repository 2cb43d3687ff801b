package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a root file system is wanted for.
 *
 * @param executable the program, on the host
 * @param files files and directories of the host the guest may read
 * @param mountPoints absolute paths in the jail where something will be mounted: there must be an empty directory
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RootfsRequest(Path executable, List<FileMapping> files, List<String> mountPoints) {

    /** Copies the lists. */
    public RootfsRequest {
        files = List.copyOf(files);
        mountPoints = List.copyOf(mountPoints);
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
