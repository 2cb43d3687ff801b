package dev.zjail.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for entries of an environment, {@code NAME=value}. */
final class EnvironmentEntries {
    private static final Pattern ENTRY = Pattern.compile("[^=\\x00]+=.*", Pattern.DOTALL);

    private EnvironmentEntries() {}

    static String name(String entry) {
        return entry.substring(0, entry.indexOf('='));
    }

    /** Of two values for one name, which counts is up to the program: so each name is given once. */
    static void require(String component, List<String> entries) {
        entries.forEach(entry -> requireForm(component, entry));
        Set<String> names = new HashSet<>();
        for (String entry : entries) {
            if (!names.add(name(entry))) {
                throw new InvalidJailSpecException(
                        component,
                        "must give each name once",
                        "\"" + name(entry) + "\" again",
                        "remove one of its values");
            }
        }
    }

    private static void requireForm(String component, String entry) {
        UnicodeText.requireNoNul(component, entry);
        if (!ENTRY.matcher(entry).matches()) {
            throw new InvalidJailSpecException(
                    component, "must have the form NAME=value", "\"" + entry + "\"", "write for instance \"LANG=C\"");
        }
    }
}
