package dev.zjail.engine;

import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A run whose filter recorded what the policy does not allow, and let it pass. Every other layer was as in any other
 * run; the confinement calls layer 7 not in force, and so no verdict on it is a good one.
 *
 * @param execution the facts of the run
 * @param syscalls what the program made beyond its policy, by name; empty if the policy would have been enough
 * @param complete false if there were more different calls than are recorded
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ObservedRun(Execution execution, List<ObservedSyscall> syscalls, boolean complete) {
    /** Copies the calls and puts them in the order of their names. */
    public ObservedRun {
        syscalls = syscalls.stream()
                .sorted(Comparator.comparing(ObservedSyscall::syscall))
                .toList();
    }
}
