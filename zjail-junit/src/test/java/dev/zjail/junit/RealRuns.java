package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The main method of a Java virtual machine that runs real tests with real runs of a program of the host, in four
 * threads, each as often as it is told, or forever. After each run it prints a line.
 */
public final class RealRuns {
    /** A line for each run that is recorded. */
    public static final String RECORDED = "recorded";

    private static final String HOW_OFTEN = "zjail.test.runs";

    private RealRuns() {}

    /**
     * Runs.
     *
     * @param arguments the reports directory, and how often; 0 for no end
     */
    public static void main(String[] arguments) {
        System.setProperty(HOW_OFTEN, arguments[1]);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            Launcher launcher = session.getLauncher();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(FourTestCases.class))
                            .configurationParameter("zjail.reports.dir", arguments[0])
                            // What a slow machine would print in between is none of the lines that are waited for.
                            .configurationParameter("zjail.progress.seconds", "0")
                            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                            .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                            .build(),
                    listener);
        }
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.exit(summary.getTestsSucceededCount() == 4 ? 0 : 1);
    }

    @Jailed(value = "/bin/true", env = "PASSED=on purpose")
    static class FourTestCases {
        @Test
        void first(Jail jail) {
            runs(jail);
        }

        @Test
        void second(Jail jail) {
            runs(jail);
        }

        @Test
        void third(Jail jail) {
            runs(jail);
        }

        @Test
        void fourth(Jail jail) {
            runs(jail);
        }

        private static void runs(Jail jail) {
            int howOften = Integer.getInteger(HOW_OFTEN);
            for (int run = 0; run < howOften || howOften == 0; run++) {
                assertThat(jail.run("argument " + run).termination().describe()).isEqualTo("exited with status 0");
                System.out.println(RECORDED);
            }
        }
    }
}
