package dev.zjail.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each program does in its jail what its row says: it passes at once, or fails, and passes with the lines added. */
@DisplayName("First tests of real programs")
class ProgramsTests {
    private static final String ONLY = System.getProperty("zjail.programs.only", "");
    private static final ProgramTable TABLE = ProgramTable.read();
    private static final Requirements REQUIREMENTS = new Requirements();
    private static final List<Outcome> OUTCOMES = new ArrayList<>();

    @TestFactory
    @Jailed
    Stream<DynamicTest> programs(Jail jail) {
        return TABLE.tests().stream()
                .filter(test -> ONLY.isEmpty() || Pattern.matches(ONLY, test.name()))
                .map(test -> DynamicTest.dynamicTest(test.name(), () -> doesWhatItsRowSays(test, jail)));
    }

    private static void doesWhatItsRowSays(FirstTest test, Jail jail) throws IOException, InterruptedException {
        List<String> missing = REQUIREMENTS.missing(test);
        if (!missing.isEmpty()) {
            OUTCOMES.add(new Outcome(test, missing, List.of()));
            Assumptions.abort("not installed: " + String.join(", ", missing));
        }
        List<String> failures = new ArrayList<>();
        for (int added = 0; added < test.lines().size(); added++) {
            Optional<String> failure = test.failureWith(jail, added);
            assertThat(failure)
                    .as("%s fails with %s of its lines added; if it passes, take the others away", test.name(), added)
                    .isPresent();
            failure.ifPresent(failures::add);
        }
        Optional<String> last = test.failureWith(jail, test.lines().size());
        if (test.never().isPresent()) {
            assertThat(last)
                    .as("%s never passes; if it does, say so in its row", test.name())
                    .isPresent();
        } else {
            assertThat(last).as("%s passes with all of its lines", test.name()).isEmpty();
        }
        OUTCOMES.add(new Outcome(test, List.of(), failures));
    }

    @AfterAll
    static void writesThePage() throws IOException {
        if (!ONLY.isEmpty()) {
            return;
        }
        ProgramsPage page = new ProgramsPage(TABLE, OUTCOMES);
        Files.writeString(Path.of("target", "programs.md"), page.text());
        if (page.isComplete()) {
            Files.writeString(Path.of("..", "..", "docs", "programs.md"), page.text());
        }
    }
}
