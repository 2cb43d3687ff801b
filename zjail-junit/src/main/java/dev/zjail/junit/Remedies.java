package dev.zjail.junit;

import dev.zjail.engine.Execution;
import dev.zjail.engine.advice.Advice;
import dev.zjail.engine.advice.Suggestion;
import java.util.List;
import java.util.stream.Collectors;

/** Says to a test that failed what to add to its annotation, where what came of its run shows it. */
final class Remedies {
    private Remedies() {}

    /** Returns a line, or none if nothing is known to help. Costs a look at what the program wrote, and at the host. */
    static List<String> describe(Execution run) {
        List<Suggestion> suggestions = Advice.on(run);
        if (suggestions.isEmpty()) {
            return List.of();
        }
        return List.of(suggestions.stream()
                .map(suggestion -> suggestion.asAttributes(run.spec()))
                .collect(Collectors.joining("; or else ", "Remedy, if the program may: in @Jailed ", "")));
    }
}
