package dev.zjail.engine.launcher;

import dev.zjail.engine.launcher.KernelLimits.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the texts of /proc/PID, as proc(5) describes them. What does not look like that is left out, so it is missing.
 */
final class ProcFiles {
    private static final Pattern STATUS_LINE = Pattern.compile("(\\w+):\\s*(.*?)\\s*");
    private static final Pattern LIMIT_LINE =
            Pattern.compile("(Max [a-z ]+?)\\s{2,}(unlimited|\\d{1,19})\\s+(unlimited|\\d{1,19})(\\s.*)?");
    private static final Pattern NAMESPACE = Pattern.compile("(\\w+):\\[\\d+]");
    private static final Pattern OCTAL_ESCAPE = Pattern.compile("\\\\([0-7]{3})");
    private static final String MISSING = "missing";
    private static final int MOUNT_POINT_FIELD = 4;
    private static final int MOUNT_OPTIONS_FIELD = 5;

    private ProcFiles() {}

    /** /proc/PID/status: values by name. */
    static Map<String, String> status(String text) {
        Map<String, String> values = new TreeMap<>();
        text.lines()
                .map(STATUS_LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group(1), line.group(2)));
        return values;
    }

    /** /proc/PID/limits: soft and hard limit by the name of the resource. */
    static Map<String, Range> limits(String text) {
        Map<String, Range> values = new TreeMap<>();
        text.lines()
                .map(LIMIT_LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group(1), new Range(limit(line.group(2)), limit(line.group(3)))));
        return values;
    }

    private static long limit(String word) {
        return word.equals("unlimited") ? KernelLimits.UNLIMITED : Long.parseUnsignedLong(word);
    }

    /** The links of /proc/PID/ns: {@code net → net:[4026531840]}. */
    static Map<String, String> namespaces(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words(text)) {
            Matcher namespace = NAMESPACE.matcher(word);
            if (namespace.matches()) {
                values.put(namespace.group(1), word);
            }
        }
        return values;
    }

    /** Words between single spaces. */
    static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** What matters here of /proc/PID/stat; "missing" where the text is too short. */
    record Stat(
            String processGroup, String session, String terminal, String nice, String schedulingPolicy, String pid) {
        boolean leadsItsSession() {
            return !pid.equals(MISSING) && pid.equals(session) && pid.equals(processGroup);
        }
    }

    /**
     * proc_pid_stat(5). The name is in parentheses and may hold anything, a parenthesis too: what counts is the last.
     */
    static Stat stat(String text) {
        int afterName = text.lastIndexOf(')') + 1;
        List<String> fields = new ArrayList<>(words(text.substring(0, Math.max(0, text.indexOf('(')))));
        fields.add("name");
        fields.addAll(words(text.substring(afterName).strip()));
        return new Stat(
                field(fields, 5),
                field(fields, 6),
                field(fields, 7),
                field(fields, 19),
                field(fields, 41),
                field(fields, 1));
    }

    /** By the number that the manual page gives it. */
    private static String field(List<String> fields, int number) {
        return number <= fields.size() ? fields.get(number - 1) : MISSING;
    }

    /** One line of /proc/PID/mountinfo: where, of what type, with which options of the mount itself. */
    record Mount(String point, String type, Set<String> options) {}

    /** /proc/PID/mountinfo; a line that cannot be read is a mount nobody asked for. */
    static List<Mount> mounts(String text) {
        return text.lines().map(ProcFiles::mount).toList();
    }

    private static Mount mount(String line) {
        List<String> fields = words(line);
        int separator = fields.indexOf("-");
        if (fields.size() <= MOUNT_OPTIONS_FIELD || separator < 0 || separator + 1 >= fields.size()) {
            return new Mount(line, "unreadable", Set.of());
        }
        Set<String> options =
                new TreeSet<>(Arrays.asList(fields.get(MOUNT_OPTIONS_FIELD).split(",", -1)));
        return new Mount(unescape(fields.get(MOUNT_POINT_FIELD)), fields.get(separator + 1), options);
    }

    /** The kernel writes space, tab, newline and backslash as octal numbers. */
    private static String unescape(String path) {
        return OCTAL_ESCAPE
                .matcher(path)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(escape.group(1), 8))));
    }
}
