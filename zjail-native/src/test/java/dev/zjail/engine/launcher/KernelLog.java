package dev.zjail.engine.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the kernel's audit log says of the filters of programs of one name: the numbers of the calls that were denied.
 * Nothing of ours takes part in it, so it is the witness for what a run says.
 */
final class KernelLog implements AutoCloseable {
    private static final Path LISTENER = CProgram.tool("kernel-log");

    private final String program;
    private final Process listener;
    private final BufferedReader records;
    private final Set<Integer> calls = new TreeSet<>();

    private KernelLog(String program, Process listener) {
        this.program = program;
        this.listener = listener;
        this.records = listener.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Begins to listen.
     *
     * @param program the first 15 bytes of a program's file name, which nobody else uses at this time
     * @return empty where this process may not read the log, or where the kernel keeps none
     */
    static Optional<KernelLog> of(String program) throws IOException {
        Process listener = new ProcessBuilder(LISTENER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        KernelLog log = new KernelLog(program, listener);
        if ("LISTENING".equals(log.records.readLine())) {
            return Optional.of(log);
        }
        log.close();
        return Optional.empty();
    }

    /** Reads on until the call of this number is there, which was made last: the log keeps the order. */
    Set<Integer> callsUntil(int last) throws IOException {
        while (!calls.contains(last)) {
            String record = records.readLine();
            if (record == null) {
                throw new IllegalStateException("the listener ended before the record of call " + last);
            }
            if (record.startsWith(program + " ")) {
                calls.add(Integer.valueOf(record.substring(program.length() + 1)));
            }
        }
        return calls;
    }

    @Override
    public void close() {
        listener.destroy();
    }
}
