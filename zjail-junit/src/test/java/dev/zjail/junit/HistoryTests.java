package dev.zjail.junit;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.TestIdentity;
import dev.zjail.audit.Trail;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Expectation;
import dev.zjail.truthimatics.Truthimatics;
import dev.zjail.truthimatics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two builds over one reports directory, as without {@code clean}; each names itself. */
@DisplayName("A test of which an earlier build has left a record")
@org.junit.jupiter.api.parallel.Execution(ExecutionMode.SAME_THREAD)
class HistoryTests {
    private static final List<JailResult> RESULTS = new CopyOnWriteArrayList<>();

    @TempDir
    private Path reports = Path.of("");

    @BeforeEach
    void forget() {
        RESULTS.clear();
    }

    private JailTestKit build(String invocation) {
        return JailTestKit.reportingTo(reports).with("zjail.invocation.id", invocation);
    }

    private JailResult greeted(JailTestKit kit) {
        kit.execute(Greets.class).succeeded(1);
        return RESULTS.get(RESULTS.size() - 1);
    }

    @ScriptedEngine.Installed
    static class Greets {
        @Test
        @Jailed(value = "greeter", replays = 16)
        void greets(JailResult run) {
            RESULTS.add(run);
        }
    }

    private static TestIdentity identity(Class<?> tests) {
        return new TestIdentity(
                tests.getName(),
                "greets(JailResult)",
                "[engine:junit-jupiter]/[class:" + tests.getName() + "]/[method:greets(dev.zjail.junit.JailResult)]");
    }

    private static List<String> ids(JailResult run) {
        return run.assessment().evidence().stream().map(Evidence::id).toList();
    }

    @Test
    @DisplayName("has the row `past` in the next build, and in no other run of the first")
    void same() {
        assertThat(ids(greeted(build("first")))).doesNotContain("past").contains("replay.1");
        assertThat(ids(greeted(build("first")))).doesNotContain("past");

        JailResult second = greeted(build("second"));

        assertThat(second).hasVerdict(Verdict.DETERMINISTIC).assessment().hasEvidence("past");
        assertThat(ids(second)).doesNotContain("program_changed", "past_differs");
    }

    @Test
    @DisplayName("is not deterministic where the same program did something else, and is told where and what to do")
    void different() throws IOException {
        String trail = recorded(Greets.class, false);

        JailResult run = greeted(build("second"));

        assertThat(run).hasVerdict(Verdict.UNCERTAIN);
        assertThat(run.assessment().evidence())
                .filteredOn(row -> row.id().equals("past_differs"))
                .extracting(Evidence::sentence)
                .containsExactly("the program is the one of record 1 of " + trail
                        + ", and on the same input it did something else then");
        assertThat(run.assessment().settledBy())
                .isEqualTo("a program that does the same in every build: record 1 of " + trail
                        + " says what it did then; if something else than the program has changed, clean the reports"
                        + " directory");
    }

    @Test
    @DisplayName("publishes that it is another program, and loses nothing by it")
    void otherProgram() throws IOException {
        String trail = recorded(Greets.class, true);

        JailTestKit.Results results = build("second").execute(Greets.class).succeeded(1);

        String sentence = "the program is not the one of record 1 of " + trail + ": its BLAKE2b-256 was "
                + "f".repeat(64) + ", and earlier builds say nothing of what it does now";
        assertThat(RESULTS.get(0)).hasVerdict(Verdict.DETERMINISTIC);
        assertThat(RESULTS.get(0).assessment().evidence())
                .filteredOn(row -> row.id().equals("program_changed"))
                .extracting(Evidence::sentence)
                .containsExactly(sentence);
        assertThat(results.entries())
                .filteredOn(entry -> entry.containsKey("zjail.program_changed"))
                .extracting(entry -> entry.get("zjail.program_changed"))
                .containsExactly(sentence);
    }

    /** Leaves the record of a build in which the program was another, or did something else. */
    private String recorded(Class<?> tests, boolean otherProgram) throws IOException {
        Execution run = greeted(build("first")).execution();
        Path first = Trail.filesIn(reports).get(0);
        Files.delete(first);
        Execution changed = new Execution(
                run.spec(),
                run.startedAt(),
                run.termination(),
                otherProgram ? run.stdout() : SampleRuns.kept("hullo\n"),
                run.stderr(),
                run.usage(),
                run.confinement(),
                run.policy(),
                otherProgram ? "f".repeat(64) : run.fingerprint(),
                run.root(),
                List.of(),
                run.contents(),
                CollectedFiles.NONE);
        RESULTS.clear();
        try (AuditTrail trail = AuditTrail.open(reports, Optional.empty(), Optional.of("before"))) {
            trail.append(
                    identity(tests),
                    changed,
                    Truthimatics.assess(changed, new Expectation(Set.of(0), Optional.empty())));
        }
        return String.valueOf(Trail.filesIn(reports).get(0).getFileName());
    }

    @Test
    @DisplayName("knows nothing of it where that is switched off")
    void switchedOff() {
        greeted(build("first"));

        assertThat(ids(greeted(build("second").with("zjail.history.recorded", "false"))))
                .doesNotContain("past");
    }

    @Test
    @DisplayName("is told of a switch that is neither on nor off")
    void wrongSwitch() {
        assertThat(build("first")
                        .with("zjail.history.recorded", "off")
                        .execute(Greets.class)
                        .onlyFailure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Configuration parameter: `zjail.history.recorded` must be \"true\" or \"false\", but was:"
                        + " \"off\". Remedy: correct it in junit-platform.properties or in the system property of that"
                        + " name.");
    }

    @Test
    @DisplayName("goes by the file that pins what it does, if there is one")
    void pinnedFirst() throws IOException {
        Path file = reports.resolve("zjail.history");
        greeted(build("first").with("zjail.history.file", file.toString()).with("zjail.history.update", "true"));
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^[0-9a-f]{64} ", "0".repeat(64) + " "));

        build("second")
                .with("zjail.history.file", file.toString())
                .execute(Greets.class)
                .succeeded(1);

        assertThat(RESULTS.get(1)).hasVerdict(Verdict.REJECT).assessment().hasEvidence("pinned_program_differs");
    }

    @Test
    @DisplayName("does not look for it if it asks for one run alone")
    void oneRun() throws IOException {
        recorded(Once.class, true);
        build("second").execute(Once.class).succeeded(1);

        assertThat(RESULTS).hasSize(1).allSatisfy(run -> assertThat(ids(run)).containsExactly("single_run"));
    }

    @ScriptedEngine.Installed
    static class Once {
        @Test
        @Jailed("greeter")
        void greets(JailResult run) {
            RESULTS.add(run);
        }
    }
}
