package dev.zjail.calibration.corpus;

import dev.zjail.internal.Blake2b256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All programs whose nature is known. */
public final class Corpus {
    private static final int NATURE = 0;
    private static final int CLASS = 1;
    private static final int FILE = 2;

    private Corpus() {}

    /**
     * Lists the programs, also those that this machine cannot run.
     *
     * @return in the order of their paths
     */
    public static List<CorpusProgram> programs() {
        return CorpusFiles.sources().stream().map(Corpus::program).toList();
    }

    /**
     * Finds a program.
     *
     * @param id such as {@code deterministic/pure/primes}
     * @return the program
     */
    public static CorpusProgram program(String id) {
        return program(CorpusFiles.ROOT.resolve(id + ".c"));
    }

    private static CorpusProgram program(Path source) {
        Path path = CorpusFiles.ROOT.relativize(source);
        String file = path.getName(FILE).toString();
        return new CorpusProgram(
                Nature.valueOf(path.getName(NATURE).toString().toUpperCase(java.util.Locale.ROOT)),
                path.getName(CLASS).toString(),
                file.substring(0, file.length() - ".c".length()),
                source,
                Header.parse(source));
    }

    /**
     * Lists what only chance makes differ, and rarely by construction.
     *
     * @return ids
     */
    public static Set<String> rare() {
        return programs().stream()
                .filter(program -> program.chanceOneIn().isPresent())
                .map(CorpusProgram::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Identifies the corpus: names and contents of its programs, and what they share.
     *
     * @return BLAKE2b-256, in hexadecimal
     */
    public static String digest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        CorpusFiles.headers()
                .forEach(header -> all.writeBytes(CorpusFiles.read(header).toArray()));
        for (CorpusProgram program : programs()) {
            all.writeBytes((program.id() + "\0").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(program.content().toArray());
        }
        return Blake2b256.of(all.toByteArray());
    }
}
