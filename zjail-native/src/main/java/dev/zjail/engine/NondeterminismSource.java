package dev.zjail.engine;

import org.apiguardian.api.API;

/** Where a program can take something from that is not among its inputs, and may be other the next time. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum NondeterminismSource {
    /** The time of day, time that passed, or CPU time: by a system call, by the vDSO, or by the time stamp counter. */
    CLOCK,
    /**
     * The processor's time stamp counter, where the host does not let anybody see that it is read: some virtual
     * machines do not. Where it is seen to be read, that is {@link #CLOCK}.
     */
    TIME_STAMP_COUNTER,
    /** Random bytes of the kernel (getrandom(2)), but for those with which glibc seeds its allocator. */
    RANDOMNESS,
    /** Random numbers of the processor, as far as the executable itself asks for them. */
    PROCESSOR_RANDOMNESS,
    /** Random bytes of {@code /dev/random} or {@code /dev/urandom}, which the program opened. */
    RANDOM_DEVICE,
    /** More than one thread or process: the order in which they get on is the scheduler's. */
    CONCURRENCY,
    /** Ids of processes and threads. */
    PROCESS_ID,
    /** How many CPUs there are, or on which one it runs. */
    CPU,
    /** The order of the entries of a directory. */
    DIRECTORY_ORDER,
    /** The name of the host, and of its kernel. */
    HOST_NAME,
    /** How much memory and disk space the host has free, how busy it is, and for how long it is up. */
    HOST_LOAD,
    /** Files of {@code /proc}, which the program opened. */
    PROC_FILES
}
