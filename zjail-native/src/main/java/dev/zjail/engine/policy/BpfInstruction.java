package dev.zjail.engine.policy;

import java.nio.ByteBuffer;

/**
 * One instruction of classic BPF, as in linux/filter.h. A filter needs six of them.
 *
 * @param operation what it does
 * @param jumpTrue how many instructions to skip if the comparison holds, 0 to 255
 * @param jumpFalse how many to skip if not, 0 to 255
 * @param operand the constant {@code k}
 * @param note what it means, for people
 */
record BpfInstruction(Operation operation, int jumpTrue, int jumpFalse, int operand, String note) {

    /** The size of {@code struct sock_filter}. */
    static final int SIZE = 8;

    /** The farthest a comparison can jump. */
    static final int FARTHEST_JUMP = 255;

    /** The operations, by their code in linux/bpf_common.h. */
    enum Operation {
        /**
         * {@code BPF_LD|BPF_W|BPF_ABS}: the accumulator becomes the word at an offset of {@code struct seccomp_data}.
         */
        LOAD(0x20),
        /** {@code BPF_ALU|BPF_AND|BPF_K}. */
        AND(0x54),
        /** {@code BPF_JMP|BPF_JEQ|BPF_K}. */
        JUMP_IF_EQUAL(0x15),
        /** {@code BPF_JMP|BPF_JGE|BPF_K}, unsigned. */
        JUMP_IF_GREATER_OR_EQUAL(0x35),
        /** {@code BPF_JMP|BPF_JA}: skips as many instructions as the operand says. */
        JUMP(0x05),
        /** {@code BPF_RET|BPF_K}. */
        RETURN(0x06);

        private final int code;

        Operation(int code) {
            this.code = code;
        }
    }

    BpfInstruction {
        if (jumpTrue < 0 || jumpTrue > FARTHEST_JUMP || jumpFalse < 0 || jumpFalse > FARTHEST_JUMP) {
            throw new IllegalArgumentException(
                    "a jump must skip 0 to 255 instructions, but was: " + jumpTrue + " or " + jumpFalse);
        }
    }

    static BpfInstruction load(int offset, String note) {
        return new BpfInstruction(Operation.LOAD, 0, 0, offset, note);
    }

    static BpfInstruction and(int mask) {
        return new BpfInstruction(Operation.AND, 0, 0, mask, "");
    }

    static BpfInstruction jumpIfEqual(int value, int jumpTrue, int jumpFalse, String note) {
        return new BpfInstruction(Operation.JUMP_IF_EQUAL, jumpTrue, jumpFalse, value, note);
    }

    static BpfInstruction jumpIfGreaterOrEqual(int value, int jumpTrue, int jumpFalse, String note) {
        return new BpfInstruction(Operation.JUMP_IF_GREATER_OR_EQUAL, jumpTrue, jumpFalse, value, note);
    }

    static BpfInstruction jump(int distance) {
        return new BpfInstruction(Operation.JUMP, 0, 0, distance, "");
    }

    static BpfInstruction returning(int value, String note) {
        return new BpfInstruction(Operation.RETURN, 0, 0, value, note);
    }

    /** Writes {@code struct sock_filter}. */
    void writeTo(ByteBuffer buffer) {
        buffer.putShort((short) operation.code)
                .put((byte) jumpTrue)
                .put((byte) jumpFalse)
                .putInt(operand);
    }
}
