package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The caller's supplementary groups")
class SupplementaryGroupsTests {
    private static final long CAP_SETGID = 1L << 6;

    @TempDir
    private Path directory;

    /** As root of a default container: it can give them up just before it enters the user namespace. */
    @Test
    @DisplayName("go in a user namespace too where the caller may drop them, and stay where it may not")
    void inUserNamespace() throws IOException {
        Map<String, String> own = ProcFiles.status(ProcFiles.read("/proc/self/status"));
        boolean mayDrop = Libc.get().effectiveUserId() == 0
                && (Long.parseUnsignedLong(own.get("CapEff"), 16) & CAP_SETGID) != 0
                && !Files.readString(Path.of("/proc/self/setgroups")).strip().equals("deny");

        try (RootfsFixtures fixtures = new RootfsFixtures(directory.resolve("cache"))) {
            Execution run = TestLauncher.engine(Mode.IN_USER_NAMESPACE.host(), fixtures, List.of())
                    .run(JailSpec.of(CProgram.staticMain("returns-three", "return 3;")));

            LayerState capabilities = run.confinement().layer(Layer.CAPABILITIES);
            assertThat(run.termination()).isEqualTo(new Exited(3));
            assertThat(capabilities.inForce()).isTrue();
            assertThat(String.valueOf(capabilities.facts().get("Groups")).isBlank())
                    .as("groups of the guest: %s", capabilities.facts().get("Groups"))
                    .isEqualTo(mayDrop || String.valueOf(own.get("Groups")).isBlank());
        }
    }
}
