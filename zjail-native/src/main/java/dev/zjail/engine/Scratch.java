package dev.zjail.engine;

/**
 * A writable place in the jail: a tmpfs of its own, empty at the start and gone with the run; noexec, nosuid, nodev.
 *
 * @param path where it is mounted, an absolute path in the jail
 * @param sizeBytes how much it holds, at least one page
 */
public record Scratch(String path, long sizeBytes) {
    /** One page: the unit in which a tmpfs counts. */
    static final long SMALLEST_BYTES = 4096;
}
