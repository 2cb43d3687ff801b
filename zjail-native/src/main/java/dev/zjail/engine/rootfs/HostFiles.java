package dev.zjail.engine.rootfs;

import java.nio.file.Path;

/**
 * The files of the host that say how it is set up.
 *
 * @param libraryIndex the index of glibc's dynamic loader
 */
record HostFiles(Path libraryIndex) {
    static final HostFiles STANDARD = new HostFiles(Path.of("/etc/ld.so.cache"));
}
