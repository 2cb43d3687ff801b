package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Termination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruthimaticsTests {
    private static final Expectation EXIT_0 = new Expectation(Set.of(0), Optional.empty());

    @Test
    void oneCleanRunIsUncertainAndSaysWhyAndWhatWouldSettleIt() {
        Assessment assessment = assess(SampleRuns.exited(0), EXIT_0);

        assertThat(assessment.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assessment.evidence())
                .containsExactly(new Evidence(
                        "single_run",
                        Evidence.Kind.LIKELIHOOD,
                        0,
                        "one run ended as declared with every layer in force; a nondeterministic program can do that"
                                + " too"));
        assertThat(assessment.settledBy())
                .isEqualTo(
                        "replays: further runs on the same input, under varied conditions, that show the same outcome");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 255})
    void aDeclaredStatusOtherThanZeroIsAsCleanAsZero(int status) {
        Expectation declared = new Expectation(Set.of(status), Optional.empty());

        assertThat(assess(SampleRuns.exited(status), declared).verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(assess(SampleRuns.exited(0), declared).verdict()).isEqualTo(Verdict.REJECT);
    }

    @Test
    void anUndeclaredExitStatusRejects() {
        Expectation declared = new Expectation(Set.of(2, 0), Optional.empty());

        assertThat(onlyRule(SampleRuns.exited(1), declared))
                .isEqualTo(rule(
                        "undeclared_exit_status", "the program exited with status 1, and the test declares only 0, 2"));
    }

    @Test
    void whereNoStatusIsDeclaredEveryStatusRejects() {
        assertThat(onlyRule(SampleRuns.exited(0), new Expectation(Set.of(), Optional.empty())))
                .isEqualTo(rule(
                        "undeclared_exit_status",
                        "the program exited with status 0, and the test declares no exit status"));
    }

    @Test
    void aDeniedSystemCallRejects() {
        assertThat(onlyRule(SampleRuns.ended(SampleRuns.PTRACE_DENIED), EXIT_0))
                .isEqualTo(rule(
                        "syscall_denied",
                        "the program was killed by the seccomp filter in syscall ptrace, number 101 of x86_64, which the"
                                + " policy static does not allow"));
    }

    @Test
    void aSystemCallThatIsAllowedWithOtherArgumentsIsToldSo() {
        assertThat(onlyRule(SampleRuns.ended(mmapDenied(9, "x86_64")), EXIT_0).sentence())
                .endsWith("mmap, number 9 of x86_64, which the policy static does not allow with these arguments");
        assertThat(onlyRule(SampleRuns.ended(mmapDenied(90, "i386")), EXIT_0).sentence())
                .endsWith("mmap, number 90 of i386, which the policy static does not allow");
    }

    @Test
    void aDeniedSystemCallOfWhichNothingElseIsKnownRejectsToo() {
        assertThat(onlyRule(SampleRuns.ended(Termination.SyscallDenied.unseen(false)), EXIT_0))
                .isEqualTo(rule(
                        "syscall_denied",
                        "the program made a system call that the policy static does not allow, and was killed; which one"
                                + " could not be seen, because something else ended its process in the same moment"));
    }

    private static Termination mmapDenied(int number, String architecture) {
        return new Termination.SyscallDenied(
                "mmap", number, architecture, List.of(0L, 0L, 0L, 0L, 0L, 0L), 0x401000, false);
    }

    @Test
    void memoryMayHaveEndedAnotherProcessThanTheProgram() {
        assertThat(onlyRule(SampleRuns.ended(new Termination.LimitExceeded(LimitKind.MEMORY, 4096, 8192)), EXIT_0)
                        .sentence())
                .isEqualTo("the program reached its MEMORY limit of 4 KiB (8 KiB observed)");
    }

    @Test
    void sharedMemoryThatNoCgroupBoundsIsSaidToBeDeniedForThat() {
        Termination denied = new Termination.SyscallDenied(
                "mmap", 9, "x86_64", List.of(0L, 4096L, 3L, 0x21L, -1L, 0L), 0x401000, false);

        assertThat(onlyRule(SampleRuns.ended(denied), EXIT_0).sentence())
                .endsWith("does not allow with these arguments");
        assertThat(onlyRule(SampleRuns.withoutCgroup(denied), EXIT_0).sentence())
                .endsWith("does not allow with these arguments; shared anonymous memory is given only where a memory"
                        + " cgroup bounds it, and none"
                        + " could be made here: start the tests in a cgroup of your own (systemd-run --user --scope -p"
                        + " Delegate=yes), or accept memory without bound with allow = \"mmap\"");
    }

    @Test
    void aDeathBySignalRejects() {
        assertThat(onlyRule(SampleRuns.ended(new Termination.Signaled("SIGSEGV", 11, false)), EXIT_0))
                .isEqualTo(rule("signaled", "the program was killed by signal SIGSEGV (11)"));
    }

    @ParameterizedTest
    @EnumSource(LimitKind.class)
    void everyKindOfLimitRejects(LimitKind kind) {
        Termination ended = new Termination.LimitExceeded(kind, 5_000_000_000L, 5_010_000_000L);

        assertThat(onlyRule(SampleRuns.ended(ended), EXIT_0).id()).isEqualTo("limit_exceeded");
    }

    @Test
    void aLimitReachedIsGivenInItsUnit() {
        Termination ended = new Termination.LimitExceeded(LimitKind.CPU, 5_000_000_000L, 5_010_000_000L);

        assertThat(onlyRule(SampleRuns.ended(ended), EXIT_0))
                .isEqualTo(rule(
                        "limit_exceeded", "the program reached its CPU limit of 5 s (5.01 s observed) and was ended"));
    }

    @ParameterizedTest
    @EnumSource(Layer.class)
    void everyLayerNotInForceRejects(Layer layer) {
        Execution run = clean(Set.of(layer));

        assertThat(onlyRule(run, EXIT_0))
                .isEqualTo(rule(
                        "layer_not_in_force." + layer.id(),
                        "the layer " + layer.id() + " was not seen in force around the program: nothing of "
                                + layer.id() + " was seen"));
    }

    @Test
    void aPinnedFingerprintThatDiffersRejects() {
        String pinned = "f".repeat(64);

        assertThat(onlyRule(SampleRuns.exited(0), new Expectation(Set.of(0), Optional.of(pinned))))
                .isEqualTo(rule(
                        "fingerprint_differs",
                        "the executable has the BLAKE2b-256 " + SampleRuns.FINGERPRINT + ", and the test pins "
                                + pinned));
    }

    @Test
    void aPinnedFingerprintThatIsTheSameInEitherCaseIsClean() {
        for (String pinned :
                List.of(SampleRuns.FINGERPRINT, SampleRuns.FINGERPRINT.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(assess(SampleRuns.exited(0), new Expectation(Set.of(0), Optional.of(pinned)))
                            .verdict())
                    .isEqualTo(Verdict.UNCERTAIN);
        }
    }

    @Test
    void everyBrokenRuleIsListedWhateverElseIsBroken() {
        Random random = new Random(20260301);
        for (int trial = 0; trial < 1000; trial++) {
            Termination termination = anyTermination(random);
            Set<Layer> gaps = anyLayers(random);
            Set<Integer> declared = anyStatuses(random);
            boolean pinDiffers = random.nextBoolean();
            Optional<String> pinned = Optional.of(pinDiffers ? "0".repeat(64) : SampleRuns.FINGERPRINT);

            Execution run = SampleRuns.run(JailSpec.of(Path.of("/bin/true")), termination, gaps);
            Assessment assessment = assess(run, new Expectation(declared, pinned));

            List<String> expected = expectedRules(termination, gaps, declared, pinDiffers);
            assertThat(assessment.evidence())
                    .filteredOn(row -> row.kind() == Evidence.Kind.RULE)
                    .extracting(Evidence::id)
                    .containsExactlyElementsOf(expected);
            assertThat(assessment.verdict()).isEqualTo(expected.isEmpty() ? Verdict.UNCERTAIN : Verdict.REJECT);
            assertThat(assessment.evidence()).isNotEmpty();
        }
    }

    private static Assessment assess(Execution run, Expectation expectation) {
        return Truthimatics.assess(run, expectation);
    }

    private static List<String> expectedRules(
            Termination termination, Set<Layer> gaps, Set<Integer> declared, boolean pinDiffers) {
        List<String> expected = new ArrayList<>();
        if (!(termination instanceof Termination.Exited exited)) {
            expected.add(
                    termination instanceof Termination.SyscallDenied
                            ? "syscall_denied"
                            : termination instanceof Termination.Signaled ? "signaled" : "limit_exceeded");
        } else if (!declared.contains(exited.status())) {
            expected.add("undeclared_exit_status");
        }
        new TreeSet<>(gaps).forEach(layer -> expected.add("layer_not_in_force." + layer.id()));
        if (pinDiffers) {
            expected.add("fingerprint_differs");
        }
        return expected;
    }

    private static Termination anyTermination(Random random) {
        int choice = random.nextInt(SampleRuns.ONE_OF_EACH.size() + 2);
        return choice < SampleRuns.ONE_OF_EACH.size()
                ? SampleRuns.ONE_OF_EACH.get(choice)
                : new Termination.Exited(random.nextInt(4));
    }

    private static Set<Layer> anyLayers(Random random) {
        Set<Layer> layers = EnumSet.noneOf(Layer.class);
        for (Layer layer : Layer.values()) {
            if (random.nextInt(8) == 0) {
                layers.add(layer);
            }
        }
        return layers;
    }

    private static Set<Integer> anyStatuses(Random random) {
        Set<Integer> statuses = new TreeSet<>();
        for (int status = 0; status < 4; status++) {
            if (random.nextBoolean()) {
                statuses.add(status);
            }
        }
        return statuses;
    }

    private static Execution clean(Set<Layer> gaps) {
        return SampleRuns.run(JailSpec.of(Path.of("/bin/true")), new Termination.Exited(0), gaps);
    }

    private static Evidence onlyRule(Execution run, Expectation expectation) {
        Assessment assessment = assess(run, expectation);
        assertThat(assessment.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(assessment.settledBy()).isEmpty();
        assertThat(assessment.evidence()).hasSize(1);
        return assessment.evidence().get(0);
    }

    private static Evidence rule(String id, String sentence) {
        return new Evidence(id, Evidence.Kind.RULE, 0, sentence);
    }
}
