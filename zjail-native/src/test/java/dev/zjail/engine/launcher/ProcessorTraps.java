package dev.zjail.engine.launcher;

import dev.zjail.engine.NondeterminismSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which traps of the processor this host heeds, as {@code processor-traps.c} finds out without the launcher. */
final class ProcessorTraps {
    private static final List<String> HEEDED = heeded();

    private ProcessorTraps() {}

    /** Whether a program can be kept from reading the time stamp counter. */
    static boolean ofCounter() {
        return HEEDED.contains("counter");
    }

    /** Whether a program can be stopped at an instruction by the debug registers. */
    static boolean ofInstructions() {
        return HEEDED.contains("instructions");
    }

    /**
     * What a watched run cannot see here, of a program that may ask the processor for random numbers, or of another.
     */
    static Set<NondeterminismSource> unseenHere(boolean mayDrawRandomNumbers) {
        Set<NondeterminismSource> unseen = EnumSet.noneOf(NondeterminismSource.class);
        if (!ofCounter()) {
            unseen.add(NondeterminismSource.TIME_STAMP_COUNTER);
        }
        if (mayDrawRandomNumbers && !ofInstructions()) {
            unseen.add(NondeterminismSource.RANDOMNESS);
        }
        return unseen;
    }

    private static List<String> heeded() {
        String program = CProgram.file("processor-traps.c").toString();
        try {
            Process probe = new ProcessBuilder(program).start();
            byte[] said = probe.getInputStream().readAllBytes();
            if (probe.waitFor() != 0) {
                throw new IllegalStateException(program + " ended with status " + probe.exitValue());
            }
            return new String(said, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
