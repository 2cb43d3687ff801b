package dev.zjail.engine;

import java.time.Duration;

/**
 * What the guest used, measured by the kernel for the guest alone (getrusage(2) of the process and of those of its
 * children it waited for).
 *
 * @param wall from the first instruction to the end, CLOCK_MONOTONIC
 * @param userCpu time in user mode
 * @param systemCpu time in the kernel
 * @param maxResidentBytes the largest resident set, in bytes
 * @param minorFaults page faults served without input or output
 * @param majorFaults page faults that needed input or output
 * @param voluntarySwitches how often it gave the CPU up, waiting
 * @param involuntarySwitches how often the CPU was taken from it
 */
public record Usage(
        Duration wall,
        Duration userCpu,
        Duration systemCpu,
        long maxResidentBytes,
        long minorFaults,
        long majorFaults,
        long voluntarySwitches,
        long involuntarySwitches) {

    /**
     * Adds user and system time.
     *
     * @return all CPU time
     */
    public Duration cpu() {
        return userCpu.plus(systemCpu);
    }
}
