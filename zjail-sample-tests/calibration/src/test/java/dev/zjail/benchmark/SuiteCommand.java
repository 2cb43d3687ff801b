package dev.zjail.benchmark;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests of one class as a build would, and prints what this Java virtual machine took for it. */
public final class SuiteCommand {
    /** What stands before the number of KiB. */
    static final String MEMORY = "peak resident KiB: ";

    /** What stands before the number of clock ticks, 100 in a second, of this process and those it waited for. */
    static final String PROCESSOR_TIME = "ticks on a processor: ";

    private SuiteCommand() {}

    /**
     * Runs them.
     *
     * @param arguments the name of the class
     * @throws IOException if the kernel does not say how much memory it is
     */
    public static void main(String[] arguments) throws IOException {
        execute(arguments[0]);
        System.out.println(MEMORY + peakResidentKibibytes());
        System.out.println(PROCESSOR_TIME + ticksOnProcessor());
    }

    static void execute(String suite) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request, summary);
        }
        if (summary.getSummary().getTestsSucceededCount() == 0
                || summary.getSummary().getTotalFailureCount() > 0) {
            summary.getSummary()
                    .getFailures()
                    .forEach(failure -> failure.getException().printStackTrace());
            throw new IllegalStateException("the suite failed: " + suite);
        }
    }

    /** proc_pid_stat(5): utime, stime, cutime and cstime. */
    private static long ticksOnProcessor() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Arrays.stream(behindName, 11, 15).mapToLong(Long::parseLong).sum();
    }

    /** proc_pid_status(5). */
    private static long peakResidentKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
