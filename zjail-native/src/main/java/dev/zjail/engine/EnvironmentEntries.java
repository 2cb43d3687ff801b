package dev.zjail.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for entries of an environment, {@code NAME=value}, and for what is not to be in it, {@code NAME-}. */
final class EnvironmentEntries {
    private static final Pattern ENTRY = Pattern.compile("[^=\\x00]+=.*", Pattern.DOTALL);
    private static final Pattern ABSENT = Pattern.compile("[^=\\x00]+-");

    private EnvironmentEntries() {}

    static String name(String entry) {
        return entry.substring(0, isAbsent(entry) ? entry.length() - 1 : entry.indexOf('='));
    }

    private static boolean isAbsent(String entry) {
        return entry.indexOf('=') < 0;
    }

    /** What a program finds of them. */
    static List<String> present(List<String> entries) {
        return entries.stream().filter(entry -> !isAbsent(entry)).toList();
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
        if (!ENTRY.matcher(entry).matches() && !ABSENT.matcher(entry).matches()) {
            throw new InvalidJailSpecException(
                    component,
                    "must have the form NAME=value, or NAME- for a variable that is not to be there",
                    "\"" + entry + "\"",
                    "write for instance \"LANG=C\"");
        }
    }
}
