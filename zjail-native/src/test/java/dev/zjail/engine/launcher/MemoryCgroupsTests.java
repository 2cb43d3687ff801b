package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.launcher.MemoryCgroup.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where cgroups can be made is read from texts; what the kernel then does is in LimitTests. */
@DisplayName("A memory cgroup")
class MemoryCgroupsTests {
    private static final String PID_NAMESPACE = "pid:[4026531836]";

    /** PID_MAX_LIMIT of 64-bit Linux is 2^22 (include/linux/threads.h). */
    private static final long NEVER_A_PROCESS = 4_194_305;

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
                List.of("8:pids:/", "4:hugetlb,memory:/docker/7/own", "0::/"),
                PID_NAMESPACE);

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
                List.of("0::/user.slice/tests.scope"),
                PID_NAMESPACE);

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

        assertThat(MemoryCgroups.find(List.of(), List.of("0::/"), PID_NAMESPACE).create(1))
                .isEmpty();
        assertThat(MemoryCgroups.find(List.of(versionTwo), List.of("0::/a"), PID_NAMESPACE)
                        .create(1))
                .isEmpty();
        assertThat(MemoryCgroups.find(
                                List.of("35 31 0:32 / " + hierarchy.resolve("gone") + " rw - cgroup cgroup rw,memory"),
                                List.of("4:memory:/"),
                                PID_NAMESPACE)
                        .create(1))
                .isEmpty();
        assertThat(MemoryCgroups.find(List.of("no mountinfo", ""), List.of("no", "cgroup"), PID_NAMESPACE)
                        .create(1))
                .isEmpty();
    }

    @Test
    @DisplayName("that a process left which is dead is removed, if it was one of our own pid namespace")
    void sweep() throws IOException {
        long alive = ProcessHandle.current().pid();
        List<String> kept = List.of(
                "zjail-4026531836-" + alive + "-1",
                "zjail-4026532999-" + NEVER_A_PROCESS + "-1",
                "zjail-4026531836-x-1",
                "zjail-4026531836-" + NEVER_A_PROCESS,
                "zjail-" + NEVER_A_PROCESS + "-1",
                "tests.scope");
        for (String name : kept) {
            Files.createDirectory(hierarchy.resolve(name));
        }
        Path abandoned = Files.createDirectory(hierarchy.resolve("zjail-4026531836-" + NEVER_A_PROCESS + "-1"));
        Path inUse = Files.createDirectory(hierarchy.resolve("zjail-4026531836-" + NEVER_A_PROCESS + "-2"));
        Files.createFile(inUse.resolve("what keeps it from being removed"));

        ofVersionOne().sweep();

        assertThat(abandoned).doesNotExist();
        assertThat(inUse).exists();
        assertThat(kept).allSatisfy(name -> assertThat(hierarchy.resolve(name)).exists());
    }

    @Test
    @DisplayName("that was left in another pid namespace is removed after a day, if nothing is in it")
    void sweepOfOtherNamespaces() throws IOException {
        Path old = made("zjail-4026532999-7-1", Duration.ofHours(25));
        Path young = made("zjail-4026532999-7-2", Duration.ofHours(23));
        Path inUse = made("zjail-4026532999-7-3", Duration.ofHours(25));
        Path notOurs = made("zjail-4026532999-7", Duration.ofHours(25));
        Files.createFile(inUse.resolve("what keeps it from being removed"));
        setAge(inUse, Duration.ofHours(25));

        ofVersionOne().sweep();

        assertThat(old).doesNotExist();
        assertThat(List.of(young, inUse, notOurs))
                .allSatisfy(kept -> assertThat(kept).exists());
    }

    @Test
    @DisplayName("is as old as the kernel keeps it to be, from when it was made")
    void age() throws Exception {
        boolean byKernel = canBeMade();
        Instant before = Instant.now().minusSeconds(1);
        try (MemoryCgroup made = (byKernel ? MemoryCgroups.find() : ofVersionOne())
                .create(64 << 20)
                .orElseThrow()) {
            Path directory =
                    Optional.ofNullable(made.processesFile().getParent()).orElseThrow();
            FileTime hour = FileTime.from(before.minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS));

            assertThat(Files.getLastModifiedTime(directory).toInstant()).isAfter(before);
            Files.setLastModifiedTime(directory, hour);
            assertThat(Files.getLastModifiedTime(directory)).isEqualTo(hour);
            if (!byKernel) {
                clear(made);
            }
        }
    }

    private Path made(String name, Duration age) throws IOException {
        return setAge(Files.createDirectory(hierarchy.resolve(name)), age);
    }

    private static Path setAge(Path cgroup, Duration age) throws IOException {
        return Files.setLastModifiedTime(cgroup, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    @DisplayName("is named by the pid namespace and the process that made it, whom the sweep of another lets live")
    void name() throws IOException {
        try (MemoryCgroup made = ofVersionOne().create(4096).orElseThrow()) {
            Path directory = made.processesFile().resolveSibling(".").normalize();
            assertThat(String.valueOf(directory.getFileName()))
                    .startsWith("zjail-4026531836-" + ProcessHandle.current().pid() + "-");
            clear(made);
            ofVersionOne().sweep();
            assertThat(directory).exists();
        }
    }

    @Test
    @DisplayName("is made with its limit by an interrupted thread too, which keeps its flag: no run goes without it")
    void interrupted() throws IOException {
        Thread.currentThread().interrupt();
        Optional<MemoryCgroup> made = ofVersionOne().create(4096);
        boolean stillInterrupted = Thread.interrupted();

        assertThat(stillInterrupted).isTrue();
        assertThat(made.orElseThrow().processesFile().resolveSibling("memory.limit_in_bytes"))
                .hasContent("4096");
    }

    @Test
    @DisplayName("cannot be named where the link to the pid namespace is none")
    void noNamespace() {
        assertThatThrownBy(() -> MemoryCgroups.find(List.of(), List.of(), "pid:[]"))
                .isInstanceOf(IOException.class)
                .hasMessage("/proc/self/ns/pid is pid:[]");
    }

    private MemoryCgroups ofVersionOne() throws IOException {
        return MemoryCgroups.find(
                List.of("35 31 0:32 / " + hierarchy + " rw,relatime - cgroup cgroup rw,memory"),
                List.of("4:memory:/"),
                PID_NAMESPACE);
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
