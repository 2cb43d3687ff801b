package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.RefusedSyscall;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.Signaled;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.Usage;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.JailFile;
import dev.zjail.internal.Blake2b256;
import dev.zjail.internal.ForeignText;
import dev.zjail.truthimatics.Normaliser;
import dev.zjail.truthimatics.RunOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts records into JSON, field by field, in the order of {@code docs/audit.md}.
 *
 * <p>Written with Jackson's streaming API: the object mapper costs a fresh JVM several times as much, and the first
 * jailed run would pay. Everything outside ASCII is escaped, so that no reader can take a character of a test's name
 * for the end of a line (U+0085, U+2028) or for a command to a terminal.
 */
final class RecordWriter {
    static final String SCHEMA = "zjail.audit/v1";
    static final String RUN = "run";
    static final String CLOSING = "closing";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Bounds that keep a record small, whatever a test or a guest comes up with. */
    static final int LONGEST_TEXT = 4096;

    private static final int LONGEST_LIST_ENTRY = 1024;
    private static final int LONGEST_LIST = 64;
    private static final int MOST_CONTENTS = 1024;

    private final JsonGenerator json;

    private RecordWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Writes a record as one line, without the line feed at its end. */
    static byte[] line(AuditRecord audit) {
        return write(writer -> writer.run(audit));
    }

    /** Writes the record that ends a trail, as one line without the line feed. */
    static byte[] closingLine(AuditRecord.Link link, Instant closedAt) {
        return write(writer -> writer.closing(link, closedAt));
    }

    /** Writes what a record has of a run before the run has a record: the test, and all that {@link RunInput} reads. */
    static byte[] input(TestIdentity test, Execution run, Set<Normaliser> normalisers) {
        return write(writer -> {
            writer.json.writeStartObject();
            writer.test(test, 1);
            writer.inputs(run);
            writer.policy(run.policy(), run.spec(), run.refused());
            writer.limits(run.spec().limits());
            AssessmentJson.writeNormalisers(writer.json, normalisers);
            writer.json.writeEndObject();
        });
    }

    private interface Content {
        void writeWith(RecordWriter writer) throws IOException;
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            content.writeWith(new RecordWriter(generator));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to take bytes", e);
        }
        return bytes.toByteArray();
    }

    private void run(AuditRecord audit) throws IOException {
        Execution run = audit.run();
        json.writeStartObject();
        head(RUN, audit.link(), run.startedAt());
        textOrNull("invocation_id", audit.invocation());
        json.writeStringField("started_at", run.startedAt().toString());
        json.writeNumberField("duration_ns", run.usage().wall().toNanos());
        test(audit.test(), audit.runNumber());
        text("executable", run.spec().executable().toString());
        text("content_fingerprint", run.fingerprint());
        inputs(run);
        contents(run.contents());
        policy(run.policy(), run.spec(), run.refused());
        limits(run.spec().limits());
        sandbox(SandboxSummary.of(run));
        layers(run.confinement().layers());
        termination(run.termination());
        usage(run.usage());
        streams(run, audit.streamFiles());
        if (!run.spec().collect().isEmpty()) {
            CollectedJson.write(json, run.collected());
        }
        if (run.dialogue().isPresent()) {
            DialogueJson.write(json, run.dialogue().get(), run);
        }
        RunOutcome outcome =
                RunOutcome.of(run, audit.assessment().investigation().normalisers());
        json.writeStringField("outcome_digest", outcome.digest());
        AssessmentJson.write(json, audit.assessment());
        text("audit_file", audit.auditFile());
        json.writeStringField("prev_hash", audit.link().prevHash());
        json.writeEndObject();
    }

    private void closing(AuditRecord.Link link, Instant closedAt) throws IOException {
        json.writeStartObject();
        head(CLOSING, link, closedAt);
        json.writeNumberField("count", link.seq());
        json.writeStringField("head", link.prevHash());
        json.writeStringField("prev_hash", link.prevHash());
        json.writeEndObject();
    }

    private void head(String kind, AuditRecord.Link link, Instant when) throws IOException {
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("record", kind);
        json.writeStringField("build_id", BuildId.VALUE);
        json.writeStringField("trail", link.trail());
        json.writeNumberField("seq", link.seq());
        json.writeNumberField("timestamp", when.getEpochSecond());
    }

    private void test(TestIdentity test, int runNumber) throws IOException {
        json.writeObjectFieldStart("test");
        text("class", test.testClass());
        text("name", test.testName());
        text("unique_id", test.uniqueId());
        json.writeNumberField("run_number", runNumber);
        json.writeEndObject();
    }

    private void inputs(Execution run) throws IOException {
        JailSpec spec = run.spec();
        list("arguments", spec.arguments());
        list("environment", spec.environment());
        json.writeObjectFieldStart("stdin");
        json.writeNumberField("bytes", spec.stdin().size());
        json.writeStringField("blake2b_256", Blake2b256.of(spec.stdin().toArray()));
        if (spec.stdinOpen()) {
            json.writeBooleanField("stays_open", true);
        }
        json.writeEndObject();
        json.writeArrayFieldStart("files");
        for (FileMapping file :
                spec.files().subList(0, Math.min(LONGEST_LIST, spec.files().size()))) {
            json.writeStartObject();
            text("host", file.host().toString());
            text("jail", file.jail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("files_digest", run.root().files());
        json.writeStringField("surroundings_digest", run.root().others());
        json.writeArrayFieldStart("scratches");
        for (Tmpfs mount :
                spec.tmpfs().subList(0, Math.min(LONGEST_LIST, spec.tmpfs().size()))) {
            json.writeStartObject();
            text("path", mount.path());
            json.writeNumberField("size_bytes", mount.sizeBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        collect(spec.collect());
        AroundProgramJson.write(json, spec);
    }

    private void collect(List<String> paths) throws IOException {
        if (!paths.isEmpty()) {
            json.writeArrayFieldStart("collect");
            for (String path : paths) {
                json.writeString(ForeignText.recorded(path, LONGEST_TEXT));
            }
            json.writeEndArray();
        }
    }

    /** What the program's own headers brought in comes first, so that a bound cuts off what the test mapped. */
    private void contents(List<JailFile> contents) throws IOException {
        json.writeObjectFieldStart("contents");
        json.writeNumberField("count", contents.size());
        json.writeArrayFieldStart("listed");
        List<JailFile> listed = contents.stream()
                .sorted(Comparator.comparing(file -> file.origin() == JailFile.Origin.FILES))
                .limit(MOST_CONTENTS)
                .toList();
        for (JailFile file : listed) {
            json.writeStartObject();
            text("path", file.path());
            json.writeStringField("origin", file.origin().name());
            textOrNull("host", file.host());
            textOrNull("blake2b_256", file.digest());
            textOrNull("target", file.target());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void list(String name, List<String> values) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", values.size());
        json.writeArrayFieldStart("values");
        for (String value : values.subList(0, Math.min(LONGEST_LIST, values.size()))) {
            json.writeString(ForeignText.recorded(value, LONGEST_LIST_ENTRY));
        }
        json.writeEndArray();
        json.writeStringField("blake2b_256", Blake2b256.ofTerminated(values));
        json.writeEndObject();
    }

    private void policy(PolicyFacts policy, JailSpec spec, List<RefusedSyscall> refused) throws IOException {
        json.writeObjectFieldStart("policy");
        text("requested", spec.policy().name());
        text("name", policy.name());
        json.writeNumberField("syscalls", policy.syscalls());
        json.writeNumberField("argument_rules", policy.argumentRules());
        json.writeNumberField("instructions", policy.instructions());
        text("filter_digest", policy.filterDigest());
        json.writeArrayFieldStart("refused");
        for (RefusedSyscall call : refused) {
            json.writeStartObject();
            text("syscall", call.syscall());
            text("errno", call.errno());
            json.writeNumberField("times", call.times());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void limits(ResourceLimits limits) throws IOException {
        json.writeObjectFieldStart("limits");
        json.writeNumberField("cpu_ns", limits.cpu().toNanos());
        json.writeNumberField("wall_ns", limits.wall().toNanos());
        json.writeNumberField("memory_bytes", limits.memoryBytes());
        if (limits.addressSpaceBytes().isPresent()) {
            json.writeNumberField(
                    "address_space_bytes", limits.addressSpaceBytes().get());
        }
        if (limits.stackBytes() != ResourceLimits.DEFAULTS.stackBytes()) {
            json.writeNumberField("stack_bytes", limits.stackBytes());
        }
        json.writeNumberField("open_files", limits.openFiles());
        json.writeNumberField("processes", limits.processes());
        json.writeNumberField("output_bytes", limits.outputBytes());
        json.writeNumberField("file_size_bytes", limits.fileSizeBytes());
        if (limits.idle().isPresent()) {
            json.writeNumberField("idle_ns", limits.idle().get().toNanos());
        } else {
            json.writeNullField("idle_ns");
        }
        json.writeEndObject();
    }

    private void sandbox(SandboxSummary sandbox) throws IOException {
        json.writeObjectFieldStart("sandbox");
        textOrNull("seccomp_filter", sandbox.seccompFilter());
        json.writeNumberField("seccomp_whitelist_size", sandbox.seccompWhitelistSize());
        json.writeNumberField("seccomp_arg_rules_size", sandbox.seccompArgRulesSize());
        json.writeArrayFieldStart("namespaces");
        for (String namespace : sandbox.namespaces()) {
            json.writeString(namespace);
        }
        json.writeEndArray();
        textOrNull("pivot_root", sandbox.pivotRoot());
        json.writeBooleanField("no_new_privs", sandbox.noNewPrivs());
        json.writeBooleanField("capabilities_dropped", sandbox.capabilitiesDropped());
        json.writeEndObject();
    }

    private void layers(List<LayerState> layers) throws IOException {
        json.writeArrayFieldStart("layers");
        for (LayerState state : layers) {
            json.writeStartObject();
            json.writeStringField("layer", state.layer().id());
            json.writeBooleanField("in_force", state.inForce());
            text("observed", state.observed());
            facts(state.facts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void facts(Map<String, String> facts) throws IOException {
        json.writeObjectFieldStart("facts");
        for (Map.Entry<String, String> fact :
                facts.entrySet().stream().limit(LONGEST_LIST).toList()) {
            json.writeStringField(
                    ForeignText.recorded(fact.getKey(), LONGEST_LIST_ENTRY),
                    ForeignText.recorded(fact.getValue(), LONGEST_LIST_ENTRY));
        }
        json.writeEndObject();
    }

    private void termination(Termination termination) throws IOException {
        json.writeObjectFieldStart("termination");
        if (termination instanceof Exited exited) {
            json.writeStringField("kind", "exited");
            json.writeNumberField("status", exited.status());
        } else if (termination instanceof SyscallDenied denied) {
            syscallDenied(denied);
        } else if (termination instanceof Signaled signaled) {
            json.writeStringField("kind", "signaled");
            text("signal", signaled.signal());
            json.writeNumberField("number", signaled.number());
            json.writeBooleanField("core_dumped", signaled.coreDumped());
        } else {
            // The type is sealed: a fifth kind of end would fail here, loudly, and not leave a record without its kind.
            limitExceeded((LimitExceeded) termination);
        }
        text("sentence", termination.describe());
        json.writeEndObject();
        if (termination instanceof Exited exited) {
            json.writeNumberField("exit_code", exited.status());
        } else {
            json.writeNullField("exit_code");
        }
    }

    private void syscallDenied(SyscallDenied denied) throws IOException {
        json.writeStringField("kind", "syscall_denied");
        text("syscall", denied.syscall());
        json.writeNumberField("number", denied.number());
        text("architecture", denied.architecture());
        json.writeArrayFieldStart("arguments");
        for (long argument : denied.arguments()) {
            json.writeString(hexadecimal(argument));
        }
        json.writeEndArray();
        json.writeStringField("instruction_pointer", hexadecimal(denied.instructionPointer()));
        json.writeBooleanField("in_forked_process", denied.inForkedProcess());
    }

    private void limitExceeded(LimitExceeded exceeded) throws IOException {
        json.writeStringField("kind", "limit_exceeded");
        json.writeStringField("limit_kind", exceeded.kind().name());
        json.writeStringField("unit", exceeded.kind().unit().name());
        json.writeNumberField("limit", exceeded.limit());
        json.writeNumberField("observed", exceeded.observed());
    }

    private void usage(Usage usage) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("wall_ns", usage.wall().toNanos());
        json.writeNumberField("user_cpu_ns", usage.userCpu().toNanos());
        json.writeNumberField("system_cpu_ns", usage.systemCpu().toNanos());
        json.writeNumberField("max_resident_bytes", usage.maxResidentBytes());
        json.writeNumberField("minor_faults", usage.minorFaults());
        json.writeNumberField("major_faults", usage.majorFaults());
        json.writeNumberField("voluntary_switches", usage.voluntarySwitches());
        json.writeNumberField("involuntary_switches", usage.involuntarySwitches());
        json.writeNumberField("cpu_of_all_ns", usage.cpuOfAll().toNanos());
        json.writeNumberField("max_address_space_bytes", usage.maxAddressSpaceBytes());
        json.writeNumberField("open_files_at_end", usage.openFilesAtEnd());
        json.writeNumberField("max_processes", usage.maxProcesses());
        json.writeNumberField("peak_memory_bytes", usage.peakMemory());
        json.writeEndObject();
    }

    private void streams(Execution run, StreamFiles files) throws IOException {
        json.writeObjectFieldStart("streams");
        stream("stdout", run.stdout(), files.stdout());
        stream("stderr", run.stderr(), files.stderr());
        json.writeEndObject();
    }

    private void stream(String name, CapturedOutput output, Optional<String> file) throws IOException {
        byte[] kept = output.bytes();
        OutputExcerpt excerpt = OutputExcerpt.of(kept);
        json.writeObjectFieldStart(name);
        json.writeNumberField("bytes", output.totalBytes());
        json.writeNumberField("kept", kept.length);
        json.writeBooleanField("truncated", output.truncated());
        json.writeStringField("blake2b_256", Blake2b256.of(kept));
        json.writeStringField("head", excerpt.head());
        json.writeStringField("tail", excerpt.tail());
        textOrNull("file", file);
        json.writeEndObject();
    }

    /** Numbers of 64 bits are texts: many JSON readers know only doubles. */
    private static String hexadecimal(long number) {
        return "0x" + Long.toHexString(number);
    }

    private void text(String name, String value) throws IOException {
        json.writeStringField(name, ForeignText.recorded(value, LONGEST_TEXT));
    }

    private void textOrNull(String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(ForeignText.recorded(value.get(), LONGEST_TEXT));
        } else {
            json.writeNull();
        }
    }
}
