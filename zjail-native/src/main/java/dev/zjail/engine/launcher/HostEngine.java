package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;

/** Placeholder of this branch. */
public final class HostEngine implements Engine {
    private static final HostEngine SHARED = new HostEngine();

    private HostEngine() {}

    /**
     * Returns the engine.
     *
     * @return the engine
     */
    public static Engine shared() {
        return SHARED;
    }

    @Override
    public Execution run(JailSpec spec) {
        throw new ConfinementException("launcher", "start", "none", "there is no launcher on this branch", "merge it");
    }
}
