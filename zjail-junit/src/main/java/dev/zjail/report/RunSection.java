package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.audit.RecordedRun;
import dev.zjail.engine.Quantities;
import dev.zjail.report.Drawing.Axis;
import dev.zjail.truthimatics.Assessment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One run as its test's page shows it, part by part; a part the record says nothing of is left out. */
final class RunSection {
    /** What each layer was asked to do, by its name in the record. */
    private static final Map<String, String> ASKED = Map.of(
            "namespaces", "fresh mount, pid, network, ipc and uts namespaces",
            "inheritance", "nothing of the Java virtual machine's",
            "resource_limits", "setrlimit: every limit set",
            "file_descriptors", "no descriptor above 2",
            "dumpable", "no one may trace it or read its memory",
            "rootfs", "a read-only root, the old one detached",
            "no_new_privs", "no privilege to gain by execve",
            "capabilities", "no capability in any set",
            "seccomp", "a filter that allows what the policy lists");

    /** Why something is in the jail, by the word for it in the record. */
    private static final Map<String, String> WHY = Map.of(
            "PROGRAM", "the program",
            "LOADER", "its dynamic loader",
            "LIBRARY", "a library it needs",
            "FILES", "mapped by files",
            "GENERATED", "made for its dynamic loader",
            "TMPFS", "a tmpfs",
            "MOUNTS", "mounted in place, not fingerprinted",
            "PROVIDED", "provided by the jail");

    private final Html html;
    private final Path reportsDirectory;
    private final RecordedRun run;
    private final RecordedFields record;
    private final Optional<Integer> number;

    /** The number is empty if the page shows no other run. */
    RunSection(Html html, Path reportsDirectory, RecordedRun run, RecordedFields record, Optional<Integer> number) {
        this.html = html;
        this.reportsDirectory = reportsDirectory;
        this.run = run;
        this.record = record;
        this.number = number;
    }

    /** The record's file as the pages, which are one directory below, link to it. */
    static Optional<String> recordLink(RecordedRun run) {
        return run.auditFile().map(file -> "../" + file);
    }

    void write() {
        ending();
        if (number.isEmpty()) {
            TimeLine.alone(html, run, record);
        }
        evidence();
        new ReplaySection(html, record).write();
        streams();
        CollectedPart.write(html, record, caption("Files that came back"));
        record.object("dialogue")
                .ifPresent(dialogue -> new DialogueSection(html, dialogue, caption("The dialogue")).write());
        limits();
        new UsageSection(html, record, this::caption).write();
        layers();
        refused();
        whatRan();
        contents();
        audit();
    }

    private void ending() {
        Ending ending = Ending.of(record);
        html.element("p", ending.capitalized() + ".", "class", "ending");
        if (!ending.call().isEmpty()) {
            html.open("p").text("Called as ").code(ending.call()).closeLine();
        }
    }

    private void refused() {
        List<RecordedFields> calls =
                record.object("policy").map(policy -> policy.objects("refused")).orElse(List.of());
        if (calls.isEmpty()) {
            return;
        }
        html.openTable(caption("Refused system calls"), List.of("Call", "Failed with", "Times"));
        for (RecordedFields call : calls) {
            html.open("tr")
                    .open("th", "scope", "row")
                    .code(call.text("syscall").orElse(""))
                    .close();
            html.cell("Failed with", call.text("errno").orElse(""));
            html.cell("Times", String.valueOf(call.number("times").orElse(0)));
            html.closeLine();
        }
        html.closeTable();
    }

    private void evidence() {
        List<RecordedFields> rows = record.objects("evidence");
        if (Page.wasAskedFor(record, run.verdict()) || rows.size() != 1) {
            evidenceTable(rows);
        } else {
            html.open("p", "class", "note")
                    .foreign(rows.get(0).text("sentence").orElse(""))
                    .text(".")
                    .closeLine();
        }
        if (!run.settledBy().isEmpty()) {
            html.open("p")
                    .element("strong", "What would settle it: ")
                    .foreign(run.settledBy())
                    .closeLine();
        }
    }

    private void evidenceTable(List<RecordedFields> rows) {
        Optional<Axis> axis = axis(rows);
        List<String> columns = new ArrayList<>(List.of("Observation", "Weight", "Sum"));
        axis.ifPresent(drawn -> columns.add("Towards " + signed(drawn.bound())));
        html.openTable(caption("Evidence"), columns);
        double sum = 0;
        for (RecordedFields row : rows) {
            double before = sum;
            sum += weight(row);
            evidenceRow(row, sum);
            if (isWeighed(row)) {
                step(axis, before, sum);
            }
            html.closeLine();
        }
        if (rows.stream().anyMatch(RunSection::isWeighed)) {
            sumOfWeights(score(sum), axis);
        }
        html.closeTable();
        html.element(
                "p",
                "Weights are log10 likelihood ratios: +1 means ten times as probable of a deterministic program as of"
                        + " another. From " + signed(Assessment.acceptedFrom())
                        + " on, the dashed line, a program is deterministic. A rule decides by itself.",
                "class",
                "note");
    }

    private void evidenceRow(RecordedFields row, double sum) {
        boolean weighed = isWeighed(row);
        html.open("tr").open("th", "scope", "row").foreign(row.text("sentence").orElse(""));
        html.text(" ").open("small").code(row.text("id").orElse("")).close().close();
        html.cell(
                "Weight",
                weighed ? signed(weight(row)) : row.text("kind").orElse("").toLowerCase(Locale.ROOT));
        html.cell("Sum", weighed ? signed(sum) : "decides");
    }

    /** Where all weights are nought there is nothing to draw, and where one is no number at all. */
    private static Optional<Axis> axis(List<RecordedFields> rows) {
        double sum = 0;
        double least = 0;
        double most = 0;
        for (RecordedFields row : rows) {
            sum += weight(row);
            least = Math.min(least, sum);
            most = Math.max(most, sum);
        }
        return least < most && Double.isFinite(most - least)
                ? Optional.of(new Axis(least, most, Assessment.acceptedFrom()))
                : Optional.empty();
    }

    private void step(Optional<Axis> axis, double from, double to) {
        axis.ifPresent(drawn -> {
            html.cell("Towards the bound");
            Drawing.step(html, drawn, from, to);
            html.close();
        });
    }

    private static double weight(RecordedFields evidence) {
        return isWeighed(evidence) ? evidence.decimal("log10_likelihood_ratio").orElse(0) : 0;
    }

    private static boolean isWeighed(RecordedFields evidence) {
        return evidence.text("kind").equals(Optional.of("LIKELIHOOD"));
    }

    private void sumOfWeights(double sum, Optional<Axis> axis) {
        html.close().open("tfoot").open("tr").element("th", "Sum of the weights", "scope", "row");
        html.cell("Weight", "").cell("Sum", signed(sum));
        step(axis, 0, sum);
        html.close();
    }

    private double score(double sum) {
        OptionalDouble recorded = record.decimal("score");
        return recorded.isPresent() ? recorded.getAsDouble() : sum;
    }

    private static String signed(double weight) {
        return String.format(Locale.ROOT, "%+.3f", weight);
    }

    private void limits() {
        List<LimitUse> uses = LimitUse.of(record);
        if (uses.isEmpty()) {
            return;
        }
        html.openTable(caption("Limits and what was used of them"), List.of("Limit", "Used", "Share"));
        for (LimitUse use : uses) {
            html.open("tr").element("th", use.name(), "scope", "row");
            html.cell("Used", use.sentence()).cell("Share");
            Page.bar(html, use);
            html.close().closeLine();
        }
        html.closeTable();
    }

    private void streams() {
        for (String name : List.of("stdout", "stderr")) {
            record.object("streams." + name)
                    .ifPresent(stream -> new StreamPart(html, reportsDirectory, caption(name), stream).write());
        }
    }

    private void layers() {
        List<RecordedFields> layers = record.objects("layers");
        if (layers.isEmpty()) {
            return;
        }
        if (layers.stream().allMatch(layer -> layer.isTrue("in_force"))) {
            layersInForce(layers);
        } else {
            layerTable(layers);
        }
    }

    /** What is as it should be takes no more room than whoever looks for it needs. */
    private void layersInForce(List<RecordedFields> layers) {
        html.open("details")
                .element("summary", "✓ All " + layers.size() + " layers were in force")
                .open("dl");
        for (RecordedFields layer : layers) {
            String id = layer.text("layer").orElse("");
            html.element("dt", id).open("dd").text(ASKED.containsKey(id) ? ASKED.get(id) + "; seen: " : "");
            html.foreign(layer.text("observed").orElse("")).closeLine();
        }
        html.close().closeLine();
    }

    private void layerTable(List<RecordedFields> layers) {
        html.openTable(
                caption("Layers asked for, and what was observed at the first instruction"),
                List.of("Layer", "Asked", "In force", "Observed"));
        for (RecordedFields layer : layers) {
            String id = layer.text("layer").orElse("");
            html.open("tr").open("th", "scope", "row").code(id).close();
            html.cell("Asked", ASKED.getOrDefault(id, "")).cell("In force");
            if (layer.isTrue("in_force")) {
                Page.chip(html, "passed", "✓", "yes");
            } else {
                Page.chip(html, "failed", "✗", "no");
            }
            html.close().cell("Observed").foreign(layer.text("observed").orElse(""));
            facts(layer.textsByName("facts"));
            html.close().closeLine();
        }
        html.closeTable();
    }

    private void facts(Map<String, String> facts) {
        if (facts.isEmpty()) {
            return;
        }
        html.open("details").element("summary", facts.size() == 1 ? "1 fact" : facts.size() + " facts");
        definitions(facts);
        html.close();
    }

    private void whatRan() {
        html.open("details").element("summary", "What ran, and on what input").open("dl");
        define("Program", record.text("executable").orElse(""));
        define("BLAKE2b-256", record.text("content_fingerprint").orElse(""));
        list("Arguments", "arguments");
        list("Environment", "environment");
        define("Standard input", bytes("stdin.bytes"));
        for (RecordedFields file : record.objects("files")) {
            define(
                    "File",
                    file.text("host").orElse("") + " → " + file.text("jail").orElse(""));
        }
        for (RecordedFields mount : record.objects("scratches")) {
            define(
                    "Writable",
                    mount.text("path").orElse("") + ", "
                            + Quantities.bytes(mount.number("size_bytes").orElse(0)));
        }
        define(
                "Policy",
                record.text("policy.name").orElse("") + ", "
                        + record.number("policy.syscalls").orElse(0)
                        + " system calls, "
                        + record.number("policy.argument_rules").orElse(0)
                        + " of them by their arguments");
        define("Begun", record.text("started_at").orElse(run.startedAt().toString()));
        html.close().closeLine();
    }

    private void contents() {
        List<RecordedFields> files = record.objects("contents.listed");
        if (files.isEmpty()) {
            return;
        }
        long count = record.number("contents.count").orElse(files.size());
        html.open("details").element("summary", "What lay in the jail when it began (" + count + ")");
        html.openTable(caption("What lay in the jail"), List.of("In the jail", "Why", "From"));
        for (RecordedFields file : files) {
            html.open("tr")
                    .open("th", "scope", "row")
                    .foreign(file.text("path").orElse(""))
                    .close();
            html.cell("Why", WHY.getOrDefault(file.text("origin").orElse(""), ""))
                    .cell("From");
            html.foreign(file.text("host")
                    .or(() -> file.text("target").map("a link to "::concat))
                    .orElse(""));
            html.close().closeLine();
        }
        html.closeTable();
        if (count > files.size()) {
            html.element("p", "and " + (count - files.size()) + " more", "class", "note");
        }
        html.close();
    }

    private void list(String term, String name) {
        List<String> values = record.texts(name + ".values");
        long count = record.number(name + ".count").orElse(values.size());
        html.element("dt", term).open("dd");
        if (values.isEmpty()) {
            html.text("none");
        }
        for (String value : values) {
            html.code(value).text(" ");
        }
        if (count > values.size()) {
            html.text("and " + (count - values.size()) + " more");
        }
        html.closeLine();
    }

    private void audit() {
        html.open("p", "class", "audit").text("Recorded in line " + run.line() + " of the trail ");
        html.element("a", run.trail(), "href", Page.INDEX + "#trails");
        recordLink(run).ifPresent(link -> html.text(", and as ").element("a", "a record of its own", "href", link));
        html.text(". How to verify it stands with the trails.").closeLine();
    }

    private void definitions(Map<String, String> texts) {
        html.open("dl");
        texts.forEach(this::define);
        html.close();
    }

    private void define(String term, String text) {
        html.element("dt", term).open("dd").foreign(text).closeLine();
    }

    private String bytes(String name) {
        return Quantities.bytes(record.number(name).orElse(0));
    }

    /** A page that shows several runs has as many tables of each kind. */
    private String caption(String what) {
        return what + number.map(run -> " (run " + run + ")").orElse("");
    }
}
