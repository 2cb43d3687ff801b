package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.MemoryCgroup.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where cgroups can be made is read from texts; what the kernel then does is in LimitTests. */
@DisplayName("A memory cgroup")
class MemoryCgroupsTests {
    @TempDir
    private Path hierarchy;

    /** Whether this host lets one be made, found by making one. */
    static boolean canBeMade() {
        try {
            return MemoryCgroups.find()
                    .create(64 << 20)
                    .map(made -> {
                        made.close();
                        return true;
                    })
                    .orElse(false);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    @DisplayName("of version 1 is made below our own, wherever the hierarchy is mounted and whatever is its root there")
    void versionOne() throws IOException {
        Files.createDirectories(hierarchy.resolve("own"));
        MemoryCgroups cgroups = MemoryCgroups.find(
                List.of("35 31 0:32 /docker/7 " + hierarchy + " rw,relatime - cgroup cgroup rw,memory"),
                List.of("8:pids:/", "4:hugetlb,memory:/docker/7/own", "0::/"));

        try (MemoryCgroup made = cgroups.create(4096).orElseThrow()) {
            assertThat(made.processesFile().getParent()).hasParent(hierarchy.resolve("own"));
            assertThat(made.processesFile().resolveSibling("memory.limit_in_bytes"))
                    .hasContent("4096");
            clear(made);
        }
        assertThat(hierarchy.resolve("own")).isEmptyDirectory();
    }

    @Test
    @DisplayName(
            "of version 2 is made beside our own, if the memory controller is passed on there; its counters are read")
    void versionTwo() throws IOException {
        Path slice = Files.createDirectories(hierarchy.resolve("user.slice"));
        Files.createDirectories(slice.resolve("tests.scope"));
        Files.writeString(slice.resolve("cgroup.subtree_control"), "cpu memory pids\n");
        MemoryCgroups cgroups = MemoryCgroups.find(
                List.of("41 31 0:38 / " + hierarchy + " rw shared:4 - cgroup2 cgroup2 rw"),
                List.of("0::/user.slice/tests.scope"));

        try (MemoryCgroup made = cgroups.create(8192).orElseThrow()) {
            Path directory = made.processesFile().resolveSibling(".").normalize();
            assertThat(directory).hasParent(slice);
            assertThat(directory.resolve("memory.max")).hasContent("8192");
            Files.writeString(directory.resolve("memory.peak"), "8100\n");
            Files.writeString(directory.resolve("memory.events"), "low 0\nmax 9\noom 2\noom_kill 1\n");
            assertThat(made.count()).isEqualTo(new Count(8100, 1));
            clear(made);
        }
    }

    @Test
    @DisplayName(
            "cannot be made where the controller is not there, not passed on, or the directory is not ours to write")
    void nowhere() throws IOException {
        Files.writeString(hierarchy.resolve("cgroup.subtree_control"), "cpu pids\n");
        String versionTwo = "41 31 0:38 / " + hierarchy + " rw - cgroup2 cgroup2 rw";

        assertThat(MemoryCgroups.find(List.of(), List.of("0::/")).create(1)).isEmpty();
        assertThat(MemoryCgroups.find(List.of(versionTwo), List.of("0::/a")).create(1))
                .isEmpty();
        assertThat(MemoryCgroups.find(
                                List.of("35 31 0:32 / " + hierarchy.resolve("gone") + " rw - cgroup cgroup rw,memory"),
                                List.of("4:memory:/"))
                        .create(1))
                .isEmpty();
        assertThat(MemoryCgroups.find(List.of("no mountinfo", ""), List.of("no", "cgroup"))
                        .create(1))
                .isEmpty();
    }

    /** The kernel's files go with their directory; these do not. */
    private static void clear(MemoryCgroup made) throws IOException {
        try (var files = Files.list(made.processesFile().resolveSibling("."))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
