package dev.zjail.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command that a small program in C starts and takes the time of. */
final class SpawnedCommand implements Contestant, AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Process spawner;
    private final Writer toSpawner;
    private final BufferedReader fromSpawner;

    SpawnedCommand(String name, List<String> command) {
        this.name = name;
        this.command = command;
        List<String> spawning =
                new ArrayList<>(List.of(Programs.path(Programs.SPAWNER).toString()));
        spawning.addAll(command);
        try {
            spawner = new ProcessBuilder(spawning)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        toSpawner = spawner.outputWriter(StandardCharsets.US_ASCII);
        fromSpawner = spawner.inputReader(StandardCharsets.US_ASCII);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long once() throws IOException {
        toSpawner.write('\n');
        toSpawner.flush();
        String answer = fromSpawner.readLine();
        long nanoseconds = answer == null ? -1 : Long.parseLong(answer);
        if (nanoseconds < 0) {
            throw new IOException("it failed: " + String.join(" ", command));
        }
        return nanoseconds;
    }

    @Override
    public void close() throws IOException {
        toSpawner.close();
        Programs.end(spawner);
    }
}
