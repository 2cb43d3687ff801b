package dev.zjail.engine;

/**
 * The thread that waited for a run was interrupted. The run was ended, nothing of it is left, and the thread's
 * interrupt flag is still set.
 */
public final class RunInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says that the run was ended. */
    public RunInterruptedException() {
        super("the thread was interrupted while the jailed program ran; the program was ended");
    }
}
