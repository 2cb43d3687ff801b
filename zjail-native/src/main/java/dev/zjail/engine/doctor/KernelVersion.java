package dev.zjail.engine.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the running kernel, as far as it decides what the kernel knows. */
record KernelVersion(int major, int minor) {
    /** Since 5.14 RLIMIT_NPROC counts within each user namespace; mount_setattr(2) is there since 5.12. */
    static final KernelVersion NEEDED = new KernelVersion(5, 14);

    /** A release that cannot be read says nothing: what is needed is tried anyway. */
    private static final KernelVersion UNKNOWN = new KernelVersion(Integer.MAX_VALUE, 0);

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

    static KernelVersion of(HostView view) {
        Matcher release = RELEASE.matcher(view.word("/proc/sys/kernel/osrelease"));
        return release.matches()
                ? new KernelVersion(Integer.parseInt(release.group(1)), Integer.parseInt(release.group(2)))
                : UNKNOWN;
    }

    boolean isBefore(KernelVersion other) {
        return major < other.major || (major == other.major && minor < other.minor);
    }
}
