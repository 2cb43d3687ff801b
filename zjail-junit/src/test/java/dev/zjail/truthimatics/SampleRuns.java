package dev.zjail.truthimatics;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.MemoryBound;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.RefusedSyscall;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Usage;
import dev.zjail.engine.rootfs.JailFile;
import dev.zjail.engine.rootfs.RootDigests;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Executions to judge and record, made by hand: every part can be chosen. */
public final class SampleRuns {
    /** What lay in the jail. */
    public static final List<JailFile> CONTENTS = List.of(
            new JailFile(
                    "/bin/tracer",
                    JailFile.Origin.PROGRAM,
                    Optional.of("/home/user/project/target/native/tracer"),
                    Optional.of("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
                    Optional.empty()),
            new JailFile("/tmp", JailFile.Origin.TMPFS, Optional.empty(), Optional.empty(), Optional.empty()),
            new JailFile(
                    "/words/latest",
                    JailFile.Origin.FILES,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("words-7")));

    /** BLAKE2b-256 of {@code abc}, RFC 7693's example in 256 bits. */
    public static final String FINGERPRINT = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";

    /** A system call the policy does not allow. */
    public static final Termination PTRACE_DENIED =
            new Termination.SyscallDenied("ptrace", 101, "x86_64", List.of(0L, -1L, 2L, 3L, 4L, 5L), 0x401136, false);

    /** One termination of each kind, none of them clean but the first. */
    public static final List<Termination> ONE_OF_EACH = List.of(
            new Termination.Exited(0),
            PTRACE_DENIED,
            new Termination.Signaled("SIGSEGV", 11, false),
            new Termination.LimitExceeded(LimitKind.CPU, 5_000_000_000L, 5_010_000_000L));

    /** What else every sample could read. */
    public static final RootDigests ROOT = new RootDigests("f1".repeat(32), "0e".repeat(32));

    private SampleRuns() {}

    public static Execution ended(Termination termination) {
        return run(JailSpec.of(Path.of("/home/user/target/native/greeter")), termination, Set.of());
    }

    public static Execution exited(int status) {
        return ended(new Termination.Exited(status));
    }

    public static Execution run(JailSpec spec, Termination termination, Set<Layer> gaps) {
        return run(spec, termination, gaps, CollectedFiles.NONE);
    }

    /** One from which something came back. */
    public static Execution collected(JailSpec spec, CollectedFiles collected) {
        return run(spec, new Termination.Exited(0), Set.of(), collected);
    }

    private static Execution run(JailSpec spec, Termination termination, Set<Layer> gaps, CollectedFiles collected) {
        return new Execution(
                spec,
                Instant.parse("2026-03-01T12:00:00.250Z"),
                termination,
                new CapturedOutput(Bytes.utf8("hello\n"), 6),
                new CapturedOutput(Bytes.utf8("wa"), 3),
                new Usage(
                        Duration.ofNanos(1_250_000),
                        Duration.ofNanos(300_000),
                        Duration.ofNanos(200_000),
                        1_572_864,
                        31,
                        0,
                        2,
                        1,
                        Duration.ofNanos(600_000),
                        1_064_960,
                        3,
                        1,
                        1_789_952),
                confinement(gaps),
                new PolicyFacts(
                        "static",
                        42,
                        7,
                        180,
                        "93becc6e9882211c3ec3708c95bcd69baab7bb59c7f4bc84ce637b88a534b783",
                        "x86_64",
                        new TreeSet<>(Set.of("mmap"))),
                FINGERPRINT,
                ROOT,
                List.of(new RefusedSyscall("socket", "EACCES", 1)),
                CONTENTS,
                collected);
    }

    /** On a host where no memory cgroup can be made. */
    static Execution withoutCgroup(Termination termination) {
        Execution run = ended(termination);
        List<LayerState> layers = run.confinement().layers().stream()
                .map(state -> new LayerState(
                        state.layer(),
                        state.inForce(),
                        state.observed(),
                        Map.of(MemoryBound.FACT, MemoryBound.ADDRESS_SPACE_ONLY)))
                .toList();
        return run.withConfinement(new Confinement(layers, Duration.ZERO));
    }

    public static Confinement confinement(Set<Layer> gaps) {
        return new Confinement(
                Arrays.stream(Layer.values())
                        .map(layer -> new LayerState(
                                layer,
                                !gaps.contains(layer),
                                gaps.contains(layer)
                                        ? "nothing of " + layer.id() + " was seen"
                                        : layer.id() + " was seen",
                                Map.of("Seen", gaps.contains(layer) ? "0" : "1")))
                        .toList(),
                Duration.ZERO);
    }
}
