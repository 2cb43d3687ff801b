package dev.zjail.engine.launcher;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import java.nio.file.Path;
import java.util.Set;

/**
 * A Java virtual machine of its own that runs the program it is given, and says what was observed of its confinement.
 */
final class AttestedRun {
    private AttestedRun() {}

    public static void main(String[] arguments) {
        Execution run = HostEngine.shared()
                .run(JailSpec.of(Path.of(arguments[0]))
                        .withAllow(
                                Set.of("personality", "sched_getscheduler", "ioprio_get", "keyctl", "umask", "fcntl")));
        System.out.print(run.stdout().text());
        System.out.println("gaps: " + run.confinement().gaps());
    }
}
