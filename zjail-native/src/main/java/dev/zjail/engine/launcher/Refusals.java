package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Layer;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Errno;
import java.util.List;

/**
 * Puts a launcher's refusal into words: which layer, which step, which error, the likely cause and the smallest fix.
 */
final class Refusals {
    static final int STAGE_EXECVE = 101;

    /** By their numbers in {@code enum stage}. */
    private static final List<Layer> LAYERS = List.of(Layer.values());

    private Refusals() {}

    static ConfinementException of(Refused refused, RefusalCauses causes) {
        String layer = layer(refused.stage());
        String step = step(refused);
        String errno = new Errno(refused.error()).name();
        Explanation explanation = causes.explain(layer, step, errno);
        return new ConfinementException(layer, step, errno, explanation.likelyCause(), explanation.fix());
    }

    private static String layer(int stage) {
        if (stage == STAGE_EXECVE) {
            return "execve";
        }
        boolean isLayer = stage >= 0 && stage < LAYERS.size();
        return isLayer ? LAYERS.get(stage).id() : "launcher";
    }

    private static String step(Refused refused) {
        boolean isNamed = !refused.step().isEmpty();
        String step = isNamed ? refused.step() : layer(refused.stage());
        if (refused.stop() == Stop.SETUP) {
            return step + " (the setup took too long)";
        }
        if (isNamed) {
            // That is what failed: a signal is only how the rest of the setup ended after it.
            return Explanation.stepInWords(step, refused.error(), 0);
        }
        return refused.signal() == 0 ? step : Explanation.stepInWords(step, refused.error(), refused.signal());
    }
}
