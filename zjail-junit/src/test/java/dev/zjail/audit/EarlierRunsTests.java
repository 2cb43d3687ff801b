package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.RootDigests;
import dev.zjail.truthimatics.EarlierOutcome;
import dev.zjail.truthimatics.Normaliser;
import dev.zjail.truthimatics.RunOutcome;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What earlier builds recorded")
class EarlierRunsTests {
    private static final JailSpec SPEC = JailSpec.of(Path.of("/project/target/native/sort"))
            .withArguments(List.of("-r", "x"))
            .withStdin(Bytes.utf8("b\na\n"));

    private static final Execution RUN = SampleRuns.run(SPEC, new Termination.Exited(0), Set.of());
    private static final Execution OF_ANOTHER_PROGRAM = changed(RUN, copy -> copy.fingerprint = "f".repeat(64));
    private static final Execution THAT_DID_SOMETHING_ELSE =
            changed(RUN, copy -> copy.stdout = new CapturedOutput(Bytes.utf8("other"), 5));
    private static final Execution WITH_OTHER_LIBRARIES =
            changed(RUN, copy -> copy.root = new RootDigests(RUN.root().files(), "a".repeat(64)));

    @TempDir
    private Path reports = Path.of("");

    @Test
    @DisplayName("is the past of the same test on the same input, and says where it is")
    void same() throws IOException {
        build("first", THAT_DID_SOMETHING_ELSE, RUN);

        assertThat(past(RUN))
                .isEqualTo(new EarlierOutcome(
                        EarlierOutcome.Kind.RECORDED,
                        Optional.of(RUN.fingerprint()),
                        Optional.of(RunOutcome.of(RUN, Set.of()).digest()),
                        "record 2 of " + Trails.only(reports).getFileName()));
    }

    @Test
    @DisplayName("is nothing where there is no directory")
    void nothing() {
        assertThat(EarlierRuns.in(reports.resolve("none"), "now").past(Trails.GREETS, RUN, Set.of()))
                .isEqualTo(EarlierOutcome.UNKNOWN);
    }

    @Test
    @DisplayName("is nothing if this very build recorded it, or if it is not known which build did, or which this is")
    void sameBuild() {
        build("now", RUN);
        record(Optional.empty(), RUN);

        assertThat(past(RUN)).isEqualTo(EarlierOutcome.UNKNOWN);
        Path other = reports.resolve("other");
        record(other, Optional.of("first"), RUN);
        assertThat(AuditTrail.open(other).earlierRuns().past(Trails.GREETS, RUN, Set.of()))
                .isEqualTo(EarlierOutcome.UNKNOWN);
        assertThat(AuditTrail.open(other, Optional.empty(), Optional.of("now"))
                        .earlierRuns()
                        .past(Trails.GREETS, RUN, Set.of())
                        .kind())
                .isEqualTo(EarlierOutcome.Kind.RECORDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "",
                "2026-13-45T99:99:99Z",
                "2026-03-01",
                "2026-03-01T25:00:00Z",
                "+9999999999-01-01T00:00:00Z",
                "-9999999999-01-01T00:00:00Z",
                "\u0000",
            })
    @DisplayName("is that of the others where an instant is none, and no error")
    void noInstant(String instant) throws IOException {
        build("first", RUN, startedAt(THAT_DID_SOMETHING_ELSE, 20));
        Path trail = Trails.only(reports);
        Forgery.editAndRechain(
                trail,
                lines -> lines.set(
                        1,
                        lines.get(1)
                                .replaceFirst(
                                        "\"started_at\":\"[^\"]*\"",
                                        "\"started_at\":\"" + instant.replace("\0", "\\\\u0000") + "\"")));

        assertThat(Trail.read(trail).state()).isEqualTo(TrailState.INTACT);
        assertThat(past(RUN).where()).startsWith("record 1 of ");
    }

    @Test
    @DisplayName("is what the newest of them did, in whatever order they lie in the directory")
    void newest() {
        build("second", startedAt(THAT_DID_SOMETHING_ELSE, 20));
        build("first", startedAt(RUN, 10));
        build("third", startedAt(RUN, 5), startedAt(OF_ANOTHER_PROGRAM, 30));

        assertThat(past(RUN).fingerprint()).hasValue(OF_ANOTHER_PROGRAM.fingerprint());
    }

    @Test
    @DisplayName("is what the last of them did where the clock does not tell them apart")
    void newestByLine() {
        build("first", RUN, THAT_DID_SOMETHING_ELSE);

        assertThat(past(RUN).outcome())
                .hasValue(RunOutcome.of(THAT_DID_SOMETHING_ELSE, Set.of()).digest());
    }

    static List<Execution> otherInputs() {
        return List.of(
                with(SPEC.withArguments(List.of("-r x"))),
                with(SPEC.withArguments(List.of())),
                with(SPEC.withEnvironment(List.of("A=1"))),
                with(SPEC.withStdin(Bytes.utf8("b\n"))),
                with(SPEC.withPolicy("threads")),
                with(SPEC.withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)))),
                with(SPEC.withLimits(SPEC.limits().withWall(Duration.ofSeconds(77)))),
                changed(
                        RUN,
                        copy -> copy.root =
                                new RootDigests("a".repeat(64), RUN.root().others())));
    }

    @ParameterizedTest
    @MethodSource("otherInputs")
    @DisplayName("is nothing on another input, even if another program ran on it")
    void otherInput(Execution other) {
        build("first", other, changed(other, copy -> copy.fingerprint = "f".repeat(64)));

        assertThat(past(RUN)).isEqualTo(EarlierOutcome.UNKNOWN);
    }

    @Test
    @DisplayName("is nothing of another test, class, or name, or where something else may differ")
    void otherTest() {
        build("first", RUN);
        TestIdentity test = Trails.GREETS;
        EarlierRuns earlier = EarlierRuns.in(reports, "now");

        assertThat(List.of(
                        new TestIdentity("Other", test.testName(), test.uniqueId()),
                        new TestIdentity(test.testClass(), "[2] b", test.uniqueId()),
                        new TestIdentity(test.testClass(), test.testName(), "[engine:other]")))
                .allSatisfy(
                        other -> assertThat(earlier.past(other, RUN, Set.of())).isEqualTo(EarlierOutcome.UNKNOWN));
        assertThat(earlier.past(test, RUN, Set.of(Normaliser.TIMESTAMPS))).isEqualTo(EarlierOutcome.UNKNOWN);
        assertThat(earlier.past(test, RUN, Set.of()).kind()).isEqualTo(EarlierOutcome.Kind.RECORDED);
    }

    @Test
    @DisplayName("is nothing of a test whose name is too long to be recorded whole")
    void longNames() {
        TestIdentity test = new TestIdentity("C", "t", "x".repeat(5000));
        try (AuditTrail trail = AuditTrail.open(reports, Optional.empty(), Optional.of("first"))) {
            Trails.append(trail, test, RUN);
        }

        assertThat(EarlierRuns.in(reports, "now").past(test, RUN, Set.of())).isEqualTo(EarlierOutcome.UNKNOWN);
    }

    @Test
    @DisplayName("with other libraries or another filter says nothing of the same program, but that another one ran")
    void otherSurroundings() {
        Execution filtered = changed(
                RUN,
                copy -> copy.policy = new PolicyFacts("static", 42, 7, 180, "0".repeat(64), "x86_64", new TreeSet<>()));
        build("first", WITH_OTHER_LIBRARIES, filtered);

        assertThat(past(RUN)).isEqualTo(EarlierOutcome.UNKNOWN);
        assertThat(past(OF_ANOTHER_PROGRAM).fingerprint()).hasValue(RUN.fingerprint());
    }

    @Test
    @DisplayName("in the same surroundings counts before what is newer in others")
    void surroundingsFirst() {
        build("first", RUN, WITH_OTHER_LIBRARIES);

        assertThat(past(RUN).where()).startsWith("record 1 of ");
    }

    @Test
    @DisplayName("is nothing where a run took too long, or a layer was missing")
    void notComparable() {
        build(
                "first",
                SampleRuns.run(SPEC, new Termination.LimitExceeded(LimitKind.WALL, 1, 2), Set.of()),
                SampleRuns.run(SPEC, new Termination.LimitExceeded(LimitKind.CPU, 1, 2), Set.of()),
                SampleRuns.run(SPEC, new Termination.LimitExceeded(LimitKind.IDLE, 1, 2), Set.of()),
                SampleRuns.run(SPEC, new Termination.Exited(0), Set.of(Layer.SECCOMP)));

        assertThat(past(RUN)).isEqualTo(EarlierOutcome.UNKNOWN);
        build("second", SampleRuns.run(SPEC, SampleRuns.PTRACE_DENIED, Set.of()));
        assertThat(EarlierRuns.in(reports, "later")
                        .past(Trails.GREETS, RUN, Set.of())
                        .kind())
                .isEqualTo(EarlierOutcome.Kind.RECORDED);
    }

    @Test
    @DisplayName("is nothing in a trail that is still written")
    void open() {
        try (AuditTrail trail = AuditTrail.open(reports, Optional.empty(), Optional.of("first"))) {
            Trails.append(trail, Trails.GREETS, RUN);

            assertThat(past(RUN)).isEqualTo(EarlierOutcome.UNKNOWN);
        }
    }

    static List<UnaryOperator<String>> damages() {
        return List.of(
                trail -> trail.replace("exited with status 0", "exited with status 1"),
                trail -> trail.replace("zjail.audit/v1", "zjail.audit/v2"),
                trail -> trail.replace("\"started_at\":\"2026", "\"started_at\":\"in 2026"),
                trail -> trail.substring(0, trail.length() - 1),
                trail -> trail.substring(0, trail.lastIndexOf("{")),
                trail -> trail + "{}\n",
                trail -> trail + "x",
                trail -> "[" + trail,
                trail -> "");
    }

    @ParameterizedTest
    @MethodSource("damages")
    @DisplayName("is nothing in a trail that is not intact, and no error")
    void damaged(UnaryOperator<String> damage) throws IOException {
        build("first", RUN);
        Path trail = Trails.only(reports);
        Files.writeString(trail, damage.apply(Files.readString(trail)));

        assertThat(past(RUN)).isEqualTo(EarlierOutcome.UNKNOWN);
    }

    @Test
    @DisplayName("is nothing in a record of an earlier version, which lacks what makes runs comparable")
    void oldRecords() throws IOException {
        for (String field : List.of("outcome_digest", "files_digest", "surroundings_digest", "invocation_id")) {
            Path directory = reports.resolve(field);
            record(directory, Optional.of("first"), RUN);
            Forgery.editAndRechain(
                    Trails.only(directory),
                    lines -> lines.set(0, lines.get(0).replaceFirst("\"" + field + "\":\"[^\"]*\",", "")));

            assertThat(Trail.read(Trails.only(directory)).state()).isEqualTo(TrailState.INTACT);
            assertThat(EarlierRuns.in(directory, "now").past(Trails.GREETS, RUN, Set.of()))
                    .isEqualTo(EarlierOutcome.UNKNOWN);
        }
    }

    @Test
    @DisplayName("is as good as the directory: what was forged as a whole counts, and can do no more than be evidence")
    void forged() throws IOException {
        build("first", THAT_DID_SOMETHING_ELSE);
        String outcome = RunOutcome.of(RUN, Set.of()).digest();
        Forgery.editAndRechain(
                Trails.only(reports),
                lines -> lines.set(
                        0,
                        lines.get(0)
                                .replaceFirst(
                                        "\"outcome_digest\":\"[^\"]*\"", "\"outcome_digest\":\"" + outcome + "\"")));

        assertThat(past(RUN).outcome()).hasValue(outcome);
        assertThat(past(RUN).kind()).isEqualTo(EarlierOutcome.Kind.RECORDED);
    }

    @Test
    @DisplayName("is not looked for behind links, in directories, or under other names")
    void otherFiles() throws IOException {
        Path elsewhere = reports.resolve("elsewhere");
        record(elsewhere, Optional.of("first"), RUN);
        Path trail = Trails.only(elsewhere);
        Path directory = Files.createDirectories(Trail.directory(reports));
        Files.createSymbolicLink(directory.resolve(String.valueOf(trail.getFileName())), trail);
        Files.createDirectory(directory.resolve("1-1-00000000.audit.jsonl"));
        Files.copy(trail, directory.resolve("copy.audit.jsonl"));

        assertThat(past(RUN)).isEqualTo(EarlierOutcome.UNKNOWN);
    }

    @Test
    @DisplayName("is looked for in a bounded number of entries, trails and bytes")
    void bounds() throws IOException {
        build("first", RUN);
        Path trail = Trails.only(reports);
        long size = Files.size(trail);
        int entries = 2 + 1; // The manifest, and the lock beside it.

        assertThat(kind(new EarlierRuns.Bounds(entries, 1, size))).isEqualTo(EarlierOutcome.Kind.RECORDED);
        assertThat(kind(new EarlierRuns.Bounds(entries - 1, 1, size))).isEqualTo(EarlierOutcome.Kind.UNKNOWN);
        assertThat(kind(new EarlierRuns.Bounds(entries, 0, size))).isEqualTo(EarlierOutcome.Kind.UNKNOWN);
        assertThat(kind(new EarlierRuns.Bounds(entries, 1, size - 1))).isEqualTo(EarlierOutcome.Kind.UNKNOWN);
        assertThat(EarlierRuns.BOUNDS).isEqualTo(new EarlierRuns.Bounds(10_000, 1_000, 16 << 20));
    }

    @Test
    @DisplayName("is read from the newest trails first, and all of them together are bounded")
    void boundedTogether() throws IOException {
        build("first", RUN);
        Path older = Trails.only(reports);
        String name = TrailVerifier.nameOf(older);
        String newer = "1-" + (Long.parseLong(name.split("-", -1)[1]) + 1) + "-00000000";
        Path copy = Files.copy(older, older.resolveSibling(newer + ".audit.jsonl"));
        Forgery.editAndRechain(copy, lines -> lines.replaceAll(line -> line.replace(name, newer)));
        long size = Files.size(copy);

        EarlierRuns found = EarlierRuns.read(reports, "now", new EarlierRuns.Bounds(100, 100, size + 100));

        assertThat(found.past(Trails.GREETS, RUN, Set.of()).where()).isEqualTo("record 1 of " + newer + ".audit.jsonl");
        EarlierRuns first = EarlierRuns.read(reports, "now", new EarlierRuns.Bounds(100, 1, 10 * size));
        assertThat(first.past(Trails.GREETS, RUN, Set.of()).where()).contains(newer);
    }

    private EarlierOutcome.Kind kind(EarlierRuns.Bounds bounds) {
        return EarlierRuns.read(reports, "now", bounds)
                .past(Trails.GREETS, RUN, Set.of())
                .kind();
    }

    private EarlierOutcome past(Execution run) {
        return EarlierRuns.in(reports, "now").past(Trails.GREETS, run, Set.of());
    }

    private void build(String invocation, Execution... runs) {
        record(Optional.of(invocation), runs);
    }

    private void record(Optional<String> invocation, Execution... runs) {
        record(reports, invocation, runs);
    }

    private static void record(Path directory, Optional<String> invocation, Execution... runs) {
        try (AuditTrail trail = AuditTrail.open(directory, Optional.empty(), invocation)) {
            for (Execution run : runs) {
                Trails.append(trail, Trails.GREETS, run);
            }
        }
    }

    private static Execution with(JailSpec spec) {
        return changed(RUN, copy -> copy.spec = spec);
    }

    private static Execution startedAt(Execution run, int second) {
        return changed(
                run,
                copy -> copy.startedAt = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second));
    }

    private interface Change {
        void of(Copy copy);
    }

    private static Execution changed(Execution run, Change change) {
        Copy copy = new Copy(run);
        change.of(copy);
        return new Execution(
                copy.spec,
                copy.startedAt,
                run.termination(),
                copy.stdout,
                run.stderr(),
                run.usage(),
                run.confinement(),
                copy.policy,
                copy.fingerprint,
                copy.root,
                List.of(),
                List.of(),
                CollectedFiles.NONE);
    }

    private static final class Copy {
        JailSpec spec;
        Instant startedAt;
        CapturedOutput stdout;
        PolicyFacts policy;
        String fingerprint;
        RootDigests root;

        Copy(Execution run) {
            spec = run.spec();
            startedAt = run.startedAt();
            stdout = run.stdout();
            policy = run.policy();
            fingerprint = run.fingerprint();
            root = run.root();
        }
    }
}
