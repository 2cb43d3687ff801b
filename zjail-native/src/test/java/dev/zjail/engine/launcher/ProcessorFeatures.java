package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What this host's processor does, as {@code processor-features.c} finds out without the launcher: some virtual
 * machines lack what others have.
 */
public final class ProcessorFeatures {
    private static final List<String> FOUND = find();

    private ProcessorFeatures() {}

    /** Whether a program can be kept from reading the time stamp counter. */
    static boolean trapsCounter() {
        return FOUND.contains("counter");
    }

    /** Whether a program can be stopped at an instruction by the debug registers. */
    static boolean trapsInstructions() {
        return FOUND.contains("instructions");
    }

    /** Whether a program can make system calls of i386; elsewhere the attempt is a SIGSEGV. */
    public static boolean hasCallsOfI386() {
        return FOUND.contains("i386");
    }

    /** How a run ends that makes such a call by {@code int 0x80}. */
    static void assertCalledI386(Termination termination, int number) {
        if (!hasCallsOfI386()) {
            assertThat(termination).isEqualTo(new Signaled("SIGSEGV", 11, false));
            return;
        }
        assertThat(termination)
                .isInstanceOfSatisfying(
                        SyscallDenied.class,
                        denied -> assertThat(denied)
                                .returns("i386", SyscallDenied::architecture)
                                .returns(number, SyscallDenied::number));
    }

    /**
     * What a watched run cannot see here, of a program that may ask the processor for random numbers, or of another.
     */
    static Set<NondeterminismSource> unseenHere(boolean mayDrawRandomNumbers) {
        Set<NondeterminismSource> unseen = EnumSet.noneOf(NondeterminismSource.class);
        if (!trapsCounter()) {
            unseen.add(NondeterminismSource.TIME_STAMP_COUNTER);
        }
        if (mayDrawRandomNumbers && !trapsInstructions()) {
            unseen.add(NondeterminismSource.PROCESSOR_RANDOMNESS);
        }
        return unseen;
    }

    private static List<String> find() {
        String program = CProgram.file("processor-features.c").toString();
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
