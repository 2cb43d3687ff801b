package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zjail.audit.Verification.Anchor;
import dev.zjail.audit.Verification.State;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody may do to an audit, and what the verifier says to it. A directory has two trails, of three runs and of
 * two, and a manifest.
 */
@DisplayName("Of an attack on the audit")
class AttackTests {
    @TempDir
    Path directory;

    private Path reports;
    private Path trail;
    private Path other;
    private Optional<Keys> keysGiven = Optional.empty();
    private Optional<Anchor> anchorGiven = Optional.empty();

    @BeforeEach
    void writeTwoTrails() throws IOException {
        reports = directory.resolve("reports");
        trail = writeTrail(3, Optional.empty());
        other = writeTrail(2, Optional.empty());
    }

    private Path writeTrail(int runs, Optional<SigningKey> key) throws IOException {
        List<Path> before = Files.exists(reports) ? Trail.filesIn(reports) : List.of();
        try (AuditTrail open = AuditTrail.open(reports, key)) {
            for (int i = 0; i < runs; i++) {
                Trails.append(open, Trails.GREETS, SampleRuns.exited(0));
            }
        }
        List<Path> written = new ArrayList<>(Trail.filesIn(reports));
        written.removeAll(before);
        assertThat(written).hasSize(1);
        return written.get(0);
    }

    /** Every attack is shown to the recipes as well, as it was shown to the verifier last. */
    @AfterEach
    void theRecipesSayTheSame() throws Exception {
        Recipes.assertAgree(reports, verify(keysGiven, anchorGiven), keysGiven, anchorGiven);
    }

    private Verification verify() throws IOException {
        return verify(Optional.empty(), Optional.empty());
    }

    private Verification verify(Anchor anchor) throws IOException {
        return verify(Optional.empty(), Optional.of(anchor));
    }

    private Verification verify(Keys keys) throws IOException {
        return verify(Optional.of(keys), Optional.empty());
    }

    private Verification verify(Optional<Keys> keys, Optional<Anchor> anchor) throws IOException {
        keysGiven = keys;
        anchorGiven = anchor;
        Optional<VerificationKey> key =
                keys.isPresent() ? Optional.of(keys.get().verification()) : Optional.empty();
        return DirectoryVerifier.verify(reports, key, anchor);
    }

    private static Anchor noted(Verification verification) {
        return new Anchor(verification.root(), verification.runs());
    }

    private static String finding(State state, VerificationCheck check, Path file, long line, String sentence) {
        return state + " " + check.id() + " " + file.getFileName() + ":" + line + " " + sentence;
    }

    private static List<String> findings(Verification verification) {
        return verification.findings().stream()
                .map(each -> finding(each.state(), each.check(), each.file(), each.line(), each.sentence()))
                .toList();
    }

    private void assertTampered(VerificationCheck check, Path file, long line, String sentence) throws IOException {
        assertThat(findings(verify())).containsExactly(finding(State.TAMPERED, check, file, line, sentence));
        assertThat(verify().state()).isEqualTo(State.TAMPERED);
    }

    private void assertIncomplete(VerificationCheck check, Path file, long line, String sentence) throws IOException {
        assertThat(findings(verify())).containsExactly(finding(State.INCOMPLETE, check, file, line, sentence));
        assertThat(verify().state()).isEqualTo(State.INCOMPLETE);
    }

    private static void change(Path file, String from, String to) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(from);
        Files.writeString(file, content.replace(from, to));
    }

    @Nested
    @DisplayName("that was not made:")
    class Untouched {
        @Test
        @DisplayName("nothing is found, but nothing vouches for it either")
        void unanchored() throws IOException {
            Verification verification = verify();

            assertThat(verification.findings()).isEmpty();
            assertThat(verification.remarks()).isEmpty();
            assertThat(verification.missingFiles()).isZero();
            assertThat(verification.runs()).isEqualTo(5);
            assertThat(verification.trails())
                    .extracting(Verification.TrailSummary::state)
                    .containsExactly(TrailState.INTACT, TrailState.INTACT);
            assertThat(verification.state()).isEqualTo(State.UNANCHORED);
        }

        @Test
        @DisplayName("the noted root and count vouch for it")
        void anchored() throws IOException {
            Verification verification = verify(noted(verify()));

            assertThat(verification.state()).isEqualTo(State.INTACT);
            assertThat(verification.vouchers()).containsExactly("the root and count that were noted elsewhere");
        }

        @Test
        @DisplayName("a copy is as good")
        void copy() throws IOException {
            Anchor anchor = noted(verify());
            Files.move(reports, directory.resolve("elsewhere"));
            reports = directory.resolve("elsewhere");

            assertThat(verify(anchor).state()).isEqualTo(State.INTACT);
        }

        @Test
        @DisplayName("a clock that was set back between two runs is remarked on, and order is by number")
        void clock() throws IOException {
            Forgery.editAndRechain(
                    trail, lines -> lines.set(1, lines.get(1).replaceFirst("\"timestamp\":\\d+", "\"timestamp\":3")));
            deleteRunFiles();
            deleteRunFiles();
            Forgery.rewriteManifest(reports);

            Verification verification = verify();
            assertThat(verification.state()).isEqualTo(State.UNANCHORED);
            assertThat(verification.remarks())
                    .containsExactly(trail.getFileName() + ": line 2: the clock was set back, from "
                            + "2026-03-01T12:00:00Z to 1970-01-01T00:00:03Z");
        }
    }

    @Nested
    @DisplayName("on a line:")
    class Lines {
        @Test
        @DisplayName("a flipped byte, wherever it is, the closing record included")
        void flippedByte() throws IOException {
            byte[] content = Files.readAllBytes(trail);
            for (int at = 0; at < content.length; at += 97) {
                byte[] changed = content.clone();
                changed[at] ^= 1;
                Files.write(trail, changed);

                assertThat(verify().state()).as("byte %d", at).isEqualTo(State.TAMPERED);
            }
        }

        @Test
        @DisplayName("a changed verdict")
        void changedVerdict() throws IOException {
            Forgery.edit(trail, lines -> lines.set(1, lines.get(1).replace("UNCERTAIN", "DETERMINISTIC")));

            assertThat(findings(verify()))
                    .containsExactly(
                            finding(
                                    State.TAMPERED,
                                    VerificationCheck.PREV_HASH,
                                    trail,
                                    3,
                                    "line 3 does not hold the digest of the line before"),
                            finding(State.TAMPERED, VerificationCheck.RUN_FILE, trail, 2, differs(2)));
        }

        @Test
        @DisplayName("a changed verdict, in the run's own file as well")
        void changedVerdictTwice() throws IOException {
            Path runFile = runFile(1);
            Forgery.edit(trail, lines -> lines.set(1, lines.get(1).replace("UNCERTAIN", "DETERMINISTIC")));
            change(runFile, "UNCERTAIN", "DETERMINISTIC");

            assertTampered(VerificationCheck.PREV_HASH, trail, 3, "line 3 does not hold the digest of the line before");
        }

        @Test
        @DisplayName("a changed time of the closing record, which no line follows")
        void changedClosingRecord() throws IOException {
            Forgery.edit(
                    trail, lines -> lines.set(3, lines.get(3).replaceFirst("\"timestamp\":\\d", "\"timestamp\":9")));

            assertTampered(
                    VerificationCheck.MANIFEST_ENTRY,
                    trail,
                    4,
                    "line 4 is not the one that was there when the manifest was written");
        }

        @Test
        @DisplayName("two that were swapped")
        void swapped() throws IOException {
            Forgery.edit(trail, lines -> Collections.swap(lines, 0, 1));

            assertTampered(VerificationCheck.SEQUENCE, trail, 1, "line 1 is out of order");
        }

        @Test
        @DisplayName("the first taken out")
        void firstTakenOut() throws IOException {
            Forgery.edit(trail, lines -> lines.remove(0));

            assertTampered(VerificationCheck.SEQUENCE, trail, 1, "line 1 is out of order");
        }

        @Test
        @DisplayName("one in the middle taken out")
        void middleTakenOut() throws IOException {
            Forgery.edit(trail, lines -> lines.remove(1));

            assertTampered(VerificationCheck.SEQUENCE, trail, 2, "line 2 is out of order");
        }

        @Test
        @DisplayName("the last run taken out")
        void lastRunTakenOut() throws IOException {
            Forgery.edit(trail, lines -> lines.remove(2));

            assertTampered(VerificationCheck.SEQUENCE, trail, 3, "line 3 is out of order");
        }

        @Test
        @DisplayName("the closing record taken off")
        void closingTakenOff() throws IOException {
            Forgery.edit(trail, lines -> lines.remove(3));

            assertTampered(
                    VerificationCheck.MANIFEST_ENTRY,
                    trail,
                    4,
                    "line 4 is missing, and was there when the manifest was written");
        }

        @Test
        @DisplayName("one that was repeated")
        void repeated() throws IOException {
            Forgery.edit(trail, lines -> lines.add(1, lines.get(0)));

            assertTampered(VerificationCheck.SEQUENCE, trail, 2, "line 2 is out of order");
        }

        @Test
        @DisplayName("one added behind the closing record")
        void added() throws IOException {
            Forgery.edit(trail, lines -> lines.add(lines.get(0)));

            assertTampered(VerificationCheck.AFTER_CLOSING, trail, 5, "line 5 follows the closing record");
        }

        @Test
        @DisplayName("a closing record with another count")
        void otherCount() throws IOException {
            Forgery.edit(trail, lines -> lines.set(3, lines.get(3).replace("\"count\":3", "\"count\":2")));

            assertTampered(
                    VerificationCheck.CLOSING_RECORD,
                    trail,
                    4,
                    "line 4 closes another trail: its count or head differs");
        }

        @Test
        @DisplayName("line ends of another system")
        void windowsLineEnds() throws IOException {
            Files.writeString(trail, Files.readString(trail).replace("\n", "\r\n"));

            assertTampered(VerificationCheck.PREV_HASH, trail, 2, "line 2 does not hold the digest of the line before");
        }

        @Test
        @DisplayName("a field that comes twice, the second with another value")
        void duplicateKeys() throws IOException {
            Forgery.editAndRechain(
                    trail,
                    lines -> lines.set(
                            0,
                            lines.get(0)
                                    .replace(
                                            "\"verdict\":\"UNCERTAIN\"",
                                            "\"verdict\":\"UNCERTAIN\",\"verdict\":\"DETERMINISTIC\"")));

            assertTampered(VerificationCheck.JSON, trail, 1, "line 1 is not one JSON object");
        }

        @Test
        @DisplayName("bytes that are not UTF-8")
        void invalidUtf8() throws IOException {
            byte[] content = Files.readAllBytes(trail);
            content[new String(content, StandardCharsets.ISO_8859_1).indexOf("greets")] = (byte) 0xff;
            Files.write(trail, content);

            assertTampered(VerificationCheck.JSON, trail, 1, "line 1 has a byte that is not ASCII");
        }

        @Test
        @DisplayName("a control character of more than one byte, unescaped, which acts on the terminal of who reads it")
        void controlCharacter() throws IOException {
            Forgery.editAndRechain(trail, lines -> lines.set(0, lines.get(0).replace("greets", "gr\u009b2Jeets")));
            deleteRunFiles();
            Forgery.rewriteManifest(reports);

            assertTampered(VerificationCheck.JSON, trail, 1, "line 1 has a byte that is not ASCII");
        }

        @Test
        @DisplayName("lists in lists, a million of them")
        void deepLine() throws IOException {
            Forgery.edit(trail, lines -> lines.set(0, "[".repeat(1 << 20)));

            assertTampered(VerificationCheck.JSON, trail, 1, "line 1 is not one JSON object");
        }

        @Test
        @DisplayName("a line of 4 GiB, which is not read into memory")
        void hugeLine() throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(trail.toFile(), "rw")) {
                file.setLength(0);
                file.setLength(4L << 30);
            }

            assertTampered(VerificationCheck.LINE_LENGTH, trail, 1, "line 1 is longer than any record");
        }

        @Test
        @DisplayName("a time that no calendar has")
        void absurdTime() throws IOException {
            Forgery.editAndRechain(
                    trail,
                    lines -> lines.set(
                            0, lines.get(0).replaceFirst("\"timestamp\":\\d+", "\"timestamp\":" + Long.MAX_VALUE)));

            assertTampered(VerificationCheck.SCHEMA, trail, 1, "line 1 is not a record of the schema");
        }

        @Test
        @DisplayName("lines of another JVM in between")
        void twoJvmsInOneFile() throws IOException {
            List<String> lines = Files.readAllLines(other);
            Forgery.edit(trail, own -> own.add(1, lines.get(0)));

            assertTampered(VerificationCheck.TRAIL_NAME, trail, 2, "line 2 belongs to another trail");
        }

        @Test
        @DisplayName("all lines of another JVM behind its own")
        void twoJvmsOneAfterTheOther() throws IOException {
            List<String> lines = Files.readAllLines(other);
            Forgery.edit(trail, own -> own.addAll(lines));

            assertTampered(VerificationCheck.AFTER_CLOSING, trail, 5, "line 5 follows the closing record");
        }
    }

    @Nested
    @DisplayName("on a file:")
    class WholeFiles {
        @Test
        @DisplayName("a trail taken away")
        void dropped() throws IOException {
            Files.delete(other);

            assertTampered(
                    VerificationCheck.MANIFEST_ENTRY,
                    other,
                    0,
                    "it is missing, and was there when the manifest was written");
        }

        @Test
        @DisplayName("the manifest taken away")
        void manifestDropped() throws IOException {
            Path manifest = manifest();
            Files.delete(manifest);

            assertIncomplete(
                    VerificationCheck.MANIFEST_MISSING,
                    manifest,
                    0,
                    "there is no manifest, so that a trail which was taken away would not be missed");
        }

        @Test
        @DisplayName("a trail added that no manifest lists")
        void added() throws IOException {
            byte[] manifest = Files.readAllBytes(manifest());
            Path third = writeTrail(1, Optional.empty());
            Files.write(manifest(), manifest);

            assertIncomplete(VerificationCheck.MANIFEST_COVERAGE, third, 0, "the manifest does not list it");
        }

        @Test
        @DisplayName("a trail under the name of another")
        void renamed() throws IOException {
            Files.write(trail, Files.readAllBytes(other));

            assertTampered(VerificationCheck.TRAIL_NAME, trail, 1, "line 1 belongs to another trail");
        }

        @Test
        @DisplayName("a link in the place of a trail")
        void symbolicLink() throws IOException {
            Path elsewhere = Files.move(trail, directory.resolve("elsewhere"));
            Files.createSymbolicLink(trail, elsewhere);

            assertTampered(VerificationCheck.REGULAR_FILE, trail, 0, "is not a regular file");
        }

        @Test
        @DisplayName("a pipe in the place of a trail, or of the manifest: nobody waits for a writer")
        void pipe() throws Exception {
            Files.delete(trail);
            makePipe(trail);
            assertTampered(VerificationCheck.REGULAR_FILE, trail, 0, "is not a regular file");

            Files.delete(manifest());
            makePipe(manifest());
            assertThat(findings(verify())).anyMatch(each -> each.startsWith("TAMPERED manifest manifest.json:0 "));
        }

        private void makePipe(Path file) throws IOException, InterruptedException {
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
        }

        @Test
        @DisplayName("a second, hard link to a trail under another name")
        void hardLink() throws IOException {
            Path second = Files.createLink(trail.resolveSibling("Second" + TrailFile.SUFFIX), trail);

            assertThat(findings(verify()))
                    .contains(finding(
                            State.TAMPERED,
                            VerificationCheck.TRAIL_NAME,
                            second,
                            1,
                            "line 1 belongs to another trail"));
        }

        @Test
        @DisplayName("a directory in the place of a trail")
        void directoryInPlace() throws IOException {
            Files.delete(trail);
            Files.createDirectory(trail);

            assertTampered(VerificationCheck.REGULAR_FILE, trail, 0, "is not a regular file");
        }

        @Test
        @DisplayName("a run's own file changed, which is what people read")
        void runFileChanged() throws IOException {
            change(runFile(2), "UNCERTAIN", "DETERMINISTIC");

            assertTampered(VerificationCheck.RUN_FILE, trail, 3, differs(3));
        }

        @Test
        @DisplayName("a directory of runs' own files moved away, and a link to it in its place")
        void linkedDirectory() throws IOException {
            Path linked = runFile(0).getParent();
            Files.createSymbolicLink(linked, Files.move(linked, directory.resolve("elsewhere")));

            assertThat(verify().findings()).hasSize(5).allMatch(each -> each.check() == VerificationCheck.RUN_FILE);
        }

        @Test
        @DisplayName("a run's own file taken away, and its name taken by a later run, is none")
        void nameTakenAgain() throws IOException {
            Files.delete(runFile(1));
            writeTrail(1, Optional.empty());

            assertThat(runFile(1)).exists();
            assertThat(verify().findings()).isEmpty();
        }

        @Test
        @DisplayName("a run's own file taken away: what it held is in the trail, so it is only counted")
        void runFileDropped() throws IOException {
            Files.delete(runFile(2));

            assertThat(verify().state()).isEqualTo(State.UNANCHORED);
            assertThat(verify().missingFiles()).isEqualTo(1);
        }

        @Test
        @DisplayName("a file with a program's output changed")
        void streamFileChanged() throws IOException {
            Path third = writeTrailWithOutput();
            Path output = only(".stdout.txt");
            change(output, "aaaa\n", "bbbb\n");

            assertTampered(
                    VerificationCheck.STREAM_FILE,
                    third,
                    1,
                    "line 1 differs from the output in " + reports.relativize(output));
        }

        @Test
        @DisplayName("a file with a program's output replaced by a longer one, which is not read")
        void streamFileReplaced() throws IOException {
            Path third = writeTrailWithOutput();
            Path output = only(".stdout.txt");
            try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "rw")) {
                file.setLength(4L << 30);
            }

            assertTampered(
                    VerificationCheck.STREAM_FILE,
                    third,
                    1,
                    "line 1 differs from the output in " + reports.relativize(output));
        }

        @Test
        @DisplayName("a file of 3 GiB with a program's output, whose record claims as much: it is not read into memory")
        void streamFileOfAForgedRecord() throws IOException {
            Path third = writeTrailWithOutput();
            Path output = only(".stdout.txt");
            try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "rw")) {
                file.setLength(3L << 30);
            }
            Forgery.editAndRechain(
                    third, lines -> lines.set(0, lines.get(0).replace("\"kept\":10000", "\"kept\":" + (3L << 30))));
            Files.delete(Path.of(output.toString().replace(".stdout.txt", ".audit.json")));
            Forgery.rewriteManifest(reports);

            assertTampered(
                    VerificationCheck.STREAM_FILE,
                    third,
                    1,
                    "line 1 differs from the output in " + reports.relativize(output));
        }

        @Test
        @DisplayName("records that claim more output together than any trail may have: what is beyond it is not read")
        void outputBeyondTheBoundOfATrail() throws IOException {
            long mebi = 1L << 20;

            assertThat(linesWhoseOutputDiffers(40 * mebi, 20 * mebi, 10 * mebi, 4 * mebi))
                    .containsExactly(3L);
            assertThat(linesWhoseOutputDiffers(64 * mebi))
                    .as("of another trail, by itself")
                    .isEmpty();
            assertThat(verify().findings()).as("of both, in whatever order").hasSize(1);
            assertThat(linesWhoseOutputDiffers(-40 * mebi, 64 * mebi + 1, 64 * mebi))
                    .as("what is claimed to be less than nothing leaves no more for others")
                    .containsExactly(1L, 2L);
        }

        /** Makes a trail whose records claim so many kept bytes, each of a small file that is as it was written. */
        private List<Long> linesWhoseOutputDiffers(long... kept) throws IOException {
            // A name of its own: what a later record says of the same file would decide.
            String name = "T" + Trail.filesIn(reports).size();
            Path forged = writeTrailWithOutput(new TestIdentity(name, name, name), kept.length);
            List<Path> runFiles = new ArrayList<>();
            for (int i = 0; i < kept.length; i++) {
                runFiles.add(reports.resolve(
                        Trails.lines(forged).get(i).path("audit_file").asText()));
            }
            Forgery.editAndRechain(forged, lines -> {
                for (int i = 0; i < kept.length; i++) {
                    lines.set(i, lines.get(i).replace("\"kept\":10000", "\"kept\":" + kept[i]));
                }
            });
            for (Path runFile : runFiles) {
                Files.delete(runFile);
            }
            Forgery.rewriteManifest(reports);
            return verify().findings().stream()
                    .filter(each -> each.file().equals(forged))
                    .peek(each -> assertThat(each.check()).isEqualTo(VerificationCheck.STREAM_FILE))
                    .map(Verification.Finding::line)
                    .toList();
        }

        private Path writeTrailWithOutput() throws IOException {
            return writeTrailWithOutput(Trails.GREETS, 1);
        }

        private Path writeTrailWithOutput(TestIdentity test, int runs) throws IOException {
            Execution run = SampleRuns.exited(0);
            Bytes output = Bytes.utf8("aaaa\n".repeat(2000));
            List<Path> before = Trail.filesIn(reports);
            try (AuditTrail open = AuditTrail.open(reports)) {
                for (int i = 0; i < runs; i++) {
                    Trails.append(open, test, Trails.withStdout(run, new CapturedOutput(output, output.size())));
                }
            }
            List<Path> written = new ArrayList<>(Trail.filesIn(reports));
            written.removeAll(before);
            return written.get(0);
        }

        private Path only(String suffix) throws IOException {
            try (Stream<Path> files = Files.walk(reports)) {
                List<Path> found =
                        files.filter(file -> file.toString().endsWith(suffix)).toList();
                assertThat(found).hasSize(1);
                return found.get(0);
            }
        }
    }

    @Nested
    @DisplayName("that is none, but a death:")
    class Deaths {
        @Test
        @DisplayName("a JVM that died between two records leaves a trail that is incomplete")
        void betweenRecords() throws IOException {
            Path third = trailOfADeadJvm(3);

            assertIncompleteWhetherListedOrNot(third, 3, "no closing record after line 2");
        }

        @Test
        @DisplayName("a JVM that died in the middle of a line leaves a trail that is incomplete")
        void midLine() throws IOException {
            Path third = trailOfADeadJvm(2);
            Files.writeString(third, Files.readAllLines(trail).get(0).substring(0, 99), StandardOpenOption.APPEND);

            assertIncompleteWhetherListedOrNot(third, 2, "line 2 was cut");
        }

        /** Before and after another JVM has ended and listed what it found. */
        private void assertIncompleteWhetherListedOrNot(Path third, long line, String sentence) throws IOException {
            String unfinished = finding(State.INCOMPLETE, VerificationCheck.END_OF_TRAIL, third, line, sentence);
            assertThat(findings(verify()))
                    .containsExactlyInAnyOrder(
                            unfinished,
                            finding(
                                    State.INCOMPLETE,
                                    VerificationCheck.MANIFEST_COVERAGE,
                                    third,
                                    0,
                                    "the manifest does not list it"));
            writeTrail(1, Optional.empty());
            assertThat(findings(verify())).containsExactly(unfinished);
            assertThat(verify().state()).isEqualTo(State.INCOMPLETE);
        }

        @Test
        @DisplayName("what is added to an unfinished trail after the manifest is not covered by it")
        void addedLater() throws IOException {
            Path third = writeTrail(3, Optional.empty());
            String whole = Files.readString(third);
            Forgery.edit(third, lines -> lines.subList(2, 4).clear());
            Forgery.rewriteManifest(reports);
            Anchor anchor = noted(verify());
            Files.writeString(third, whole);

            assertIncomplete(
                    VerificationCheck.MANIFEST_COVERAGE,
                    third,
                    3,
                    "line 3 and what follows it were written after the manifest");
            assertThat(verify(anchor).state()).isEqualTo(State.INCOMPLETE);
        }

        @Test
        @DisplayName("what an unfinished trail had when the manifest was written must still be there")
        void takenFromAnUnfinishedTrail() throws IOException {
            Path third = trailOfADeadJvm(3);
            writeTrail(1, Optional.empty());
            Forgery.edit(third, lines -> lines.remove(1));

            assertTampered(
                    VerificationCheck.MANIFEST_ENTRY,
                    third,
                    2,
                    "line 2 is missing, and was there when the manifest was written");
        }

        /** The trail lacks what it takes to be closed, and the manifest does not know of it. */
        private Path trailOfADeadJvm(int lines) throws IOException {
            byte[] manifest = Files.readAllBytes(manifest());
            Path third = writeTrail(3, Optional.empty());
            Files.write(manifest(), manifest);
            Forgery.edit(third, all -> all.subList(lines - 1, all.size()).clear());
            return third;
        }
    }

    @Nested
    @DisplayName("by somebody who makes every digest fit:")
    class Rewriting {
        @Test
        @DisplayName("a rechained suffix is found by the manifest")
        void rechainedSuffix() throws IOException {
            forgeVerdictOfSecondRun();

            assertTampered(
                    VerificationCheck.MANIFEST_ENTRY,
                    trail,
                    4,
                    "line 4 is not the one that was there when the manifest was written");
        }

        @Test
        @DisplayName("with the manifest as well, nothing is found without an anchor; the noted root and count find it")
        void wholeDirectory() throws IOException {
            Anchor anchor = noted(verify());
            forgeVerdictOfSecondRun();
            Forgery.rewriteManifest(reports);

            Verification unanchored = verify();
            assertThat(unanchored.findings()).isEmpty();
            assertThat(unanchored.state()).as("undetectable").isEqualTo(State.UNANCHORED);

            assertFoundBy(anchor);
        }

        @Test
        @DisplayName("a rewrite that keeps every length is found by the noted root, and not by the count")
        void sameLength() throws IOException {
            Anchor anchor = noted(verify());
            long size = Files.size(trail);
            Forgery.editAndRechain(
                    trail, lines -> lines.set(2, lines.get(2).replace("\"minor_faults\":3", "\"minor_faults\":4")));
            deleteRunFiles();
            Forgery.rewriteManifest(reports);

            assertThat(trail).hasSize(size);
            assertThat(verify().runs()).isEqualTo(anchor.runs());
            assertThat(verify().state()).as("undetectable").isEqualTo(State.UNANCHORED);
            assertFoundBy(anchor);
        }

        @Test
        @DisplayName("a rewritten trail whose digest in the manifest is made to fit, under the noted root")
        void subjectMadeToFit() throws Exception {
            Anchor anchor = noted(verify());
            String before = sha256(trail);
            forgeVerdictOfSecondRun();
            change(manifest(), before, sha256(trail));

            assertThat(findings(verify(anchor)))
                    .containsExactly(finding(
                            State.TAMPERED,
                            VerificationCheck.MANIFEST_ENTRY,
                            trail,
                            4,
                            "line 4 is not the one that was there when the manifest was written"));
        }

        @Test
        @DisplayName("a trail taken away together with its entry is found by the noted root and count alone")
        void trailDropped() throws IOException {
            Anchor anchor = noted(verify());
            Files.delete(other);
            Forgery.rewriteManifest(reports);

            assertThat(verify().state()).as("undetectable").isEqualTo(State.UNANCHORED);
            assertFoundBy(anchor);
        }

        @Test
        @DisplayName("a manifest that says another root than its entries have")
        void otherRoot() throws IOException {
            String root = verify().root();
            change(manifest(), root, "0".repeat(64));

            assertThat(findings(verify()))
                    .contains(finding(
                            State.TAMPERED,
                            VerificationCheck.MANIFEST,
                            manifest(),
                            0,
                            "it is no manifest: its root does not follow from its trails"));
        }

        @Test
        @DisplayName("a manifest that says better verdicts than its trails have")
        void otherVerdicts() throws IOException {
            change(manifest(), "\"UNCERTAIN\" : 3", "\"DETERMINISTIC\" : 3");

            assertTampered(VerificationCheck.MANIFEST_ENTRY, trail, 0, "the manifest says something else of it");
        }

        @Test
        @DisplayName("a manifest with another result, subject, predicate or number, which no root shows")
        void otherStatement() throws IOException {
            String manifest = Files.readString(manifest());
            Anchor anchor = noted(verify());
            Map<String, String> changes = Map.of(
                    "\"result\" : \"WARNED\"", "\"result\" : \"PASSED\"",
                    "test-result/v0.1", "vulns/v0.1",
                    "\"subject\" : [ {",
                            "\"subject\" : [ {\"name\": \"release.jar\", \"digest\": {\"sha256\": \"00\"}}, {",
                    "\"count\" : 5", "\"count\" : 5.5",
                    "\"lines\" : 4", "\"lines\" : \"4\"",
                    "\"UNCERTAIN\" : 3", "\"REJECT\" : -1, \"UNCERTAIN\" : 3");
            Map<String, String> found = new TreeMap<>();
            for (Map.Entry<String, String> change : changes.entrySet()) {
                assertThat(manifest).contains(change.getKey());
                Files.writeString(manifest(), manifest.replace(change.getKey(), change.getValue()));
                Verification verification = verify(anchor);
                assertThat(verification.state()).as(change.getKey()).isEqualTo(State.TAMPERED);
                found.put(
                        change.getKey(),
                        verification.findings().stream()
                                .filter(each -> each.check() == VerificationCheck.MANIFEST)
                                .map(Verification.Finding::sentence)
                                .findFirst()
                                .orElse(""));
            }

            String none = "it is no manifest: ";
            assertThat(found)
                    .isEqualTo(Map.of(
                            "\"result\" : \"WARNED\"", none + "its result does not follow from its verdicts",
                            "test-result/v0.1",
                                    none + "its predicate is not https://in-toto.io/attestation/test-result/v0.1",
                            "\"subject\" : [ {", none + "a subject is none of its trails",
                            "\"count\" : 5", none + "`count` is no whole number",
                            "\"lines\" : 4", none + "`lines` is no whole number",
                            "\"UNCERTAIN\" : 3", none + "`REJECT` is no whole number"));
        }

        @Test
        @DisplayName(
                "a manifest of another type or schema, with a name that comes twice, or with the digest of an open trail and"
                        + " none of a closed one")
        void otherShape() throws IOException {
            String manifest = Files.readString(manifest());
            String own = "\"" + TrailVerifier.nameOf(trail);
            String others = "\"" + TrailVerifier.nameOf(other);
            for (List<String> change : List.of(
                    List.of("/Statement/v1", "/Statement/v0", "it is no in-toto statement"),
                    List.of("zjail.manifest/v1", "zjail.manifest/v2", "it is not of the schema zjail.manifest/v1"),
                    List.of(others + ".", own + ".", "a subject is listed twice"),
                    List.of(others + "\"", own + "\"", "a trail is listed twice"),
                    List.of(
                            "\"INTACT\"",
                            "\"INCOMPLETE\"",
                            "a trail has a digest and is not intact, or has none and is"),
                    List.of(
                            "\"subject\" : [",
                            "\"subject\" : [], \"before\" : [",
                            "a trail has a digest and is not intact, or has none and is"))) {
                Files.writeString(manifest(), manifest.replace(change.get(0), change.get(1)));
                assertManifestIsNone(change.get(2));
            }
        }

        @Test
        @DisplayName("a manifest that is larger than any is, even if nothing is wrong with what is in it")
        void hugeManifest() throws IOException {
            byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            assertThat(verify().findings()).isEmpty();
            try (OutputStream end = Files.newOutputStream(manifest(), StandardOpenOption.APPEND)) {
                for (int mebibytes = 0; mebibytes < 64; mebibytes++) {
                    end.write(spaces);
                }
            }

            assertThat(findings(verify()))
                    .anyMatch(each -> each.startsWith("TAMPERED manifest manifest.json:0 it is no manifest: "));
        }

        @Test
        @DisplayName("a manifest that names a file elsewhere")
        void pathTraversal() throws IOException {
            change(manifest(), TrailVerifier.nameOf(trail), "../../../../etc/passwd");

            assertManifestIsNone("a trail has a name that none can have");
        }

        @Test
        @DisplayName("a manifest of millions of lists, or of lists in lists, which must fill neither memory nor stack")
        void millionsOfLists() throws IOException {
            Files.writeString(manifest(), "{\"_type\": [" + "[],".repeat(5 << 19) + "[]]}");
            assertManifestIsNone("it is not one JSON object");

            Files.writeString(manifest(), "{\"_type\": " + "[".repeat(1 << 20) + "]".repeat(1 << 20) + "}");
            assertManifestIsNone("it is not one JSON object");
        }

        private void assertManifestIsNone(String why) throws IOException {
            assertThat(findings(verify()))
                    .contains(finding(
                            State.TAMPERED, VerificationCheck.MANIFEST, manifest(), 0, "it is no manifest: " + why));
        }

        @Test
        @DisplayName("a manifest that is none")
        void noManifest() throws IOException {
            Files.writeString(manifest(), "{}");

            assertThat(verify().state()).isEqualTo(State.TAMPERED);
            assertThat(findings(verify())).anyMatch(each -> each.startsWith("TAMPERED manifest manifest.json:0"));
        }

        @Test
        @DisplayName("the next JVM that ends does not forget what the manifest said")
        void laundering() throws IOException {
            forgeVerdictOfSecondRun();
            Files.delete(other);
            writeTrail(1, Optional.empty());

            assertThat(findings(verify()))
                    .containsExactlyInAnyOrder(
                            finding(
                                    State.TAMPERED,
                                    VerificationCheck.MANIFEST_ENTRY,
                                    trail,
                                    4,
                                    "line 4 is not the one that was there when the manifest was written"),
                            finding(
                                    State.TAMPERED,
                                    VerificationCheck.MANIFEST_ENTRY,
                                    other,
                                    0,
                                    "it is missing, and was there when the manifest was written"));
        }

        private void assertFoundBy(Anchor anchor) throws IOException {
            Verification verification = verify(anchor);
            assertThat(findings(verification))
                    .containsExactly(finding(
                            State.TAMPERED,
                            VerificationCheck.ANCHOR,
                            Trail.directory(reports),
                            0,
                            "its root is " + verification.root() + " and it has " + verification.runs()
                                    + " records, but what was noted is " + anchor.root() + " and " + anchor.runs()));
            assertThat(verification.state()).isEqualTo(State.TAMPERED);
        }
    }

    @Nested
    @DisplayName("on a signed audit:")
    class Signed {
        private Keys keys;

        @BeforeEach
        void writeASignedTrail() throws Exception {
            keys = Keys.create(directory, "key");
            reports = directory.resolve("signed");
            trail = writeTrail(3, Optional.of(keys.signing()));
            other = writeTrail(2, Optional.of(keys.signing()));
        }

        private Path envelope() {
            return new ManifestFile(Trail.directory(reports)).signed();
        }

        @Test
        @DisplayName("none was made: the key vouches for it")
        void untouched() throws IOException {
            Verification verification = verify(keys);

            assertThat(verification.state()).isEqualTo(State.INTACT);
            assertThat(verification.vouchers())
                    .containsExactly(
                            "the signature of the key " + keys.verification().id());
            assertThat(verification.runs()).isEqualTo(5);
            assertThat(manifest()).doesNotExist();
        }

        @Test
        @DisplayName("nobody asks for the signature: it is not anchored")
        void noKeyGiven() throws IOException {
            assertThat(verify().state()).isEqualTo(State.UNANCHORED);
            assertThat(verify().remarks())
                    .containsExactly("the manifest is signed, but no key was given to check the signature with");
        }

        @Test
        @DisplayName("everything rewritten, but by another key")
        void wrongKey() throws Exception {
            Keys others = Keys.create(directory, "other");
            forgeVerdictOfSecondRun();
            Files.delete(envelope());
            new ManifestFile(Trail.directory(reports)).update(Optional.of(others.signing()));

            assertThat(verify(others).state()).isEqualTo(State.INTACT);
            assertThat(findings(verify(keys)))
                    .containsExactly(finding(
                            State.TAMPERED,
                            VerificationCheck.SIGNATURE,
                            envelope(),
                            0,
                            "it is not signed by the key " + keys.verification().id()));
        }

        @Test
        @DisplayName("everything rewritten, under the old signature")
        void oldSignature() throws IOException {
            String signature = Trails.parse(Files.readString(envelope()))
                    .path("signatures")
                    .path(0)
                    .path("sig")
                    .asText();
            forgeVerdictOfSecondRun();
            Files.delete(envelope());
            new ManifestFile(Trail.directory(reports)).update(Optional.empty());
            String payload = Base64.getEncoder().encodeToString(Files.readAllBytes(manifest()));
            Files.delete(manifest());
            Files.writeString(
                    envelope(),
                    "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"" + payload
                            + "\",\"signatures\":[{\"sig\":\"" + signature + "\"}]}");

            assertThat(findings(verify(keys)))
                    .containsExactly(finding(
                            State.TAMPERED,
                            VerificationCheck.SIGNATURE,
                            envelope(),
                            0,
                            "it is not signed by the key " + keys.verification().id()));
        }

        @Test
        @DisplayName("a flipped bit of the payload or of the signature, wherever it is")
        void flipped() throws IOException {
            ObjectNode json = (ObjectNode) Trails.parse(Files.readString(envelope()));
            byte[] payload = Base64.getDecoder().decode(json.path("payload").asText());
            for (int at = 0; at < payload.length; at += 97) {
                byte[] changed = payload.clone();
                changed[at] ^= 1;
                json.put("payload", Base64.getEncoder().encodeToString(changed));
                Files.writeString(envelope(), json.toString());

                assertThat(findings(verify(keys))).as("byte %d", at).anyMatch(each -> each.contains(" signature "));
            }
        }

        @Test
        @DisplayName("another type of payload, even one that the key signed")
        void wrongPayloadType() throws IOException {
            change(envelope(), "application/vnd.in-toto+json", "application/vnd.in-toto+jsoN");

            assertThat(findings(verify(keys)))
                    .containsExactly(finding(
                            State.TAMPERED,
                            VerificationCheck.PAYLOAD_TYPE,
                            envelope(),
                            0,
                            "what is signed is not of the type application/vnd.in-toto+json"));
        }

        @Test
        @DisplayName("the signature taken off")
        void stripped() throws IOException {
            Forgery.rewriteManifest(reports);

            assertThat(verify(keys).state()).isEqualTo(State.UNANCHORED);
            assertThat(verify(keys).remarks()).containsExactly("there is no signature that the key could check");
        }

        @Test
        @DisplayName("an unsigned manifest laid beside it has no say")
        void unsignedBeside() throws IOException {
            Files.writeString(manifest(), "{}");

            assertThat(verify(keys).state()).isEqualTo(State.INTACT);
        }

        @Test
        @DisplayName("an older state put back: signed it was, so only the noted root and count find it")
        void rolledBack() throws IOException {
            byte[] older = Files.readAllBytes(envelope());
            Path third = writeTrail(1, Optional.of(keys.signing()));
            Anchor anchor = noted(verify());
            Files.delete(third);
            Files.write(envelope(), older);

            assertThat(verify(keys).state()).as("undetectable").isEqualTo(State.INTACT);
            assertThat(verify(anchor).findings())
                    .extracting(Verification.Finding::check)
                    .containsExactly(VerificationCheck.ANCHOR);
        }
    }

    private static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(MerkleTree.sha256().digest(Files.readAllBytes(file)));
    }

    private Path manifest() {
        return new ManifestFile(Trail.directory(reports)).unsigned();
    }

    private Path runFile(int index) throws IOException {
        return reports.resolve(Trails.lines(trail).get(index).path("audit_file").asText());
    }

    private String differs(int line) throws IOException {
        return "line " + line + " differs from the run's own file, " + reports.relativize(runFile(line - 1));
    }

    private void forgeVerdictOfSecondRun() throws IOException {
        change(runFile(1), "UNCERTAIN", "DETERMINISTIC");
        Forgery.editAndRechain(trail, lines -> lines.set(1, lines.get(1).replace("UNCERTAIN", "DETERMINISTIC")));
        deleteRunFiles();
    }

    /** Nothing is lost to who verifies: the trail holds what they held. */
    private void deleteRunFiles() throws IOException {
        for (int run = 0; run < 3; run++) {
            Files.deleteIfExists(runFile(run));
        }
    }
}
