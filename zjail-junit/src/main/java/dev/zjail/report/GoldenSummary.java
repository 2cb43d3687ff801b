package dev.zjail.report;

import dev.zjail.internal.ForeignText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a session says of golden files at its end: which it has written and, where the project asks, which lie beside
 * those that were used and no test used.
 *
 * <p>Only who starts the tests knows whether they are all of them, and a JVM knows nothing of what another one used: so
 * this is asked for by a parameter, and told for each JVM.
 *
 * @param mode what to do with unused files; empty for nothing
 */
record GoldenSummary(Optional<Mode> mode) {
    static final String PARAMETER = "zjail.golden.unused";

    /** Nobody reads more lines. */
    private static final int MOST_LINES = 20;

    /** What the parameter can say. */
    enum Mode {
        REPORT,
        FAIL
    }

    static GoldenSummary configured(Function<String, Optional<String>> parameters) {
        return new GoldenSummary(parameters.apply(PARAMETER).flatMap(GoldenSummary::mode));
    }

    private static Optional<Mode> mode(String value) {
        return switch (value) {
            case "report" -> Optional.of(Mode.REPORT);
            case "fail" -> Optional.of(Mode.FAIL);
            default -> Optional.empty();
        };
    }

    static Optional<InvalidParameter> problem(Function<String, Optional<String>> parameters) {
        return parameters
                .apply(PARAMETER)
                .filter(value -> mode(value).isEmpty())
                .map(value -> new InvalidParameter(
                        PARAMETER,
                        "must be \"report\" or \"fail\"",
                        value,
                        "Unused golden files are not looked for",
                        "give one of them"));
    }

    /** Prints, and fails the session if that was asked for and there are unused files. */
    void tell(PrintStream out, List<Path> written, List<Path> unused) {
        print(out, "golden file written", written);
        if (mode.isPresent() && !unused.isEmpty()) {
            print(out, "golden file that no test of this JVM used", unused);
            if (mode.get() == Mode.FAIL) {
                throw new AssertionError("zjail: golden files that no test of this JVM used: " + unused.size()
                        + ", such as " + ForeignText.line(unused.get(0).toString())
                        + ". Remedy: delete them, or run all tests in one JVM where `" + PARAMETER + "` is \"fail\".");
            }
        }
    }

    private static void print(PrintStream out, String what, List<Path> files) {
        files.stream()
                .limit(MOST_LINES)
                .forEach(file -> out.println("zjail: " + what + ": " + ForeignText.line(file.toString())));
        if (files.size() > MOST_LINES) {
            out.println("zjail: " + what + ": " + (files.size() - MOST_LINES) + " more");
        }
    }
}
