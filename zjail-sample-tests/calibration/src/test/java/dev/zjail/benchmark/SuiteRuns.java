package dev.zjail.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs suites by turns, each time in a Java virtual machine that was just started. */
final class SuiteRuns {
    static final Path REPORTS = Path.of("target", "benchmark", "reports").toAbsolutePath();

    private SuiteRuns() {}

    /** What was measured of a suite. */
    record Measured(Figures nanoseconds, Figures ticks, Figures kibibytes, Figures reportBytes) {}

    static Map<String, Measured> measure(List<Class<?>> suites, int rounds) throws IOException {
        Map<String, List<Once>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Class<?> suite : suites) {
                measured.computeIfAbsent(suite.getSimpleName(), name -> new ArrayList<>())
                        .add(once(suite));
            }
        }
        Map<String, Measured> result = new LinkedHashMap<>();
        measured.forEach((name, all) -> result.put(
                name,
                new Measured(
                        new Figures(all.stream().map(Once::nanoseconds).toList()),
                        new Figures(all.stream().map(Once::ticks).toList()),
                        new Figures(all.stream().map(Once::kibibytes).toList()),
                        new Figures(all.stream().map(Once::reportBytes).toList()))));
        return result;
    }

    private record Once(long nanoseconds, long ticks, long kibibytes, long reportBytes) {}

    private static Once once(Class<?> suite) throws IOException {
        deleteReports();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dzjail.reports.dir=" + REPORTS,
                "-cp",
                System.getProperty("java.class.path"),
                SuiteCommand.class.getName(),
                suite.getName());
        long begun = System.nanoTime();
        String output = Programs.output(command);
        long nanoseconds = System.nanoTime() - begun;
        return new Once(
                nanoseconds,
                said(SuiteCommand.PROCESSOR_TIME, output),
                said(SuiteCommand.MEMORY, output),
                bytesOfReports());
    }

    private static long said(String what, String output) {
        return output.lines()
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.substring(what.length())))
                .findFirst()
                .orElseThrow();
    }

    private static long bytesOfReports() throws IOException {
        if (!Files.exists(REPORTS)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(REPORTS)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void deleteReports() throws IOException {
        if (Files.exists(REPORTS)) {
            try (Stream<Path> files = Files.walk(REPORTS)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
