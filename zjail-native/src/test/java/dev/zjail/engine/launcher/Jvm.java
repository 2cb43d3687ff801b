package dev.zjail.engine.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of a Java virtual machine of its own, for what cannot be done to the one that runs the tests. */
final class Jvm {
    /** Those whose number does not depend on the machine, and which start soon. */
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:-UseDynamicNumberOfCompilerThreads");

    private Jvm() {}

    /** Runs the main method of a class of the tests, with a temporary directory of its own. */
    static List<String> command(Path temporary, Class<?> main, List<String> options, Object... arguments) {
        return command(temporary, System.getProperty("java.class.path"), main, options, arguments);
    }

    /** The same with another class path. */
    static List<String> command(
            Path temporary, String classPath, Class<?> main, List<String> options, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", classPath, main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }
}
