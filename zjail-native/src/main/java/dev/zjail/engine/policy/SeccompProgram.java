package dev.zjail.engine.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * A seccomp filter: classic BPF over {@code struct seccomp_data}. Immutable.
 *
 * <p>The same instructions are installed by the launcher ({@link #toBytes}), read by people ({@link #disassemble}) and
 * interpreted here ({@link #evaluate}), which is how a kill is attributed to a system call after the fact.
 */
public final class SeccompProgram {
    /** The most instructions the kernel takes, {@code BPF_MAXINSNS}. */
    static final int LONGEST = 4096;

    /** Where {@code struct seccomp_data} of linux/seccomp.h holds the number of the system call. */
    static final int OFFSET_NUMBER = 0;

    /** Where it holds the architecture. */
    static final int OFFSET_ARCH = 4;

    private static final int OFFSET_INSTRUCTION_POINTER = 8;
    private static final int OFFSET_ARGUMENTS = 16;
    private static final int ARGUMENTS = ArgumentCondition.ARGUMENTS;
    private static final int DATA_SIZE = OFFSET_ARGUMENTS + ARGUMENTS * Long.BYTES;

    private static final int RETURN_ALLOW = 0x7FFF_0000;
    private static final int RETURN_TRACE = 0x7FF0_0000;
    private static final int RETURN_ERRNO = 0x0005_0000;
    private static final int RETURN_KILL_PROCESS = 0x8000_0000;
    private static final int RETURN_DATA = 0x0000_FFFF;

    /** Above the marks: the tracer lets the call fail with the error below this bit, {@code supervise.h}. */
    private static final int REFUSED = 0x1000;

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
    static int encode(Decision decision) {
        if (decision instanceof Decision.Allow) {
            return RETURN_ALLOW;
        }
        if (decision instanceof Decision.Trace trace) {
            return RETURN_TRACE | trace.mark();
        }
        if (decision instanceof Decision.Fail fail) {
            return RETURN_ERRNO | fail.errno();
        }
        if (decision instanceof Decision.Refuse refuse) {
            return RETURN_TRACE | REFUSED | refuse.errno();
        }
        return RETURN_KILL_PROCESS;
    }

    private static Decision decode(int returned) {
        if (returned == RETURN_ALLOW) {
            return new Decision.Allow();
        }
        if ((returned & ~RETURN_DATA) == RETURN_TRACE) {
            return tracing(returned & RETURN_DATA);
        }
        if (returned == RETURN_KILL_PROCESS) {
            return new Decision.KillProcess();
        }
        if ((returned & ~RETURN_DATA) == RETURN_ERRNO) {
            return new Decision.Fail(returned & RETURN_DATA);
        }
        throw new IllegalStateException("a filter cannot return 0x" + Integer.toHexString(returned));
    }

    private static Decision tracing(int data) {
        return (data & REFUSED) == 0 ? new Decision.Trace(data) : new Decision.Refuse(data & ~REFUSED);
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

    /**
     * Says what the filter does with a system call, by running it.
     *
     * @param auditArch {@code seccomp_data.arch}, a value of {@code AUDIT_ARCH_*}
     * @param number {@code seccomp_data.nr}, with the bit of x32 where it is set
     * @param instructionPointer {@code seccomp_data.instruction_pointer}
     * @param arguments {@code seccomp_data.args}, six of them
     * @return what the kernel does when the program makes that call
     * @throws IllegalArgumentException if there are not six arguments
     */
    public Decision evaluate(int auditArch, int number, long instructionPointer, long[] arguments) {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException("a system call has 6 arguments, but here are " + arguments.length);
        }
        ByteBuffer data = ByteBuffer.allocate(DATA_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(OFFSET_NUMBER, number);
        data.putInt(OFFSET_ARCH, auditArch);
        data.putLong(OFFSET_INSTRUCTION_POINTER, instructionPointer);
        for (int i = 0; i < ARGUMENTS; i++) {
            data.putLong(offsetOfLowHalf(i), arguments[i]);
        }
        return decode(run(data));
    }

    /** Ends, because the program counter only grows and every path meets a return. */
    private int run(ByteBuffer data) {
        int accumulator = 0;
        int next = 0;
        while (true) {
            BpfInstruction instruction = instructions.get(next);
            next++;
            int operand = instruction.operand();
            switch (instruction.operation()) {
                case LOAD -> accumulator = data.getInt(operand);
                case AND -> accumulator &= operand;
                case JUMP -> next += operand;
                case JUMP_IF_EQUAL -> next += skipped(instruction, accumulator == operand);
                case JUMP_IF_GREATER_OR_EQUAL ->
                    next += skipped(instruction, Integer.compareUnsigned(accumulator, operand) >= 0);
                case RETURN -> {
                    return operand;
                }
            }
        }
    }

    private static int skipped(BpfInstruction instruction, boolean holds) {
        return holds ? instruction.jumpTrue() : instruction.jumpFalse();
    }

    /**
     * Writes the filter for people, in the notation of {@code tcpdump -d} and {@code bpf_asm}: an instruction a line,
     * constants marked by {@code #}, jumps with the number of the line they go to, and behind a semicolon what it
     * means.
     *
     * @return lines, each ended by a line feed
     */
    public String disassemble() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < instructions.size(); line++) {
            BpfInstruction instruction = instructions.get(line);
            String code = String.format(Locale.ROOT, "(%04d) %s", line, mnemonic(instruction, line));
            String comment = comment(instruction);
            text.append(comment.isEmpty() ? code : String.format("%-44s; %s", code, comment))
                    .append('\n');
        }
        return text.toString();
    }

    private static String mnemonic(BpfInstruction instruction, int line) {
        String constant = "#0x" + Integer.toHexString(instruction.operand());
        int onTrue = line + 1 + instruction.jumpTrue();
        int onFalse = line + 1 + instruction.jumpFalse();
        return switch (instruction.operation()) {
            case LOAD -> "ld   [" + instruction.operand() + "]";
            case AND -> "and  " + constant;
            case JUMP -> "ja   " + (line + 1 + instruction.operand());
            case JUMP_IF_EQUAL -> comparison("jeq", constant, onTrue, onFalse);
            case JUMP_IF_GREATER_OR_EQUAL -> comparison("jge", constant, onTrue, onFalse);
            case RETURN -> "ret  " + constant;
        };
    }

    private static String comparison(String name, String constant, int onTrue, int onFalse) {
        return String.format(Locale.ROOT, "%s  %-12s jt %-4d jf %d", name, constant, onTrue, onFalse);
    }

    private static String comment(BpfInstruction instruction) {
        if (instruction.operation() != BpfInstruction.Operation.RETURN) {
            return instruction.note();
        }
        String decision = describe(decode(instruction.operand()));
        return instruction.note().isEmpty() ? decision : decision + ": " + instruction.note();
    }

    private static String describe(Decision decision) {
        if (decision instanceof Decision.Allow) {
            return "ALLOW";
        }
        if (decision instanceof Decision.Trace trace) {
            return trace.mark() == 0 ? "TRACE" : "TRACE " + trace.mark();
        }
        if (decision instanceof Decision.Fail fail) {
            return "ERRNO " + fail.errno();
        }
        if (decision instanceof Decision.Refuse refuse) {
            return "REFUSE " + refuse.errno();
        }
        return "KILL_PROCESS";
    }
}
