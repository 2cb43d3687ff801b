package dev.zjail.engine;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A run that is under way, and with which its caller talks. For use by one thread. Whatever the caller does or leaves
 * undone, the run ends within its wall-clock limit and a little more.
 *
 * <p>A thread of the engine feeds and drains the program meanwhile, so that every limit holds while the caller thinks.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface RunningJail extends AutoCloseable {

    /**
     * What a program wrote since it was last asked.
     *
     * @param stdout to standard output
     * @param stderr to standard error
     * @param over whether the run is over, so that nothing will follow
     */
    record Received(Bytes stdout, Bytes stderr, boolean over) {
        /** Whether nothing was written. */
        public boolean isEmpty() {
            return stdout.size() + stderr.size() == 0;
        }
    }

    /** How many bytes one run can be sent, beside those that its specification gives it. */
    int MOST_SENT_BYTES = 16 << 20;

    /**
     * Gives the program bytes to read, and waits until its pipe has taken them all.
     *
     * @param bytes what to send
     * @param atMost how long to wait
     * @return how many bytes the pipe took: fewer than were given if the time was up or the program reads no more
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    int send(Bytes bytes, Duration atMost);

    /** Ends the program's input, once it has read what was sent. */
    void endInput();

    /**
     * Says whether the program can still be sent something.
     *
     * @return false once nobody in the jail has the input open any more, or it was ended
     */
    boolean acceptsInput();

    /**
     * Waits until the program has written something, or is over.
     *
     * @param atMost how long to wait; zero to look only
     * @return what it wrote; nothing, and not over, if the time was up
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    Received receive(Duration atMost);

    /**
     * Waits for the end of the run.
     *
     * @return its facts; {@link JailSpec#stdin()} of its specification is all that the program was given
     * @throws ConfinementException if the run was lost
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    Execution awaitEnd();

    /**
     * Ends the program if it has not ended yet, and waits until nothing of it is left. An interrupted thread waits all
     * the same, and keeps its flag.
     *
     * @return the facts of the run
     * @throws ConfinementException if the run was lost
     */
    Execution end();

    /** Like {@link #end()}, for a run of which nobody wants to know. */
    @Override
    void close();
}
