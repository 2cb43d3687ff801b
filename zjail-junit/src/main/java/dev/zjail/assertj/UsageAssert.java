package dev.zjail.assertj;

import dev.zjail.engine.Quantities;
import dev.zjail.engine.Usage;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractObjectAssert;

/**
 * Assertions on what a program used. Reach it by {@link JailResultAssert#usage()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class UsageAssert extends AbstractObjectAssert<UsageAssert, Usage> {

    /**
     * Begins assertions on usage.
     *
     * @param actual what was used
     */
    public UsageAssert(Usage actual) {
        super(actual, UsageAssert.class);
    }

    /**
     * Verifies that the program used less CPU time: all its processes together, waited for or not.
     *
     * @param bound what it must stay below
     * @return this assertion
     * @throws AssertionError if it used as much or more
     */
    public UsageAssert hasCpuBelow(Duration bound) {
        isNotNull();
        return isBelow("CPU time", actual.cpuOfAll(), bound);
    }

    /**
     * Verifies that the program took less time on the clock.
     *
     * @param bound what it must stay below
     * @return this assertion
     * @throws AssertionError if it took as long or longer
     */
    public UsageAssert hasWallBelow(Duration bound) {
        isNotNull();
        return isBelow("wall time", actual.wall(), bound);
    }

    /**
     * Verifies that the program's largest resident set was smaller.
     *
     * @param bytes what it must stay below, in bytes
     * @return this assertion
     * @throws AssertionError if it was as large or larger
     */
    public UsageAssert hasMaxResidentBelow(long bytes) {
        isNotNull();
        if (actual.maxResidentBytes() >= bytes) {
            failBelow("resident memory", Quantities.bytes(bytes), Quantities.bytes(actual.maxResidentBytes()));
        }
        return this;
    }

    /**
     * Verifies that the real memory of all processes together stayed below a bound ({@link Usage#peakMemory}).
     *
     * @param bytes what it must stay below, in bytes
     * @return this assertion
     * @throws AssertionError if it was as large or larger
     */
    public UsageAssert hasPeakMemoryBelow(long bytes) {
        isNotNull();
        if (actual.peakMemory() >= bytes) {
            failBelow("peak memory", Quantities.bytes(bytes), Quantities.bytes(actual.peakMemory()));
        }
        return this;
    }

    private UsageAssert isBelow(String what, Duration found, Duration bound) {
        if (found.compareTo(bound) >= 0) {
            failBelow(what, Quantities.duration(bound), Quantities.duration(found));
        }
        return this;
    }

    private void failBelow(String what, String bound, String found) {
        throwAssertionError(new ExactMessage("\nExpected: " + what + " below " + bound + "\nActual: " + found));
    }
}
