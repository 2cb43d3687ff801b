package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The launcher that is shipped")
class LauncherSizeTests {
    @Test
    @DisplayName("has at most 32 KiB, which each run maps")
    void size() throws Exception {
        assertThat(Protocol.shippedLauncher()).isRegularFile();
        assertThat(Protocol.shippedLauncher().toFile().length()).isLessThanOrEqualTo(32 << 10);
    }
}
