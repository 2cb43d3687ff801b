package dev.zjail.engine;

import org.apiguardian.api.API;

/**
 * The thread that waited for a run was interrupted. The run was ended, nothing of it is left, and the thread's
 * interrupt flag is still set.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RunInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says that the run was ended. */
    public RunInterruptedException() {
        this("the thread was interrupted while the jailed program ran; the program was ended");
    }

    private RunInterruptedException(String message) {
        super(message);
    }

    /**
     * Says that it did not come to a run.
     *
     * @return the exception to throw
     */
    public static RunInterruptedException beforeTheRun() {
        return new RunInterruptedException(
                "the thread was interrupted before the jailed program ran; the program was not started");
    }
}
