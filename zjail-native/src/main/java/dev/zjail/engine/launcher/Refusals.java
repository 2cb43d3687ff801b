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
    private static final int STAGE_EXECVE = 101;

    /** By their numbers in {@code enum stage}. */
    private static final List<Layer> LAYERS = List.of(Layer.values());

    private Refusals() {}

    static ConfinementException of(Refused refused) {
        String layer = layer(refused.stage());
        String step = step(refused);
        String errno = new Errno(refused.error()).name();
        Explanation explanation = Explanation.of(layer, step, errno);
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
        String step = refused.step().isEmpty() ? layer(refused.stage()) : refused.step();
        if (refused.stop() == Stop.SETUP) {
            return step + " (the setup took too long)";
        }
        return Explanation.stepInWords(step, refused.error(), refused.signal());
    }
}
