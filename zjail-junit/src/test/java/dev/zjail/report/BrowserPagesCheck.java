package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.HostileText;
import dev.zjail.audit.RecordedRun;
import dev.zjail.audit.TestIdentity;
import dev.zjail.audit.Trail;
import dev.zjail.audit.Trails;
import dev.zjail.engine.Termination;
import dev.zjail.report.TestOutcome.Status;
import dev.zjail.truthimatics.SampleRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Writes reports for {@code .ci/pages} to look at in a browser: one of a program that does its best to get out of its
 * page, one of the same shape that does nothing of the kind, and one of a thousand tests. Not among the tests: it is
 * named apart, and nothing of it needs a browser by itself.
 */
class BrowserPagesCheck {
    /** What a page would do if any of these got out: .ci/pages looks for each. */
    private static final List<String> PAYLOADS = List.of(
            "<script>window.owned=1;document.title='owned'</script>",
            "<img src=x onerror=\"window.owned=1\">",
            "\"><svg onload=window.owned=1>",
            "' autofocus onfocus='window.owned=1' x='",
            "</pre></section></main><h1>owned</h1><iframe src=javascript:window.top.owned=1></iframe>",
            "<!--",
            "-->]]><![CDATA[",
            "<style>body{display:none}</style><link rel=stylesheet href=//example.invalid/x.css>",
            "<meta http-equiv=refresh content='0;url=javascript:window.owned=1'>",
            "<base href=//example.invalid/><form action=javascript:window.owned=1><button>x",
            "<plaintext><textarea><title><noscript><template>",
            "&lt;script&gt;window.owned=1&lt;/script&gt;&#60;img src=x onerror=window.owned=1&#62;",
            "<a href=javascript:window.owned=1 id=content>owned</a>",
            "\u202e\u2066\u200f\u061c evil \u2069\u202c",
            "\u001b[2J\u001b]8;;http://example.invalid\u0007link\u001b]8;;\u0007\u009b31m",
            "\u0000\u0001\u007f\u0085\u2028\u2029\ufeff\u00ad\u200b",
            "\ud800\udc00\udfff");

    private final Path target = Path.of("target", "browser-pages");

    @Test
    void writeThem() throws IOException {
        deleteOldOnes();
        List<String> hostile = new ArrayList<>(PAYLOADS);
        hostile.addAll(HostileText.ALL);
        List<String> harmless = hostile.stream()
                .map(text -> "harmless " + hostile.indexOf(text))
                .toList();

        write(target.resolve("hostile"), hostile);
        write(target.resolve("harmless"), harmless);
        writeThousand(target.resolve("thousand"));

        assertThat(target.resolve("hostile/zjail/index.html")).isNotEmptyFile();
        assertThat(target.resolve("harmless/zjail/index.html")).isNotEmptyFile();
    }

    private void deleteOldOnes() throws IOException {
        if (Files.exists(target)) {
            try (var files = Files.walk(target)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A test for each text, which names the test, the system call, an argument, the reason, and is all its output. */
    private static void write(Path reports, List<String> texts) throws IOException {
        Files.createDirectories(reports);
        List<TestOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            // So that both reports have the same order.
            String sorted = String.format("%03d ", i);
            TestIdentity test = new TestIdentity("p.C" + sorted + text, sorted + text, "[" + i + "]" + text);
            try (AuditTrail trail = AuditTrail.open(reports)) {
                Trails.append(
                        trail,
                        test,
                        SampleRuns.ended(
                                new Termination.SyscallDenied("s" + text, 1, "a" + text, List.of(1L), 0, false)));
            }
            outcomes.add(new TestOutcome(
                    RecordedRun.asRecorded(test.testClass()),
                    RecordedRun.asRecorded(test.testName()),
                    RecordedRun.asRecorded(test.uniqueId()),
                    Status.FAILED,
                    1,
                    1,
                    "because " + text));
        }
        int number = 0;
        for (Path trail : byTest(reports)) {
            String text = texts.get(number);
            Path stdout = Files.createDirectories(reports.resolve("streams")).resolve("s" + number + ".stdout");
            Files.write(stdout, output(text));
            String file = "streams/" + stdout.getFileName();
            // As our records have it: they never hold a surrogate without its other half.
            Records.change(trail, record -> change(record, RecordedRun.asRecorded(text), file));
            number++;
        }
        OutcomeFile.write(reports, Optional.empty(), outcomes);
        ReportWriter.write(reports, List.of(), Optional.empty());
    }

    private static List<Path> byTest(Path reports) throws IOException {
        List<Path> trails = new ArrayList<>(Trail.filesIn(reports));
        trails.sort(Comparator.comparing(trail -> {
            try {
                return Trail.read(trail).runs().get(0).testName();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        return trails;
    }

    /** The text, bytes that are not UTF-8, and the text again. */
    private static byte[] output(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {'\n', (byte) 0xff, (byte) 0xc3, '<', (byte) 0xe2, (byte) 0x80, '\n'});
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
        return bytes.toByteArray();
    }

    private static void change(ObjectNode record, String text, String file) {
        Records.putStream(record, "stdout", file, 100);
        Records.addEvidence(record, text, "LIKELIHOOD", 0.301, text);
        record.put("settled_by", "x" + text);
        ((ObjectNode) record.at("/layers/0")).put("observed", text);
        ((ObjectNode) record.at("/layers/0/facts")).removeAll().put(text + "fact", text);
        ((ObjectNode) record.at("/arguments")).putArray("values").add("x" + text);
        ((ObjectNode) record.at("/policy")).put("name", text);
        ObjectNode example = record.putObject("counter_example");
        example.put("run", 1).put("part", text).put("first", "a" + text).put("replay", "b" + text);
        example.putArray("varied").addObject().put("axis", text).put("value", text);
        example.putObject("factor").put("sentence", text);
        record.putArray("verdict_modulo").add(text);
        record.putArray("unused_axes").addObject().put("axis", text).put("reason", text);
        addUsage(record.putObject("usage_across_runs"), text);
    }

    /** What can be shown, and what cannot be and is left out. */
    private static void addUsage(ObjectNode usage, String text) {
        usage.put("runs_with_nothing_varied", 2).put("runs", 5);
        for (String quantity : List.of("CPU_TIME", text, "ADDRESS_SPACE")) {
            ObjectNode spread = usage.withArray("spreads").addObject().put("quantity", quantity);
            spread.putObject("nothing_varied").put("least", 600_000).put("most", 700_000);
            spread.putObject("all").put("least", 0).put("most", Long.MAX_VALUE);
        }
        for (String kind : List.of("CPU", text, "PROCESSES")) {
            usage.withArray("nearest")
                    .addObject()
                    .put("limit_kind", kind)
                    .put("used", 9)
                    .put("limit", 10)
                    .put("run", text);
        }
    }

    private static void writeThousand(Path reports) throws IOException {
        List<TestOutcome> outcomes = new ArrayList<>();
        Files.createDirectories(reports);
        try (AuditTrail trail = AuditTrail.open(reports)) {
            for (int i = 0; i < 1000; i++) {
                TestIdentity test = new TestIdentity(
                        "com.example.project.Class" + i / 25 + "Tests",
                        "aTestWithAnOrdinaryName(JailResult) [" + i % 25 + "]",
                        "[engine:junit-jupiter]/[class:C" + i / 25 + "]/[method:m]/[" + i + "]");
                Termination end = SampleRuns.ONE_OF_EACH.get(i % SampleRuns.ONE_OF_EACH.size());
                Trails.append(trail, test, SampleRuns.ended(end));
                outcomes.add(new TestOutcome(
                        test.testClass(),
                        test.testName(),
                        test.uniqueId(),
                        i % 50 == 7 ? Status.FAILED : Status.PASSED,
                        1,
                        1,
                        i % 50 == 7 ? "expected: \"hello\" but was: \"hallo\"" : ""));
            }
        }
        OutcomeFile.write(reports, Optional.empty(), outcomes);
        ReportWriter.write(reports, List.of(), Optional.empty());
    }
}
