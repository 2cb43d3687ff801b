package dev.zjail.calibration.corpus;

import dev.zjail.engine.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the corpus' directory. */
final class CorpusFiles {
    static final Path ROOT = Path.of("src", "test", "c", "corpus");

    private CorpusFiles() {}

    /** Every source, in the order of the paths. */
    static List<Path> sources() {
        return ending(".c");
    }

    /** What the sources share. */
    static List<Path> headers() {
        return ending(".h");
    }

    private static List<Path> ending(String suffix) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Bytes read(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
