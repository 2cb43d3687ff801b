package dev.zjail.engine.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Runs a seccomp filter as the kernel does, to find out what it decides. */
final class FilterInterpreter {
    private static final int OFFSET_INSTRUCTION_POINTER = 8;
    private static final int DATA_SIZE = 16 + ArgumentCondition.ARGUMENTS * Long.BYTES;
    private static final int RETURN_DATA = 0x0000_FFFF;

    private FilterInterpreter() {}

    /**
     * Says what the filter does with a system call, by running it.
     *
     * @param program the filter
     * @param auditArch {@code seccomp_data.arch}, a value of {@code AUDIT_ARCH_*}
     * @param number {@code seccomp_data.nr}, with the bit of x32 where it is set
     * @param instructionPointer {@code seccomp_data.instruction_pointer}
     * @param arguments {@code seccomp_data.args}, six of them
     * @return what the kernel does when the program makes that call
     * @throws IllegalArgumentException if there are not six arguments
     */
    static SeccompAction evaluate(
            SeccompProgram program, int auditArch, int number, long instructionPointer, long[] arguments) {
        if (arguments.length != ArgumentCondition.ARGUMENTS) {
            throw new IllegalArgumentException("a system call has 6 arguments, but here are " + arguments.length);
        }
        ByteBuffer data = ByteBuffer.allocate(DATA_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(SeccompProgram.OFFSET_NUMBER, number);
        data.putInt(SeccompProgram.OFFSET_ARCH, auditArch);
        data.putLong(OFFSET_INSTRUCTION_POINTER, instructionPointer);
        for (int i = 0; i < ArgumentCondition.ARGUMENTS; i++) {
            data.putLong(SeccompProgram.offsetOfLowHalf(i), arguments[i]);
        }
        return decode(run(program.instructions(), data));
    }

    /** Ends, because the program counter only grows and every path meets a return. */
    private static int run(List<BpfInstruction> instructions, ByteBuffer data) {
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

    private static SeccompAction tracing(int data) {
        return (data & SeccompProgram.REFUSED) == 0
                ? new SeccompAction.Trace(data)
                : new SeccompAction.Refuse(data & ~SeccompProgram.REFUSED);
    }

    static SeccompAction decode(int returned) {
        if (returned == SeccompProgram.RETURN_ALLOW) {
            return new SeccompAction.Allow();
        }
        if ((returned & ~RETURN_DATA) == SeccompProgram.RETURN_TRACE) {
            return tracing(returned & RETURN_DATA);
        }
        if (returned == SeccompProgram.RETURN_KILL_PROCESS) {
            return new SeccompAction.KillProcess();
        }
        if ((returned & ~RETURN_DATA) == SeccompProgram.RETURN_ERRNO) {
            return new SeccompAction.Fail(returned & RETURN_DATA);
        }
        throw new IllegalStateException("a filter cannot return 0x" + Integer.toHexString(returned));
    }
}
