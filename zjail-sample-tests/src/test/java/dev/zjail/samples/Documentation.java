package dev.zjail.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
