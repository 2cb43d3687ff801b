package dev.zjail.audit;

import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.SampleRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The main method of a Java virtual machine that records runs that never took place, in four threads, each as often as
 * it is told, or forever. After each record it prints a line.
 */
public final class ManyRecords {
    private ManyRecords() {}

    /**
     * Records.
     *
     * @param arguments the reports directory, and how often; 0 for no end
     */
    public static void main(String[] arguments) throws Exception {
        int howOften = Integer.parseInt(arguments[1]);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (AuditTrail trail = AuditTrail.open(Path.of(arguments[0]))) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                TestIdentity test = new TestIdentity("com.example.ManyTests", "test " + thread, "[m:" + thread + "]");
                all.add(threads.submit(() -> record(trail, test, howOften)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void record(AuditTrail trail, TestIdentity test, int howOften) {
        for (int run = 0; run < howOften || howOften == 0; run++) {
            Execution done = SampleRuns.exited(run % 2);
            trail.append(test, done, Trails.assess(done));
            System.out.println("recorded");
        }
    }
}
