package dev.zjail.engine.libc;

import org.apiguardian.api.API;

/** The names of Linux signals (asm-generic/signal.h: the same on x86-64 and aarch64). */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Signals {
    /** Ends a process without a word. */
    public static final int SIGKILL = 9;

    /** The soft CPU limit is used up. */
    public static final int SIGXCPU = 24;

    /** Sent when a child process has ended. */
    static final int SIGCHLD = 17;

    /** Sent when a file would grow beyond RLIMIT_FSIZE. */
    public static final int SIGXFSZ = 25;

    /** A bad system call. */
    public static final int SIGSYS = 31;

    private static final int FIRST_REAL_TIME = 34;
    private static final int LAST_REAL_TIME = 64;

    private static final String[] NAMES = {
        "",
        "SIGHUP",
        "SIGINT",
        "SIGQUIT",
        "SIGILL",
        "SIGTRAP",
        "SIGABRT",
        "SIGBUS",
        "SIGFPE",
        "SIGKILL",
        "SIGUSR1",
        "SIGSEGV",
        "SIGUSR2",
        "SIGPIPE",
        "SIGALRM",
        "SIGTERM",
        "SIGSTKFLT",
        "SIGCHLD",
        "SIGCONT",
        "SIGSTOP",
        "SIGTSTP",
        "SIGTTIN",
        "SIGTTOU",
        "SIGURG",
        "SIGXCPU",
        "SIGXFSZ",
        "SIGVTALRM",
        "SIGPROF",
        "SIGWINCH",
        "SIGIO",
        "SIGPWR",
        "SIGSYS"
    };

    private Signals() {}

    /**
     * Names a signal.
     *
     * @param number 1 to 64
     * @return such as {@code SIGSEGV} or {@code SIGRTMIN+1}; {@code signal N} where N has no name
     */
    public static String name(int number) {
        if (number >= FIRST_REAL_TIME && number <= LAST_REAL_TIME) {
            int offset = number - FIRST_REAL_TIME;
            return offset == 0 ? "SIGRTMIN" : "SIGRTMIN+" + offset;
        }
        boolean named = number > 0 && number < NAMES.length && !NAMES[number].isEmpty();
        return named ? NAMES[number] : "signal " + number;
    }
}
