package dev.zjail.calibration.corpus;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.rootfs.FileMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program of the corpus.
 *
 * @param nature what it is
 * @param programClass the name of its class, which is that of its directory
 * @param name its name
 * @param source its source
 * @param header what the comment at its beginning says
 */
public record CorpusProgram(Nature nature, String programClass, String name, Path source, Header header) {

    /**
     * Identifies it.
     *
     * @return such as {@code nondeterministic/clock-ns/realtime_printed}
     */
    public String id() {
        return nature.directory() + "/" + programClass + "/" + name;
    }

    /**
     * Says what this machine lacks to run it.
     *
     * @return a phrase, or nothing if it can be run
     */
    public Optional<String> missing() {
        return header.missing()
                .or(() -> header.files().stream()
                        .map(FileMapping::host)
                        .filter(file -> !Files.exists(file))
                        .map(file -> "the file " + file)
                        .findFirst());
    }

    /**
     * Says how it is run.
     *
     * @return a specification; the program is compiled if it is not yet
     */
    public JailSpec spec() {
        return header.spec(CorpusCompiler.compiled(this));
    }

    /**
     * Says how it is run on its other input.
     *
     * @return one specification, or none if it has no input
     */
    public List<JailSpec> contrasts() {
        return header.contrast().map(spec()::withStdin).stream().toList();
    }

    /**
     * Lists the exit statuses that are as expected.
     *
     * @return by default only 0
     */
    public Set<Integer> exitStatuses() {
        return header.exitStatuses();
    }

    /**
     * Says whether it needs an instruction that not every processor has.
     *
     * @return whether it does
     */
    public boolean needsInstruction() {
        return header.needsInstruction();
    }

    /**
     * Says how rarely chance alone makes it do something else.
     *
     * @return in fewer than one of so many runs with nothing varied, if it is so by construction
     */
    public Optional<Integer> chanceOneIn() {
        return header.chanceOneIn();
    }

    /**
     * Says whether its output should depend on its input.
     *
     * @return whether it has another input
     */
    public boolean hasContrast() {
        return header.contrast().isPresent();
    }

    @Override
    public String toString() {
        return id();
    }

    /** The bytes of its source. */
    Bytes content() {
        return CorpusFiles.read(source);
    }
}
