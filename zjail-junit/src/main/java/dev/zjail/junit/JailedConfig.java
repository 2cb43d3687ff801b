package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import dev.zjail.truthimatics.Expectation;
import dev.zjail.truthimatics.Normaliser;
import dev.zjail.truthimatics.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a test asked for, read and checked as far as that is possible without looking at the host. Immutable.
 *
 * @param executable the program; empty until somebody names it
 * @param request everything else the engine needs; its own executable is {@link #NO_EXECUTABLE}
 * @param givenLimits which of its limits somebody gave
 * @param replays the budget of further runs
 * @param contrasts inputs that should change the output
 * @param otherRequests requests whose arguments, environment, standard input and files should change the output
 * @param inputIndependent whether the output may be the same whatever the input
 * @param normalisers what may differ between two runs
 * @param exitCodes the exit statuses that are as expected
 * @param fingerprint the content the program must have, if any
 */
record JailedConfig(
        Optional<Path> executable,
        JailSpec request,
        GivenLimits givenLimits,
        int replays,
        List<Bytes> contrasts,
        List<JailSpec> otherRequests,
        boolean inputIndependent,
        Set<Normaliser> normalisers,
        Set<Integer> exitCodes,
        Optional<String> fingerprint) {

    /** Where programs look for others. */
    private static final List<String> USUAL_PATH = List.of("PATH=/usr/local/bin:/usr/bin:/bin");

    private static final Path NO_EXECUTABLE = Path.of("");

    /** What holds where nobody asks for anything else. */
    static final JailedConfig DEFAULTS = new JailedConfig(
            Optional.empty(),
            JailSpec.of(NO_EXECUTABLE),
            GivenLimits.NONE,
            0,
            List.of(),
            List.of(),
            false,
            Set.of(),
            Set.of(0),
            Optional.empty());

    JailedConfig {
        contrasts = List.copyOf(contrasts);
        otherRequests = List.copyOf(otherRequests);
        normalisers = Set.copyOf(normalisers);
        exitCodes = Set.copyOf(exitCodes);
    }

    JailedConfig withExecutable(Path executable) {
        return changed(copy -> copy.executable = Optional.of(executable));
    }

    JailedConfig withRequest(JailSpec request) {
        return changed(copy -> copy.request = request);
    }

    JailedConfig withGivenLimits(GivenLimits givenLimits) {
        return changed(copy -> copy.givenLimits = givenLimits);
    }

    JailedConfig withReplays(int replays) {
        return changed(copy -> copy.replays = replays);
    }

    JailedConfig withContrasts(List<Bytes> contrasts) {
        return changed(copy -> copy.contrasts = contrasts);
    }

    JailedConfig withOtherRequests(List<JailSpec> otherRequests) {
        return changed(copy -> copy.otherRequests = otherRequests);
    }

    JailedConfig withInputIndependent(boolean inputIndependent) {
        return changed(copy -> copy.inputIndependent = inputIndependent);
    }

    JailedConfig withNormalisers(Set<Normaliser> normalisers) {
        return changed(copy -> copy.normalisers = normalisers);
    }

    JailedConfig withExitCodes(Set<Integer> exitCodes) {
        return changed(copy -> copy.exitCodes = exitCodes);
    }

    JailedConfig withFingerprint(String fingerprint) {
        return changed(copy -> copy.fingerprint = Optional.of(fingerprint));
    }

    private JailedConfig changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.frozen();
    }

    /** Makes the engine's request, or says on behalf of the owner what is missing or contradicts itself. */
    JailSpec spec(String owner) {
        if (contrasts.contains(request.stdin())) {
            throw JailErrors.invalid(
                    new Setting(owner, "contrasts"),
                    "must differ from `stdin`",
                    Quantity.quoted(request.stdin().text()),
                    "give an input for which the program must answer differently");
        }
        if (otherRequests.stream()
                .anyMatch(other -> withInputsOf(other, request).equals(request))) {
            throw JailErrors.invalid(
                    new Setting(owner, "contrastingWith"),
                    "must get a jail with other arguments, environment, standard input or files",
                    "one with the same",
                    "change an input of it for which the program must answer differently");
        }
        request.requireRunnable();
        return request.withExecutable(executable.orElseThrow(() -> JailErrors.noExecutable(owner)))
                .withEnvironment(environment())
                .withLimits(givenLimits.complete(request.limits(), request.policy()));
    }

    /** Without PATH neither make nor gcc's collect2 finds the programs that they execute; a shell and execvp(3) do. */
    private List<String> environment() {
        return request.environment().isEmpty() && request.allow().contains("execve")
                ? USUAL_PATH
                : request.environment();
    }

    Expectation expectation() {
        return new Expectation(exitCodes, fingerprint);
    }

    /** Whether the test wants more than one run. */
    boolean asksForFurtherRuns() {
        return replays > 0 || !contrasts.isEmpty() || !otherRequests.isEmpty();
    }

    /** What the test wants to know beyond the run that was asked for by {@link #spec}. */
    Question question(JailSpec spec) {
        List<JailSpec> others = Stream.concat(
                        contrasts.stream().map(spec::withStdin),
                        otherRequests.stream().map(other -> withInputsOf(other, spec)))
                .toList();
        return Question.of(expectation(), replays)
                .withContrasts(others)
                .withInputIndependent(inputIndependent)
                .withNormalisers(normalisers);
    }

    private static JailSpec withInputsOf(JailSpec other, JailSpec spec) {
        return spec.withArguments(other.arguments())
                .withEnvironment(other.environment())
                .withStdin(other.stdin())
                .withFiles(other.files());
    }

    /** A configuration that is being changed. */
    private static final class Copy {
        Optional<Path> executable;
        JailSpec request;
        GivenLimits givenLimits;
        int replays;
        List<Bytes> contrasts;
        List<JailSpec> otherRequests;
        boolean inputIndependent;
        Set<Normaliser> normalisers;
        Set<Integer> exitCodes;
        Optional<String> fingerprint;

        Copy(JailedConfig original) {
            executable = original.executable;
            request = original.request;
            givenLimits = original.givenLimits;
            replays = original.replays;
            contrasts = original.contrasts;
            otherRequests = original.otherRequests;
            inputIndependent = original.inputIndependent;
            normalisers = original.normalisers;
            exitCodes = original.exitCodes;
            fingerprint = original.fingerprint;
        }

        JailedConfig frozen() {
            return new JailedConfig(
                    executable,
                    request,
                    givenLimits,
                    replays,
                    contrasts,
                    otherRequests,
                    inputIndependent,
                    normalisers,
                    exitCodes,
                    fingerprint);
        }
    }
}
