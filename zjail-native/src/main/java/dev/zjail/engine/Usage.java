package dev.zjail.engine;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What the guest used, measured by the kernel (getrusage(2) of the guest and of those of its children it waited for),
 * or seen by the launcher where that is said.
 *
 * @param wall from the first instruction to the end, CLOCK_MONOTONIC
 * @param userCpu time in user mode
 * @param systemCpu time in the kernel
 * @param maxResidentBytes the largest resident set, in bytes
 * @param minorFaults page faults served without input or output
 * @param majorFaults page faults that needed input or output
 * @param voluntarySwitches how often it gave the CPU up, waiting
 * @param involuntarySwitches how often the CPU was taken from it
 * @param cpuOfAll CPU time of all processes of the jail from the first instruction on, waited for or not, each as the
 *     launcher saw it when it was about to end
 * @param maxAddressSpaceBytes the guest's largest address space, in bytes; 0 if it could not be seen
 * @param openFilesAtEnd how many descriptors the guest had open when it ended; 0 if they could not be seen
 * @param maxProcesses how many processes and threads were alive at once, at most, as the launcher saw them
 * @param peakMemory the real memory of all processes together at its largest, with what they had in tmpfs, shared
 *     memory and page tables, in bytes, as their cgroup counted it; without a cgroup the same as
 *     {@code maxResidentBytes}. Whether there is one, the fact {@code memory} of layer 1 says
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Usage(
        Duration wall,
        Duration userCpu,
        Duration systemCpu,
        long maxResidentBytes,
        long minorFaults,
        long majorFaults,
        long voluntarySwitches,
        long involuntarySwitches,
        Duration cpuOfAll,
        long maxAddressSpaceBytes,
        int openFilesAtEnd,
        int maxProcesses,
        long peakMemory) {

    /**
     * Adds user and system time.
     *
     * @return the CPU time of the guest and of those of its children that it waited for; of all of them see
     *     {@link #cpuOfAll}
     */
    public Duration cpu() {
        return userCpu.plus(systemCpu);
    }
}
