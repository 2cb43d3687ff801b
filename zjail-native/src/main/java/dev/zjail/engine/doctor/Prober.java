package dev.zjail.engine.doctor;

import dev.zjail.engine.launcher.HostFacts;
import dev.zjail.engine.launcher.NativePrograms;
import dev.zjail.engine.libc.Libc;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts {@code prober.c} in a process of its own and reads what it says. It ends by itself, after a few seconds at
 * most.
 */
record Prober(Libc libc) {
    /** What the prober writes when it is asked to greet. */
    static final String GREETING = "alive\n";

    private static final String GREET = "greet";
    private static final int MOST_BYTES = 64 << 10;

    /** The arguments, the zeroth left out, that make it greet. */
    static List<String> greetingArguments() {
        return List.of(GREET);
    }

    /** The arguments, the zeroth left out, that make it probe. */
    static List<String> probingArguments(boolean inUserNamespace, Path directory) {
        return List.of(
                "probe",
                inUserNamespace ? "user-namespace" : "root",
                Integer.toString(HostFacts.FIRST_GUEST_ID),
                directory.toString());
    }

    /**
     * Runs it.
     *
     * @param image where it lies
     * @return what it wrote
     * @throws dev.zjail.engine.libc.NativeCallException if it cannot be started
     */
    String run(String image, List<String> arguments) {
        Libc.Pipe input = libc.pipe();
        Libc.Pipe output = libc.pipe();
        try {
            int process;
            try {
                process = libc.spawn(image, withName(arguments), input.readEnd(), output.writeEnd(), output.writeEnd());
            } finally {
                libc.close(input.readEnd());
                libc.close(output.writeEnd());
            }
            String said = readAll(output.readEnd());
            libc.reap(process);
            return said;
        } finally {
            libc.close(input.writeEnd());
            libc.close(output.readEnd());
        }
    }

    private static List<String> withName(List<String> arguments) {
        return Stream.concat(Stream.of(NativePrograms.PROBER), arguments.stream())
                .toList();
    }

    private String readAll(int descriptor) {
        ByteBuffer received = ByteBuffer.allocateDirect(MOST_BYTES);
        while (received.hasRemaining()) {
            if (libc.read(descriptor, received) == Libc.Transfer.OVER) {
                break;
            }
        }
        byte[] bytes = new byte[received.flip().remaining()];
        received.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
