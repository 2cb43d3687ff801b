package dev.zjail.engine.policy;

import java.util.List;
import java.util.Locale;

/** Writes a seccomp filter for people, as docs/policies.md shows it. */
final class FilterListing {
    private FilterListing() {}

    /**
     * Writes the filter for people, in the notation of {@code tcpdump -d} and {@code bpf_asm}: an instruction a line,
     * constants marked by {@code #}, jumps with the number of the line they go to, and behind a semicolon what it
     * means.
     *
     * @param program the filter
     * @return lines, each ended by a line feed
     */
    static String of(SeccompProgram program) {
        List<BpfInstruction> instructions = program.instructions();
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
        String decision = describe(FilterInterpreter.decode(instruction.operand()));
        return instruction.note().isEmpty() ? decision : decision + ": " + instruction.note();
    }

    private static String describe(SeccompAction decision) {
        if (decision instanceof SeccompAction.Allow) {
            return "ALLOW";
        }
        if (decision instanceof SeccompAction.Trace trace) {
            return trace.mark() == 0 ? "TRACE" : "TRACE " + trace.mark();
        }
        if (decision instanceof SeccompAction.Fail fail) {
            return "ERRNO " + fail.errno();
        }
        if (decision instanceof SeccompAction.Refuse refuse) {
            return "REFUSE " + refuse.errno();
        }
        return "KILL_PROCESS";
    }
}
