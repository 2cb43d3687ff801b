package dev.zjail.engine.launcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Does what an interruption would spoil in a thread of its own, which nobody interrupts. Loading jnr-ffi is such a
 * thing: it fails if its thread is interrupted, and then for ever.
 */
final class Uninterruptibly {
    private Uninterruptibly() {}

    /** Waits for the result; an interrupted thread waits all the same, and keeps its flag. */
    static <T> T get(String threadName, Supplier<T> action) {
        CompletableFuture<T> result =
                CompletableFuture.supplyAsync(action, task -> new Thread(task, threadName).start());
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
