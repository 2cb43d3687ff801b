package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.Trail;
import dev.zjail.audit.Trails;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.Termination;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestPageTests {
    @TempDir
    Path reports;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | Exited with status 0.
            1 | Killed by the seccomp filter in syscall ptrace, number 101 of x86_64, which the policy static does not allow.
            2 | Killed by signal SIGSEGV (11).
            3 | Ended: it reached its cpu limit of 5 s; 5.01 s observed.
            """)
    void theEndIsASentence(int which, String sentence) throws Exception {
        assertThat(Pages.texts(page(SampleRuns.ONE_OF_EACH.get(which)), "p")).contains(sentence);
    }

    @Test
    void theEvidenceAddsUp() throws Exception {
        changeRecord(record -> {
            Records.addEvidence(record, "a", "LIKELIHOOD", 1.25, "one");
            Records.addEvidence(record, "b", "LIKELIHOOD", -0.5, "two");
            Records.addEvidence(record, "c", "RULE", 0, "three");
            record.put("score", 0.75);
        });

        assertThat(Pages.table(page(), "Evidence"))
                .containsExactly(
                        List.of(
                                "one run ended as declared with every layer in force; a nondeterministic program can do"
                                        + " that too single_run",
                                "+0.000",
                                "+0.000",
                                "from +0.000 to +0.000; the bound is +1.978"),
                        List.of("one a", "+1.250", "+1.250", "from +0.000 to +1.250; the bound is +1.978"),
                        List.of("two b", "-0.500", "+0.750", "from +1.250 to +0.750; the bound is +1.978"),
                        List.of("three c", "rule", "decides"),
                        List.of("Sum of the weights", "", "+0.750", "from +0.000 to +0.750; the bound is +1.978"));
    }

    /** A step begins where the one before ended, and each has the lines of zero and of the bound. */
    @Test
    void theEvidenceIsDrawnAsAWaterfall() throws Exception {
        changeRecord(record -> {
            Records.addEvidence(record, "a", "LIKELIHOOD", 0.989, "half of the bound");
            Records.addEvidence(record, "b", "LIKELIHOOD", -0.4945, "a quarter back");
            record.put("score", 0.4945);
        });

        List<Element> steps = Pages.elements(page(), "svg").stream()
                .filter(svg -> svg.getAttribute("class").equals("step"))
                .toList();

        assertThat(steps)
                .hasSize(4)
                .allSatisfy(step -> assertThat(Pages.elements(step, "path"))
                        .extracting(line -> line.getAttribute("class") + " " + line.getAttribute("d"))
                        .containsExactly("zero M6 0v20", "bound M194 0v20"));
        assertThat(steps.stream()
                        .flatMap(step -> Pages.elements(step, "rect").stream())
                        .map(bar -> bar.getAttribute("class") + " " + bar.getAttribute("x") + "+"
                                + bar.getAttribute("width")))
                .containsExactly("up 6+94", "down 53+47", "up 6+47");
    }

    @Test
    void weightsThatAreNoNumbersAreNotDrawn() throws Exception {
        changeRecord(record -> {
            Records.addEvidence(record, "a", "LIKELIHOOD", Double.MAX_VALUE, "more than can be");
            Records.addEvidence(record, "b", "LIKELIHOOD", -Double.MAX_VALUE, "and less");
            Records.addEvidence(record, "c", "LIKELIHOOD", -Double.MAX_VALUE, "and less");
        });

        assertThat(Pages.elements(page(), "svg").stream().map(svg -> svg.getAttribute("class")))
                .doesNotContain("step");
    }

    @Test
    void theTimeOfARunIsDrawnAndWhatOfItWasSpentOnACpu() throws Exception {
        Document page = page(new Termination.Exited(0));

        assertThat(Pages.texts(page, "p")).contains("time, the darker part on a CPU ran for 1.25 ms, 600 µs on a CPU");
        assertThat(Pages.elements(page, "rect").stream()
                        .map(part ->
                                part.getAttribute("class") + part.getAttribute("x") + "+" + part.getAttribute("width")))
                .contains("wall0+200", "cpu0+96");
    }

    @Test
    void severalRunsShareOneTimeLine() throws Exception {
        Trails.closed(reports, 2);

        assertThat(Pages.table(page(), "In the order"))
                .allSatisfy(row -> assertThat(row.get(3)).endsWith("ran for 1.25 ms, 600 µs on a CPU"));
    }

    @Test
    void whatIsNoFindingHasNoBar() throws Exception {
        Document page = page(new Termination.Exited(0));

        assertThat(Pages.elements(page, "svg").stream()
                        .filter(svg -> svg.getAttribute("class").equals("bar")))
                .as("only of the open files, 19 %")
                .hasSize(1);
    }

    @Test
    void layersThatAreAllInForceTakeOneLineUntilSomebodyLooks() throws Exception {
        Document page = page(new Termination.Exited(0));

        assertThat(Pages.texts(page, "summary")).contains("✓ All " + Layer.values().length + " layers were in force");
        assertThat(Pages.texts(page, "dd"))
                .anySatisfy(text ->
                        assertThat(text).isEqualTo("a read-only root, the old one detached; seen: rootfs was seen"));
    }

    @Test
    void anOpenQuestionSaysWhatWouldCloseIt() throws Exception {
        assertThat(Pages.texts(page(new Termination.Exited(0)), "p"))
                .anySatisfy(text -> assertThat(text).startsWith("What would settle it: replays: "));
    }

    @Test
    void everyLimitShowsWhatWasUsedOfIt() throws Exception {
        assertThat(Pages.table(page(new Termination.Exited(0)), "Limits"))
                .containsExactly(
                        List.of("CPU time", "600 µs of 5 s", "< 1 %"),
                        List.of("Wall-clock time", "1.25 ms of 10 s", "< 1 %"),
                        List.of("Memory, address space", "1.016 MiB of 256 MiB", "< 1 %"),
                        List.of("Open files, at its end", "3 of 16", " 19 %"),
                        List.of("Processes and threads", "1 of 1", "100 %"),
                        List.of("Output, the larger stream", "6 B of 1 MiB", "< 1 %"));
    }

    @Test
    void theLimitThatEndedTheRunIsUsedUp() throws Exception {
        Document page = page(new Termination.LimitExceeded(LimitKind.CPU, 5_000_000_000L, 5_010_000_000L));

        assertThat(Pages.table(page, "Limits")).contains(List.of("CPU time", "5.01 s of 5 s", " 100 %"));
        Element bar = Pages.elements(page, "svg").stream()
                .filter(svg -> svg.getAttribute("class").equals("bar near"))
                .findFirst()
                .orElseThrow();
        assertThat(Pages.elements(bar, "rect").get(0).getAttribute("width")).isEqualTo("200");
    }

    @Test
    void everyLayerSaysWhatWasAskedAndWhatWasObserved() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(
                    trail,
                    Trails.GREETS,
                    SampleRuns.run(
                            JailSpec.of(Path.of("/p/greeter")), new Termination.Exited(0), Set.of(Layer.SECCOMP)));
        }

        List<List<String>> layers = Pages.table(page(), "Layers");

        assertThat(layers)
                .hasSize(Layer.values().length)
                .allSatisfy(row ->
                        assertThat(row.get(1)).as("asked of " + row.get(0)).isNotEmpty());
        assertThat(layers.get(5).subList(0, 3))
                .containsExactly("rootfs", "a read-only root, the old one detached", "✓ yes");
        assertThat(layers.get(8)).satisfies(row -> {
            assertThat(row.get(2)).isEqualTo("✗ no");
            assertThat(row.get(3)).startsWith("nothing of seccomp was seen");
        });
    }

    @Test
    void whatLayInTheJailIsShownWithWhereItCameFrom() throws Exception {
        assertThat(Pages.table(page(new Termination.Exited(0)), "What lay in the jail"))
                .containsExactly(
                        List.of("/bin/tracer", "the program", "/home/user/project/target/native/tracer"),
                        List.of("/tmp", "a tmpfs", ""),
                        List.of("/words/latest", "mapped by files", "a link to words-7"));
    }

    @Test
    void aDialogueIsShownInItsOrder() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, Trails.GREETS, Trails.dialogue(JailSpec.of(Path.of("/p/game"))));
        }
        Document page = page();

        assertThat(Pages.texts(page, "summary")).contains("The dialogue, in its order (3)");
        assertThat(Pages.table(page, "The dialogue").stream()
                        .map(row -> row.stream().map(String::strip).toList()))
                .containsExactly(List.of("stderr", "wa"), List.of("test", "7"), List.of("stdout", "hello"));
        assertThat(Pages.texts(page, "p"))
                .contains("the test ended the program: how it would have ended is not known.");
    }

    @Test
    void aStreamWhoseFileIsThereIsShownAndLinked() throws Exception {
        streamFile("<b>hi</b>\n".getBytes(StandardCharsets.UTF_8));

        Document page = page();

        assertThat(Pages.texts(page, "pre")).contains("\n<b>hi</b>\n");
        assertThat(Pages.elements(page, "a").stream()
                        .filter(link -> link.getTextContent().equals("The whole of it"))
                        .map(link -> link.getAttribute("href")))
                .containsExactly("../T/t.stdout");
    }

    @Test
    void ofALongStreamTheTwoEndsAreShown() throws Exception {
        byte[] content = ("begin" + "é".repeat(StreamPart.EXCERPT * 2) + "end").getBytes(StandardCharsets.UTF_8);
        streamFile(content);

        Document page = page();

        List<String> shown = Pages.texts(page, "pre");
        assertThat(shown).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shown.get(0)).startsWith("\nbegin").endsWith("é").doesNotContain("\\x");
        assertThat(shown.get(1)).startsWith("\né").endsWith("end").doesNotContain("\\x");
        int bytesShown = (shown.get(0) + shown.get(1)).strip().getBytes(StandardCharsets.UTF_8).length - 1;
        assertThat(Pages.texts(page, "p")).contains("… " + (content.length - bytesShown) + " bytes left out …");
    }

    @Test
    void withoutAFileTheRecordsOwnExcerptIsShown() throws Exception {
        changeRecord(record -> ((ObjectNode) record.at("/streams/stdout"))
                .put("head", "hello\n")
                .put("tail", "")
                .putNull("file"));
        assertThat(Pages.texts(page(), "pre")).contains("\nhello\n");

        changeRecord(record ->
                ((ObjectNode) record.at("/streams/stdout")).put("tail", "end").put("kept", 1009));
        assertThat(Pages.texts(page(), "pre")).contains("\nhello\n", "\nend");
        assertThat(Pages.texts(page(), "p")).contains("… 1000 bytes left out …");
    }

    @Test
    void aFileThatIsALinkOrOutsideTheReportsIsNotShown() throws Exception {
        Path secret = Files.writeString(reports.resolve("secret"), "secret");
        Files.createDirectories(reports.resolve("T"));
        Files.createSymbolicLink(reports.resolve("T/t.stdout"), secret);
        changeRecord(record -> Records.putStream(record, "stdout", "T/t.stdout", 6));
        assertThat(Pages.texts(page(), "pre")).doesNotContain("\nsecret");

        Files.delete(reports.resolve("T/t.stdout"));
        String outside = "../" + reports.getFileName() + "/secret";
        changeRecord(record -> Records.putStream(record, "stdout", outside, 6));
        assertThat(Pages.texts(page(), "pre")).doesNotContain("\nsecret");
    }

    @Test
    void theFirstDifferenceBetweenTwoRunsIsMarked() throws Exception {
        changeRecord(record -> {
            ObjectNode example = record.putObject("counter_example");
            example.put("run", 2).put("part", "STDOUT").put("offset", 5);
            example.put("first", "\"pid 12\"").put("replay", "\"pid 34\"");
            example.putArray("varied").addObject().put("axis", "TIME_ZONE").put("value", "ZJA11:45");
            example.putObject("factor").put("kind", "dependence").put("sentence", "it depends on the time zone (TZ)");
            record.putObject("further_runs").put("replays", 4).put("contrasts", 1);
            record.putArray("unused_axes").addObject().put("axis", "CPUS").put("reason", "there is one CPU only");
            record.putArray("verdict_modulo").add("timestamps");
        });

        Document page = page();

        assertThat(Pages.texts(page, "mark")).containsExactly("12\"", "34\"");
        assertThat(Pages.texts(page, "dt")).contains("First run", "Replay 2", "cpus");
        assertThat(Pages.texts(page, "dd")).contains("time zone: ZJA11:45", "there is one CPU only");
        assertThat(Pages.texts(page, "p"))
                .contains(
                        "Further runs: 4 on the same input, 1 on other inputs.",
                        "Replay 2 is not the same as the first run: stdout differs first at byte 5; it depends on the"
                                + " time zone (TZ).",
                        "Left out of account when outputs were compared: timestamps.");
    }

    @Test
    void whatSeveralRunsUsedIsATableAndHowNearTheyCameToALimitAnother() throws Exception {
        changeRecord(record -> {
            ObjectNode usage = record.putObject("usage_across_runs");
            usage.put("runs_with_nothing_varied", 2).put("runs", 5);
            spread(usage, "CPU_TIME", 600_000, 600_000, 500_000, 930_000_000).put("watched", 700_000);
            spread(usage, "ADDRESS_SPACE", 1 << 20, 1 << 20, 1 << 20, 2 << 20).putNull("watched");
            nearest(usage, "PROCESSES", 1, 1, "first run");
            nearest(usage, "CPU", 930_000_000, 1_000_000_000, "replay <4>");
        });

        Document page = page();

        assertThat(Pages.table(
                        page, "Least and most that runs on the same input used: 2 with nothing varied, 5 in all"))
                .containsExactly(
                        List.of("CPU time", "600 µs", "500 µs to 930 ms", "700 µs"),
                        List.of("Memory, address space", "1 MiB", "1 MiB to 2 MiB", "not seen"));
        assertThat(Pages.table(page, "The most that any of the runs used of each limit"))
                .containsExactly(
                        List.of("Processes and threads", "1 of 1", "100 %", "first run"),
                        List.of("CPU time", "930 ms of 1 s", " 93 %: near", "replay <4>"));
        assertThat(Pages.elements(page, "th").stream()
                        .filter(header -> header.getAttribute("scope").isEmpty()))
                .isEmpty();
    }

    /** A record is data: what cannot be is not shown, and no number of it is the end of a page. */
    @Test
    void usageThatCannotBeIsLeftOut() throws Exception {
        changeRecord(record -> {
            ObjectNode usage = record.putObject("usage_across_runs");
            usage.put("runs", "many");
            spread(usage, "CPU_TIME", 3, 2, 1, 4);
            spread(usage, "WALL_TIME", -5, 2, -7, 4);
            spread(usage, "<b>", 1, 1, 1, 1);
            spread(usage, "OUTPUT", 1, Long.MAX_VALUE, 0, Long.MAX_VALUE).put("watched", -1);
            usage.withArray("spreads").add("text");
            nearest(usage, "CPU", -1, 1, "r");
            nearest(usage, "WALL", 1, 0, "r");
            nearest(usage, "<b>", 1, 1, "r");
            nearest(usage, "MEMORY", Long.MAX_VALUE, 1, "r");
        });

        Document page = page();

        assertThat(Pages.table(page, "Least and most"))
                .containsExactly(
                        List.of("Output, the larger stream", "1 B to 8388608 TiB", "0 B to 8388608 TiB", "not seen"));
        assertThat(Pages.table(page, "The most that any"))
                .containsExactly(List.of("Memory", "8388608 TiB of 1 B", " 100 %: near", "r"));
        assertThat(page.getDocumentElement().getTextContent()).doesNotContain("<b>");
    }

    @Test
    void noMoreRowsAreShownThanThereAreQuantitiesAndLimits() throws Exception {
        changeRecord(record -> {
            ObjectNode usage = record.putObject("usage_across_runs");
            for (int i = 0; i < 50; i++) {
                spread(usage, "CPU_TIME", 1, 1, 1, 1);
                nearest(usage, "CPU", 1, 2, "r");
            }
        });

        Document page = page();

        assertThat(Pages.table(page, "Least and most")).hasSize(7);
        assertThat(Pages.table(page, "The most that any")).hasSize(8);
    }

    @Test
    void usageOfAnotherShapeIsNone() throws Exception {
        changeRecord(record -> {
            ObjectNode usage = record.putObject("usage_across_runs");
            usage.put("runs", new java.math.BigInteger("9".repeat(30))).put("runs_with_nothing_varied", 1.5);
            spread(usage, "CPU_TIME", 1, 1, 1, 1)
                    .putObject("all")
                    .put("least", 0.5)
                    .put("most", "9");
            spread(usage, "WALL_TIME", 1, 1, 1, 1).put("all", 1);
            ObjectNode huge = spread(usage, "OUTPUT", 1, 1, 1, 1);
            huge.putObject("all").put("least", 0).put("most", new java.math.BigInteger("9".repeat(30)));
            usage.put("nearest", "CPU");
        });

        Document page = page();

        assertThat(Pages.table(
                        page, "Least and most that runs on the same input used: 0 with nothing varied, 0 in all"))
                .isEmpty();
        assertThat(Pages.table(page, "The most that any")).isEmpty();
    }

    /** What a limit is and what was used of it is shown only where both can be. */
    @Test
    void limitsThatCannotBeAreLeftOut() throws Exception {
        changeRecord(record -> {
            ((ObjectNode) record.path("limits"))
                    .put("cpu_ns", -1)
                    .put("wall_ns", 0)
                    .put("memory_bytes", Long.MAX_VALUE)
                    .put("open_files", "16")
                    .put("processes", new java.math.BigInteger("9".repeat(30)))
                    .put("output_bytes", 1);
            ((ObjectNode) record.path("usage"))
                    .put("max_address_space_bytes", Long.MIN_VALUE)
                    .put("max_resident_bytes", -1);
            ((ObjectNode) record.path("streams").path("stdout")).put("bytes", Long.MAX_VALUE);
            ((ObjectNode) record.path("termination")).put("limit_kind", "<b>").put("observed", -1);
        });

        assertThat(Pages.table(page(), "Limits"))
                .containsExactly(List.of("Output, the larger stream", "8388608 TiB of 1 B", " 100 %"));
    }

    @Test
    void ofOneRunThereIsNoSuchTable() throws Exception {
        assertThat(Pages.texts(page(new Termination.Exited(0)), "caption"))
                .noneMatch(caption -> caption.startsWith("Least") || caption.startsWith("The most"));
    }

    private static ObjectNode spread(
            ObjectNode usage, String quantity, long plainLeast, long plainMost, long least, long most) {
        ObjectNode spread = usage.withArray("spreads").addObject().put("quantity", quantity);
        spread.putObject("nothing_varied").put("least", plainLeast).put("most", plainMost);
        spread.putObject("all").put("least", least).put("most", most);
        return spread;
    }

    private static void nearest(ObjectNode usage, String kind, long used, long limit, String run) {
        usage.withArray("nearest")
                .addObject()
                .put("limit_kind", kind)
                .put("used", used)
                .put("limit", limit)
                .put("run", run);
    }

    @Test
    void theAuditPositionIsNamed() throws Exception {
        Path trail = Trails.closed(reports, 2);

        assertThat(Pages.texts(page(), "p"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("Recorded in line 2 of the trail "
                                + trail.getFileName().toString().replace(".audit.jsonl", "")
                                + ", and as a record of its own. "));
    }

    @Test
    void ofManyRunsOnlySomeAreInFullAndAllAreInTheTable() throws Exception {
        Trails.closed(reports, TestPage.RUNS_IN_FULL + 5);

        Document page = page();

        assertThat(Pages.table(page, "In the order")).hasSize(TestPage.RUNS_IN_FULL + 5);
        assertThat(Pages.texts(page, "caption").stream().filter(caption -> caption.startsWith("Limits")))
                .hasSize(TestPage.RUNS_IN_FULL);
    }

    @Test
    void theOutcomeAndItsReasonStandOnTop() throws Exception {
        Trails.closed(reports, 1);
        TestOutcome failed =
                new TestOutcome("T", "t", Trails.GREETS.uniqueId(), Status.FAILED, 1, 1, "because <so>\nand <so>");

        Document page = Pages.parse(TestPage.of(reports, test(Optional.of(failed))));

        assertThat(Pages.texts(page, "p")).contains("The test ✗ failed; its program is UNCERTAIN (no replays)");
        assertThat(Pages.texts(page, "pre")).contains("because <so>\nand <so>");
    }

    @Test
    void whatCameBackIsATable() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(
                    trail,
                    Trails.GREETS,
                    SampleRuns.collected(
                            JailSpec.of(Path.of("/bin/program")).withCollect(List.of("/tmp")),
                            new CollectedFiles(
                                    List.of(CollectedFile.of("/tmp/<a>", Bytes.utf8("one\n\u001b[2Jtwo"))),
                                    List.of(new NotCollected("/tmp/b", NotCollected.Kind.LINK, "to /etc/<x>")))));
        }

        assertThat(Pages.table(page(), "Files that came back"))
                .containsExactly(
                        List.of("/tmp/<a>", "11 B", "one\\u{a}\\u{1b}[2Jtwo"),
                        List.of("/tmp/b", "did not come back", "a symbolic link, and none is followed (to /etc/<x>)"));
    }

    @Test
    void whereNothingWasToComeBackThereIsNoSuchTable() throws Exception {
        assertThat(Pages.texts(page(new Termination.Exited(0)), "caption")).doesNotContain("Files that came back");
    }

    private Document page(Termination termination) throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(termination));
        }
        return page();
    }

    private Document page() throws Exception {
        return Pages.parse(TestPage.of(reports, test(Optional.empty())));
    }

    private ReportedTest test(Optional<TestOutcome> outcome) throws IOException {
        Trail trail = Trail.read(Trails.only(reports));
        return Report.of(List.of(trail), outcome.stream().toList(), Optional.empty())
                .tests()
                .get(0);
    }

    private void streamFile(byte[] content) throws IOException {
        Files.write(Files.createDirectories(reports.resolve("T")).resolve("t.stdout"), content);
        changeRecord(record -> Records.putStream(record, "stdout", "T/t.stdout", content.length));
    }

    private void changeRecord(Consumer<ObjectNode> change) throws IOException {
        Path trail = Files.exists(reports.resolve("zjail")) ? Trails.only(reports) : Trails.closed(reports, 1);
        Records.change(trail, change);
    }
}
