package dev.zjail.engine.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A seccomp filter: classic BPF over {@code struct seccomp_data}. Immutable.
 *
 * <p>The launcher installs it ({@link #toBytes}).
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SeccompProgram {
    /** The most instructions the kernel takes, {@code BPF_MAXINSNS}. */
    static final int LONGEST = 4096;

    /** Where {@code struct seccomp_data} of linux/seccomp.h holds the number of the system call. */
    static final int OFFSET_NUMBER = 0;

    /** Where it holds the architecture. */
    static final int OFFSET_ARCH = 4;

    private static final int OFFSET_ARGUMENTS = 16;

    static final int RETURN_ALLOW = 0x7FFF_0000;
    static final int RETURN_TRACE = 0x7FF0_0000;
    static final int RETURN_ERRNO = 0x0005_0000;
    static final int RETURN_KILL_PROCESS = 0x8000_0000;

    /** Above the marks: the tracer lets the call fail with the error below this bit, {@code supervise.h}. */
    static final int REFUSED = 0x1000;

    private final List<BpfInstruction> instructions;

    SeccompProgram(List<BpfInstruction> instructions) {
        if (instructions.size() > LONGEST) {
            throw new InvalidPolicyException(
                    "policy",
                    "must make a filter of at most " + LONGEST + " instructions, which is what the kernel takes",
                    Integer.toString(instructions.size()),
                    "allow fewer calls with fewer rules on their arguments");
        }
        this.instructions = List.copyOf(instructions);
    }

    /** Where the low half of an argument lies; both architectures are little-endian. */
    static int offsetOfLowHalf(int argument) {
        return OFFSET_ARGUMENTS + argument * Long.BYTES;
    }

    /** Where the high half of an argument lies. */
    static int offsetOfHighHalf(int argument) {
        return offsetOfLowHalf(argument) + Integer.BYTES;
    }

    /** The value a filter returns to the kernel for a decision. */
    static int encode(SeccompAction decision) {
        if (decision instanceof SeccompAction.Allow) {
            return RETURN_ALLOW;
        }
        if (decision instanceof SeccompAction.Trace trace) {
            return RETURN_TRACE | trace.mark();
        }
        if (decision instanceof SeccompAction.Fail fail) {
            return RETURN_ERRNO | fail.errno();
        }
        if (decision instanceof SeccompAction.Refuse refuse) {
            return RETURN_TRACE | REFUSED | refuse.errno();
        }
        return RETURN_KILL_PROCESS;
    }

    /**
     * Encodes the filter as the kernel takes it.
     *
     * @return an array of {@code struct sock_filter} (linux/filter.h), 8 bytes each, little-endian
     */
    public byte[] toBytes() {
        ByteBuffer buffer =
                ByteBuffer.allocate(instructions.size() * BpfInstruction.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        instructions.forEach(instruction -> instruction.writeTo(buffer));
        return buffer.array();
    }

    /**
     * Counts the instructions.
     *
     * @return 1 to 4096
     */
    public int length() {
        return instructions.size();
    }

    /** For the tests, which run them and write them for people. */
    List<BpfInstruction> instructions() {
        return instructions;
    }
}
