package dev.zjail.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that are run, and the one that runs others. */
final class Programs {
    /** Where the compiled ones lie, as an attribute of {@code @Jailed} can name them. */
    static final String DIRECTORY = "target/benchmark/";

    static final String EXIT_AT_ONCE = DIRECTORY + "exit_at_once";
    static final String WRITE_MEGABYTE = DIRECTORY + "write_megabyte";
    static final String SPAWNER = DIRECTORY + "spawner";

    private static final Path SOURCES = Path.of("src", "test", "c", "benchmark");

    private Programs() {}

    static Path path(String program) {
        return Path.of(program).toAbsolutePath();
    }

    static void compileAll() throws IOException {
        Files.createDirectories(Path.of(DIRECTORY));
        compile(EXIT_AT_ONCE, "-static", "-nostdlib", "-nostartfiles", "-fno-stack-protector");
        compile(WRITE_MEGABYTE, "-static");
        compile(SPAWNER, "-static");
    }

    private static void compile(String program, String... options) throws IOException {
        Path executable = path(program);
        List<String> command = new ArrayList<>(List.of("gcc", "-std=gnu11", "-O2", "-Wall", "-Werror"));
        command.addAll(List.of(options));
        command.addAll(
                List.of(SOURCES.resolve(executable.getFileName() + ".c").toString(), "-o", executable.toString()));
        output(command);
    }

    /** Runs a command to its end and returns what it wrote. */
    static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (end(process) != 0) {
            throw new IOException(String.join(" ", command) + "\n" + output);
        }
        return output;
    }

    static int end(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a program was running", e);
        }
    }
}
