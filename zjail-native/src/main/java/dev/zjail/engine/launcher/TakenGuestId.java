package dev.zjail.engine.launcher;

import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.libc.Errno;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What to do when execve says that too many processes run as the guest's user already (EAGAIN, since setresuid(2) only
 * notes it): launch again, with another id.
 *
 * <p>RLIMIT_NPROC counts the processes of a user id on the whole machine. Another container draws its guests' ids from
 * the same range and knows nothing of ours. The program did not run: to launch again is safe.
 */
final class TakenGuestId {
    private static final int MOST_LAUNCHES = 8;

    private TakenGuestId() {}

    /**
     * Launches until the guest's id is free, or eight times.
     *
     * @param report what a launch reported
     * @param launch makes one launch, with an id that it draws
     * @return the last launch
     */
    static <T> T retry(Function<T, LaunchReport> report, Supplier<T> launch) {
        T last = launch.get();
        for (int launches = 1; launches < MOST_LAUNCHES && foundTaken(report.apply(last)); launches++) {
            last = launch.get();
        }
        return last;
    }

    private static boolean foundTaken(LaunchReport report) {
        return report instanceof Refused refused
                && refused.stage() == Refusals.STAGE_EXECVE
                && new Errno(refused.error()).equals(Errno.EAGAIN);
    }
}
