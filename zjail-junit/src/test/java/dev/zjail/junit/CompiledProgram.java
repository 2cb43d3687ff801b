package dev.zjail.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles programs of {@code zjail-native/src/test/c/programs}, once each in this virtual machine. */
final class CompiledProgram {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SOURCES = MODULE.resolveSibling("zjail-native").resolve("src/test/c/programs");
    private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

    private CompiledProgram() {}

    static Path of(String name) {
        return COMPILED.computeIfAbsent(name, CompiledProgram::compile);
    }

    private static Path compile(String name) {
        try {
            Path directory = Files.createDirectories(MODULE.resolve("target/test-programs"));
            Path binary = directory.resolve(name);
            Process gcc = new ProcessBuilder(
                            "gcc",
                            "-O1",
                            "-Wall",
                            "-static",
                            "-o",
                            binary.toString(),
                            SOURCES.resolve(name + ".c").toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (gcc.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return binary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
