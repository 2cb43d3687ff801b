package dev.zjail.engine.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compiles C and runs what comes of it. */
final class Native {
    private static final Path SOURCES = Path.of("src/test/c/programs");
    private static final int SECONDS_TO_FINISH = 60;

    private Native() {}

    /**
     * How a program ended and what it wrote.
     *
     * @param status the exit status, or 128 and the number of the signal that ended it
     * @param output standard output and standard error
     */
    record Outcome(int status, String output) {
        private static final int BY_SIGNAL = 128;
        private static final int SIGSYS = 31;

        boolean killedByFilter() {
            return status == BY_SIGNAL + SIGSYS;
        }
    }

    /** Compiles a program of {@code src/test/c/programs}. */
    static Path compile(String source, Path directory, String... flags) {
        Path program = directory.resolve(source.replace(".c", String.join("", flags)));
        List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-Wall", "-Wextra", "-Werror"));
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "-o",
                program.toString(),
                SOURCES.resolve(source).toAbsolutePath().toString()));
        requireSuccess(command, run(directory, command));
        return program;
    }

    /** Runs the C preprocessor over a text. */
    static String preprocess(String source, Path directory, String... flags) throws IOException {
        Path file = Files.writeString(directory.resolve("preprocess.c"), source);
        List<String> command = new ArrayList<>(List.of("gcc", "-E", "-P"));
        command.addAll(List.of(flags));
        command.add(file.toString());
        Outcome outcome = run(directory, command);
        requireSuccess(command, outcome);
        return outcome.output();
    }

    private static void requireSuccess(List<String> command, Outcome outcome) {
        if (outcome.status() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + outcome.output());
        }
    }

    /** Runs a program in a directory to its end, with no input. */
    static Outcome run(Path directory, List<String> command) {
        try {
            Path output = Files.createTempFile(directory, "output", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + SECONDS_TO_FINISH + " s: " + command);
            }
            return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }
}
