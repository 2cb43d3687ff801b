package dev.zjail.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many things, as many at once as there are CPUs: with more, programs would disturb each other. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    /**
     * Does it.
     *
     * @return the results in the order of the things
     * @throws IllegalStateException if it failed with one of them
     */
    <T, R> List<R> map(String what, List<T> things, Function<T, R> work) {
        System.out.println(what + ": " + things.size() + " programs");
        List<Callable<R>> tasks = things.stream()
                .map(thing -> (Callable<R>) () -> attempt(thing, work))
                .toList();
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T, R> R attempt(T thing, Function<T, R> work) {
        try {
            return work.apply(thing);
        } catch (RuntimeException e) {
            throw new IllegalStateException(thing + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
