package dev.zjail.engine.launcher;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A run under way with which a test talks, a line there and a line back, through two named pipes in the place of the
 * guest's standard streams. So two runs can be held at a known point at the same time without waiting for time to pass.
 */
final class Dialogue implements AutoCloseable {
    private final RandomAccessFile toGuest;
    private final RandomAccessFile fromGuest;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<Execution> run = new CompletableFuture<>();

    private Dialogue(Path directory, TestLauncher.Mode mode, RootfsFixtures fixtures, JailSpec spec)
            throws IOException {
        // Opened for both directions, a named pipe waits for nobody at its other end (fifo(7)).
        Path input = directory.resolve("input");
        Path output = directory.resolve("output");
        toGuest = new RandomAccessFile(input.toFile(), "rw");
        fromGuest = new RandomAccessFile(output.toFile(), "rw");
        FileInputStream answers = new FileInputStream(output.toFile());
        HostEngine engine = TestLauncher.engine(
                mode.host(), fixtures, List.of("--input", input.toString(), "--output", output.toString()));
        inThread("zjail-test-run", () -> complete(engine, spec));
        inThread("zjail-test-reader", () -> collect(answers));
    }

    /** Begins a run, and returns when the guest has said its first line. */
    static Dialogue begin(Path parent, TestLauncher.Mode mode, RootfsFixtures fixtures, JailSpec spec)
            throws Exception {
        Path directory = Files.createTempDirectory(parent, "dialogue");
        Protocol.run(List.of(
                "mkfifo",
                "--mode=0666",
                directory.resolve("input").toString(),
                directory.resolve("output").toString()));
        Dialogue dialogue = new Dialogue(directory, mode, fixtures, spec);
        dialogue.expect("ARMED");
        return dialogue;
    }

    private static void inThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void complete(HostEngine engine, JailSpec spec) {
        try {
            run.complete(engine.run(spec));
        } catch (RuntimeException | Error e) {
            run.completeExceptionally(e);
        }
    }

    private void collect(FileInputStream answers) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says a line, and returns what the guest answers. */
    String ask(String line) throws Exception {
        toGuest.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    private void expect(String wanted) throws Exception {
        String said = answer();
        if (!said.equals(wanted)) {
            throw new AssertionError("the guest said " + said + ", not " + wanted);
        }
    }

    /** Fails if the run ends instead, for which its own limits see. */
    private String answer() throws Exception {
        while (true) {
            boolean over = run.isDone();
            String line = lines.poll(20, TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            if (over) {
                throw new AssertionError(
                        "no answer; the run ended: " + run.join().termination());
            }
        }
    }

    /** Closes the guest's standard input, and waits for its end. */
    Execution end() throws IOException {
        toGuest.close();
        return run.join();
    }

    @Override
    public void close() throws IOException {
        try {
            end();
        } catch (CompletionException e) {
            // answer() has told of it
        } finally {
            fromGuest.close();
        }
    }
}
