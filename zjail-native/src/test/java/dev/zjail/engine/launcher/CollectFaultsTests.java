package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.NotCollected.Kind;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.launcher.TestLauncher.Trace;
import dev.zjail.engine.launcher.TestLauncher.TracedCall;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fails each system call of {@code collect.c}. Numbers are those of x86-64. */
@DisplayName("A system call that fails while what a guest left is brought back")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectFaultsTests {
    private static final String EDOM = "33";
    private static final String READ = "0";
    private static final String FSTAT = "5";
    private static final String MMAP = "9";
    private static final String OPENAT = "257";
    private static final String READLINKAT = "267";
    private static final String SETNS = "308";
    private static final String STATX = "332";
    private static final String OPENAT2 = "437";

    private final JailSpec spec = JailSpec.of(CProgram.file("leave-behind.c", "-static"))
            .withAllow(Set.of("symlink", "umask"))
            .withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)))
            .withCollect(List.of("/tmp/out", "/tmp/control"));
    private RootfsFixtures fixtures;
    private Path directory;

    /** Which call of a function fails, and what becomes of the run. */
    private record Fault(Mode mode, String function, String number, String which, String result, String expected) {
        HostEngine engine(RootfsFixtures fixtures) {
            List<String> options = List.of("--fail-call", function, number, which, result);
            return TestLauncher.engine(mode.host(), fixtures, options);
        }
    }

    @BeforeAll
    void prepare(@TempDir Path temporary) {
        directory = temporary;
        fixtures = new RootfsFixtures(temporary.resolve("rootfs"));
    }

    @AfterAll
    void close() {
        fixtures.close();
    }

    static Stream<Fault> beforehand() {
        return Mode.possible().stream()
                .flatMap(mode -> Stream.concat(
                        mode == Mode.AS_ROOT
                                ? Stream.of()
                                : Stream.of(
                                        new Fault(
                                                mode,
                                                "go_to_guests_root",
                                                OPENAT,
                                                "0",
                                                EDOM,
                                                "open(/proc/self/ns/mnt)"),
                                        new Fault(mode, "go_to_guests_root", SETNS, "0", EDOM, "setns(CLONE_NEWNS)")),
                        Stream.of(
                                new Fault(mode, "keep_places", OPENAT, "0", EDOM, "open(/)"),
                                new Fault(mode, "open_beneath", OPENAT2, "0", EDOM, "openat2(tmpfs)"),
                                new Fault(mode, "keep_place", STATX, "0", EDOM, "statx(tmpfs)"),
                                // It is not made and says nothing: as where another mount is found than the guest's.
                                new Fault(mode, "keep_place", STATX, "0", "0", "statx(tmpfs)"))));
    }

    @ParameterizedTest
    @MethodSource("beforehand")
    @DisplayName("before the guest's first instruction refuses the run")
    void refuses(Fault fault) {
        assertThatThrownBy(() -> fault.engine(fixtures).run(spec.withArguments(List.of("file"))))
                .isInstanceOfSatisfying(ConfinementException.class, refusal -> {
                    assertThat(refusal.step()).isEqualTo(fault.expected());
                    assertThat(refusal.errno()).isEqualTo(fault.result().equals("0") ? "EXDEV" : "EDOM");
                });
        assertThat(OwnResources.children()).isEmpty();
    }

    static Stream<Fault> afterwards() {
        return Mode.possible().stream()
                .flatMap(mode -> Stream.of(
                        new Fault(mode, "open_beneath", OPENAT2, "1", EDOM, ""),
                        new Fault(mode, "open_beneath", OPENAT2, "2", EDOM, ""),
                        new Fault(mode, "look_at", FSTAT, "0", EDOM, ""),
                        new Fault(mode, "take_file", FSTAT, "0", EDOM, ""),
                        new Fault(mode, "take_content", MMAP, "0", EDOM, ""),
                        new Fault(mode, "read_whole", READ, "0", EDOM, "")));
    }

    @ParameterizedTest
    @MethodSource("afterwards")
    @DisplayName("after its end is told of the one file, and the others come back")
    void leavesOneOut(Fault fault) {
        Execution run = fault.engine(fixtures).run(spec.withArguments(List.of("file")));

        assertThat(run.collected().others()).containsExactly(new NotCollected("/tmp/out", Kind.UNREADABLE, "EDOM"));
        assertThat(run.collected().files()).extracting(CollectedFile::text).containsExactly("control\n");
    }

    static List<Mode> modes() {
        return Mode.possible();
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName(
            "in which a file turned out shorter than it was is told of it; one that hides where a link leads is not")
    void otherwise(Mode mode) {
        Execution shorter = new Fault(mode, "read_whole", READ, "0", "0", "")
                .engine(fixtures)
                .run(spec.withArguments(List.of("file")));
        Execution link = new Fault(mode, "take_link", READLINKAT, "0", EDOM, "")
                .engine(fixtures)
                .run(spec.withArguments(List.of("link")));

        assertThat(shorter.collected().others()).containsExactly(new NotCollected("/tmp/out", Kind.UNREADABLE, "EIO"));
        assertThat(link.collected().others()).containsExactly(new NotCollected("/tmp/out", Kind.LINK, ""));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is made when nothing is left to be waited for: nobody is there who could change a file meanwhile")
    void afterTheLastProcess(Mode mode) throws IOException {
        Trace trace = Trace.in(directory);
        JailSpec swapping = spec.withPolicy("processes")
                .withAllow(Set.of("symlink", "umask", "rename", "renameat2", "setsid", "pipe", "pipe2"))
                .withArguments(List.of("swap-orphaned"));
        List<String> options = List.of("--trace-calls", trace.file().toString());

        TestLauncher.engine(mode.host(), fixtures, options).run(swapping);

        List<TracedCall> calls = trace.calls();
        int first = calls.stream().map(TracedCall::function).toList().indexOf("look_at");
        int last = calls.stream().map(TracedCall::toString).toList().lastIndexOf("supervise.c: take_end: wait4");
        assertThat(first).isPositive().isGreaterThan(last);
        assertThat(calls.subList(first, calls.size()))
                .extracting(TracedCall::file)
                .containsOnly("collect.c", "report.c");
    }
}
