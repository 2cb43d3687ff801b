package dev.zjail.calibration.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What of this machine decides which programs of the corpus can be run on it. */
final class Machine {
    private Machine() {}

    static Set<String> processorFlags() {
        // Some kernels name a flag twice, or leave its name empty.
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(
                            List.of(line.substring(line.indexOf(':') + 1).trim().split(" "))))
                    .orElse(Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only where every user can be had (user_namespaces(7)) does each run get one of its own. */
    static boolean isRootOverEveryUser() {
        try {
            String users =
                    Files.readString(Path.of("/proc/self/uid_map")).strip().replaceAll("\\s+", " ");
            return users.equals("0 0 4294967295")
                    && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
