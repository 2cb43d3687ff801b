package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Usage;
import dev.zjail.engine.rootfs.RootDigests;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs that never took place, for tests of what is said about runs. */
public final class SampleRuns {
    /** The fingerprint of every sample. */
    public static final String FINGERPRINT = "0123456789abcdef".repeat(4);

    /** A program that tried socket(AF_INET, SOCK_STREAM, 0). */
    public static final Termination SOCKET_DENIED =
            new Termination.SyscallDenied("socket", 41, "x86_64", List.of(2L, 1L, 0L, 0L, 0L, 0L), 0x401000L, false);

    /** What else every sample could read. */
    public static final RootDigests ROOT = new RootDigests("f1".repeat(32), "0e".repeat(32));

    private SampleRuns() {}

    /** A run of {@code greeter} that wrote "hello" and exited with 0. */
    public static Execution greeting() {
        return execution(
                JailSpec.of(Path.of("/project/target/greeter")), new Termination.Exited(0), kept("hello\n"), kept(""));
    }

    /** Any run, with all layers in force. */
    public static Execution execution(
            JailSpec spec, Termination termination, CapturedOutput stdout, CapturedOutput stderr) {
        return new Execution(
                spec,
                Instant.EPOCH,
                termination,
                stdout,
                stderr,
                new Usage(
                        Duration.ofMillis(3),
                        Duration.ofMillis(1),
                        Duration.ofMillis(1),
                        1 << 20,
                        1,
                        0,
                        1,
                        0,
                        Duration.ofMillis(2),
                        0,
                        3,
                        1,
                        1 << 20),
                confinement(Set.of()),
                new PolicyFacts("static", 40, 5, 99, "ab".repeat(32), "x86_64", new TreeSet<>()),
                FINGERPRINT,
                ROOT,
                List.of(),
                List.of(),
                CollectedFiles.NONE);
    }

    /** The greeting, but ended in another way. */
    public static JailResult ended(Termination termination) {
        Execution run = greeting();
        return rejected(execution(run.spec(), termination, run.stdout(), run.stderr()));
    }

    /** The greeting, but with other output. */
    public static JailResult wrote(CapturedOutput stdout, CapturedOutput stderr) {
        Execution run = greeting();
        return uncertain(execution(run.spec(), run.termination(), stdout, stderr));
    }

    /** The greeting, but with layers that were not in force. */
    public static JailResult without(Set<Layer> missing) {
        Execution run = greeting();
        return rejected(run.withConfinement(confinement(missing)));
    }

    /** An assessment that does not decide. */
    public static JailResult uncertain(Execution run) {
        Evidence evidence = new Evidence("single_run", Evidence.Kind.LIKELIHOOD, 0, "one run ended as declared");
        return result(run, new Assessment(Verdict.UNCERTAIN, List.of(evidence), "replays"));
    }

    private static JailResult rejected(Execution run) {
        Evidence evidence = new Evidence("sample_rule", Evidence.Kind.RULE, 0, "a rule was broken");
        return result(run, new Assessment(Verdict.REJECT, List.of(evidence), ""));
    }

    private static JailResult result(Execution run, Assessment assessment) {
        return new JailResult(run, assessment, Path.of("/project/target/reports/greets.audit.json"));
    }

    /** A stream that was kept whole. */
    public static CapturedOutput kept(String text) {
        Bytes bytes = Bytes.utf8(text);
        return new CapturedOutput(bytes, bytes.size());
    }

    private static Confinement confinement(Set<Layer> missing) {
        return new Confinement(
                Stream.of(Layer.values())
                        .map(layer -> new LayerState(
                                layer,
                                !missing.contains(layer),
                                missing.contains(layer) ? layer.id() + " was not seen" : layer.id() + " was seen",
                                Map.of()))
                        .toList(),
                Duration.ZERO);
    }
}
