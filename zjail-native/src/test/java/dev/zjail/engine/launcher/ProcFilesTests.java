package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.KernelLimits.Range;
import dev.zjail.engine.launcher.ProcFiles.Mount;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reader of /proc")
class ProcFilesTests {
    @Test
    @DisplayName("reads a status by names and leaves out what is no line of one")
    void status() {
        assertThat(ProcFiles.status("Name:\ta: b\nGroups:\t \nUid:\t1\t2\t3\t4\nno colon\n:\tno name\na b:\tx\n\n"))
                .isEqualTo(Map.of("Name", "a: b", "Groups", "", "Uid", "1\t2\t3\t4"));
    }

    @Test
    @DisplayName("reads soft and hard limits, with or without a unit, up to the largest number")
    void limits() {
        assertThat(ProcFiles.limits("""
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              6                    7                    seconds
                Max address space         9223372036854775807  unlimited            bytes
                Max nice priority         0                    0
                """))
                .isEqualTo(Map.of(
                        "Max cpu time", new Range(6, 7),
                        "Max address space", new Range(Long.MAX_VALUE, KernelLimits.UNLIMITED),
                        "Max nice priority", Range.of(0)));
    }

    @Test
    @DisplayName("leaves out limits that are no numbers, or larger than any")
    void hostileLimits() {
        assertThat(ProcFiles.limits("""
                Max cpu time              six                  7                    seconds
                Max file size             1                    -1                   bytes
                Max data size             99999999999999999999 99999999999999999999 bytes
                Max stack size            unlimitedunlimited   1                    bytes
                Max open files            16
                """)).isEmpty();
    }

    @Test
    @DisplayName("reads namespaces and leaves out what is no link to one")
    void namespaces() {
        assertThat(ProcFiles.namespaces("net:[4026531840]  mnt:[] pid uts:[12 user:[x] ipc:[7]"))
                .isEqualTo(Map.of("net", "net:[4026531840]", "ipc", "ipc:[7]"));
    }

    @Test
    @DisplayName("reads words between spaces")
    void words() {
        assertThat(ProcFiles.words(" 0 1  2 ")).containsExactly("0", "1", "2");
        assertThat(ProcFiles.words("")).isEmpty();
    }

    @Test
    @DisplayName("reads mounts with any number of optional fields, and the mount's own options only")
    void mounts() {
        assertThat(ProcFiles.mounts("""
                36 35 98:0 / / ro,nosuid - ext4 /dev/root rw
                37 36 98:0 / /tmp rw shared:1 master:2 - tmpfs none rw,size=4k
                """))
                .containsExactly(
                        new Mount("/", "ext4", Set.of("ro", "nosuid")), new Mount("/tmp", "tmpfs", Set.of("rw")));
    }

    @Test
    @DisplayName("turns octal escapes of a mount point back, once and only whole ones")
    void octalEscapes() {
        assertThat(ProcFiles.mounts("1 2 0:1 / /a\\040b\\011c\\012d\\134040$1\\9\\04 rw - tmpfs none rw"))
                .extracting(Mount::point)
                .containsExactly("/a b\tc\nd\\040$1\\9\\04");
    }

    @Test
    @DisplayName("keeps a mount it cannot read as one nobody asked for")
    void unreadableMounts() {
        for (String line : new String[] {"", "1 2 0:1 / /", "1 2 0:1 / / rw tmpfs none rw", "1 2 0:1 / / rw -"}) {
            assertThat(ProcFiles.mounts("1 2 0:1 / / ro - tmpfs none rw\n" + line + "\n"))
                    .hasSize(2)
                    .last()
                    .isEqualTo(new Mount(line, "unreadable", Set.of()));
        }
    }
}
