package dev.zjail.junit;

import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.advice.Advice;
import dev.zjail.engine.advice.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Observes a program until it shows nothing more that it lacks: what it does behind the place where it gave up can only
 * be seen when it gets there. Then tries, with every layer in force, whether that is enough.
 */
final class Observing {
    /** Each is a run. A program that lacks more still is told as one that does. */
    private static final int MOST_ROUNDS = 6;

    private final Runs runs;
    private final SettingParser parser;
    private final JailedConfig asked;
    private final List<ObservedSyscall> syscalls = new ArrayList<>();
    private boolean allRecorded = true;

    /** What the last run showed. */
    private Suggestion lacking = Suggestion.NONE;

    /** Makes the runs. */
    interface Runs {
        ObservedRun observe(JailedConfig config);

        JailResult record(JailedConfig config, ObservedRun observed);

        JailResult run(JailedConfig config);
    }

    Observing(Runs runs, JailedConfig asked, SettingParser parser) {
        this.runs = runs;
        this.asked = asked;
        this.parser = parser;
    }

    JailObservation observation() {
        JailResult first = observe(asked);
        JailResult last = first;
        Suggestion allowing = Suggestion.NONE;
        for (int made = 1; !lacking.isEmpty() && made < MOST_ROUNDS; made++) {
            Suggestion more = allowing.and(lacking);
            Optional<JailResult> further = observeWith(more);
            if (further.isEmpty()) {
                break;
            }
            allowing = more;
            last = further.get();
        }
        Suggestion refusing = Advice.refusing(first.execution(), syscalls, allowing);
        boolean complete = allRecorded && lacking.isEmpty() && isAsExpected(last);
        return allowing.isEmpty()
                ? new JailObservation(last, syscalls, complete, allowing.attributes(), Optional.empty())
                : tried(last, complete, List.of(refusing, allowing));
    }

    private JailResult observe(JailedConfig config) {
        ObservedRun observed = runs.observe(config);
        observed.syscalls().stream()
                .filter(call -> syscalls.stream().noneMatch(known -> isSame(known, call)))
                .forEach(syscalls::add);
        allRecorded &= observed.complete();
        lacking = Advice.onObserved(observed.execution(), observed.syscalls());
        return runs.record(config, observed);
    }

    /** What a call is, one of its arguments may say; then each value of it is recorded for itself. */
    private static boolean isSame(ObservedSyscall known, ObservedSyscall call) {
        return known.syscall().equals(call.syscall()) && known.arguments().equals(call.arguments());
    }

    /** What is suggested comes from the host, and may be what no jail takes. */
    private Optional<JailResult> observeWith(Suggestion more) {
        try {
            return Optional.of(observe(SuggestedConfig.of(asked, more, parser)));
        } catch (ExtensionConfigurationException e) {
            return Optional.empty();
        }
    }

    /** Takes the first suggestion with which it ends as it was observed to, or the last. */
    private JailObservation tried(JailResult observed, boolean complete, List<Suggestion> suggestions) {
        Suggestion suggestion = suggestions.get(0);
        JailResult tried = runs.run(SuggestedConfig.of(asked, suggestion, parser));
        boolean isEnough =
                tried.execution().termination().equals(observed.execution().termination());
        if (!isEnough && suggestions.size() > 1 && !suggestion.equals(suggestions.get(1))) {
            return tried(observed, complete, suggestions.subList(1, suggestions.size()));
        }
        return new JailObservation(
                observed,
                syscalls,
                complete,
                suggestion.completed(asked.request()).attributes(),
                Optional.of(tried));
    }

    private boolean isAsExpected(JailResult result) {
        return result.execution().termination() instanceof Exited exited
                && asked.exitCodes().contains(exited.status());
    }
}
