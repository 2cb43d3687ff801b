package dev.zjail.junit;

import java.util.List;
import java.util.Optional;

/**
 * Looks for the text that is complete first, in what grows meanwhile. So the answer is the same however output is cut,
 * and what was looked through is not looked through again.
 */
final class FirstOf {
    private final List<String> texts;
    private final int longest;
    private int lookedThrough;

    FirstOf(List<String> texts) {
        this.texts = texts;
        this.longest = texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The text, which is taken with all before it. */
    Optional<String> find(UnreadText unread) {
        int from = Math.max(0, lookedThrough - longest);
        Optional<String> first = Optional.empty();
        int firstEnd = Integer.MAX_VALUE;
        for (String text : texts) {
            int place = unread.indexOf(text, from);
            if (place >= 0 && place + text.length() < firstEnd) {
                first = Optional.of(text);
                firstEnd = place + text.length();
            }
        }
        lookedThrough = unread.length();
        if (first.isPresent()) {
            unread.take(firstEnd);
        }
        return first;
    }
}
