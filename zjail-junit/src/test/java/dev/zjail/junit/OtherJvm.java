package dev.zjail.junit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts Java virtual machines for what cannot be done to the one that runs the tests. */
public final class OtherJvm {
    private OtherJvm() {}

    /**
     * Prepares the main method of a class of the tests. What it prints goes into a pipe, standard error with it.
     *
     * @param temporary its temporary directory
     */
    public static ProcessBuilder running(Path temporary, Class<?> main, List<String> options, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    }

    /** Waits for it, and fails with what it said if it did not end well. */
    public static void await(Process machine) throws IOException, InterruptedException {
        String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (machine.waitFor() != 0) {
            throw new AssertionError("exit status " + machine.exitValue() + ", and it said: " + said);
        }
    }
}
