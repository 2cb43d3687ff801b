package dev.zjail.engine.launcher;

import dev.zjail.engine.rootfs.RootfsFixtures;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of which each has a directory of its own, and fixtures in it. */
abstract class WithFixtures {
    @TempDir
    Path directory;

    RootfsFixtures fixtures;

    @BeforeEach
    void openFixtures() {
        fixtures = new RootfsFixtures(directory.resolve("rootfs"));
    }

    @AfterEach
    void deleteFixtures() {
        fixtures.close();
    }
}
