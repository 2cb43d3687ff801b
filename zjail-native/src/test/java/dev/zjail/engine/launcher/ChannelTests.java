package dev.zjail.engine.launcher;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.rootfs.FileMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways in which a guest could tell something to another guest that runs the same program. Each is shown to be a way
 * where both are in one jail; from one jail to another nothing may arrive.
 */
@DisplayName("From one jail to another")
class ChannelTests extends WithFixtures {
    /** What cannot be taken for a yes or a no. */
    private static final int WORD = 23_117;

    private static final String NOTHING_MORE = "";

    private static final JailSpec PROGRAM = JailSpec.of(CProgram.file("channels-program.c", "-static", "-pthread"))
            .withPolicy("processes")
            .withLimits(ResourceLimits.DEFAULTS
                    .withProcesses(8)
                    .withMemoryBytes(1L << 30)
                    .withWall(Duration.ofMinutes(1)));

    private static final Path CALLS = CProgram.file("channel-calls.c", "-static");

    /** What the two halves of the program do, and what they must be allowed for it. */
    enum Channel {
        RECORD_LOCK(WORD, NOTHING_MORE),
        FUTEX_SLEEPER(1, NOTHING_MORE),
        FUTEX_WAKE(1, NOTHING_MORE),
        TID_ADDRESS(1, NOTHING_MORE),
        ROBUST_LIST(1, NOTHING_MORE),
        OFD_LOCK(WORD, "fcntl"),
        FLOCK(1, NOTHING_MORE),
        LEASE(1, "fcntl"),
        NOTIFY(1, "fcntl"),
        INOTIFY(1, "inotify_init1 inotify_add_watch"),
        PAGE_CACHE(1, "fadvise64");

        private final int number;
        private final String allow;

        Channel(int number, String allow) {
            this.number = number;
            this.allow = allow;
        }

        JailSpec as(String role, Path data) {
            return PROGRAM.withArguments(List.of(name().toLowerCase(Locale.ROOT).replace('_', '-'), role))
                    .withFiles(List.of(new FileMapping(data, "/data")))
                    .withAllow(allow.isEmpty() ? Set.of() : Set.of(allow.split(" ", -1)));
        }
    }

    private Path data;

    @BeforeEach
    void writeData() throws IOException {
        data = Files.writeString(directory.resolve("data"), "data");
    }

    /**
     * Only who owns a file gets a lease on it (fcntl(2)): the guest where the caller's user is mapped into the jail.
     */
    static Stream<Arguments> channels() {
        return Mode.possible().stream()
                .flatMap(mode -> Arrays.stream(Channel.values())
                        .filter(channel -> channel != Channel.LEASE || mode == Mode.IN_USER_NAMESPACE)
                        .map(channel -> Arguments.of(channel, mode)));
    }

    private Dialogue begin(JailSpec spec, Mode mode) throws Exception {
        return Dialogue.begin(directory, mode, fixtures, spec);
    }

    @ParameterizedTest
    @MethodSource("channels")
    @DisplayName("nothing arrives while both run, though it does within one jail")
    void atOnce(Channel channel, Mode mode) throws Exception {
        try (Dialogue sender = begin(channel.as("sender", data), mode);
                Dialogue listener = begin(channel.as("listener", data), mode)) {
            assertThat(sent(0, sender, listener)).isEqualTo("0");
            assertThat(sent(channel.number, sender, listener)).isEqualTo("0");
            assertThat(sender.end().termination()).isEqualTo(new Exited(0));
            assertThat(listener.end().termination()).isEqualTo(new Exited(0));
        }
        try (Dialogue both = begin(channel.as("both", data), mode)) {
            assertThat(sent(0, both, both)).isEqualTo("0");
            assertThat(sent(channel.number, both, both)).isEqualTo(withinOneJail(channel));
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    @DisplayName("nothing is left to who comes later and gets the same copy of the files")
    void oneAfterTheOther(Channel channel, Mode mode) throws Exception {
        try (Dialogue sender = begin(channel.as("sender", data), mode)) {
            assertThat(sender.ask("send " + channel.number)).isEqualTo("sent");
        }
        try (Dialogue listener = begin(channel.as("listener", data), mode)) {
            assertThat(listener.ask("arm")).isEqualTo("armed");
            // What was taken out of the page cache stays out of it: so no built-in policy lets a guest do that.
            assertThat(listener.ask("receive")).isEqualTo(channel == Channel.PAGE_CACHE ? withinOneJail(channel) : "0");
        }
    }

    private static String sent(int number, Dialogue sender, Dialogue listener) throws Exception {
        assertThat(listener.ask("arm")).isEqualTo("armed");
        assertThat(sender.ask("send " + number)).isEqualTo("sent");
        return listener.ask("receive");
    }

    /** What lies in memory alone cannot be taken out of it. */
    private String withinOneJail(Channel channel) throws IOException {
        boolean inMemory = Files.getFileStore(directory).type().matches("tmpfs|ramfs");
        return channel == Channel.PAGE_CACHE && inMemory ? "0" : Integer.toString(channel.number);
    }

    @ParameterizedTest
    @EnumSource(Linked.class)
    @DisplayName("not one file is the same, or directory, while both run; later they are the same again")
    void files(Linked linked) throws Exception {
        JailSpec spec = JailSpec.of(CProgram.file("list-files.c", linked.flag))
                .withFiles(List.of(new FileMapping(data, "/data/below/file")))
                .withProvide(List.of("none")); // /dev/null and its like are the host's own: docs/threat-model.md
        Mode mode = Mode.possible().get(0);
        try (Dialogue first = begin(spec, mode)) {
            Set<String> ofFirst = filesOf(first);
            try (Dialogue second = begin(spec, mode);
                    Dialogue third = begin(spec, mode)) {
                assertThat(ofFirst).hasSizeGreaterThanOrEqualTo(linked.files);
                assertThat(filesOf(second))
                        .hasSameSizeAs(ofFirst)
                        .doesNotContainAnyElementsOf(ofFirst)
                        .doesNotContainAnyElementsOf(filesOf(third));
            }
            first.end();
            try (Dialogue later = begin(spec, mode)) {
                assertThat(filesOf(later)).isEqualTo(ofFirst);
            }
        }
    }

    private static Set<String> filesOf(Dialogue run) throws Exception {
        return Stream.of(run.ask("").split(" ", -1)).skip(1).collect(toCollection(TreeSet::new));
    }

    enum Linked {
        /** The root, /bin, the program, and three of the mapping. */
        STATICALLY(6, "-static"),
        /** The loader, libc and their directories besides. */
        DYNAMICALLY(10, "-fPIE");

        private final int files;
        private final String flag;

        Linked(int files, String flag) {
            this.files = files;
            this.flag = flag;
        }
    }

    @Nested
    @DisplayName("it kills to")
    class Denied {
        private final HostEngine engine = HostEngine.shared();

        private static JailSpec call(String... nameAndNumber) {
            return JailSpec.of(CALLS).withArguments(List.of(nameAndNumber));
        }

        @ParameterizedTest
        @CsvSource({
            "wake, futex",
            "wait, futex",
            "wait until, futex",
            "drop pages, fadvise64",
            "count mounts, statx",
            "take a lease, fcntl",
            "ask to be told, fcntl",
            "lock a description, fcntl",
            "watch, inotify_init1"
        })
        @DisplayName("do what another guest would notice")
        void builtIn(String what, String syscall) {
            Execution run = engine.run(call(what));

            assertThat(run.stdout().text()).isEqualTo("ARMED\n");
            assertThat(run.termination())
                    .isInstanceOfSatisfying(
                            SyscallDenied.class,
                            end -> assertThat(end.syscall()).isEqualTo(syscall));
        }

        @ParameterizedTest
        @ValueSource(strings = {"wake privately", "read ahead", "ask for facts", "lock a record", "lock a file"})
        @DisplayName("(but not to do the same where nobody does)")
        void harmless(String what) {
            assertDone(engine.run(call(what)));
        }

        /** Nothing here connects to anything, and no socket of these families is made. */
        @ParameterizedTest
        @CsvSource({"socket, 40", "socket, 42", "socket, 38", "socketpair, 40", "socketpair, 4294967336"})
        @DisplayName("make a socket of a family that no network namespace confines, though sockets are allowed")
        void unconfinedFamily(String call, long family) {
            JailSpec spec = call(call, Long.toString(family)).withAllow(Set.of("socket", "socketpair"));

            for (Execution run : List.of(engine.run(spec), engine.observe(spec).execution())) {
                assertThat(run.stdout().text()).isEqualTo("ARMED\n");
                assertThat(run.termination()).isInstanceOfSatisfying(SyscallDenied.class, end -> {
                    assertThat(end.syscall()).isEqualTo(call);
                    assertThat(end.arguments().get(0)).isEqualTo(family);
                });
            }
        }

        @ParameterizedTest
        @CsvSource({"socket, 1", "socket, 2", "socket, 10", "socketpair, 1"})
        @DisplayName("(but not one of a family that is confined)")
        void confinedFamily(String call, String family) {
            JailSpec spec = call(call, family);

            assertDone(engine.run(spec.withAllow(Set.of("socket", "socketpair"))));
            assertDone(engine.observe(spec).execution());
        }

        private static void assertDone(Execution run) {
            assertThat(run.stdout().text()).isEqualTo("ARMED\ndone\n");
            assertThat(run.termination()).isEqualTo(new Exited(0));
        }
    }
}
