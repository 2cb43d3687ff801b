package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apiguardian.api.API;

/** The programs in C that come with this library, as their bytes. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NativePrograms {
    /** Confines: {@code src/main/c/main.c}. */
    public static final String LAUNCHER = "zjail-launcher";

    /** Tries what the launcher does, step by step: {@code src/main/c/prober/prober.c}. */
    public static final String PROBER = "zjail-prober";

    private NativePrograms() {}

    /**
     * Reads a program for the architecture of this Java virtual machine.
     *
     * @param name {@link #LAUNCHER} or {@link #PROBER}
     * @return an executable for Linux, without any need of a library
     * @throws ConfinementException if there is none for this architecture
     */
    public static byte[] read(String name) {
        String resource = "/dev/zjail/engine/launcher/linux-" + architecture() + "/" + name;
        try (InputStream stream = NativePrograms.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new ConfinementException(
                        "launcher",
                        "find the launcher",
                        "none",
                        "zjail-native has no launcher for the architecture " + architecture(),
                        "run the tests on x86_64, or build zjail-native on this machine");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
        }
    }

    /**
     * Names the architecture of this Java virtual machine as Linux does.
     *
     * @return such as {@code x86_64}
     */
    public static String architecture() {
        String machine = System.getProperty("os.arch");
        return machine.equals("amd64") ? "x86_64" : machine;
    }
}
