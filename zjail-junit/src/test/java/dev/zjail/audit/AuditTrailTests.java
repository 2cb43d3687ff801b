package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTests {
    @TempDir
    Path reports;

    @Test
    void nothingIsCreatedBeforeTheFirstRecord() {
        Path absent = reports.resolve("absent");

        AuditTrail trail = AuditTrail.open(absent);
        trail.close();

        assertThat(absent).doesNotExist();
        assertThat(trail.reportsDirectory()).isEqualTo(absent);
    }

    @Test
    void eachLineHoldsTheDigestOfTheExactBytesOfTheOneBefore() throws IOException {
        Path trail = Trails.closed(reports, 3);

        String prevHash = "0".repeat(64);
        List<String> lines = Files.readAllLines(trail, StandardCharsets.US_ASCII);
        assertThat(lines).hasSize(4);
        for (String line : lines) {
            assertThat(Trails.parse(line).path("prev_hash").textValue()).isEqualTo(prevHash);
            prevHash = Blake2b256.of(line);
        }
        assertThat(Files.readString(trail)).endsWith("}\n");
    }

    @Test
    void theClosingRecordHoldsCountAndHead() throws IOException {
        Path trail = Trails.closed(reports, 2);

        List<String> lines = Files.readAllLines(trail);
        JsonNode closing = Trails.parse(lines.get(2));
        assertThat(closing.path("record").textValue()).isEqualTo("closing");
        assertThat(closing.path("count").intValue()).isEqualTo(2);
        assertThat(closing.path("head").textValue()).isEqualTo(Blake2b256.of(lines.get(1)));
    }

    @Test
    void closingTwiceClosesOnce() throws IOException {
        AuditTrail trail = AuditTrail.open(reports);
        Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        trail.close();
        trail.close();

        assertThat(Files.readAllLines(Trails.only(reports))).hasSize(2);
    }

    @Test
    void aRunAfterTheEndIsRefusedAndLeavesNoFile() throws IOException {
        AuditTrail trail = AuditTrail.open(reports);
        Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        trail.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> Trails.append(trail, Trails.GREETS, SampleRuns.exited(0)))
                .withMessage("the audit trail in " + reports
                        + " is closed, and a run was to be recorded in it. Remedy: make jailed runs before the test"
                        + " engine ends, not in a thread that outlives it.");
        assertThat(auditFiles()).hasSize(1);
    }

    @Test
    void theRunsOwnFileHoldsTheSameRecordAsTheTrail() throws IOException {
        AuditTrail trail = AuditTrail.open(reports);
        Path auditFile = Trails.append(trail, Trails.GREETS, SampleRuns.ended(SampleRuns.PTRACE_DENIED));
        trail.close();

        String indented = Files.readString(auditFile);
        assertThat(Trails.parse(indented))
                .isEqualTo(Trails.lines(Trails.only(reports)).get(0));
        assertThat(indented.lines())
                .startsWith("{", "  \"schema\" : \"zjail.audit/v1\",")
                .contains("  \"verdict\" : \"REJECT\",", "  \"exit_code\" : null,")
                .anyMatch(line -> line.startsWith("    {\"layer\" : \"seccomp\", \"in_force\" : true, "))
                .endsWith("}");
    }

    @Test
    void theRunsOwnFileHasANameAPersonCanRead() {
        AuditTrail trail = AuditTrail.open(reports);
        Path auditFile = Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        trail.close();

        String hash = Blake2b256.of(Trails.GREETS.uniqueId()).substring(0, 8);
        assertThat(auditFile)
                .isEqualTo(reports.resolve("com.example.GreeterTests/greets-JailResult-" + hash + ".audit.json"));
    }

    @Test
    void noRunOverwritesTheFileOfAnother() throws IOException {
        Set<Path> files = new HashSet<>();
        for (int jvm = 0; jvm < 2; jvm++) {
            try (AuditTrail trail = AuditTrail.open(reports)) {
                files.add(Trails.append(trail, Trails.GREETS, SampleRuns.exited(0)));
                files.add(Trails.append(trail, Trails.GREETS, SampleRuns.exited(1)));
            }
        }

        assertThat(files).hasSize(4);
        assertThat(files.stream().map(path -> path.getFileName().toString().replaceAll("^[^.]*", "")))
                .containsExactlyInAnyOrder(".audit.json", ".2.audit.json", ".3.audit.json", ".4.audit.json");
        for (Path trail : Trail.filesIn(reports)) {
            assertThat(Trails.lines(trail).subList(0, 2))
                    .extracting(line -> line.path("test").path("run_number").intValue())
                    .containsExactly(1, 2);
        }
    }

    @Test
    void manyThreadsWriteOneIntactChain() throws Exception {
        int threads = 8;
        int runsEach = 50;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (AuditTrail trail = AuditTrail.open(reports)) {
            List<Future<Path>> appended = new ArrayList<>();
            for (int i = 0; i < threads * runsEach; i++) {
                appended.add(executor.submit(() -> Trails.append(trail, Trails.GREETS, SampleRuns.exited(0))));
            }
            Set<Path> files = new HashSet<>();
            for (Future<Path> each : appended) {
                files.add(each.get());
            }
            assertThat(files).hasSize(threads * runsEach);
        } finally {
            executor.shutdownNow();
        }

        Trail read = Trail.read(Trails.only(reports));
        assertThat(read.state()).isEqualTo(TrailState.INTACT);
        assertThat(read.runs()).hasSize(threads * runsEach);
        assertThat(read.runs().stream().map(RecordedRun::runNumber)).doesNotHaveDuplicates();
        assertThat(read.runs().stream().map(RecordedRun::auditFile)).doesNotHaveDuplicates();
    }

    @Test
    void anInterruptedThreadRecordsItsRunAndHarmsNoOther() throws IOException {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
            Thread.currentThread().interrupt();
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
            assertThat(Thread.interrupted()).isTrue();
            Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        }

        assertThat(Trail.read(Trails.only(reports)).state()).isEqualTo(TrailState.INTACT);
    }

    @Test
    void twoTrailsOfOneDirectoryNeverShareAFile() throws IOException {
        try (AuditTrail one = AuditTrail.open(reports);
                AuditTrail other = AuditTrail.open(reports)) {
            Trails.append(one, Trails.GREETS, SampleRuns.exited(0));
            Trails.append(other, Trails.GREETS, SampleRuns.exited(0));
        }

        assertThat(Trail.filesIn(reports)).hasSize(2);
        for (Path trail : Trail.filesIn(reports)) {
            assertThat(Trail.read(trail).state()).isEqualTo(TrailState.INTACT);
            assertThat(trail.getFileName().toString())
                    .matches(ProcessHandle.current().pid() + "-\\d+-[0-9a-f]{8}\\.audit\\.jsonl");
        }
    }

    @Test
    void aReportsDirectoryThatIsAFileIsNamedWithReasonAndRemedy() throws IOException {
        Path file = Files.writeString(reports.resolve("reports"), "not a directory");

        assertThatThrownBy(() -> Trails.append(AuditTrail.open(file), Trails.GREETS, SampleRuns.exited(0)))
                .isInstanceOf(AuditException.class)
                .hasMessageStartingWith("the audit could not write " + file.resolve("com.example.GreeterTests"))
                .hasMessageEndingWith(
                        ": ENOTDIR, Not a directory. Remedy: make this path writable with room to spare, or set"
                                + " `zjail.reports.dir` to a directory that is.");
    }

    @Test
    void aTrailDirectoryThatCannotBeMadeIsNamedAndTheRunsOwnFileGivenBack() throws IOException {
        Path file = Files.writeString(Trail.directory(reports), "not a directory");

        assertThatThrownBy(() -> Trails.append(AuditTrail.open(reports), Trails.GREETS, SampleRuns.exited(0)))
                .isInstanceOf(AuditException.class)
                .hasMessageStartingWith("the audit could not write " + file + "/")
                .hasMessageEndingWith(
                        ": EEXIST, it exists and is not what is needed there. Remedy: make this path writable with room"
                                + " to spare, or set `zjail.reports.dir` to a directory that is.");
        assertThat(auditFiles()).isEmpty();
    }

    @Test
    void writtenTrailsAreKnownUntilTheyAreReported() throws IOException {
        Path trail = Trails.closed(reports, 1);

        assertThat(WrittenTrails.takeUnreported()).contains(trail);
        assertThat(WrittenTrails.takeUnreported()).doesNotContain(trail);
    }

    private List<Path> auditFiles() throws IOException {
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(file -> file.toString().endsWith(".audit.json")).toList();
        }
    }
}
