package dev.zjail.engine.libc;

import jnr.ffi.Pointer;
import org.apiguardian.api.API;

/** Descriptors to wait for: an array of {@code struct pollfd}. For use by one thread. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PollSet {
    static final int ENTRY_BYTES = 8;

    private static final int EVENTS_OFFSET = 4;
    private static final int RESULTS_OFFSET = 6;
    private static final short POLLIN = 0x1;
    private static final short POLLOUT = 0x4;

    private final Pointer entries;
    private int size;

    PollSet(Pointer entries) {
        this.entries = entries;
    }

    /** Empties the set. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds a descriptor to wait for until it can be read.
     *
     * @param descriptor the descriptor
     * @return its place in the set
     */
    public int addReadable(int descriptor) {
        return add(descriptor, POLLIN);
    }

    /**
     * Adds a descriptor to wait for until it can be written.
     *
     * @param descriptor the descriptor
     * @return its place in the set
     */
    public int addWritable(int descriptor) {
        return add(descriptor, POLLOUT);
    }

    private int add(int descriptor, short events) {
        long at = (long) size * ENTRY_BYTES;
        entries.putInt(at, descriptor);
        entries.putShort(at + EVENTS_OFFSET, events);
        entries.putShort(at + RESULTS_OFFSET, (short) 0);
        return size++;
    }

    /**
     * Says whether the last poll found something to do for a descriptor: data, room, an error or the end.
     *
     * @param place what adding it returned
     * @return whether a read or a write will not block
     */
    public boolean ready(int place) {
        return entries.getShort((long) place * ENTRY_BYTES + RESULTS_OFFSET) != 0;
    }

    void forgetResults() {
        for (int place = 0; place < size; place++) {
            entries.putShort((long) place * ENTRY_BYTES + RESULTS_OFFSET, (short) 0);
        }
    }

    Pointer entries() {
        return entries;
    }

    int size() {
        return size;
    }
}
