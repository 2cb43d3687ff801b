package dev.zjail.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Reads the texts of /proc/PID, as proc(5) describes them. What does not look like that is left out, so it is missing.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProcFiles {
    private static final Pattern STATUS_LINE = Pattern.compile("(\\w+):\\s*(.*?)\\s*");
    private static final Pattern NAMESPACE = Pattern.compile("(\\w+):\\[\\d+]");
    private static final String MISSING = "missing";

    private ProcFiles() {}

    /**
     * Reads a file of the kernel's. Names in it, of files or programs, may be any bytes: what is not UTF-8 becomes
     * U+FFFD, and does not keep the rest from being read.
     */
    public static String read(String path) throws IOException {
        return new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
    }

    /** Takes a file apart. A carriage return ends no line: the kernel leaves it in the names that it writes. */
    public static Stream<String> lines(String text) {
        return Arrays.stream(text.split("\n"));
    }

    /** Reads the values of /proc/PID/status. */
    public static Map<String, String> status(String text) {
        Map<String, String> values = new TreeMap<>();
        lines(text)
                .map(STATUS_LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group(1), line.group(2)));
        return values;
    }

    /** Reads the links of /proc/PID/ns. */
    public static Map<String, String> namespaces(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words(text)) {
            Matcher namespace = NAMESPACE.matcher(word);
            if (namespace.matches()) {
                values.put(namespace.group(1), word);
            }
        }
        return values;
    }

    /** Takes a line apart. */
    public static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * What matters here of /proc/PID/stat; "missing" where the text is too short.
     *
     * @param processGroup the process group
     * @param session the session
     * @param terminal the controlling terminal; 0 for none
     * @param nice the nice value
     * @param schedulingPolicy the number of the scheduling policy
     * @param pid the process
     */
    public record Stat(
            String processGroup, String session, String terminal, String nice, String schedulingPolicy, String pid) {
        /** Says whether it is a session's first process. */
        public boolean leadsItsSession() {
            return !pid.equals(MISSING) && pid.equals(session) && pid.equals(processGroup);
        }
    }

    /**
     * Reads /proc/PID/stat. The name is in parentheses and may hold anything, a parenthesis too: what counts is the
     * last.
     */
    public static Stat stat(String text) {
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
}
