package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import dev.zjail.truthimatics.Expectation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a test asked for, read and checked as far as that is possible without looking at the host. Immutable.
 *
 * @param executable the program; empty until somebody names it
 * @param request everything else the engine needs; its own executable is {@link #NO_EXECUTABLE}
 * @param givenLimits which of its limits somebody gave
 * @param replays the budget of further runs
 * @param contrasts inputs that should change the output
 * @param exitCodes the exit statuses that are as expected
 * @param fingerprint the content the program must have, if any
 */
record JailedConfig(
        Optional<Path> executable,
        JailSpec request,
        GivenLimits givenLimits,
        int replays,
        List<Bytes> contrasts,
        Set<Integer> exitCodes,
        Optional<String> fingerprint) {

    private static final Path NO_EXECUTABLE = Path.of("");

    /** What holds where nobody asks for anything else. */
    static final JailedConfig DEFAULTS = new JailedConfig(
            Optional.empty(), JailSpec.of(NO_EXECUTABLE), GivenLimits.NONE, 0, List.of(), Set.of(0), Optional.empty());

    JailedConfig {
        contrasts = List.copyOf(contrasts);
        exitCodes = Set.copyOf(exitCodes);
    }

    JailedConfig withExecutable(Path executable) {
        return new JailedConfig(
                Optional.of(executable), request, givenLimits, replays, contrasts, exitCodes, fingerprint);
    }

    JailedConfig withRequest(JailSpec request) {
        return new JailedConfig(executable, request, givenLimits, replays, contrasts, exitCodes, fingerprint);
    }

    JailedConfig withGivenLimits(GivenLimits givenLimits) {
        return new JailedConfig(executable, request, givenLimits, replays, contrasts, exitCodes, fingerprint);
    }

    JailedConfig withReplays(int replays) {
        return new JailedConfig(executable, request, givenLimits, replays, contrasts, exitCodes, fingerprint);
    }

    JailedConfig withContrasts(List<Bytes> contrasts) {
        return new JailedConfig(executable, request, givenLimits, replays, contrasts, exitCodes, fingerprint);
    }

    JailedConfig withExitCodes(Set<Integer> exitCodes) {
        return new JailedConfig(executable, request, givenLimits, replays, contrasts, exitCodes, fingerprint);
    }

    JailedConfig withFingerprint(String fingerprint) {
        return new JailedConfig(
                executable, request, givenLimits, replays, contrasts, exitCodes, Optional.of(fingerprint));
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
        return request.withExecutable(executable.orElseThrow(() -> JailErrors.noExecutable(owner)))
                .withLimits(givenLimits.complete(request.limits(), request.policy()));
    }

    Expectation expectation() {
        return new Expectation(exitCodes, fingerprint);
    }
}
