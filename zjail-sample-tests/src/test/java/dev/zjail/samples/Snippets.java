package dev.zjail.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of a project's Java sources that the documentation shows: what is between the comments {@code snippet:
 * NAME} and {@code end: NAME}, without these lines and without common indentation. A name that comes several times
 * joins its parts.
 */
final class Snippets {
    private static final Pattern MARK = Pattern.compile("\\s*// (snippet|end): (\\S+)");

    private final Map<String, StringBuilder> texts = new TreeMap<>();

    static Snippets below(Path directory) {
        Snippets snippets = new Snippets();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(snippets::collect);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return snippets;
    }

    Set<String> names() {
        return texts.keySet();
    }

    String text(String name) {
        // Without the last line feed: an empty last line would count as one without indentation.
        return texts.getOrDefault(name, new StringBuilder())
                        .toString()
                        .stripTrailing()
                        .stripIndent() + "\n";
    }

    private void collect(Path file) {
        Set<String> open = new HashSet<>();
        for (String line : Documentation.read(file).lines().toList()) {
            Matcher mark = MARK.matcher(line);
            if (!mark.matches()) {
                open.forEach(name -> texts.get(name).append(line).append('\n'));
            } else if (mark.group(1).equals("snippet")) {
                texts.computeIfAbsent(mark.group(2), name -> new StringBuilder());
                open.add(mark.group(2));
            } else if (!open.remove(mark.group(2))) {
                throw new IllegalStateException(file + " ends a snippet that it did not begin: " + mark.group(2));
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(file + " does not end its snippets " + open);
        }
    }
}
