package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Wakes a thread that waits in poll(2) when it is interrupted. The only public hook on Thread.interrupt() is that of
 * interruptible channels, so this is one: interrupting "closes" it, which makes a descriptor readable.
 */
final class Interruption extends AbstractInterruptibleChannel {
    private final Libc libc;
    private final int descriptor;

    Interruption(Libc libc, int descriptor) {
        this.libc = libc;
        this.descriptor = descriptor;
    }

    /** Runs something that waits for the descriptor, among others; returns whether the thread was interrupted. */
    boolean during(Runnable waiting) {
        boolean interrupted;
        begin();
        try {
            waiting.run();
        } finally {
            interrupted = wasInterrupted();
        }
        return interrupted;
    }

    private boolean wasInterrupted() {
        try {
            end(true);
            return false;
        } catch (ClosedByInterruptException e) {
            return true;
        } catch (AsynchronousCloseException e) {
            throw new IllegalStateException("nobody closes this but an interruption", e);
        }
    }

    @Override
    protected void implCloseChannel() {
        libc.raise(descriptor);
    }
}
