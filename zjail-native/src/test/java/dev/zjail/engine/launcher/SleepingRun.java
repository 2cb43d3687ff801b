package dev.zjail.engine.launcher;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * A Java virtual machine of its own that runs the program it is given, or starts a dialogue with it, for an hour at
 * most.
 */
final class SleepingRun {
    private SleepingRun() {}

    public static void main(String[] arguments) {
        JailSpec spec = JailSpec.of(Path.of(arguments[0]))
                .withAllow(Set.of("clock_nanosleep"))
                .withLimits(ResourceLimits.DEFAULTS.withWall(Duration.ofHours(1)));
        if (arguments[1].equals("dialogue")) {
            HostEngine.shared().start(spec).awaitEnd();
        } else {
            HostEngine.shared().run(spec);
        }
    }
}
