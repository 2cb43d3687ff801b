package dev.zjail.engine.launcher;

import dev.zjail.engine.Engine;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.libc.Libc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a run costs, beside a bare spawn in the same process and the same minute: figures of different machines, or of
 * different minutes, say nothing about each other.
 *
 * <p>Run by {@code mvn -Pbenchmark -pl zjail-native verify}; a test never asserts a time.
 */
final class RunBenchmark {
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 1000;

    private RunBenchmark() {}

    public static void main(String[] arguments) {
        Path program = CProgram.freestanding("exit-at-once", "call(__NR_exit_group, 0, 0, 0);");
        JailSpec spec = JailSpec.of(program).withPolicy("strict");
        long begun = System.nanoTime();
        Engine engine = HostEngine.shared();
        engine.run(spec);
        Duration first = Duration.ofNanos(System.nanoTime() - begun);
        compare(engine, spec, WARM_UP);
        Samples samples = compare(engine, spec, ROUNDS);

        System.out.printf("first run of this virtual machine   %8.2f ms%n", milliseconds(first));
        System.out.printf("bare spawn and wait, median         %8.2f ms%n", samples.spawn.median());
        System.out.printf(
                "run, median                         %8.2f ms   (90th percentile %.2f ms)%n",
                samples.run.median(), samples.run.percentile(90));
        System.out.printf(
                "  of which the guest is looked at   %8.2f ms   (a share of %.2f)%n",
                samples.observing.median(), samples.observing.median() / samples.run.median());
        System.out.printf("run / bare spawn                    %8.1f%n", samples.run.median() / samples.spawn.median());
        printWatched("watched run / run", samples);
        printWatched("the same of a dynamic program", compare(engine, dynamicProgram(), ROUNDS / 4));
    }

    /** Its loader reads the time stamp counter, and it asks the time a hundred times: each is a stop. */
    private static JailSpec dynamicProgram() {
        return JailSpec.of(CProgram.dynamicMain(
                "ask-the-time", "for (int i = 0; i < 100; i++) if (time(NULL) == 0) return 1; return 0;"));
    }

    private static void printWatched(String what, Samples samples) {
        System.out.printf(
                "%-35s %8.2f      (%.2f ms)%n",
                what, samples.watched.median() / samples.run.median(), samples.watched.median());
    }

    private record Samples(Sample spawn, Sample run, Sample observing, Sample watched) {}

    /** In turn, so that whatever else happens on the machine happens to all. */
    private static Samples compare(Engine engine, JailSpec spec, int rounds) {
        Samples samples = new Samples(new Sample(), new Sample(), new Sample(), new Sample());
        Libc libc = Libc.get();
        for (int round = 0; round < rounds; round++) {
            samples.spawn.time(() -> {
                int process = libc.spawn(spec.executable().toString(), List.of("exit-at-once"), 0, 1, 2);
                libc.reap(process);
                return process;
            });
            samples.observing.add(
                    samples.run.time(() -> engine.run(spec)).confinement().observing());
            samples.watched.time(() -> engine.watch(spec));
        }
        return samples;
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static final class Sample {
        private final List<Duration> values = new ArrayList<>();

        <T> T time(Supplier<T> timed) {
            long begun = System.nanoTime();
            T result = timed.get();
            add(Duration.ofNanos(System.nanoTime() - begun));
            return result;
        }

        void add(Duration value) {
            values.add(value);
        }

        double median() {
            return percentile(50);
        }

        double percentile(int percent) {
            Collections.sort(values);
            return milliseconds(values.get((values.size() - 1) * percent / 100));
        }
    }
}
