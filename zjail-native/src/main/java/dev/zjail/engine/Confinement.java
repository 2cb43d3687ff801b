package dev.zjail.engine;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The sandbox around one run as it was observed, layer by layer, never as it was intended.
 *
 * @param layers one state for each {@link Layer}, in their order
 * @param observing how long the guest was held at its first instruction to be looked at; part of no limit
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Confinement(List<LayerState> layers, Duration observing) {

    /**
     * Checks that there is one state for each layer, in order.
     *
     * @throws IllegalArgumentException if a layer is missing, repeated or out of order
     */
    public Confinement {
        layers = List.copyOf(layers);
        List<Layer> present = layers.stream().map(LayerState::layer).toList();
        if (!present.equals(List.of(Layer.values()))) {
            throw new IllegalArgumentException(
                    "a confinement needs one state for each layer in order, but has " + present);
        }
    }

    /**
     * Says whether every layer was seen in force.
     *
     * @return true only if none is missing
     */
    public boolean complete() {
        return layers.stream().allMatch(LayerState::inForce);
    }

    /**
     * Returns what was observed of one layer.
     *
     * @param layer the layer
     * @return its state
     */
    public LayerState layer(Layer layer) {
        return layers.stream()
                .filter(state -> state.layer() == layer)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Lists the layers that were not in force.
     *
     * @return their states, in order; empty if the guest was fully confined
     */
    public List<LayerState> gaps() {
        return layers.stream().filter(state -> !state.inForce()).toList();
    }
}
