package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.SyscallIdentity;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Engines on the launcher that the tests build for themselves: it can be told to fail at a step and to leave out a
 * layer (its options stand in {@code src/test/c/faults.c}).
 */
final class TestLauncher {
    static final Path IMAGE = find("zjail-test-launcher");

    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** {@code TRACE_BYTES} in faults.c, which maps the file. */
    private static final int TRACE_BYTES = 1 << 18;

    private TestLauncher() {}

    private static Path find(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestLauncher.class.getResource(name), name + " was not compiled")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static HostEngine engine(HostFacts host, RootfsFixtures fixtures, List<String> options) {
        return engine(new LauncherImage(IMAGE.toString(), options, PATIENCE), host, fixtures);
    }

    /** With ids of guests that are drawn as the test says. */
    static HostEngine engine(HostFacts host, RootfsFixtures fixtures, RandomGenerator guestIds) {
        LauncherImage image = new LauncherImage(IMAGE.toString(), List.of(), PATIENCE);
        return new HostEngine(resources(image, host, fixtures), Admission.CONFINED_ONLY, guestIds);
    }

    static HostEngine engine(LauncherImage image, HostFacts host, RootfsFixtures fixtures) {
        return new HostEngine(resources(image, host, fixtures), Admission.CONFINED_ONLY, new SecureRandom());
    }

    private static HostResources resources(LauncherImage image, HostFacts host, RootfsFixtures fixtures) {
        return new HostResources(Libc.get(), image, host, fixtures, cgroups());
    }

    /** Lets a guest go on whatever was seen of the layers around it: so it is told what becomes of a gap. */
    static HostEngine engineForGaps(HostFacts host, RootfsFixtures fixtures, List<String> options) {
        return engineForGaps(new LauncherImage(IMAGE.toString(), options, PATIENCE), host, fixtures);
    }

    static HostEngine engineForGaps(LauncherImage image, HostFacts host, RootfsFixtures fixtures) {
        return new HostEngine(resources(image, host, fixtures), confinement -> {}, new SecureRandom());
    }

    /** As on a host that lets no cgroup be made; a guest goes on whatever was seen. */
    static HostEngine engineWithoutCgroups(LauncherImage image, HostFacts host, RootfsFixtures fixtures) {
        try {
            Cgroups none = Cgroups.find("", "", "pid:[1]");
            HostResources resources = new HostResources(Libc.get(), image, host, fixtures, none);
            return new HostEngine(resources, confinement -> {}, new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Cgroups cgroups() {
        try {
            return Cgroups.find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the launcher can be started here: a caller that needs no user namespace can still be given one. */
    enum Mode {
        AS_ROOT,
        IN_USER_NAMESPACE;

        HostFacts host() {
            HostFacts host = HostFacts.read(Libc.get());
            return new HostFacts(this == IN_USER_NAMESPACE, host.namespaces(), host.seccompFilters());
        }

        static List<Mode> possible() {
            boolean needsUserNamespace = HostFacts.read(Libc.get()).needsUserNamespace();
            return needsUserNamespace ? List.of(IN_USER_NAMESPACE) : List.of(AS_ROOT, IN_USER_NAMESPACE);
        }
    }

    /** Where the guests of one run write, whose launcher has this file's unique name among its arguments. */
    record Output(Path file) {
        static Output in(Path directory) throws IOException {
            return new Output(Files.createFile(directory.resolve("output-" + UUID.randomUUID())));
        }

        List<String> option() {
            return List.of("--output", file.toString());
        }

        String text() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Every process of the run still there: the launcher, and what was forked from it and did not execute. */
        List<String> processes() throws IOException {
            List<String> found = new ArrayList<>();
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                for (Path process : processes.toList()) {
                    if (commandLine(process).contains(file.toString())) {
                        found.add(process.toString());
                    }
                }
            }
            return found;
        }

        private static String commandLine(Path process) {
            try {
                Path commandLine = process.resolve("cmdline");
                return Files.exists(commandLine) ? Files.readString(commandLine) : "";
            } catch (IOException e) {
                return ""; // it ended just now, or belongs to another user
            }
        }
    }

    /** One line of a trace: a step that one of the three processes came to. */
    record TracedStep(String process, String file, int site, String kind, int stage, String name) {
        static TracedStep parse(String line) {
            String[] fields = line.split("\t", -1);
            return new TracedStep(
                    fields[0],
                    fields[1],
                    Integer.parseInt(fields[2]),
                    fields[3],
                    Integer.parseInt(fields[4]),
                    fields[5]);
        }
    }

    /** One line of a trace of calls: made by a function of a source file, and which one, by its number. */
    record TracedCall(String file, String function, int number) {
        static TracedCall parse(String line) {
            String[] fields = line.split("\t", -1);
            return new TracedCall(fields[0], fields[1], Integer.parseInt(fields[2]));
        }

        /** As {@link LauncherSources#callsOutsideSteps} writes it. */
        @Override
        public String toString() {
            String name = SyscallIdentity.of(Architecture.current().auditArch(), number)
                    .syscall();
            return file + ": " + function + ": " + name;
        }
    }

    /** The file that a launcher writes its steps into, or its calls. */
    record Trace(Path file) {
        static Trace in(Path directory) throws IOException {
            return new Trace(Files.write(directory.resolve("trace-" + UUID.randomUUID()), new byte[TRACE_BYTES]));
        }

        List<String> option() {
            return List.of("--trace", file.toString());
        }

        List<TracedStep> steps() throws IOException {
            return lines().map(TracedStep::parse).toList();
        }

        /** The calls of those sources that watch, look and report. */
        List<TracedCall> calls() throws IOException {
            Set<String> setup = Set.of("main.c", "layers.c", "mounts.c", "clocks.h");
            return lines().map(TracedCall::parse)
                    .filter(call -> !setup.contains(call.file()))
                    .toList();
        }

        private Stream<String> lines() throws IOException {
            byte[] content = Files.readAllBytes(file);
            int end = TRACE_BYTES;
            while (end > Integer.BYTES && content[end - 1] == 0) {
                end--;
            }
            return new String(content, Integer.BYTES, end - Integer.BYTES, StandardCharsets.UTF_8).lines();
        }
    }
}
