package dev.zjail.samples.escapes;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Paths that climb out of a directory, where the directory is no root. */
@DisplayName("A path that climbs")
@Jailed(value = "target/native/open_paths", files = "src/test/proto/person.proto -> /in/person.proto")
class ClimbingTests {
    @Test
    @Jailed(
            args = {
                "/../../../../../../etc/hostname",
                "../../../../../../../etc/hostname",
                "/in/../../../../etc/hostname",
                "/proc/1/root/etc/hostname",
                "/proc/self/cwd/../../etc/hostname",
                "/.pivot_old/etc/hostname",
                "/old_root/etc/hostname"
            })
    void endsInTheRootOfTheJail(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("""
                        /../../../../../../etc/hostname: errno ENOENT
                        ../../../../../../../etc/hostname: errno ENOENT
                        /in/../../../../etc/hostname: errno ENOENT
                        /proc/1/root/etc/hostname: errno ENOENT
                        /proc/self/cwd/../../etc/hostname: errno ENOENT
                        /.pivot_old/etc/hostname: errno ENOENT
                        /old_root/etc/hostname: errno ENOENT
                        """);
    }

    @Test
    @Jailed(args = {"/../../../in/person.proto", "../../../../in/person.proto"})
    void findsWhatIsThere(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("/../../../in/person.proto: ok\n../../../../in/person.proto: ok\n");
    }
}
