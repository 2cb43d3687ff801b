package dev.zjail.engine.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds instructions that ask the processor for random numbers: {@code rdrand} and {@code rdseed} of x86-64. Of AArch64
 * none are looked for: the launcher could not stop there. Not safe for use by many threads.
 *
 * <p>Their three bytes are in other instructions too, as part of a distance or of a number. So it is asked whether one
 * begins there, by reading on from many places before: whoever begins to read amid an instruction is in step after a
 * few.
 */
final class RandomInstructions {
    /** As many as are kept; more than can be watched. */
    static final int MOST = 64;
    /** How much before a place is looked at to tell whether an instruction begins there. */
    static final int BYTES_BEFORE = 64;
    /** How much behind its first byte the longest instruction reaches. */
    static final int BYTES_AFTER = 15;

    private static final int STARTS = 32;
    private static final int STARTS_IN_STEP = 24;

    /**
     * So near behind another it is most often the same draw tried again, when the first gave nothing: libstdc++ does
     * so. Whoever stops at the first sees such a draw without stopping at the second.
     */
    private static final int RETRY_BYTES = 64;

    /** Real programs have one in two MiB; a file that is made of nothing else is not to take for ever. */
    private static final int MOST_CANDIDATES = 10_000;

    private final boolean hasThem;
    private final List<Long> first = new ArrayList<>();
    private final List<Long> retries = new ArrayList<>();
    private int candidates;

    RandomInstructions(ElfArchitecture architecture) {
        hasThem = architecture.equals(ElfArchitecture.X86_64);
    }

    /**
     * Looks at some code.
     *
     * @param code the code, with what is before and behind
     * @param from where to begin
     * @param to where to end, before what is behind
     * @param distance what to add to an index to get the distance from the entry point
     */
    void look(byte[] code, int from, int to, long distance) {
        int end = Math.min(to, code.length - 2);
        for (int at = from; hasThem && at < end; at++) {
            if (code[at] == 0x0f && isRandom(code, at) && candidates++ < MOST_CANDIDATES) {
                int start = startOfInstruction(code, at);
                if (start >= 0) {
                    keep(start + distance);
                }
            }
        }
    }

    /** Of the group {@code 0f c7} those on a register; {@code /6} is rdrand, {@code /7} rdseed. */
    private static boolean isRandom(byte[] code, int at) {
        return (code[at + 1] & 0xff) == 0xc7 && (code[at + 2] & 0xff) >= 0xf0;
    }

    /** Where the instruction begins whose opcode is here, its prefixes included; -1 if none of these seems to be. */
    private static int startOfInstruction(byte[] code, int opcode) {
        int earliest = Math.max(0, opcode - BYTES_BEFORE);
        int latest = Math.max(earliest + 1, Math.min(earliest + STARTS, opcode));
        List<X86Instruction> found = IntStream.range(earliest, Math.max(latest, earliest + 1))
                .mapToObj(start -> readOn(code, start, opcode))
                .filter(last -> last.opcode() == opcode && !last.isRepeated())
                .toList();
        int needed = Math.max(1, Math.min(STARTS_IN_STEP, (latest - earliest) * STARTS_IN_STEP / STARTS));
        return found.size() >= needed ? found.get(0).start() : -1;
    }

    /** The last instruction that does not begin behind a place. */
    private static X86Instruction readOn(byte[] code, int start, int opcode) {
        X86Instruction instruction = X86Instruction.at(code, start);
        while (instruction.end() <= opcode) {
            instruction = X86Instruction.at(code, instruction.end());
        }
        return instruction;
    }

    private void keep(long distance) {
        List<Long> list = isRetry(distance) ? retries : first;
        if (list.size() < MOST) {
            list.add(distance);
        }
    }

    private boolean isRetry(long distance) {
        return !first.isEmpty() && distance - first.get(first.size() - 1) <= RETRY_BYTES;
    }

    /** All places but such retries; those too as long as a thread can be stopped at all of them. */
    List<Long> distances() {
        int room = Math.max(0, RootfsFixture.DEBUG_REGISTERS - first.size());
        List<Long> distances = new ArrayList<>(first);
        distances.addAll(retries.subList(0, Math.min(room, retries.size())));
        return distances;
    }
}
