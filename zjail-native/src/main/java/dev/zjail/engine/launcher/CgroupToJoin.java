package dev.zjail.engine.launcher;

import java.nio.file.Path;

/**
 * A cgroup that the launcher puts the guest into.
 *
 * @param bounds what is bounded by it, for people: {@code memory}, {@code processes}, or both
 * @param version of the kernel's interface, 1 or 2
 * @param processesFile the file to which a process id is written to put the process into the cgroup
 */
record CgroupToJoin(String bounds, int version, String processesFile) {

    /** The directory, by which a line of /proc/PID/cgroup names it. */
    String name() {
        Path file = Path.of(processesFile);
        return file.getName(file.getNameCount() - 2).toString();
    }
}
