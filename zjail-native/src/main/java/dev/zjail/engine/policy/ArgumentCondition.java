package dev.zjail.engine.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one argument of a system call must be: the bits in {@code required} are set, those in {@code optional} may be,
 * and all others of the 64 are clear.
 *
 * <p>There is no other form on purpose: every rule compares the high half too. The kernel cuts an {@code int} argument
 * off at 32 bits but takes a {@code long} or a pointer whole, so that a rule about the low half alone means something
 * else than what the kernel then does. The price is that a program is killed that leaves rubbish in the high half of an
 * {@code int}, which the calling convention lets it do: a wrong kill shows its arguments, a wrong pass shows nothing.
 */
sealed interface ArgumentCondition {

    /** How many arguments a system call has. */
    int ARGUMENTS = 6;

    /** The position of the argument, 0 to 5. */
    int position();

    /** The condition in words. */
    String description();

    /** The bits to compare once it is known which guest starts, and how. */
    Bits bind(GuestStart start);

    /** Says whether the argument can have all these bits. */
    boolean canHave(long bits);

    /** The argument is exactly this constant. */
    static ArgumentCondition equal(int position, String argument, KernelConstant constant) {
        return new Bits(position, constant.value(), 0, argument + " == " + constant);
    }

    /** The argument is zero. */
    static ArgumentCondition zero(int position, String argument, String zero) {
        return new Bits(position, 0, 0, argument + " == " + zero);
    }

    /** The argument has no bits but these. */
    static ArgumentCondition only(int position, String argument, KernelConstant... optional) {
        return new Bits(
                position, 0, union(List.of(optional)), argument + " has no bits but " + join(List.of(optional)));
    }

    /** The argument has all these bits and no others. */
    static ArgumentCondition exactly(int position, String argument, KernelConstant... required) {
        return new Bits(position, union(List.of(required)), 0, argument + " == " + join(List.of(required)));
    }

    /** The argument has the first bits, and beyond them none but the second. */
    static ArgumentCondition withOptional(
            int position, String argument, KernelConstant required, List<KernelConstant> optional) {
        return withOptional(position, argument, List.of(required), optional);
    }

    /** The argument has all bits of the first list, and beyond them none but those of the second. */
    static ArgumentCondition withOptional(
            int position, String argument, List<KernelConstant> required, List<KernelConstant> optional) {
        return new Bits(
                position,
                union(required),
                union(optional),
                argument + " == " + join(required) + ", with or without " + join(optional));
    }

    /** The argument is the {@code int} -1. */
    static ArgumentCondition minusOne(int position, String argument) {
        return new Bits(position, 0xFFFF_FFFFL, 0, argument + " == -1");
    }

    /** The argument is 0 or a positive {@code int}. */
    static ArgumentCondition notNegative(int position, String argument) {
        return new Bits(position, 0, Integer.MAX_VALUE, argument + " is 0 to " + Integer.MAX_VALUE);
    }

    private static long union(List<KernelConstant> constants) {
        return constants.stream().mapToLong(KernelConstant::value).reduce(0, (left, right) -> left | right);
    }

    private static String join(List<KernelConstant> constants) {
        return constants.stream().map(KernelConstant::name).collect(Collectors.joining("|"));
    }

    /**
     * A condition on bits.
     *
     * @param position the position of the argument, 0 to 5
     * @param required the bits that must be set
     * @param optional the bits that may be set
     * @param description the condition in words
     */
    record Bits(int position, long required, long optional, String description) implements ArgumentCondition {
        public Bits {
            if (position < 0 || position >= ARGUMENTS) {
                throw new IllegalArgumentException("a system call has arguments 0 to 5, but not " + position);
            }
            if ((required & optional) != 0) {
                throw new IllegalArgumentException("a bit is either required or optional: " + description);
            }
        }

        @Override
        public Bits bind(GuestStart start) {
            return this;
        }

        @Override
        public boolean canHave(long bits) {
            return (bits & ~(required | optional)) == 0;
        }

        boolean holds(long argument) {
            return canHave(argument) && (argument & required) == required;
        }
    }

    /**
     * The argument is the address at which the launcher, and nobody else, keeps the path it executes.
     *
     * @param position the position of the argument
     */
    record LauncherPath(int position) implements ArgumentCondition {
        @Override
        public String description() {
            return "filename is the launcher's own pointer, an address drawn for each run";
        }

        @Override
        public Bits bind(GuestStart start) {
            return new Bits(position, start.execvePath(), 0, "filename == the launcher's pointer");
        }

        @Override
        public boolean canHave(long bits) {
            return true;
        }
    }

    /**
     * The argument is the guest's own user id, which is its group id too.
     *
     * @param position the position of the argument
     * @param argument what the manual page calls it
     */
    record OwnId(int position, String argument) implements ArgumentCondition {
        private static final long ALL_OF_AN_INT = 0xFFFF_FFFFL;

        @Override
        public String description() {
            return argument + " is the guest's own id";
        }

        @Override
        public Bits bind(GuestStart start) {
            return new Bits(position, start.userId() & ALL_OF_AN_INT, 0, description());
        }

        @Override
        public boolean canHave(long bits) {
            return (bits & ~ALL_OF_AN_INT) == 0;
        }
    }
}
