package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.SampleAssessments;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/audit.md} to what is really written. */
class AuditDocumentationTests {
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");

    private static final JailSpec SPEC = JailSpec.of(Path.of("/home/user/project/target/native/tracer"))
            .withArguments(List.of("--pid", "1"))
            .withEnvironment(List.of("LANG=C"))
            .withStdin(Bytes.utf8("b\na\n"))
            .withFiles(List.of(new FileMapping(Path.of("/home/user/project/words"), "/words")))
            .withTmpfs(List.of(new Tmpfs("/tmp", 16L << 20)));

    private static final JailSpec AROUND = SPEC.withMounts(List.of(new HostMount(Path.of("/usr"), "/usr", false)))
            .withProvide(List.of("none", "proc"))
            .withAt("/opt/tracer")
            .withLimits(ResourceLimits.DEFAULTS.withStackBytes(1 << 20).withAddressSpaceBytes(ResourceLimits.UNLIMITED))
            .withWorkingDirectory(Path.of("/tmp"));

    private static final AuditRecord.Link LINK =
            new AuditRecord.Link("12345-1772366399000-0badcafe", 0, TrailFile.GENESIS);

    @Test
    void theExampleIsWhatIsWritten() throws IOException {
        AuditRecord record = record(SampleRuns.run(SPEC, SampleRuns.PTRACE_DENIED, Set.of()));
        String written = new String(LineForEachField.of(RecordWriter.line(record)), StandardCharsets.US_ASCII);

        assertThat(withoutBuild(example())).isEqualTo(withoutBuild(Trails.parse(written)));
    }

    @Test
    void theTableNamesEveryFieldThatIsWrittenAndNoOther() throws IOException {
        Set<String> written = new TreeSet<>();
        SampleRuns.ONE_OF_EACH.forEach(end ->
                addPaths(parse(RecordWriter.line(record(SampleRuns.run(SPEC, end, Set.of())))), "", written));
        SampleAssessments.ALL.forEach(assessment -> addPaths(
                parse(RecordWriter.line(record(SampleRuns.run(SPEC, new Termination.Exited(0), Set.of()), assessment))),
                "",
                written));
        addPaths(parse(RecordWriter.line(record(collected()))), "", written);
        addPaths(
                parse(RecordWriter.line(record(SampleRuns.run(AROUND, new Termination.Exited(0), Set.of())))),
                "",
                written);
        addPaths(parse(RecordWriter.line(record(Trails.dialogue(SPEC)))), "", written);
        addPaths(parse(RecordWriter.closingLine(LINK, Instant.EPOCH)), "", written);

        Set<String> documented = new TreeSet<>();
        String fields = page().substring(page().indexOf("## The fields"), page().indexOf("## An example"));
        Matcher rows = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE).matcher(fields);
        rows.results().map(match -> match.group(1)).forEach(documented::add);

        assertThat(documented).isEqualTo(written);
    }

    @Test
    void everyCheckIsDocumentedInOrder() throws IOException {
        String checks = page().substring(page().indexOf("| check |"), page().indexOf("Times are the host's"));
        Matcher rows = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE).matcher(checks);

        assertThat(rows.results().map(match -> match.group(1)))
                .containsExactly(Stream.of(VerificationCheck.values())
                        .map(VerificationCheck::id)
                        .toArray(String[]::new));
    }

    @Test
    void theRecipesThatNeedNoneOfOurCodeAreShortEnoughToBeRead() throws IOException {
        for (String name : List.of("verify_trail.py", "verify_manifest.py")) {
            assertThat(page()).contains("(" + name + ")");
            assertThat(Files.readString(DOCS.resolve(name)).lines())
                    .as(name)
                    .hasSizeLessThanOrEqualTo(120)
                    .allMatch(line -> line.length() <= 160);
        }
    }

    private static Execution collected() {
        return SampleRuns.collected(
                SPEC.withCollect(List.of("/tmp")),
                new CollectedFiles(
                        List.of(CollectedFile.of("/tmp/a", Bytes.utf8("a"))),
                        List.of(new NotCollected("/tmp/b", NotCollected.Kind.FIFO, ""))));
    }

    private static AuditRecord record(Execution run) {
        return record(run, Trails.assess(run));
    }

    private static AuditRecord record(Execution run, Assessment assessment) {
        TestIdentity test = new TestIdentity(
                "com.example.TracerTests",
                "mayNotTrace(JailResult)",
                "[engine:junit-jupiter]/[class:com.example.TracerTests]/[method:mayNotTrace(dev.zjail.junit.JailResult)]");
        return new AuditRecord(
                LINK,
                Optional.of("0f1e2d3c4b5a6978"),
                test,
                1,
                "com.example.TracerTests/mayNotTrace-JailResult-"
                        + Blake2b256.of(test.uniqueId()).substring(0, 8) + ".audit.json",
                run,
                assessment,
                StreamFiles.NONE);
    }

    /** Objects are entered; what is in a list is named by {@code []}; the names of facts are the layers' own. */
    private static void addPaths(JsonNode json, String path, Set<String> paths) {
        if (json.isArray()) {
            if (json.isEmpty() || json.get(0).isValueNode()) {
                paths.add(path);
            }
            json.forEach(each -> addPaths(each, path + "[]", paths));
        } else if (json.isObject() && !path.endsWith(".facts")) {
            json.properties()
                    .forEach(field -> addPaths(
                            field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), paths));
        } else if (!path.endsWith("[]")) {
            paths.add(path);
        }
    }

    private static JsonNode example() throws IOException {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page());
        return Trails.parse(block.results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow()
                .replaceAll("```(json)?", ""));
    }

    private static JsonNode withoutBuild(JsonNode record) {
        return ((ObjectNode) record).without("build_id");
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("audit.md"));
    }

    private static JsonNode parse(byte[] line) {
        return Trails.parse(new String(line, StandardCharsets.US_ASCII));
    }
}
