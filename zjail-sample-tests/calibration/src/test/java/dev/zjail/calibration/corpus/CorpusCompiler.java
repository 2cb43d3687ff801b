package dev.zjail.calibration.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles programs of the corpus when they are wanted: the build wants one in ten, the calibration all. Safe for use
 * by many threads at once, which then compile at once.
 */
final class CorpusCompiler {
    private static final Path TARGET = Path.of("target", "corpus");
    private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

    private CorpusCompiler() {}

    static Path compiled(CorpusProgram program) {
        return COMPILED.computeIfAbsent(program.id(), id -> {
            try {
                return compile(program);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Programs are compiled with little optimization and without warnings: some do on purpose what a compiler warns of,
     * and what it may take to be impossible.
     */
    private static Path compile(CorpusProgram program) throws IOException {
        Path executable = TARGET.resolve(program.id()).toAbsolutePath();
        if (isUpToDate(executable, program)) {
            return executable;
        }
        Files.createDirectories(executable.resolveSibling("."));
        Path unfinished = executable.resolveSibling(program.name() + ".new");
        List<String> command = new ArrayList<>(
                List.of("gcc", "-std=gnu11", "-O1", "-w", "-pthread", "-I", CorpusFiles.ROOT.toString()));
        command.addAll(program.header().isDynamic() ? List.of("-fPIE", "-pie") : List.of("-static"));
        command.addAll(program.header().compilerOptions());
        command.addAll(List.of(program.source().toString(), "-o", unfinished.toString(), "-lm"));
        run(command);
        Files.move(unfinished, executable, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return executable;
    }

    private static boolean isUpToDate(Path executable, CorpusProgram program) throws IOException {
        if (!Files.exists(executable) || !isOlder(program.source(), executable)) {
            return false;
        }
        for (Path header : CorpusFiles.headers()) {
            if (!isOlder(header, executable)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOlder(Path source, Path executable) throws IOException {
        return Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(executable)) < 0;
    }

    private static void run(List<String> command) throws IOException {
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        compiler.getOutputStream().close();
        String messages = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (compiler.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + "\n" + messages);
            }
        } catch (InterruptedException e) {
            compiler.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling", e);
        }
    }
}
