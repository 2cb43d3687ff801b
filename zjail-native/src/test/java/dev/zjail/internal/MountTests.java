package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mount")
class MountTests {
    @Test
    @DisplayName("is read with any number of optional fields")
    void optionalFields() {
        assertThat(Mount.all("""
                36 35 98:0 / / ro,nosuid - ext4 /dev/root rw
                37 36 0:32 /docker/7 /tmp rw shared:1 master:2 - tmpfs none rw,size=4k
                38 36 0:33 / /run rw - tmpfs  rw
                """))
                .containsExactly(
                        new Mount("/", "/", List.of("ro", "nosuid"), "ext4", List.of("rw")),
                        new Mount("/docker/7", "/tmp", List.of("rw"), "tmpfs", List.of("rw", "size=4k")),
                        new Mount("/", "/run", List.of("rw"), "tmpfs", List.of("rw")));
    }

    @Test
    @DisplayName("has its octal escapes turned back, once and only whole ones")
    void octalEscapes() {
        assertThat(Mount.all("1 2 0:1 /r\\040s /a\\040b\\011c\\012d\\134040$1\\9\\04 rw - fuse.x\\040y none rw"))
                .containsExactly(
                        new Mount("/r s", "/a b\tc\nd\\040$1\\9\\04", List.of("rw"), "fuse.x y", List.of("rw")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2 0:1 / /", "1 2 0:1 / / rw tmpfs none rw", "1 2 0:1 / / rw -", "1 2 - t s o"})
    @DisplayName("is not read from what is no line of mountinfo")
    void unreadable(String line) {
        assertThat(Mount.parse(line)).isEmpty();
        assertThat(Mount.all("1 2 0:1 / / ro - tmpfs none rw\n" + line + "\n")).hasSize(1);
    }

    @Test
    @DisplayName(
            "is read as the kernel wrote it: with space, newline, backslash, carriage return, and bytes that are not UTF-8")
    void ofTheKernel(@TempDir Path directory) throws Exception {
        String script = """
                set -e
                for name in 'a space' 'a
                newline' 'a back\\slash' 'a\\040b' "$(printf 'not \\377 UTF-8')" "$(printf 'a\\rreturn')" 'größe'; do
                    mkdir "$0/$name"
                    mount -t tmpfs none "$0/$name"
                done
                cat /proc/self/mountinfo >"$0/mountinfo"
                """;
        Process process = new ProcessBuilder(
                        "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();

        assertThat(Mount.all(ProcFiles.read(directory + "/mountinfo")))
                .extracting(Mount::point)
                .filteredOn(point -> point.startsWith(directory + "/"))
                .containsExactlyInAnyOrder(
                        directory + "/a space",
                        directory + "/a\nnewline",
                        directory + "/a back\\slash",
                        directory + "/a\\040b",
                        directory + "/not \ufffd UTF-8",
                        directory + "/a\rreturn",
                        directory + "/größe");
    }

    @ParameterizedTest
    @CsvSource({
        "/, /tmp, true",
        "/, /, true",
        "/tmp, /tmp, true",
        "/tmp, /tmp/a, true",
        "/tmp, /tmpfs, false",
        "/tmp/a, /tmp, false",
    })
    @DisplayName("holds its mount point and what is below it")
    void holds(String point, Path file, boolean holds) {
        assertThat(new Mount("/", point, List.of(), "tmpfs", List.of()).holds(file))
                .isEqualTo(holds);
    }
}
