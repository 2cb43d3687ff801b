package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.policy.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where cgroups can be made is read from texts; what the kernel then does is in LimitTests. */
@DisplayName("A cgroup for a run")
class CgroupsTests {
    private static final String PID_NAMESPACE = "pid:[4026531836]";

    /** PID_MAX_LIMIT of 64-bit Linux is 2^22 (include/linux/threads.h). */
    private static final long NEVER_A_PROCESS = 4_194_305;

    private static final ResourceLimits LIMITS = ResourceLimits.DEFAULTS.withMemoryBytes(1 << 20);

    /** 1 MiB, a 256th of it, and 512 KiB. */
    private static final String BYTES = "1576960";

    /** Loaded before any test: a thread that is interrupted could not. */
    private static final Libc LIBC = CLibrary.load();

    @TempDir
    private Path hierarchy;

    /** Whether this host lets memory be bounded, found by doing it. */
    static boolean canBoundMemory() {
        return canBound("memory");
    }

    static boolean canBoundProcesses() {
        return canBound("processes");
    }

    private static boolean canBound(String what) {
        try (JailCgroups made = TestLauncher.cgroups().create(ResourceLimits.DEFAULTS, LIBC)) {
            return made.toJoin().stream().anyMatch(cgroup -> cgroup.bounds().contains(what));
        }
    }

    @Test
    @DisplayName(
            "of version 1 is made below our own, one in each hierarchy, wherever that is mounted and what is its root")
    void versionOne() throws IOException {
        Path memory = Files.createDirectories(hierarchy.resolve("memory/own"));
        Path pids = Files.createDirectories(hierarchy.resolve("pids"));
        Cgroups cgroups = find(
                List.of(
                        "35 31 0:32 /docker/7 " + hierarchy.resolve("memory")
                                + " rw,relatime - cgroup cgroup rw,hugetlb,memory",
                        "36 31 0:33 /a " + pids + " rw,relatime - cgroup cgroup rw,pids"),
                List.of("8:pids:/a", "4:hugetlb,memory:/docker/7/own", "0::/"));

        try (JailCgroups made = create(cgroups)) {
            assertThat(made.toJoin())
                    .extracting(CgroupToJoin::bounds, CgroupToJoin::version)
                    .containsExactly(tuple("memory", 1), tuple("processes", 1));
            assertThat(directory(made, 0)).hasParent(memory);
            assertThat(directory(made, 0).resolve("memory.limit_in_bytes")).hasContent(BYTES);
            assertThat(directory(made, 1)).hasParent(pids);
            assertThat(directory(made, 1).resolve("pids.max")).hasContent("1");
            assertThat(made.sharedMemory()).isEqualTo(SharedMemory.GIVEN);
            clear(made);
        }
        assertThat(memory).isEmptyDirectory();
        assertThat(pids).isEmptyDirectory();
    }

    @Test
    @DisplayName(
            "are found where the hierarchy is mounted at a path with a space, and not where the path cannot be named")
    void mountPointWithSpace() throws IOException {
        Path memory = Files.createDirectories(hierarchy.resolve("memory of\tall"));
        String point = memory.toString().replace(" ", "\\040").replace("\t", "\\011");
        String line = "35 31 0:32 / " + point + " rw - cgroup cgroup rw,memory";

        try (JailCgroups made =
                create(find(List.of(line.replace(hierarchy.toString(), "/\0"), line), List.of("4:memory:/")))) {
            assertThat(directory(made, 0)).hasParent(memory);
            clear(made);
        }
    }

    @Test
    @DisplayName("of version 1 counts against its own limit only what met that limit, and not one of a cgroup above")
    void countsOfVersionOne() throws IOException {
        try (JailCgroups made = create(ofVersionOne())) {
            write(made, "memory.max_usage_in_bytes", "1200000\n");
            write(made, "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
            assertThat(made.exceededBytes())
                    .describedAs("killed for a cgroup above")
                    .isEmpty();
            write(made, "memory.memsw.max_usage_in_bytes", "1576999\n");
            assertThat(made.exceededBytes()).contains(1_576_999L);
            write(made, "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n");
            assertThat(made.exceededBytes()).isEmpty();
            clear(made);
        }
    }

    @Test
    @DisplayName(
            "of version 2 is one for both beside our own cgroup, where the controllers are passed on; all in it die together")
    void versionTwo() throws IOException {
        Path slice = cgroup("user.slice", "cpu memory pids", "cpu memory pids");
        cgroup("user.slice/tests.scope", "cpu memory pids", "");

        try (JailCgroups made = create(ofVersionTwo("/user.slice/tests.scope"))) {
            assertThat(made.toJoin())
                    .extracting(CgroupToJoin::bounds, CgroupToJoin::version)
                    .containsExactly(tuple("memory and processes", 2));
            Path directory = directory(made, 0);
            assertThat(directory).hasParent(slice);
            assertThat(directory.resolve("memory.max")).hasContent(BYTES);
            assertThat(directory.resolve("pids.max")).hasContent("1");
            write(made, "memory.peak", "1576000\n");
            write(made, "memory.events", "low 0\nmax 9\noom 0\noom_kill 1\n");
            assertThat(made.exceededBytes())
                    .describedAs("killed for a cgroup above")
                    .isEmpty();
            write(made, "memory.events", "low 0\nmax 9\noom 2\noom_kill 1\n");
            assertThat(made.exceededBytes()).contains(1_576_000L);
            Files.delete(directory.resolve("memory.peak"));
            assertThat(made.exceededBytes())
                    .describedAs("a kernel without memory.peak")
                    .contains(Long.valueOf(BYTES));
            clear(made);
        }
    }

    @Test
    @DisplayName(
            "of version 2 is made beside the nearest cgroup above ours that passes memory on, before one that passes less")
    void versionTwoFurtherUp() throws IOException {
        cgroup("a", "memory pids", "memory pids");
        cgroup("a/b", "memory pids", "pids");
        cgroup("a/b/own", "pids", "");
        Files.setPosixFilePermissions(hierarchy.resolve("a/b/cgroup.subtree_control"), Set.of());
        Files.delete(hierarchy.resolve("a/b/cgroup.controllers"));
        Files.writeString(hierarchy.resolve("a/b/cgroup.controllers"), "pids");

        try (JailCgroups made = create(ofVersionTwo("/a/b/own"))) {
            assertThat(directory(made, 0)).hasParent(hierarchy.resolve("a"));
            clear(made);
        }
    }

    @Test
    @DisplayName("of version 2 is made where controllers can be passed on and were not yet")
    void passedOn() throws IOException {
        Path root = cgroup("", "cpu memory pids", "");

        assertThat(CgroupPlace.candidates(versionTwoMount(), "0::/")).isEmpty();
        assertThat(root.resolve("cgroup.subtree_control"))
                .describedAs("the last that the kernel was asked to pass on")
                .hasContent("+pids");
    }

    @Test
    @DisplayName(
            "cannot be made where the controller is not there, not passed on, or the directory is not ours to write")
    void nowhere() throws IOException {
        cgroup("", "cpu", "cpu");
        Path gone = hierarchy.resolve("gone");

        assertThat(toJoin(find(List.of(), List.of("0::/")))).isEmpty();
        assertThat(toJoin(ofVersionTwo("/a"))).isEmpty();
        assertThat(toJoin(
                        find(List.of("35 31 0:32 / " + gone + " rw - cgroup cgroup rw,memory"), List.of("4:memory:/"))))
                .isEmpty();
        assertThat(toJoin(find(List.of("no mountinfo", ""), List.of("no", "cgroup"))))
                .isEmpty();
        try (JailCgroups none = create(find(List.of(), List.of()))) {
            assertThat(none.sharedMemory()).isEqualTo(SharedMemory.WITHHELD);
            assertThat(none.exceededBytes()).isEmpty();
        }
    }

    @Test
    @DisplayName("that still has a process in it is removed before the next run, and fails no run")
    void leftOver() throws IOException {
        Cgroups cgroups = ofVersionOne();
        JailCgroups made = create(cgroups);
        made.close();
        assertThat(directory(made, 0)).exists();
        clear(made);

        try (JailCgroups next = create(cgroups)) {
            assertThat(directory(made, 0)).doesNotExist();
            clear(next);
        }
    }

    @Test
    @DisplayName("is looked at now and then where the kernel does not tell that memory ran out")
    void untold() throws IOException {
        try (JailCgroups made = create(ofVersionOne())) {
            MemoryCgroup memory = made.memory().orElseThrow();
            write(made, "memory.oom_control", "oom_kill 0\n");
            try (OutOfMemoryWatch told = OutOfMemoryWatch.begin(LIBC, memory)) {
                assertThat(told.isLooking()).isFalse();
                told.hear();
                assertThat(told.isLooking()).isTrue();
            }
            Files.delete(directory(made, 0).resolve("cgroup.event_control"));
            Files.createDirectory(directory(made, 0).resolve("cgroup.event_control"));
            try (OutOfMemoryWatch untold = OutOfMemoryWatch.begin(LIBC, memory)) {
                assertThat(untold.isLooking()).isTrue();
                assertThat(untold.hasKilled()).isFalse();
            }
            clear(made);
        }
    }

    @Test
    @DisplayName("has room for the page tables of all the memory that is allowed, however much that is")
    void room() {
        assertThat(MemoryCgroup.withRoomForTheKernel(1 << 20)).isEqualTo(Long.parseLong(BYTES));
        assertThat(MemoryCgroup.withRoomForTheKernel(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
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
        boolean byKernel = canBoundMemory();
        Instant before = Instant.now().minusSeconds(1);
        try (JailCgroups made = create(byKernel ? Cgroups.find() : ofVersionOne())) {
            Path directory = directory(made, 0);
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
        try (JailCgroups made = create(ofVersionOne())) {
            Path directory = directory(made, 0);
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
        Cgroups cgroups = ofVersionOne();
        Thread.currentThread().interrupt();
        try (JailCgroups made = create(cgroups)) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(directory(made, 0).resolve("memory.limit_in_bytes")).hasContent(BYTES);
            clear(made);
        }
    }

    @Test
    @DisplayName("cannot be named where the link to the pid namespace is none")
    void noNamespace() {
        assertThatThrownBy(() -> Cgroups.find("", "", "pid:[]"))
                .isInstanceOf(IOException.class)
                .hasMessage("/proc/self/ns/pid is pid:[]");
    }

    private static JailCgroups create(Cgroups cgroups) {
        return cgroups.create(LIMITS, LIBC);
    }

    private static List<CgroupToJoin> toJoin(Cgroups cgroups) {
        try (JailCgroups made = create(cgroups)) {
            return made.toJoin();
        }
    }

    private static Cgroups find(List<String> mountinfo, List<String> cgroup) throws IOException {
        return Cgroups.find(String.join("\n", mountinfo), String.join("\n", cgroup), PID_NAMESPACE);
    }

    private Cgroups ofVersionOne() throws IOException {
        return find(
                List.of("35 31 0:32 / " + hierarchy + " rw,relatime - cgroup cgroup rw,memory"), List.of("4:memory:/"));
    }

    private Cgroups ofVersionTwo(String own) throws IOException {
        return find(List.of(versionTwoMount()), List.of("0::" + own));
    }

    private String versionTwoMount() {
        return "41 31 0:38 / " + hierarchy + " rw shared:4 - cgroup2 cgroup2 rw";
    }

    /** As the kernel shows one, as far as it is looked at. */
    private Path cgroup(String name, String controllers, String passedOn) throws IOException {
        Path cgroup = Files.createDirectories(hierarchy.resolve(name));
        Files.writeString(cgroup.resolve("cgroup.procs"), "");
        Files.writeString(cgroup.resolve("cgroup.controllers"), controllers + "\n");
        Files.writeString(cgroup.resolve("cgroup.subtree_control"), passedOn + "\n");
        return cgroup;
    }

    private static Path directory(JailCgroups made, int index) {
        return made.made().get(index).directory();
    }

    private static void write(JailCgroups made, String file, String content) throws IOException {
        Files.writeString(directory(made, 0).resolve(file), content);
    }

    /** The kernel's files go with their directory; these do not. */
    private static void clear(JailCgroups made) throws IOException {
        for (Cgroup cgroup : made.made()) {
            try (var files = Files.list(cgroup.directory())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
