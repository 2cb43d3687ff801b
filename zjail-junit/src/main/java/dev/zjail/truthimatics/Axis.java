package dev.zjail.truthimatics;

import org.apiguardian.api.API;

/** Something around a program that a replay can change although it is no input of it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Axis {
    /** Whether the kernel randomizes its addresses. */
    ADDRESS_LAYOUT(Kind.RANDOMNESS, "the addresses at which the kernel puts it"),
    /** How many bytes of environment it has. */
    ENVIRONMENT_SIZE(Kind.ENVIRONMENT, "the environment it was not given, or its size"),
    /** What is in memory that malloc(3) returns; of glibc alone. */
    MALLOC_FILL(Kind.RANDOMNESS, "heap memory that it has not written"),
    /** Whether it may use every CPU, or only one. */
    CPU_COUNT(Kind.ENVIRONMENT, "the number of CPUs"),
    /** What all clocks tell, the times of files that it makes with them. */
    TIME(Kind.RANDOMNESS, "the clock"),
    /** The variable {@code TZ}. */
    TIME_ZONE(Kind.ENVIRONMENT, "the time zone (TZ)"),
    /** The variables {@code LANG} and {@code LC_ALL}. */
    LOCALE(Kind.ENVIRONMENT, "the locale (LANG, LC_ALL)"),
    /** The directory in which it begins. */
    WORKING_DIRECTORY(Kind.ENVIRONMENT, "its working directory"),
    /** The name that uname(2) gives. */
    HOST_NAME(Kind.ENVIRONMENT, "the host name"),
    /** Its process id in its pid namespace. */
    PROCESS_ID(Kind.ENVIRONMENT, "its process id"),
    /** Its soft limit for the stack; only ever a larger one. */
    STACK_LIMIT(Kind.ENVIRONMENT, "its stack limit"),
    /** The kernel's random bytes: getrandom(2), and the sixteen that every program is given (AT_RANDOM). */
    RANDOM_BYTES(Kind.RANDOMNESS, "the kernel's random bytes"),
    /** What it is told of the host's load, and of free memory and room. */
    HOST_LOAD(Kind.ENVIRONMENT, "the host's load, its number of processes, or its free memory and disk space"),
    /** In which order it is told the entries of a directory, and which numbers files and devices have. */
    DIRECTORY_ORDER(Kind.RANDOMNESS, "the order of a directory's entries, or the numbers of files and devices"),
    /** The kernel's release and version that uname(2) gives. */
    KERNEL_RELEASE(Kind.ENVIRONMENT, "the kernel's release or version"),
    /** Which of its threads and processes are held up; only for a program that has several. */
    SCHEDULE(Kind.RANDOMNESS, "the order in which its threads or processes get on"),
    /** Whether its standard input comes at once, in pieces, or late. */
    INPUT_PACE(Kind.RANDOMNESS, "when its standard input comes");

    /** What a difference along an axis means. */
    public enum Kind {
        /** The program depends on something that could have been declared, and was not. */
        ENVIRONMENT,
        /** The program is nondeterministic: nobody could declare what made it differ. */
        RANDOMNESS
    }

    private final Kind kind;
    private final String phrase;

    Axis(Kind kind, String phrase) {
        this.kind = kind;
        this.phrase = phrase;
    }

    /**
     * Says what a difference along this axis means.
     *
     * @return dependence on the environment, or nondeterminism
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Names what the program then depends on.
     *
     * @return such as {@code the time zone (TZ)}
     */
    public String phrase() {
        return phrase;
    }
}
