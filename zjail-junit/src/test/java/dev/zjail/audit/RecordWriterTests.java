package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.Dialogue;
import dev.zjail.engine.Execution;
import dev.zjail.engine.Interleaving;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.StandardStream;
import dev.zjail.engine.Termination;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.SampleRuns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordWriterTests {
    private static final AuditRecord.Link FIRST = new AuditRecord.Link("1-2-3", 0, TrailFile.GENESIS);

    @Test
    void theFieldsOfThePublishedSchemaKeepNameAndMeaning() {
        JsonNode json = write(SampleRuns.exited(0));

        assertThat(json.path("build_id").textValue()).isEqualTo("zjail/unpackaged");
        assertThat(json.path("timestamp").longValue()).isEqualTo(1772366400L);
        assertThat(json.path("duration_ns").longValue()).isEqualTo(1_250_000);
        assertThat(json.path("executable").textValue()).isEqualTo("/home/user/target/native/greeter");
        assertThat(json.path("verdict").textValue()).isEqualTo("UNCERTAIN");
        assertThat(json.path("exit_code").intValue()).isZero();
        assertThat(json.path("content_fingerprint").textValue()).isEqualTo(SampleRuns.FINGERPRINT);
        assertThat(json.path("prev_hash").textValue()).isEqualTo("0".repeat(64));
        assertThat(json.path("sandbox")).isEqualTo(Trails.parse("""
                                {"seccomp_filter": "static", "seccomp_whitelist_size": 42, "seccomp_arg_rules_size": 7,
                                 "namespaces": ["mount", "pid", "net", "ipc", "uts"], "pivot_root": "/",
                                 "no_new_privs": true, "capabilities_dropped": true}"""));
    }

    @Test
    void theSandboxIsWhatWasObservedNeverWhatWasIntended() {
        Execution unconfined = SampleRuns.run(
                JailSpec.of(Path.of("/bin/true")), new Termination.Exited(0), EnumSet.allOf(Layer.class));

        JsonNode json = write(unconfined);

        assertThat(json.path("sandbox")).isEqualTo(Trails.parse("""
                                {"seccomp_filter": null, "seccomp_whitelist_size": 0, "seccomp_arg_rules_size": 0,
                                 "namespaces": [], "pivot_root": null,
                                 "no_new_privs": false, "capabilities_dropped": false}"""));
        assertThat(json.path("layers")).hasSize(Layer.values().length).allSatisfy(layer -> {
            assertThat(layer.path("in_force").booleanValue()).isFalse();
            assertThat(layer.path("observed").textValue()).startsWith("nothing of ");
        });
    }

    @Test
    void eachSandboxFieldFollowsItsOwnLayer() {
        Map<Layer, List<String>> fields = Map.of(
                Layer.SECCOMP, List.of("seccomp_filter", "seccomp_whitelist_size", "seccomp_arg_rules_size"),
                Layer.NAMESPACES, List.of("namespaces"),
                Layer.ROOTFS, List.of("pivot_root"),
                Layer.NO_NEW_PRIVS, List.of("no_new_privs"),
                Layer.CAPABILITIES, List.of("capabilities_dropped"));
        JsonNode whole = write(SampleRuns.exited(0)).path("sandbox");
        fields.forEach((layer, names) -> {
            Execution run = SampleRuns.run(JailSpec.of(Path.of("/bin/true")), new Termination.Exited(0), Set.of(layer));
            JsonNode sandbox = write(run).path("sandbox");
            List<String> changed = new ArrayList<>();
            whole.fieldNames().forEachRemaining(name -> {
                if (!whole.path(name).equals(sandbox.path(name))) {
                    changed.add(name);
                }
            });
            assertThat(changed).containsExactlyElementsOf(names);
        });
    }

    @Test
    void aUserNamespaceThatWasObservedIsNamed() {
        List<LayerState> layers =
                new ArrayList<>(SampleRuns.confinement(Set.of()).layers());
        layers.set(0, new LayerState(Layer.NAMESPACES, true, "all fresh", Map.of("user", "4026532001")));

        JsonNode json = write(with(new Confinement(layers, Duration.ZERO)));

        assertThat(json.path("sandbox").path("namespaces"))
                .extracting(JsonNode::textValue)
                .containsExactly("mount", "pid", "net", "ipc", "uts", "user");
    }

    @Test
    void eachKindOfEndIsTagged() {
        List<JsonNode> ends = SampleRuns.ONE_OF_EACH.stream()
                .map(end -> write(SampleRuns.ended(end)))
                .toList();

        assertThat(ends.stream().map(json -> json.path("termination")))
                .containsExactly(Trails.parse("""
                                {"kind": "exited", "status": 0, "sentence": "exited with status 0"}"""), Trails.parse("""
                                {"kind": "syscall_denied", "syscall": "ptrace", "number": 101, "architecture": "x86_64",
                                 "arguments": ["0x0", "0xffffffffffffffff", "0x2", "0x3", "0x4", "0x5"],
                                 "instruction_pointer": "0x401136", "in_forked_process": false,
                                 "sentence": "killed by the seccomp filter in syscall ptrace(0x0, 0xffffffffffffffff, \
                                0x2, 0x3, 0x4, 0x5), number 101 of x86_64"}"""), Trails.parse("""
                                {"kind": "signaled", "signal": "SIGSEGV", "number": 11, "core_dumped": false,
                                 "sentence": "killed by signal SIGSEGV (11)"}"""), Trails.parse("""
                                {"kind": "limit_exceeded", "limit_kind": "CPU", "unit": "NANOSECONDS",
                                 "limit": 5000000000, "observed": 5010000000,
                                 "sentence": "ended by the CPU limit of 5 s (5.01 s observed)"}"""));
        assertThat(ends.stream().map(json -> json.path("exit_code").isNull())).containsExactly(false, true, true, true);
    }

    @Test
    void outputIsRecordedWithItsDigestAndWhatIsMissing() {
        JsonNode streams = write(SampleRuns.exited(0)).path("streams");

        assertThat(streams).isEqualTo(Trails.parse("""
                        {"stdout": {"bytes": 6, "kept": 6, "truncated": false, "blake2b_256": "%s",
                                    "head": "hello\\n", "tail": "", "file": null},
                         "stderr": {"bytes": 3, "kept": 2, "truncated": true, "blake2b_256": "%s",
                                    "head": "wa", "tail": "", "file": null}}""".formatted(Blake2b256.of("hello\n"), Blake2b256.of("wa"))));
    }

    @Test
    void inputIsRecordedWithItsDigests() {
        JailSpec spec = JailSpec.of(Path.of("/bin/sort"))
                .withArguments(List.of("-r", "x y"))
                .withEnvironment(List.of("LANG=C"))
                .withStdin(Bytes.utf8("b\na\n"))
                .withFiles(List.of(new FileMapping(Path.of("/srv/words"), "/words")));

        JsonNode json = write(SampleRuns.run(spec, new Termination.Exited(0), Set.of()));

        assertThat(json.path("arguments"))
                .isEqualTo(Trails.parse("{\"count\": 2, \"values\": [\"-r\", \"x y\"], \"blake2b_256\": \""
                        + Blake2b256.of("-r\0x y\0") + "\"}"));
        assertThat(json.path("environment").path("values").path(0).textValue()).isEqualTo("LANG=C");
        assertThat(json.path("stdin"))
                .isEqualTo(Trails.parse("{\"bytes\": 4, \"blake2b_256\": \"" + Blake2b256.of("b\na\n") + "\"}"));
        assertThat(json.path("files")).isEqualTo(Trails.parse("[{\"host\": \"/srv/words\", \"jail\": \"/words\"}]"));
        assertThat(List.of(
                        json.at("/arguments/blake2b_256").textValue(),
                        json.at("/environment/blake2b_256").textValue(),
                        json.at("/stdin/blake2b_256").textValue()))
                .as("the same in every version")
                .containsExactly(
                        "9d0e53e3aa779817c014af62cf1b2b2a34e329a041bf795194cc0bb1f07ad4f6",
                        "b1145ca5765898ee0dd84350003593b17febefd4d3777a913049b2a08c8d8bea",
                        "456513920a00ccadfd9a6c53bc7a2df59383ed9142e570f2921a4c1a2b8ae34b");
    }

    @Test
    void aRecordIsBoundedWhateverATestComesUpWith() {
        String huge = "x".repeat(1 << 16);
        JailSpec spec = JailSpec.of(Path.of("/bin/sort"))
                .withArguments(Collections.nCopies(100, huge))
                .withEnvironment(IntStream.range(0, 100)
                        .mapToObj(number -> "A" + number + "=" + huge)
                        .toList());
        TestIdentity test = new TestIdentity(huge, huge, huge);

        Execution run = SampleRuns.run(spec, new Termination.Exited(0), Set.of());
        byte[] line = RecordWriter.line(new AuditRecord(FIRST, test, 1, "c/t.audit.json", run, Trails.assess(run)));

        assertThat(line).hasSizeLessThan(1 << 18);
        JsonNode arguments = Trails.parse(ascii(line)).path("arguments");
        assertThat(arguments.path("count").intValue()).isEqualTo(100);
        assertThat(arguments.path("values")).hasSize(64);
        assertThat(arguments.path("values").path(0).textValue())
                .isEqualTo("x".repeat(1024) + "… (65536 characters in all)");
    }

    @Test
    void hostileTextBreaksNoLineAndForgesNoField() {
        for (String hostile : HostileText.ALL) {
            JailSpec spec = JailSpec.of(Path.of("/bin/true")).withArguments(List.of(hostile));
            TestIdentity test = new TestIdentity(hostile, hostile, hostile);
            Execution run = SampleRuns.run(
                    spec, new Termination.SyscallDenied(hostile, 1, hostile, List.of(), 0, false), Set.of());

            byte[] line = RecordWriter.line(new AuditRecord(FIRST, test, 1, "c/t.audit.json", run, Trails.assess(run)));

            assertThat(new String(line, StandardCharsets.ISO_8859_1)).matches("[\\x20-\\x7f]+");
            JsonNode json = Trails.parse(ascii(line));
            assertThat(json.path("test").path("name").textValue()).isEqualTo(HostileText.asRecorded(hostile));
            assertThat(json.path("arguments").path("values").path(0).textValue())
                    .isEqualTo(HostileText.asRecorded(hostile));
            assertThat(json.path("termination").path("syscall").textValue()).isEqualTo(HostileText.asRecorded(hostile));
            assertThat(json.path("verdict").textValue()).isEqualTo("REJECT");
        }
    }

    @Test
    void bytesOfAGuestThatAreNotUtf8AreDigestedAsTheyAre() {
        byte[] bytes = {(byte) 0xff, 0x00, '\n', (byte) 0xc3};
        Execution clean = SampleRuns.exited(0);
        Execution run = new Execution(
                clean.spec(),
                clean.startedAt(),
                clean.termination(),
                new CapturedOutput(Bytes.of(bytes), bytes.length),
                clean.stderr(),
                clean.usage(),
                clean.confinement(),
                clean.policy(),
                clean.fingerprint(),
                clean.root(),
                List.of(),
                clean.contents(),
                CollectedFiles.NONE);

        assertThat(write(run).path("streams").path("stdout").path("blake2b_256").textValue())
                .isEqualTo(Blake2b256.of(bytes));
    }

    @Test
    void aDialogueIsToldInItsOrder() {
        JsonNode dialogue =
                write(Trails.dialogue(JailSpec.of(Path.of("/game")))).path("dialogue");

        assertThat(dialogue.toString()).isEqualTo("""
                {"ended_by_test":true,"count":3,"listed":[\
                {"stream":"stderr","bytes":2,"text":"wa"},\
                {"stream":"stdin","bytes":2,"text":"7\\n"},\
                {"stream":"stdout","bytes":6,"text":"hello\\n"}]}""");
    }

    @Test
    void aLongDialogueIsCut() {
        Execution run = SampleRuns.exited(0);
        Interleaving.Builder order = new Interleaving.Builder();
        for (int i = 0; i < 1000; i++) {
            order.add(i % 2 == 0 ? StandardStream.STDOUT : StandardStream.STDERR, 2000);
        }
        CapturedOutput much = new CapturedOutput(Bytes.of(new byte[1_000_000]), 1_000_000);
        JsonNode dialogue = write(new Execution(
                        run.spec(),
                        run.startedAt(),
                        run.termination(),
                        much,
                        much,
                        run.usage(),
                        run.confinement(),
                        run.policy(),
                        run.fingerprint(),
                        run.root(),
                        List.of(),
                        run.contents(),
                        CollectedFiles.NONE,
                        order.build(),
                        Optional.of(new Dialogue(false))))
                .path("dialogue");

        assertThat(dialogue.path("count").asInt()).isEqualTo(1000);
        assertThat(dialogue.path("listed")).hasSize(256).allSatisfy(part -> {
            assertThat(part.path("bytes").asInt()).isEqualTo(2000);
            assertThat(part.path("text").textValue()).endsWith("… (2000 characters in all)");
        });
    }

    private static Execution with(Confinement confinement) {
        Execution run = SampleRuns.exited(0);
        return new Execution(
                run.spec(),
                run.startedAt(),
                run.termination(),
                run.stdout(),
                run.stderr(),
                run.usage(),
                confinement,
                run.policy(),
                run.fingerprint(),
                run.root(),
                List.of(),
                run.contents(),
                CollectedFiles.NONE);
    }

    private static JsonNode write(Execution run) {
        return Trails.parse(ascii(RecordWriter.line(
                new AuditRecord(FIRST, Trails.GREETS, 1, "c/t.audit.json", run, Trails.assess(run)))));
    }

    private static String ascii(byte[] line) {
        return new String(line, StandardCharsets.US_ASCII);
    }
}
