package dev.zjail.junit;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Which of several patterns a program's output matched first, and how.
 *
 * @param pattern the very pattern that was given
 * @param match the match, with its groups
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PatternMatch(Pattern pattern, MatchResult match) {

    /** Takes the match that ends first, so that the answer is the same however output is cut. */
    static Optional<PatternMatch> take(UnreadText unread, List<Pattern> patterns, boolean isLast) {
        Optional<PatternMatch> first = Optional.empty();
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(unread.text());
            boolean isComplete = matcher.find() && (isLast || !matcher.hitEnd());
            if (isComplete
                    && first.map(other -> matcher.end() < other.match.end()).orElse(true)) {
                first = Optional.of(new PatternMatch(pattern, matcher.toMatchResult()));
            }
        }
        first.ifPresent(match -> unread.take(match.match.end()));
        return first;
    }
}
