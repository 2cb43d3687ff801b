package dev.zjail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures all there is, and prints the tables with a description of the machine. */
public final class BenchmarkCommand {
    private BenchmarkCommand() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a program cannot be compiled or run
     */
    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.getInteger("zjail.benchmark.suites", 5);
        Programs.compileAll();
        describeMachine();
        System.setProperty("zjail.reports.dir", SuiteRuns.REPORTS.toString());
        SuiteCommand.execute(RunsSuite.class.getName());
        Table.printSuites(
                "A suite of " + Suites.TESTS + " tests in a Java virtual machine of its own (" + rounds + " rounds)",
                SuiteRuns.measure(List.of(Suites.Empty.class, Suites.Starting.class, Suites.Jailing.class), rounds),
                "Starting");
        Table.printSuites(
                "A single test in a Java virtual machine of its own (" + 4 * rounds + " rounds)",
                SuiteRuns.measure(
                        List.of(Suites.OneEmpty.class, Suites.OneProcess.class, Suites.OneJailing.class), 4 * rounds),
                "OneEmpty");
    }

    private static void describeMachine() throws IOException {
        System.out.printf(
                "%d processors (%s), Linux %s, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
