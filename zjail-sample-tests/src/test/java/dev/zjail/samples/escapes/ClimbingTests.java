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
                "/../../../../../../etc/passwd",
                "../../../../../../../etc/passwd",
                "/in/../../../../etc/passwd",
                "/proc/1/root/etc/passwd",
                "/proc/self/cwd/../../etc/passwd",
                "/.pivot_old/etc/passwd",
                "/old_root/etc/passwd"
            })
    void endsInTheRootOfTheJail(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("""
                        /../../../../../../etc/passwd: errno ENOENT
                        ../../../../../../../etc/passwd: errno ENOENT
                        /in/../../../../etc/passwd: errno ENOENT
                        /proc/1/root/etc/passwd: errno ENOENT
                        /proc/self/cwd/../../etc/passwd: errno ENOENT
                        /.pivot_old/etc/passwd: errno ENOENT
                        /old_root/etc/passwd: errno ENOENT
                        """);
    }

    @Test
    @Jailed(args = {"/../../../in/person.proto", "../../../../in/person.proto"})
    void findsWhatIsThere(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("/../../../in/person.proto: ok\n../../../../in/person.proto: ok\n");
    }
}
