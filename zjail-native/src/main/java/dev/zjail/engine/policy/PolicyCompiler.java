package dev.zjail.engine.policy;

import static dev.zjail.engine.policy.BpfInstruction.jump;
import static dev.zjail.engine.policy.BpfInstruction.jumpIfEqual;
import static dev.zjail.engine.policy.BpfInstruction.jumpIfGreaterOrEqual;
import static dev.zjail.engine.policy.BpfInstruction.load;
import static dev.zjail.engine.policy.BpfInstruction.returning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns rules into a filter: the architecture first, then x32, then a search for the number of the call, which ends at
 * one block for each rule, in the order of the numbers, and at the end of everything else.
 *
 * <p>A block begins with the comparison of the number and never falls out of its end, so that it can be read, and
 * moved, by itself. The numbers are searched by halves because the kernel runs a filter once for every number there is
 * when it is installed, to learn which calls are always allowed (since Linux 5.11, seccomp_cache_prepare()).
 */
final class PolicyCompiler {
    private final Architecture architecture;
    private final GuestStart start;

    /** Whatever other flags there are. */
    private static final ArgumentCondition.Bits UNTRACED = new ArgumentCondition.Bits(
            0,
            KernelConstant.CLONE_UNTRACED.value(),
            ~KernelConstant.CLONE_UNTRACED.value(),
            "flags has CLONE_UNTRACED");

    /**
     * So many comparisons cost less than to halve further; a short filter stays one that can be read from top to
     * bottom.
     */
    private static final int MOST_IN_A_ROW = 16;

    /** As far as the first of them can jump, with the instructions around them. */
    private static final int MOST_CONSTANTS = 200;

    private static final int KILL = SeccompProgram.encode(new SeccompAction.KillProcess());

    /** What becomes of every call of this architecture that no rule speaks of: the one place that knows. */
    private final int otherwise;

    PolicyCompiler(Architecture architecture, GuestStart start) {
        this(architecture, start, new SeccompAction.KillProcess());
    }

    PolicyCompiler(Architecture architecture, GuestStart start, SeccompAction otherwise) {
        this.architecture = architecture;
        this.start = start;
        this.otherwise = SeccompProgram.encode(otherwise);
    }

    /** Rules for calls that the architecture does not have are left out: nobody can make those calls. */
    SeccompProgram compile(Collection<SyscallRule> rules) {
        return compileClauses(rules.stream().collect(Collectors.toMap(SyscallRule::syscall, Clause::of)));
    }

    /** By the kernel's name of the call; for each the clauses in the order in which they are asked. */
    SeccompProgram compileClauses(Map<String, List<Clause>> calls) {
        SortedMap<Integer, String> byNumber = new TreeMap<>();
        calls.keySet()
                .forEach(call -> architecture.syscallNumber(call).ifPresent(number -> byNumber.put(number, call)));

        List<Block> blocks = byNumber.entrySet().stream()
                .map(entry -> new Block(entry.getKey(), block(entry.getKey(), entry.getValue(), calls)))
                .toList();
        List<BpfInstruction> program = concatenate(prologue(), search(blocks));
        return new SeccompProgram(program);
    }

    private List<BpfInstruction> prologue() {
        return List.of(
                load(SeccompProgram.OFFSET_ARCH, "architecture"),
                jumpIfEqual(architecture.auditArch(), 1, 0, architecture.toString()),
                returning(KILL, "any other architecture"),
                load(SeccompProgram.OFFSET_NUMBER, "system call"),
                jumpIfGreaterOrEqual(CallingConvention.X32_BIT, 0, 1, "x32"),
                returning(KILL, ""));
    }

    /** What is said of one system call, beginning with the comparison of its number. */
    private record Block(int number, List<BpfInstruction> instructions) {}

    /** Halves the numbers until few are left, and asks for those one by one. */
    private List<BpfInstruction> search(List<Block> blocks) {
        if (blocks.size() <= MOST_IN_A_ROW) {
            List<BpfInstruction> row = new ArrayList<>();
            blocks.forEach(block -> row.addAll(block.instructions()));
            row.add(returning(otherwise, "every other system call"));
            return row;
        }
        int middle = blocks.size() / 2;
        List<BpfInstruction> below = search(blocks.subList(0, middle));
        List<BpfInstruction> from = search(blocks.subList(middle, blocks.size()));
        return concatenate(fork(blocks.get(middle).number(), below.size()), concatenate(below, from));
    }

    /** Falls through below a number, and jumps over so many instructions from it on. */
    private static List<BpfInstruction> fork(int number, int below) {
        return below <= BpfInstruction.FARTHEST_JUMP
                ? List.of(jumpIfGreaterOrEqual(number, below, 0, ""))
                : List.of(jumpIfGreaterOrEqual(number, 0, 1, ""), jump(below));
    }

    private List<BpfInstruction> block(int number, String call, Map<String, List<Clause>> calls) {
        List<BpfInstruction> body = body(keepingChildrenTraced(call, calls.getOrDefault(call, List.of())));
        List<BpfInstruction> block = new ArrayList<>();
        if (body.size() <= BpfInstruction.FARTHEST_JUMP) {
            block.add(jumpIfEqual(number, 0, body.size(), call));
        } else {
            block.add(jumpIfEqual(number, 1, 0, call));
            block.add(jump(body.size()));
        }
        block.addAll(body);
        return block;
    }

    /**
     * A child that nobody is to trace ({@code CLONE_UNTRACED}, clone(2)) would be confined as any other, but nobody
     * could count it or tell what it was killed for. So wherever a policy lets it be made, the launcher is asked, and
     * takes the flag away; without a launcher the kernel does not make the call (seccomp(2),
     * {@code SECCOMP_RET_TRACE}).
     */
    private static List<Clause> keepingChildrenTraced(String call, List<Clause> clauses) {
        return call.equals("clone")
                ? clauses.stream()
                        .flatMap(PolicyCompiler::keepingChildrenTraced)
                        .toList()
                : clauses;
    }

    private static Stream<Clause> keepingChildrenTraced(Clause clause) {
        boolean makes =
                clause.decision() instanceof SeccompAction.Allow || clause.decision() instanceof SeccompAction.Trace;
        return makes && clause.conditions().stream().allMatch(PolicyCompiler::letsUntracedPass)
                ? Stream.of(
                        clause.and(List.of(UNTRACED), new SeccompAction.Trace(SeccompAction.Trace.HIDES_CHILD)), clause)
                : Stream.of(clause);
    }

    private static boolean letsUntracedPass(ArgumentCondition condition) {
        ArgumentCondition.Bits bits = condition.bind(GuestStart.ANY);
        return bits.position() != UNTRACED.position()
                || ((bits.required() | bits.optional()) & UNTRACED.required()) != 0;
    }

    private List<BpfInstruction> body(List<Clause> clauses) {
        List<BpfInstruction> body = new ArrayList<>();
        int at = 0;
        while (at < clauses.size()) {
            Clause clause = clauses.get(at);
            List<ArgumentCondition.Bits> constants = constantsInARow(clauses.subList(at, clauses.size()));
            BpfInstruction decide = returning(SeccompProgram.encode(clause.decision()), "");
            body.addAll(constants.size() > 1 ? oneOf(constants, decide) : alternative(clause.conditions(), decide));
            if (clause.decidesAll()) {
                return body;
            }
            at += Math.max(1, constants.size());
        }
        body.add(returning(otherwise, "any other arguments"));
        return body;
    }

    /**
     * The constants that one argument may be, as far as clauses say this one after the other and differ in nothing
     * else: one look at the high half does for all of them.
     */
    private static List<ArgumentCondition.Bits> constantsInARow(List<Clause> clauses) {
        List<ArgumentCondition.Bits> constants = new ArrayList<>();
        for (Clause clause : clauses) {
            Optional<ArgumentCondition.Bits> constant = constant(clause)
                    .filter(next -> constants.size() < MOST_CONSTANTS
                            && clause.decision().equals(clauses.get(0).decision())
                            && constants.stream().limit(1).allMatch(first -> haveSameHighHalf(first, next)));
            if (constant.isEmpty()) {
                return constants;
            }
            constants.add(constant.get());
        }
        return constants;
    }

    /** Not what only the start of the guest tells: where a filter has which instruction is the same for each start. */
    private static Optional<ArgumentCondition.Bits> constant(Clause clause) {
        return clause.conditions().size() == 1
                        && clause.conditions().get(0) instanceof ArgumentCondition.Bits bits
                        && bits.optional() == 0
                ? Optional.of(bits)
                : Optional.empty();
    }

    private static boolean haveSameHighHalf(ArgumentCondition.Bits first, ArgumentCondition.Bits other) {
        return first.position() == other.position()
                && first.required() >>> Integer.SIZE == other.required() >>> Integer.SIZE;
    }

    /** Falls through to the decision if the argument is one of the constants, or jumps behind it. */
    private static List<BpfInstruction> oneOf(List<ArgumentCondition.Bits> constants, BpfInstruction decide) {
        int position = constants.get(0).position();
        int high = (int) (constants.get(0).required() >>> Integer.SIZE);
        int last = constants.size() - 1;
        List<BpfInstruction> built = new ArrayList<>(highHalf(position));
        built.add(jumpIfEqual(high, 0, constants.size() + 2, ""));
        built.addAll(lowHalf(position));
        for (int i = 0; i <= last; i++) {
            ArgumentCondition.Bits constant = constants.get(i);
            built.add(jumpIfEqual((int) constant.required(), last - i, i == last ? 1 : 0, constant.description()));
        }
        built.add(decide);
        return built;
    }

    private static List<BpfInstruction> highHalf(int position) {
        return List.of(load(SeccompProgram.offsetOfHighHalf(position), "argument " + position + ", high half"));
    }

    private static List<BpfInstruction> lowHalf(int position) {
        return List.of(load(SeccompProgram.offsetOfLowHalf(position), "argument " + position + ", low half"));
    }

    /** Falls through to the decision if all conditions hold; the first that does not jumps behind it. */
    private List<BpfInstruction> alternative(List<ArgumentCondition> conditions, BpfInstruction decide) {
        List<BpfInstruction> built = List.of(decide);
        for (int i = conditions.size() - 1; i >= 0; i--) {
            built = concatenate(test(conditions.get(i), built.size()), built);
        }
        return built;
    }

    /** Compares the high half first, then the low one: the kernel's registers have 64 bits, and BPF's have 32. */
    private List<BpfInstruction> test(ArgumentCondition condition, int toNextAlternative) {
        ArgumentCondition.Bits bits = condition.bind(start);
        int position = bits.position();
        List<BpfInstruction> low = new ArrayList<>(lowHalf(position));
        low.addAll(compare((int) bits.required(), (int) bits.optional(), toNextAlternative, bits.description()));

        List<BpfInstruction> high = new ArrayList<>(highHalf(position));
        high.addAll(compare(
                (int) (bits.required() >>> Integer.SIZE),
                (int) (bits.optional() >>> Integer.SIZE),
                low.size() + toNextAlternative,
                ""));
        return concatenate(high, low);
    }

    private static List<BpfInstruction> compare(int required, int optional, int toNextAlternative, String note) {
        BpfInstruction comparison = jumpIfEqual(required, 0, toNextAlternative, note);
        return optional == 0 ? List.of(comparison) : List.of(BpfInstruction.and(~optional), comparison);
    }

    private static List<BpfInstruction> concatenate(List<BpfInstruction> first, List<BpfInstruction> second) {
        List<BpfInstruction> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
