package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.libc.NativeCallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Tells when the kernel has killed one of several processes of a run for the memory of all. In version 2 it kills them
 * all (memory.oom.group); in version 1 it kills one and tells whoever asked (memory.rst, "OOM Control"), a moment
 * before it does.
 */
final class OutOfMemoryWatch implements AutoCloseable {
    private static final String REGISTER_FILE = "cgroup.event_control";

    /** From the kernel's word to the end of the process it chooses. */
    private static final Duration LONGEST_KILL = Duration.ofMillis(500);

    private final Libc libc;
    private final MemoryCgroup memory;
    private final int descriptor;
    private final ByteBuffer counter = ByteBuffer.allocateDirect(Long.BYTES);
    private boolean isTold = true;
    private long lookUntil = System.nanoTime();

    private OutOfMemoryWatch(Libc libc, MemoryCgroup memory, int descriptor) {
        this.libc = libc;
        this.memory = memory;
        this.descriptor = descriptor;
    }

    static OutOfMemoryWatch begin(Libc libc, MemoryCgroup memory) {
        OutOfMemoryWatch watch = new OutOfMemoryWatch(libc, memory, libc.eventCounter());
        try {
            watch.register();
        } catch (IOException e) {
            // A kernel built with PREEMPT_RT has the file and no answer: then somebody has to look now and then.
            watch.isTold = false;
        } catch (NativeCallException e) {
            watch.close();
            throw e;
        }
        return watch;
    }

    private void register() throws IOException {
        Cgroup cgroup = memory.cgroup();
        int events =
                libc.openToRead(cgroup.directory().resolve(memory.eventsFile()).toString());
        try {
            cgroup.write(REGISTER_FILE, descriptor + " " + events);
        } finally {
            libc.close(events);
        }
    }

    /** Becomes readable when memory has run out. */
    int descriptor() {
        return descriptor;
    }

    /** To be called when the descriptor is readable. */
    void hear() {
        libc.read(descriptor, counter.clear());
        lookUntil = System.nanoTime() + LONGEST_KILL.toNanos();
    }

    /** Whether a process may be killed just now: then it is to be asked again after {@link #betweenLooks}. */
    boolean isLooking() {
        return !isTold || System.nanoTime() - lookUntil < 0;
    }

    Duration betweenLooks() {
        return isTold ? Duration.ofMillis(1) : Duration.ofMillis(10);
    }

    boolean hasKilled() {
        return memory.hasKilled();
    }

    @Override
    public void close() {
        libc.close(descriptor);
    }
}
