package dev.zjail.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What was observed of one layer from outside, at the guest's first instruction.
 *
 * @param layer the layer
 * @param inForce whether everything observed agrees with what the layer promises
 * @param observed one sentence that says what was seen; where the layer is not in force, what is wrong
 * @param facts the observed values by name, such as {@code CapBnd → 0000000000000000}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LayerState(Layer layer, boolean inForce, String observed, Map<String, String> facts) {
    /** Copies the facts and puts them in the order of their names. */
    public LayerState {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
