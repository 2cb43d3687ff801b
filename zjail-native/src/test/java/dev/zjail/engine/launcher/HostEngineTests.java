package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.policy.ArgumentMatch;
import dev.zjail.engine.policy.OwnPolicy;
import dev.zjail.engine.policy.PolicyEntry;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.policy.SyscallPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The engine of this host")
class HostEngineTests {
    private static final long WHOLE_SECOND = Duration.ofSeconds(1).toNanos();
    private static final int TRIES = 30;

    private final Engine engine = HostEngine.shared();

    @Test
    @DisplayName("runs a freestanding program under every layer")
    void runsFreestanding() {
        Path program = CProgram.freestanding(
                "greet", "call(__NR_write, 1, (long)\"hello\\n\", 6); call(__NR_exit_group, 7, 0, 0);");

        Execution run = engine.run(JailSpec.of(program).withPolicy("strict"));

        assertThat(run.stdout().text()).isEqualTo("hello\n");
        assertThat(run.termination()).isEqualTo(new Exited(7));
        assertThat(run.confinement().gaps()).isEmpty();
        assertThat(run.policy().name()).isEqualTo("strict");
    }

    @Test
    @DisplayName("claims a user namespace only where the guest is in one of its own")
    void claimsUserNamespaceOnlyIfFresh() {
        Path program = CProgram.staticMain("nothing", "return 0;");
        boolean needsOne = HostFacts.read(Libc.get()).needsUserNamespace();

        LayerState namespaces = engine.run(JailSpec.of(program)).confinement().layer(Layer.NAMESPACES);

        assertThat(namespaces.facts()).containsKeys("mnt", "pid", "net", "ipc", "uts");
        assertThat(namespaces.facts().containsKey("user")).isEqualTo(needsOne);
        assertThat(namespaces.facts().containsKey("user (the host's)")).isEqualTo(!needsOne);
    }

    @Test
    @DisplayName("runs statically and dynamically linked programs under the policy their header asks for")
    void choosesPolicyByHeader() {
        String body = "char line[80]; fgets(line, sizeof line, stdin); printf(\"%s %s\", argv[1], line); return 3;";
        for (Path program :
                List.of(CProgram.staticMain("echo-static", body), CProgram.dynamicMain("echo-dynamic", body))) {
            Execution run = engine.run(
                    JailSpec.of(program).withArguments(List.of("well,")).withStdin(Bytes.utf8("hello\n")));

            assertThat(run.stdout().text()).isEqualTo("well, hello\n");
            assertThat(run.termination()).isEqualTo(new Exited(3));
            assertThat(run.confinement().gaps()).isEmpty();
            assertThat("echo-" + run.policy().name())
                    .isEqualTo(program.getFileName().toString());
        }
    }

    @Nested
    @DisplayName("names what ended a run")
    class NamesTheEnd {
        @Test
        @DisplayName("a denied system call, with its arguments; the same call passes where it is allowed")
        void deniedSyscall() {
            Path program = CProgram.staticMain(
                    "socket",
                    "write(1, \"before\\n\", 7); int s = socket(AF_INET, SOCK_STREAM, 0); return s > 2 ? 0 : 1;");

            Execution denied = engine.run(JailSpec.of(program));
            Execution allowed = engine.run(JailSpec.of(program).withAllow(Set.of("socket")));

            assertThat(denied.stdout().text()).isEqualTo("before\n");
            assertThat(denied.termination()).isInstanceOfSatisfying(SyscallDenied.class, end -> {
                assertThat(end.syscall()).isEqualTo("socket");
                assertThat(end.number()).isEqualTo(41);
                assertThat(end.architecture()).isEqualTo("x86_64");
                assertThat(end.arguments().subList(0, 3)).containsExactly(2L, 1L, 0L);
            });
            assertThat(allowed.termination()).isEqualTo(new Exited(0));
        }

        @Test
        @DisplayName("a call through the 32-bit gate, by its own table")
        void i386() {
            Path program = CProgram.freestanding(
                    "int80",
                    "call(__NR_write, 1, (long)\"before\\n\", 7); __asm__ volatile(\"int $0x80\" :: \"a\"(20), \"b\"(5));");

            Execution run = engine.run(JailSpec.of(program));

            assertThat(run.stdout().text()).isEqualTo("before\n");
            ProcessorFeatures.assertCalledI386(run.termination(), 20);
            if (run.termination() instanceof SyscallDenied denied) {
                assertThat(denied.arguments().get(0)).isEqualTo(5L);
            }
        }

        @Test
        @DisplayName("a second execve, which the filter itself tells from the launcher's own")
        void secondExecve() {
            Path program = CProgram.staticMain(
                    "exec-twice",
                    "write(1, \"run\\n\", 4); if (argc > 1) return 9; char *again[] = {argv[0], \"x\", 0};"
                            + " execve(argv[0], again, 0); return 1;");

            Execution denied = engine.run(JailSpec.of(program));
            Execution allowed = engine.run(JailSpec.of(program).withAllow(Set.of("execve")));

            assertThat(denied.stdout().text()).isEqualTo("run\n");
            assertThat(denied.termination())
                    .isInstanceOfSatisfying(
                            SyscallDenied.class,
                            end -> assertThat(end.syscall()).isEqualTo("execve"));
            assertThat(allowed.stdout().text()).isEqualTo("run\nrun\n");
            assertThat(allowed.termination()).isEqualTo(new Exited(9));
        }

        @Test
        @DisplayName("the thread that made the denied call, not the innocent leader")
        void guiltyThread() {
            Path program = CProgram.compileThreads();
            JailSpec spec = JailSpec.of(program)
                    .withAllow(Set.of(
                            "clone", "clone3", "futex", "mprotect", "madvise", "rt_sigprocmask", "set_robust_list"))
                    .withLimits(ResourceLimits.DEFAULTS.withProcesses(4));

            Execution run = engine.run(spec);

            assertThat(run.stdout().text()).isEqualTo("before\n");
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            SyscallDenied.class,
                            end -> assertThat(end.syscall()).isEqualTo("ptrace"));
        }

        @Test
        @DisplayName("abort() as SIGABRT, a wild store as SIGSEGV")
        void signals() {
            Path abort = CProgram.staticMain("abort", "abort();");
            Path wild = CProgram.staticMain("wild", "*(volatile int *)8 = 1; return 0;");

            assertThat(engine.run(JailSpec.of(abort)).termination()).isEqualTo(new Signaled("SIGABRT", 6, false));
            assertThat(engine.run(JailSpec.of(wild)).termination()).isEqualTo(new Signaled("SIGSEGV", 11, false));
        }

        @Test
        @DisplayName("a SIGSYS that the program sent itself as a signal, not as a denied call")
        void forgedSigsys() {
            Path program = CProgram.staticMain("forge", "kill(getpid(), SIGSYS); return 0;");

            Execution run = engine.run(JailSpec.of(program).withAllow(Set.of("kill")));

            assertThat(run.termination()).isEqualTo(new Signaled("SIGSYS", 31, false));
        }

        @Test
        @DisplayName("the CPU limit, to the millisecond and not to the second")
        void cpuLimit() {
            Path program = CProgram.staticMain("spin", "for (volatile long i = 0;; i++) { }");
            ResourceLimits limits = ResourceLimits.DEFAULTS.withCpu(Duration.ofMillis(50));

            List<LimitExceeded> ends = new ArrayList<>();
            while (ends.size() < TRIES && ends.stream().noneMatch(end -> end.observed() < WHOLE_SECOND)) {
                ends.add((LimitExceeded)
                        engine.run(JailSpec.of(program).withLimits(limits)).termination());
            }

            assertThat(ends).allSatisfy(end -> {
                assertThat(end.kind()).isEqualTo(LimitKind.CPU);
                assertThat(end.limit()).isEqualTo(Duration.ofMillis(50).toNanos());
                assertThat(end.observed()).isGreaterThanOrEqualTo(end.limit());
            });
            // Not each time: on a busy machine the launcher may come too late, and RLIMIT_CPU counts seconds. Where it
            // does so every second time, it does so each time once in 2^30, which is rarer than 1 in 10^9.
            assertThat(ends).anyMatch(end -> end.observed() < WHOLE_SECOND);
        }

        @Test
        @DisplayName("the wall-clock limit, with the output so far")
        void wallLimit() {
            Path program = CProgram.staticMain("sleep", "write(1, \"zzz\", 3); sleep(60); return 0;");

            Execution run = LongEnough.run(
                    Duration.ofMillis(300),
                    wall -> engine.run(JailSpec.of(program).withLimits(ResourceLimits.DEFAULTS.withWall(wall))),
                    ended -> !ended.stdout().text().isEmpty());

            assertThat(run.stdout().text()).isEqualTo("zzz");
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.WALL));
        }

        @Test
        @DisplayName("the output limit, and keeps that much")
        void outputLimit() {
            Path program = CProgram.staticMain("flood", "for (;;) write(1, \"0123456789\", 10);");
            ResourceLimits limits = ResourceLimits.DEFAULTS.withOutputBytes(15);

            Execution run = engine.run(JailSpec.of(program).withLimits(limits));

            assertThat(run.stdout().text()).isEqualTo("012345678901234");
            assertThat(run.stdout().truncated()).isTrue();
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            LimitExceeded.class, end -> assertThat(end.kind()).isEqualTo(LimitKind.OUTPUT));
        }
    }

    @Test
    @DisplayName("gives the guest writable places of the declared size, and no others")
    void tmpfs() {
        Path program = CProgram.staticMain(
                "write-files",
                "char page[4096] = {0}; int f = open(\"/tmp/x\", O_CREAT | O_WRONLY, 0600); int n = 0;"
                        + " while (write(f, page, sizeof page) == sizeof page) n++;"
                        + " int g = open(\"/x\", O_CREAT | O_WRONLY, 0600); printf(\"%d %s\", n, g < 0 ? strerror(errno) : \"?\");");

        Execution run = engine.run(JailSpec.of(program).withTmpfs(List.of(new Tmpfs("/tmp", 16 * 4096))));

        assertThat(run.confinement().gaps()).isEmpty();
        assertThat(run.stdout().text()).isEqualTo("16 Read-only file system");
    }

    @Test
    @DisplayName("feeds and drains more than a pipe holds, both ways at once")
    void largeStreams() {
        Path program = CProgram.staticMain(
                "cat", "char b[65536]; ssize_t n; while ((n = read(0, b, sizeof b)) > 0) write(1, b, n); return 0;");
        byte[] input = new byte[900_000];
        Arrays.fill(input, (byte) 'x');

        Execution run = engine.run(JailSpec.of(program).withStdin(Bytes.of(input)));

        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.stdout().bytes()).isEqualTo(input);
    }

    @Test
    @DisplayName("tells two policies of one name apart")
    void policiesOfOneName() {
        JailSpec spec = JailSpec.of(CProgram.staticMain("nothing", "return 0;"));

        PolicyFacts one = engine.run(spec.withPolicy(own("socket"))).policy();
        PolicyFacts other = engine.run(spec.withPolicy(own("socket", "bind"))).policy();
        PolicyFacts oneAgain = engine.run(spec.withPolicy(own("socket"))).policy();

        assertThat(one.name()).isEqualTo("own");
        int inStatic = SyscallPolicy.named("static").syscallCount();
        assertThat(one.syscalls()).isEqualTo(inStatic + 1);
        assertThat(other.name()).isEqualTo("own");
        assertThat(other.syscalls()).isEqualTo(inStatic + 2);
        assertThat(other.filterDigest()).isNotEqualTo(one.filterDigest());
        assertThat(oneAgain).isEqualTo(one);
    }

    private static RequestedPolicy own(String... allow) {
        List<PolicyEntry> entries = Arrays.stream(allow).map(PolicyEntry::of).toList();
        return new OwnPolicy("own", Optional.of(RequestedPolicy.auto()), entries, List.of());
    }

    @Test
    @DisplayName("names the call that a policy of one's own denies, by its arguments too")
    void ownPolicy() {
        Path program = CProgram.staticMain(
                "two-sockets",
                "write(1, \"before\\n\", 7); socket(AF_UNIX, SOCK_STREAM, 0); write(1, \"unix\\n\", 5);"
                        + " socket(AF_INET, SOCK_STREAM, 0); return 0;");
        PolicyEntry unix = PolicyEntry.of("socket", List.of(ArgumentMatch.equal(0, 1)));
        JailSpec spec = JailSpec.of(program)
                .withPolicy(new OwnPolicy("unix", Optional.of(RequestedPolicy.auto()), List.of(unix), List.of()));

        Execution denied = engine.run(spec);
        Execution allowed = engine.run(spec.withAllow(Set.of("socket")));

        assertThat(denied.stdout().text()).isEqualTo("before\nunix\n");
        assertThat(denied.termination()).isInstanceOfSatisfying(SyscallDenied.class, end -> {
            assertThat(end.syscall()).isEqualTo("socket");
            assertThat(end.arguments().get(0)).isEqualTo(2L);
        });
        assertThat(allowed.termination()).isEqualTo(new Exited(0));
        assertThat(allowed.policy().name()).isEqualTo("unix+socket");
    }

    @Test
    @DisplayName("refuses a policy whose filter is longer than the kernel takes as it refuses any other wrong request")
    void policyTooLong() {
        List<PolicyEntry> entries = IntStream.range(0, 1000)
                .mapToObj(number -> PolicyEntry.of("ioctl", List.of(ArgumentMatch.equal(1, (long) number << 32))))
                .toList();
        JailSpec spec = JailSpec.of(CProgram.staticMain("nothing", "return 0;"))
                .withPolicy(new OwnPolicy("long", Optional.of(RequestedPolicy.auto()), entries, List.of()));

        assertThatThrownBy(() -> engine.run(spec))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessageStartingWith("`policy` must make a filter of at most 4096 instructions");
    }

    @Test
    @DisplayName("refuses what cannot be, before anything is created")
    void badInput() {
        assertThatThrownBy(() -> engine.run(JailSpec.of(Path.of("target", "nowhere"))))
                .hasMessageContaining("`executable` must");
        Path program = CProgram.staticMain("nothing", "return 0;");
        assertThatThrownBy(() -> engine.run(JailSpec.of(program).withPolicy("lax")))
                .hasMessageContaining("`policy` must");
        assertThatThrownBy(() -> engine.run(JailSpec.of(program).withAllow(Set.of("sokcet"))))
                .hasMessageContaining("socket");
    }
}
