package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The copies in a fixture. */
final class Copies {
    private Copies() {}

    /** Lets a copy be read that can only be executed: root does not need that, its owner does. */
    static Path readable(Path copy) {
        try {
            return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r-xr-xr-x"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
