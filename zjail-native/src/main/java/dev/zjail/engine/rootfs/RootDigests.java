package dev.zjail.engine.rootfs;

import org.apiguardian.api.API;

/**
 * What the parts of a root file system hold, a digest each: two that are equal hold the same at the same paths, with
 * the same permissions. A directory counts with all that is in it; links and empty directories count too.
 *
 * @param files BLAKE2b-256, in hexadecimal, of the files and directories that were mapped
 * @param others the same of everything else but the program's own content: its name, its libraries and their loader,
 *     and the places that can be written
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RootDigests(String files, String others) {}
