package dev.zjail.engine.launcher;

import dev.zjail.engine.rootfs.RootfsFixtures;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share their fixtures, and so need no time to make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithSharedFixtures {
    RootfsFixtures fixtures;

    @BeforeAll
    void openFixtures(@TempDir Path directory) {
        fixtures = new RootfsFixtures(directory.resolve("rootfs"));
    }

    @AfterAll
    void deleteFixtures() {
        fixtures.close();
    }
}
