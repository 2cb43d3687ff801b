package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands on a host that misbehaves just for them: {@code misbehave.c}, compiled under target/. */
final class Misbehaviour {
    private static final Path SOURCE = Path.of("src/test/c/misbehave.c");
    private static final Path PROGRAM = compile();

    private Misbehaviour() {}

    /** What a command said and how it ended. */
    record Said(int status, String text) {}

    /** Runs a command; {@code how} are the arguments of {@code misbehave.c}, or "" for a host that behaves. */
    static Said run(String how, List<String> command) {
        Stream<String> prefix = how.isEmpty() ? Stream.of() : Stream.of((PROGRAM + " " + how).split(" ", -1));
        return execute(Stream.concat(prefix, command.stream()).toList());
    }

    private static Path compile() {
        Path program = Path.of("target", "misbehave").toAbsolutePath();
        Said gcc = execute(List.of("gcc", "-O1", "-Wall", "-Wextra", "-o", program.toString(), SOURCE.toString()));
        assertThat(gcc).isEqualTo(new Said(0, ""));
        return program;
    }

    private static Said execute(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                return new Said(process.waitFor(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes a program where a test can execute it. */
    static Path install(byte[] program, Path file) throws IOException {
        Files.write(file, program);
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
        return file;
    }
}
