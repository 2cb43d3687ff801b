package dev.zjail.engine.rootfs;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Something that lay in the jail when the program began, and where it came from. Directories are listed that hold
 * nothing.
 *
 * @param path where it is in the jail
 * @param origin why it is there
 * @param host the file or directory of the host that it was copied from, or that is mounted there; empty for what was
 *     not on the host
 * @param digest BLAKE2b-256, in hexadecimal, of its content; empty for what is no regular file
 * @param target where it leads, for a symbolic link
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JailFile(
        String path, Origin origin, Optional<String> host, Optional<String> digest, Optional<String> target) {

    /** Why something is in the jail. */
    public enum Origin {
        /** It is the program. */
        PROGRAM,
        /** The program names it as its dynamic loader. */
        LOADER,
        /** The program, or a library of it, needs it. */
        LIBRARY,
        /** The test mapped it ({@code files}). */
        FILES,
        /** It was made for the dynamic loader, or copied for it from its configuration. */
        GENERATED,
        /** The test asked for a place to write there ({@code tmpfs}); it was empty. */
        TMPFS,
        /** The test mounted it ({@code mounts}): a directory of the host, in place and not fingerprinted. */
        MOUNTS,
        /** The jail provides it ({@code provide}). */
        PROVIDED
    }
}
