package dev.zjail.truthimatics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Two runs of one program on one input that are not the same. Immutable.
 *
 * @param run which further run it was, from 1; the other is the first run
 * @param step which step of the {@link ReplayPlan} it was
 * @param varied what was varied, and how
 * @param difference where the two differ first
 * @param factor what made them differ
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CounterExample(int run, int step, SortedMap<Axis, String> varied, Difference difference, Factor factor) {

    /** Copies what was varied. */
    public CounterExample {
        varied = copy(varied);
    }

    CounterExample withFactor(Factor found) {
        return new CounterExample(run, step, varied, difference, found);
    }

    static SortedMap<Axis, String> copy(Map<Axis, String> varied) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(varied));
    }

    static String describe(Map<Axis, String> varied) {
        return varied.isEmpty() ? "nothing varied" : String.join(", ", varied.values());
    }

    /**
     * Says what differed, in one sentence without a full stop.
     *
     * @return such as {@code replay 2 (TZ=ZJA11:45) is not the same: stdout differs first at byte 12; it depends on …}
     */
    public String describe() {
        return "replay " + run + " (" + describe(varied) + ") is not the same: " + difference.place() + "; "
                + factor.describe();
    }
}
