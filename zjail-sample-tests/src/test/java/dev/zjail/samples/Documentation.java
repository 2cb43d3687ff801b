package dev.zjail.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The project's Markdown pages, and the blocks of code in them that name where they come from:
 *
 * <pre>
 * &lt;!-- snippet: first-test --&gt;
 * </pre>
 *
 * in the line before a block says that its text is a snippet of this project's sources; {@code output: NAME}, that it
 * is what something prints.
 */
final class Documentation {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^<!-- (snippet|output): (\\S+) -->\\R```\\w*\\R((?s:.*?))^```$");
    private static final Pattern NAME = Pattern.compile("<!-- (?:snippet|output): ");

    private Documentation() {}

    /** A block of a page: what it is of, by which name, and its text. */
    record Block(Path page, String kind, String name, String text) {}

    static List<Block> blocks(String kind) {
        return pages().flatMap(Documentation::blocksOf)
                .filter(block -> block.kind().equals(kind))
                .toList();
    }

    private static Stream<Block> blocksOf(Path page) {
        String text = read(page);
        List<Block> blocks = BLOCK.matcher(text)
                .results()
                .map(match -> new Block(page, match.group(1), match.group(2), match.group(3)))
                .toList();
        if (NAME.matcher(text).results().count() != blocks.size()) {
            throw new IllegalStateException(
                    page + ": a snippet is named, and no block of code begins in the next line");
        }
        return blocks.stream();
    }

    private static Stream<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            List<Path> docs =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(docs.stream(), Stream.of(ROOT.resolve("README.md"))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The parts of a project's Java sources that the documentation shows: what is between the comments {@code snippet:
     * NAME} and {@code end: NAME}, without these lines and without common indentation. A name that comes several times
     * joins its parts.
     */
    static final class Snippets {
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
            for (String line : read(file).lines().toList()) {
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
}
