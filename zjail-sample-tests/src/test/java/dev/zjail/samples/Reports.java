package dev.zjail.samples;

import dev.zjail.junit.JailResult;
import java.util.List;

/** Reads the lines {@code NAME: VALUE} that payloads report. */
final class Reports {
    private final String output;

    private Reports(String output) {
        this.output = output;
    }

    static Reports of(JailResult run) {
        return new Reports(run.stdout().text());
    }

    /** Returns the number reported under a name; fails where it was not reported exactly once. */
    long number(String name) {
        return Long.parseLong(text(name));
    }

    /** Returns the text reported under a name; fails where it was not reported exactly once. */
    String text(String name) {
        List<String> values = output.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
        if (values.size() != 1) {
            throw new AssertionError("expected one line \"" + name + ": ...\" but found " + values + " in:\n" + output);
        }
        return values.get(0);
    }
}
