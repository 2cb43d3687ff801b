package dev.zjail.engine.launcher;

import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.libc.Errno;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What to do when execve finds its program open for writing somewhere (ETXTBSY): launch again, and soon.
 *
 * <p>The JDK opens files without O_CLOEXEC. So a process that any thread of this Java virtual machine starts just while
 * another one writes a rootfs fixture has the descriptor too, until it has closed what it does not know. Our own
 * launcher does so first of all, but on a busy machine the new fixture can be executed before; and a lock around our
 * own spawning would not hold back a test's own {@code ProcessBuilder}. The program did not run: to launch again is
 * safe.
 */
final class BusyProgram {
    private BusyProgram() {}

    /**
     * Launches until the program is not busy, or for as long as patience lasts.
     *
     * @param patience how long to go on
     * @param report what a launch reported
     * @param launch makes one launch
     * @return the last launch
     */
    static <T> T retry(Duration patience, Function<T, LaunchReport> report, Supplier<T> launch) {
        long start = System.nanoTime();
        T last = launch.get();
        while (foundBusy(report.apply(last)) && System.nanoTime() - start < patience.toNanos()) {
            last = launch.get();
        }
        return last;
    }

    private static boolean foundBusy(LaunchReport report) {
        return report instanceof Refused refused
                && refused.stage() == Refusals.STAGE_EXECVE
                && new Errno(refused.error()).equals(Errno.ETXTBSY);
    }
}
