package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles C into a directory, with the compiler of the host. */
record Programs(Path directory) {
    private static final Map<List<String>, byte[]> COMPILED = new ConcurrentHashMap<>();

    static final String HELLO = "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 0; }\n";

    /** A program that prints what the function {@code answer} of a library returns. */
    static final String ASKING =
            "#include <stdio.h>\nint answer(void);\nint main(void) { printf(\"%d\\n\", answer()); return 0; }\n";

    /** Needs neither C library nor dynamic loader: the smallest real ELF file. */
    static final String FREESTANDING = "void _start(void) { for (;;) { } }\n";

    Path compile(String name, String source, String... options) {
        try {
            Path target = directory.resolve(name);
            Files.createDirectories(target.getParent());
            Path file = Files.writeString(Files.createTempFile(directory, "source", ".c"), source);
            List<String> command = new ArrayList<>(List.of("gcc", "-o", target.toString(), file.toString()));
            command.addAll(List.of(options));
            Commands.Result result = Commands.run(command);
            if (result.status() != 0) {
                throw new AssertionError(result.output());
            }
            return target;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Path hello(String name, String... options) {
        return options.length == 0 || List.of(options).equals(List.of("-static"))
                ? copy(name, HELLO, options)
                : compile(name, HELLO, options);
    }

    Path freestanding(String name) {
        return copy(name, FREESTANDING, "-static", "-nostdlib");
    }

    /** What nearly every test wants is compiled once. */
    private Path copy(String name, String source, String... options) {
        byte[] program = COMPILED.computeIfAbsent(List.of(source, String.join(" ", options)), anew -> {
            try {
                return Files.readAllBytes(compile(name, source, options));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try {
            Path target = directory.resolve(name);
            Files.createDirectories(target.getParent());
            Files.write(target, program);
            assertThat(target.toFile().setExecutable(true, false)).isTrue();
            return target;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A shared library whose function {@code answer} returns the number. */
    Path library(String name, int answer, String... options) {
        List<String> all = new ArrayList<>(List.of("-shared", "-fPIC"));
        all.addAll(List.of(options));
        return compile(name, "int answer(void) { return " + answer + "; }\n", all.toArray(String[]::new));
    }
}
