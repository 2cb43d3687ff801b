package dev.zjail.engine.launcher;

import dev.zjail.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A Java virtual machine of its own that makes runs of every ending, four at a time, until it is killed; a minute at
 * most. Says its process id, and "running" when every worker has made its first run. Arguments: the program and the
 * seed of the order.
 */
final class EndlessRuns {
    private static final int AT_A_TIME = 4;
    private static final long LONGEST_LIFE = 60_000_000_000L;

    private EndlessRuns() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path program = Path.of(arguments[0]);
        Random seeds = new Random(Long.parseLong(arguments[1]));
        Engine engine = HostEngine.shared();
        ScheduledExecutorService others = Executors.newSingleThreadScheduledExecutor();
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        System.out.println(ProcessHandle.current().pid());
        CountDownLatch busy = new CountDownLatch(AT_A_TIME);
        List<AnyEnding> all = List.of(AnyEnding.values());
        long end = System.nanoTime() + LONGEST_LIFE;
        for (int worker = 0; worker < AT_A_TIME; worker++) {
            Random order = new Random(seeds.nextLong());
            workers.execute(() -> {
                AnyEnding.SUCCESS.run(engine, program, others);
                busy.countDown();
                while (System.nanoTime() - end < 0) {
                    all.get(order.nextInt(all.size())).run(engine, program, others);
                }
                System.exit(1);
            });
        }
        busy.await();
        System.out.println("running");
    }
}
