package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.RefusedSyscall;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.FileMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that ordinary programs make, each with the neighbour that stays denied. */
@DisplayName("A call that ordinary programs make")
class HarmlessCallsTests {
    private final Engine engine = HostEngine.shared();

    private Execution run(String policy, String name, String body) {
        return engine.run(JailSpec.of(CProgram.staticMain("harmless-" + name, body))
                .withPolicy(policy)
                .withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20))));
    }

    private static void assertDone(Execution run, String stdout) {
        assertThat(run.stdout().text()).isEqualTo(stdout);
        assertThat(run.termination()).isEqualTo(new Exited(0));
    }

    private static void assertDenied(Execution run, String call) {
        assertThat(run.stdout().text()).isEqualTo("ARMED\n");
        assertThat(run.termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo(call));
    }

    @Test
    @DisplayName("makes a named pipe, and no device")
    void namedPipe() {
        assertDone(run("auto", "fifo", "printf(\"%d\\n\", mkfifo(\"/tmp/pipe\", 0600)); return 0;"), "0\n");
        assertDenied(run("auto", "device", """
                        puts("ARMED"); fflush(stdout);
                        return mknod("/tmp/null", S_IFCHR | 0600, 0x103);"""), "mknodat");
    }

    @Test
    @DisplayName("keeps the owner of a file, and gives none away")
    void owner() {
        String body = """
                int file = open("/tmp/own", O_CREAT | O_WRONLY, 0600);
                int kept = fchown(file, getuid(), getgid()), left = fchown(file, -1, -1), given = fchown(file, 0, 0);
                struct stat facts;
                fstat(file, &facts);
                printf("%d %d %d %d\\n", kept, left, given, facts.st_uid == getuid());
                return 0;""";

        assertDone(run("auto", "owner", body), "0 0 -1 1\n");
    }

    @Test
    @DisplayName("sets an extended attribute: it is refused as by a file system without them, and listed")
    void attributes() {
        Execution run = run("auto", "attributes", """
                int file = open("/tmp/a", O_CREAT | O_WRONLY, 0600);
                long set = syscall(SYS_fsetxattr, file, "user.a", "b", 1, 0);
                printf("%ld %d\\n", set, errno == EOPNOTSUPP);
                return 0;""");

        assertDone(run, "-1 1\n");
        assertThat(run.refused()).containsExactly(new RefusedSyscall("fsetxattr", "EOPNOTSUPP", 1));
    }

    @Test
    @DisplayName("asks for NUMA and for memory protection keys: there are none")
    void missing() {
        String body = """
                int mode;
                long got = syscall(SYS_get_mempolicy, &mode, 0, 0, 0, 0);
                int noNuma = errno == ENOSYS;
                errno = 0;
                long key = syscall(SYS_pkey_alloc, 0, 0);
                printf("%ld %d %ld %d\\n", got, noNuma, key, errno == ENOSYS);
                return 0;""";

        assertDone(run("threads", "missing", body), "-1 1 -1 1\n");
    }

    @Test
    @DisplayName("asks what privileges there are, and not whether it is dumpable")
    void processOptions() {
        assertDone(run("auto", "asks-privileges", """
                printf("%d %d %d %d\\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), prctl(PR_GET_SECUREBITS) > 0,
                       prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 0, 0, 0), prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0));
                return 0;"""), "1 1 0 0\n");
        assertDenied(
                run("auto", "asks-dumpable", "puts(\"ARMED\"); fflush(stdout); return prctl(PR_GET_DUMPABLE);"),
                "prctl");
        assertDenied(run("auto", "raises-ambient", """
                        puts("ARMED"); fflush(stdout);
                        return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 0, 0, 0);"""), "prctl");
    }

    @Test
    @DisplayName("locks memory, of which there may be none; and closes a range of descriptors")
    void lockedMemoryAndDescriptors() {
        String body = """
                char page[4096];
                int locked = mlock(page, sizeof page);
                long closed = syscall(SYS_close_range, 3, ~0u, 0);
                printf("%d %ld\\n", locked, closed);
                return 0;""";

        assertDone(run("auto", "locks", body), "-1 0\n");
    }

    @Test
    @DisplayName("maps a file of its own to write to it; where no cgroup bounds memory, no policy gives that")
    void sharedFile() {
        Execution run = run("auto", "shared-file", """
                puts("ARMED"); fflush(stdout);
                int file = open("/tmp/file", O_CREAT | O_RDWR, 0600);
                if (ftruncate(file, 4096) != 0) return 1;
                char *view = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
                strcpy(view, "written");
                char text[8];
                if (msync(view, 4096, MS_SYNC) != 0 || pread(file, text, 8, 0) != 8) return 1;
                puts(text);
                return 0;""");

        if (CgroupsTests.canBoundMemory()) {
            assertDone(run, "ARMED\nwritten\n");
        } else {
            assertDenied(run, "mmap");
        }
    }

    @ParameterizedTest(name = "makes a pair of sockets: {0} {1} under {2} {3}")
    @CsvSource({
        "AF_UNIX,  SOCK_STREAM, processes, passes",
        "AF_UNIX,  SOCK_STREAM, auto,      is denied",
        "AF_UNIX,  SOCK_DGRAM,  processes, is denied",
        "AF_VSOCK, SOCK_STREAM, processes, is denied",
    })
    void socketPair(String domain, String type, String policy, String what) {
        Execution run = run(policy, "pair-" + domain + type, """
                puts("ARMED"); fflush(stdout);
                int ends[2];
                if (socketpair(%s, %s, 0, ends) != 0 || send(ends[0], "hi", 3, 0) != 3) return 1;
                char text[3];
                if (recv(ends[1], text, 3, 0) != 3 || shutdown(ends[0], SHUT_WR) != 0) return 1;
                puts(text);
                return 0;""".formatted(domain, type));

        if (what.equals("passes")) {
            assertDone(run, "ARMED\nhi\n");
        } else {
            assertDenied(run, "socketpair");
        }
    }

    @Test
    @DisplayName("sends to a name: that stays denied")
    void sendsToName() {
        assertDenied(run("processes", "sends-to-name", """
                puts("ARMED"); fflush(stdout);
                struct sockaddr_in name = {.sin_family = AF_INET};
                return sendto(1, "x", 1, 0, (struct sockaddr *)&name, sizeof name) == 1;"""), "sendto");
    }

    @Test
    @DisplayName("is made on a place of its own, which git wants (CVE-2022-24765)")
    void ownPlace() {
        String body = """
                struct stat facts;
                stat("/tmp", &facts);
                printf("%d %d %o\\n", facts.st_uid == getuid(), facts.st_gid == getgid(), facts.st_mode & 07777);
                return chmod("/tmp", 0700);""";

        assertDone(run("auto", "own-place", body), "1 1 1777\n");
    }

    @Test
    @DisplayName("reads the options of a sanitizer from /proc/self/environ: those, and nothing else")
    void sanitizerOptions() {
        JailSpec spec = JailSpec.of(CProgram.staticMain("reads-environ", """
                char text[64] = "";
                int file = open("/proc/self/environ", O_RDONLY);
                long length = file < 0 ? -1 : read(file, text, sizeof text);
                printf("%ld %s %s\\n", length, text, getenv("A"));
                return 0;"""));

        assertDone(
                engine.run(spec.withEnvironment(List.of("A=b", "ASAN_OPTIONS=detect_leaks=0"))),
                "28 ASAN_OPTIONS=detect_leaks=0 b\n");
        assertDone(engine.run(spec.withEnvironment(List.of("A=b"))), "-1  b\n");
    }

    @Test
    @DisplayName("looks up the time zone and the locale that its environment names")
    void zoneAndLocale() {
        JailSpec spec = JailSpec.of(CProgram.staticMain("looks-up-zone", """
                time_t noon = 1751371200;
                char hour[8];
                strftime(hour, sizeof hour, "%H", localtime(&noon));
                printf("%s %d\\n", hour, setlocale(LC_ALL, "") != NULL);
                return 0;"""))
                .withEnvironment(List.of("TZ=Europe/Berlin", "LC_ALL=C.UTF-8"));
        boolean hasZones = Files.isDirectory(Path.of("/usr/share/zoneinfo/Europe"));

        assertThat(engine.run(spec).stdout().text()).startsWith(hasZones ? "14 " : "12 ");
        assertThat(engine.run(spec.withProvide(List.of("none"))).stdout().text())
                .startsWith("12 ");
    }

    @Test
    @DisplayName("executes, where that is allowed, what is linked otherwise than the program")
    void executesDynamicProgram() {
        Path program = CProgram.staticMain("executes-dynamic", """
                execl("/bin/other", "other", (char *)0);
                return 1;""");
        Path other = CProgram.dynamicMain("executed-dynamic", "puts(\"other\"); return 0;");
        JailSpec spec = JailSpec.of(program)
                .withFiles(List.of(new FileMapping(other, "/bin/other")))
                .withAllow(Set.of("execve"));

        assertDone(engine.run(spec), "other\n");
        assertThat(engine.run(spec.withPolicy("static")).termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo("mmap"));
    }
}
