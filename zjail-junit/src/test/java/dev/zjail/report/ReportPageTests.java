package dev.zjail.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.HostileText;
import dev.zjail.audit.RecordedRun;
import dev.zjail.audit.TestIdentity;
import dev.zjail.audit.Trail;
import dev.zjail.audit.Trails;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTests {
    @TempDir
    Path reports;

    @Test
    void everyRunHasARowWithItsVerdictEndUsageAndRecord() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
            Trails.append(trail, Trails.GREETS, SampleRuns.ended(SampleRuns.PTRACE_DENIED));
        }

        Document page = parse(page());

        assertThat(text(page, "p").get(0)).isEqualTo("2 jailed runs: 1 REJECT, 1 UNCERTAIN");
        List<String> rejected = texts(rows(page).get(0));
        assertThat(rejected.get(0))
                .isEqualTo("greets(JailResult)com.example.GreeterTests, run 2, 2026-03-01T12:00:00Z");
        assertThat(rejected.get(1)).isEqualTo("✗ REJECT");
        assertThat(rejected.get(2)).startsWith("killed by the seccomp filter in syscall ptrace(");
        assertThat(rejected.get(3)).contains("which the policy static does not allow");
        assertThat(rejected.get(4)).isEqualTo("1.25 ms wall, 500 µs CPU, 1.5 MiB resident");
        assertThat(texts(rows(page).get(1)).get(1)).isEqualTo("? UNCERTAIN");
        assertThat(texts(rows(page).get(1)).get(3)).contains("Settled by replays");
    }

    @Test
    void everyLinkLeadsToAFile() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, new TestIdentity("T$Inner", "a&b #1?", "[m:a]"), SampleRuns.exited(0));
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        }

        NodeList links = parse(page()).getElementsByTagName("a");

        assertThat(links.getLength()).isEqualTo(2);
        for (int i = 0; i < links.getLength(); i++) {
            String target = ((Element) links.item(i)).getAttribute("href");
            assertThat(Path.of(AuditTrail.trailDirectory(reports).toUri().resolve(target)))
                    .isRegularFile();
        }
    }

    @Test
    void aRecordThatNamesAnotherFileThanOursGetsNoLink() throws Exception {
        Path file = Trails.closed(reports, 1);
        RecordedRun run = Trail.read(file).runs().get(0);
        assertThat(run.auditFile()).isPresent();
        String line = java.nio.file.Files.readString(file)
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceAll("\"audit_file\":\"[^\"]*\"", "\"audit_file\":\"javascript:alert(1)//../x\"");
        java.nio.file.Files.writeString(file, line + "\n");

        assertThat(parse(page()).getElementsByTagName("a").getLength()).isZero();
        assertThat(page()).contains("<td>none</td>").doesNotContain("javascript");
    }

    @Test
    void trailsAreListedWithWhatTheyAreWorth() throws Exception {
        Trails.closed(reports, 2);
        AuditTrail open = AuditTrail.open(reports);
        Trails.append(open, Trails.GREETS, SampleRuns.exited(0));

        assertThat(page())
                .contains(
                        "<td>INTACT: 2 records, closed, head ", "<td>INCOMPLETE: no closing record after line 1</td>");
        open.close();
        assertThat(page()).doesNotContain("INCOMPLETE");
    }

    @Test
    void thePageHasNoScriptNoInlineStyleAndOneStylesheet() throws Exception {
        Trails.closed(reports, 1);

        String page = page();

        assertThat(page)
                .doesNotContain("<script", "style=", "<style", "src=", "http:", "https:")
                .containsOnlyOnce("<link rel=\"stylesheet\" href=\"zjail.css\">");
        assertThat(ReportPage.class.getResource("zjail.css")).isNotNull();
    }

    @Test
    void tablesAreAccessibleWithoutTheStylesheet() throws Exception {
        Trails.closed(reports, 1);

        Document page = parse(page());

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("main").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("caption").getLength()).isEqualTo(2);
        NodeList headers = page.getElementsByTagName("th");
        for (int i = 0; i < headers.getLength(); i++) {
            assertThat(((Element) headers.item(i)).getAttribute("scope")).isIn("col", "row");
        }
    }

    @Test
    void hostileTextChangesNothingButTheTextOfItsCells() throws Exception {
        for (String hostile : HostileText.ALL) {
            try (AuditTrail trail = AuditTrail.open(reports)) {
                Trails.append(
                        trail,
                        new TestIdentity(hostile, hostile, hostile),
                        SampleRuns.ended(new Termination.SyscallDenied(hostile, 1, hostile, List.of(), 0, false)));
            }
        }

        String page = page();
        Document parsed = parse(page);

        assertThat(rows(parsed)).hasSize(2 * HostileText.ALL.size());
        rows(parsed).subList(0, HostileText.ALL.size()).forEach(row -> {
            assertThat(texts(row)).hasSize(6);
            assertThat(texts(row).get(1)).isEqualTo("✗ REJECT");
        });
        assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("img").getLength()).isZero();
        assertThat(page.lines().collect(java.util.stream.Collectors.joining()))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]");
    }

    private String page() throws IOException {
        List<Trail> trails = new ArrayList<>();
        for (Path file : Trail.filesIn(reports)) {
            trails.add(Trail.read(file));
        }
        return ReportPage.of(trails);
    }

    /**
     * The page is well-formed XML but for its void elements: an XML parser tells whether any text got out of its cell.
     */
    private static Document parse(String page) throws Exception {
        String xml = page.replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta|link|br)([^>]*)>", "<$1$2/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> rows(Document page) {
        List<Element> rows = new ArrayList<>();
        NodeList bodies = page.getElementsByTagName("tbody");
        for (int body = 0; body < bodies.getLength(); body++) {
            NodeList found = ((Element) bodies.item(body)).getElementsByTagName("tr");
            for (int i = 0; i < found.getLength(); i++) {
                rows.add((Element) found.item(i));
            }
        }
        return rows;
    }

    private static List<String> texts(Element row) {
        List<String> texts = new ArrayList<>();
        NodeList children = row.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element cell) {
                texts.add(cell.getTextContent());
            }
        }
        return texts;
    }

    private static List<String> text(Document page, String tag) {
        List<String> texts = new ArrayList<>();
        NodeList found = page.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
