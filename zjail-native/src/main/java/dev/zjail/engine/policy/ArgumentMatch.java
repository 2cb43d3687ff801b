package dev.zjail.engine.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What one argument of a system call must be, in a policy of one's own: those of its bits that the mask has are equal
 * to one of the values. All 64 bits of the register are compared, those that the kernel cuts off too.
 *
 * @param index the position of the argument, 0 to 5
 * @param mask the bits that are looked at; -1 for all 64
 * @param values what they may be, at least one; none has a bit outside the mask
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ArgumentMatch(int index, long mask, List<Long> values) {

    /** From so many free bits on, a mask is better read by the bits it has than by those it has not. */
    private static final int FEW_BITS = 32;

    /**
     * Checks index, mask and values.
     *
     * @throws InvalidPolicyException if one breaks its rule
     */
    public ArgumentMatch {
        values = List.copyOf(new LinkedHashSet<>(values));
        if (index < 0 || index >= ArgumentCondition.ARGUMENTS) {
            throw new InvalidPolicyException(
                    "index",
                    "must be 0 to " + (ArgumentCondition.ARGUMENTS - 1),
                    Integer.toString(index),
                    "count the arguments from 0, as in the manual page of the call");
        }
        if (mask == 0) {
            throw new InvalidPolicyException(
                    "mask", "must have a bit to look at", "0x0", "leave out the condition, which would always hold");
        }
        if (values.isEmpty()) {
            throw new InvalidPolicyException("anyOf", "must hold at least one value", "none", "write for instance [0]");
        }
        for (long value : values) {
            if ((value & ~mask) != 0) {
                throw new InvalidPolicyException(
                        "equals",
                        "must have no bits outside the mask " + hex(mask) + ", or it could never hold",
                        hex(value),
                        "add the bits to the mask, or take them away here");
            }
        }
    }

    /**
     * All 64 bits are those of the value.
     *
     * @param index the position of the argument, 0 to 5
     * @param value the value; a negative one has its high half full of ones
     * @return the condition
     * @throws InvalidPolicyException if there is no argument of that index
     */
    public static ArgumentMatch equal(int index, long value) {
        return anyOf(index, List.of(value));
    }

    /**
     * All 64 bits are those of one of the values.
     *
     * @param index the position of the argument, 0 to 5
     * @param values the values, at least one
     * @return the condition
     * @throws InvalidPolicyException if there is no argument of that index, or no value
     */
    public static ArgumentMatch anyOf(int index, List<Long> values) {
        return new ArgumentMatch(index, -1, values);
    }

    /**
     * The argument has no bits but these, and may have any of them: as for flags.
     *
     * @param index the position of the argument, 0 to 5
     * @param bits the bits it may have; not all 64
     * @return the condition
     * @throws InvalidPolicyException if there is no argument of that index, or the bits are all there are
     */
    public static ArgumentMatch onlyBits(int index, long bits) {
        if (bits == -1) {
            throw new InvalidPolicyException(
                    "onlyBits", "must leave a bit out", hex(bits), "leave out the condition, which would always hold");
        }
        return new ArgumentMatch(index, ~bits, List.of(0L));
    }

    /** As few that say the same together: those that look at the same bits become one. */
    static List<ArgumentMatch> joined(List<ArgumentMatch> alternatives) {
        Map<List<Long>, List<Long>> valuesByBits = new LinkedHashMap<>();
        alternatives.forEach(match -> valuesByBits
                .computeIfAbsent(List.of((long) match.index, match.mask), bits -> new ArrayList<>())
                .addAll(match.values));
        return valuesByBits.entrySet().stream()
                .map(entry -> new ArgumentMatch(
                        entry.getKey().get(0).intValue(), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    /** The same as alternatives, each of which the compiler can test by one comparison. */
    List<ArgumentCondition> alternatives() {
        return values.stream()
                .map(value -> (ArgumentCondition) new ArgumentCondition.Bits(index, value, ~mask, describe(value)))
                .toList();
    }

    private String describe(long value) {
        String argument = "argument " + index;
        if (mask == -1) {
            return argument + " == " + hex(value);
        }
        if (value == 0 && Long.bitCount(~mask) < FEW_BITS) {
            return argument + " has no bits but " + hex(~mask);
        }
        return argument + " & " + hex(mask) + " == " + hex(value);
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    @Override
    public String toString() {
        return values.stream().map(this::describe).collect(Collectors.joining(" or "));
    }
}
