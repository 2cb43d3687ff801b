package dev.zjail.junit;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.rootfs.HostMount;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps programs from reading, in a directory of the host, what the audit says of other programs. */
final class ReportsInJail {
    private ReportsInJail() {}

    static void requireNone(String owner, JailSpec spec, Path reportsDirectory) {
        for (HostMount mount : spec.mounts()) {
            Path mounted = real(mount.host());
            Path reports = real(reportsDirectory);
            if (reports.startsWith(mounted) || mounted.startsWith(reports)) {
                throw JailErrors.invalid(
                        new Setting(owner, "mounts"),
                        "must not hold the directory of the reports, " + reportsDirectory,
                        mount.host().toString(),
                        "mount a directory below it that the program needs");
            }
        }
    }

    /** As far as there is something. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(String.valueOf(absolute.getFileName()));
        }
    }
}
