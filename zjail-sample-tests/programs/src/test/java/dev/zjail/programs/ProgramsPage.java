package dev.zjail.programs;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** docs/programs.md: what each program needs, as measured. */
record ProgramsPage(ProgramTable table, List<Outcome> outcomes) {
    private static final String HEAD = """
            # Real programs, and what each needs

            Below are the first tests that users would write of real programs: what stands in `@Jailed(…)`, and, where that does not pass, the lines that
            make it pass. The test asserts the exit status, and most often the output.

            `mvn -Pprograms verify` runs all of them through the public API, fails where a row does not do what it says, and writes this page. The rows are
            `zjail-sample-tests/programs/src/test/programs.json`; a relative path starts beside it, at the module. A program that is not installed is
            named, and then the page is written to `target/programs.md` only. The programs are of these Debian packages:

            """;

    /** Whether every row was measured and did what it says: only then does the page take the place of the last one. */
    boolean isComplete() {
        return outcomes.size() == table.tests().size() && outcomes.stream().allMatch(Outcome::isInstalled);
    }

    String text() {
        return HEAD + "    apt-get install " + wrapped(table.packages()) + "\n\n## What came of it\n\n" + summary()
                + missing()
                + "\n## The tests\n\n| test | `@Jailed(…)` | add |\n|---|---|---|\n"
                + outcomes.stream().map(ProgramsPage::row).collect(Collectors.joining());
    }

    private static String wrapped(List<String> words) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : words) {
            boolean full = column + word.length() > 110;
            text.append(column == 0 ? "" : full ? " \\\n        " : " ").append(word);
            column = full ? word.length() : column + word.length() + 1;
        }
        return text.toString();
    }

    private String summary() {
        return "| of " + count(outcome -> true) + " tests | |\n|---|---|\n"
                + "| pass as they stand | " + passing(steps -> steps == 0) + " |\n"
                + "| pass with one line | " + passing(steps -> steps == 1) + " |\n"
                + "| pass with two lines or more | " + passing(steps -> steps > 1) + " |\n"
                + "| do not pass | " + count(outcome -> outcome.test().never().isPresent()) + " |\n";
    }

    private long passing(Predicate<Integer> steps) {
        return count(outcome -> outcome.test().never().isEmpty() && steps.test(outcome.steps()));
    }

    private long count(Predicate<Outcome> which) {
        return outcomes.stream().filter(Outcome::isInstalled).filter(which).count();
    }

    private String missing() {
        List<String> missing = outcomes.stream()
                .flatMap(outcome -> outcome.missing().stream())
                .distinct()
                .toList();
        return missing.isEmpty() ? "" : "\nNot installed, and so not measured: " + String.join(", ", missing) + ".\n";
    }

    private static String row(Outcome outcome) {
        FirstTest test = outcome.test();
        String added = test.lines().stream().map(line -> code(line.asJava())).collect(Collectors.joining("<br>"));
        return "| " + test.name() + " | " + code(test.jailed().asJava()) + " | "
                + test.never().map(reason -> "does not pass: " + reason).orElse(added)
                + (outcome.isInstalled() ? "" : " (not installed)") + " |\n";
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
