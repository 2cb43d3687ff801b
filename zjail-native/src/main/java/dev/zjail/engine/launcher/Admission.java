package dev.zjail.engine.launcher;

import dev.zjail.engine.Confinement;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a guest may execute its first instruction, after what was seen of the layers around it.
 *
 * <p>There is one for the shipped engine, and no way to choose another: a guest around which a layer is missing never
 * runs. The tests have one that lets it go on, to see what a layer is good for.
 */
@FunctionalInterface
interface Admission {
    /** Where every layer was seen in force. */
    Admission CONFINED_ONLY = confinement -> {
        if (!confinement.complete()) {
            throw refusal(confinement.gaps());
        }
    };

    /**
     * Lets the guest go on by returning.
     *
     * @throws ConfinementException if it is not to execute anything
     */
    void judge(Confinement confinement);

    private static ConfinementException refusal(List<LayerState> gaps) {
        String seen = gaps.stream()
                .map(gap -> gap.layer().id() + ": " + gap.observed())
                .distinct()
                .collect(Collectors.joining("; "));
        return new ConfinementException(
                gaps.get(0).layer().id(),
                "look at the layer before the program's first instruction",
                "none",
                "it was applied, but is not seen in force (" + seen + "), so the program was ended before it began",
                fix(gaps.get(0).layer()));
    }

    private static String fix(Layer layer) {
        return layer == Layer.DUMPABLE
                ? "set fs.suid_dumpable to 0 with sysctl"
                : "run the doctor (docs/doctor.md), and report its answer with this message: zjail does not know such a host";
    }
}
