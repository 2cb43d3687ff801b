package dev.zjail.engine.rootfs;

import java.nio.file.Path;

/**
 * A file or directory of the host that the guest may read.
 *
 * @param host where it is on the host
 * @param jail where the guest sees it, an absolute path
 */
public record FileMapping(Path host, String jail) {}
