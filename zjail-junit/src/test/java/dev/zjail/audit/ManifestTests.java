package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.audit.Verification.State;
import dev.zjail.engine.Execution;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.SampleRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written about all trails, read here without the code that wrote it. */
@DisplayName("The manifest")
class ManifestTests {
    @TempDir
    Path directory;

    private Path write(Path reports, Optional<SigningKey> key, Execution... runs) throws IOException {
        try (AuditTrail trail = AuditTrail.open(reports, key)) {
            for (Execution run : runs) {
                Trails.append(trail, Trails.GREETS, run);
            }
        }
        return reports;
    }

    private static JsonNode unsigned(Path reports) throws IOException {
        return Trails.parse(Files.readString(reports.resolve("zjail/manifest.json")));
    }

    @Test
    @DisplayName("is an in-toto statement about every closed trail, with the predicate test-result")
    void inTotoStatement() throws Exception {
        Path reports = write(directory, Optional.empty(), SampleRuns.exited(0), SampleRuns.exited(1));
        Path trail = Trails.only(reports);
        JsonNode manifest = unsigned(reports);

        assertThat(manifest.path("_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(manifest.path("predicateType").asText())
                .isEqualTo("https://in-toto.io/attestation/test-result/v0.1");
        assertThat(manifest.path("subject")).hasSize(1);
        JsonNode subject = manifest.path("subject").path(0);
        assertThat(subject.path("name").asText()).isEqualTo(trail.getFileName().toString());
        assertThat(subject.path("digest").path("sha256").asText()).isEqualTo(sha256(Files.readAllBytes(trail)));
        JsonNode predicate = manifest.path("predicate");
        assertThat(predicate.path("result").asText()).isEqualTo("FAILED");
        assertThat(predicate.path("configuration")).isEmpty();
        assertThat(predicate.path("schema").asText()).isEqualTo("zjail.manifest/v1");
        assertThat(predicate.path("count").asInt()).isEqualTo(2);
        JsonNode entry = predicate.path("trails").path(0);
        assertThat(entry.path("state").asText()).isEqualTo("INTACT");
        assertThat(entry.path("lines").asInt()).isEqualTo(3);
        assertThat(entry.path("head").asText())
                .isEqualTo(Blake2b256.of(Files.readAllLines(trail).get(2)));
        assertThat(entry.path("verdicts")).isEqualTo(Trails.parse("{\"UNCERTAIN\": 1, \"REJECT\": 1}"));
    }

    @Test
    @DisplayName("says how the jailed programs did: WARNED where no verdict is worse than UNCERTAIN")
    void warned() throws IOException {
        assertThat(unsigned(write(directory, Optional.empty(), SampleRuns.exited(0)))
                        .path("predicate")
                        .path("result")
                        .asText())
                .isEqualTo("WARNED");
    }

    @Test
    @DisplayName("has the Merkle root over name, lines and head of every trail, in the order of their names")
    void root() throws Exception {
        write(directory, Optional.empty(), SampleRuns.exited(0));
        write(directory, Optional.empty(), SampleRuns.exited(0), SampleRuns.exited(0));
        write(directory, Optional.empty(), SampleRuns.exited(0));

        List<byte[]> leaves = Trail.filesIn(directory).stream()
                .map(ManifestTests::leaf)
                .map(leaf -> concat(new byte[] {0}, leaf.getBytes(StandardCharsets.US_ASCII)))
                .map(ManifestTests::sha256Bytes)
                .toList();
        byte[] left = sha256Bytes(concat(new byte[] {1}, leaves.get(0), leaves.get(1)));
        byte[] root = sha256Bytes(concat(new byte[] {1}, left, leaves.get(2)));

        assertThat(unsigned(directory).path("predicate").path("root").asText())
                .isEqualTo(HexFormat.of().formatHex(root));
        assertThat(unsigned(directory).path("predicate").path("count").asInt()).isEqualTo(4);
    }

    private static String leaf(Path trail) {
        try {
            List<String> lines = Files.readAllLines(trail);
            String name = trail.getFileName().toString().replace(".audit.jsonl", "");
            return name + " " + lines.size() + " " + Blake2b256.of(lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("leaves what is not a trail of ours out")
    void otherFiles() throws IOException {
        Path trails = Files.createDirectories(directory.resolve("zjail"));
        Files.writeString(trails.resolve("a b.audit.jsonl"), "");
        Files.writeString(trails.resolve("notes.txt"), "");
        write(directory, Optional.empty(), SampleRuns.exited(0));

        assertThat(unsigned(directory).path("predicate").path("trails")).hasSize(1);
        assertThat(DirectoryVerifier.verify(directory, Optional.empty(), Optional.empty())
                        .state())
                .isEqualTo(State.INCOMPLETE);
    }

    @Test
    @DisplayName("is signed so that the Java platform verifies it: the DSSE encoding of exactly the payload")
    void signature() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Path reports = write(directory.resolve("reports"), Optional.of(keys.signing()), SampleRuns.exited(0));
        JsonNode envelope = Trails.parse(Files.readString(reports.resolve("zjail/manifest.dsse.json")));
        byte[] payload = Base64.getDecoder().decode(envelope.path("payload").asText());

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(keys.pair().getPublic());
        verifier.update(
                ("DSSEv1 28 application/vnd.in-toto+json " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        verifier.update(payload);

        JsonNode signature = envelope.path("signatures").path(0);
        assertThat(envelope.path("payloadType").asText()).isEqualTo("application/vnd.in-toto+json");
        assertThat(verifier.verify(
                        Base64.getDecoder().decode(signature.path("sig").asText())))
                .isTrue();
        assertThat(signature.path("keyid").asText())
                .isEqualTo(sha256(keys.pair().getPublic().getEncoded()))
                .isEqualTo(keys.verification().id());
        assertThat(Trails.parse(new String(payload, StandardCharsets.UTF_8))
                        .path("predicate")
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(reports.resolve("zjail/manifest.json")).doesNotExist();
    }

    @Test
    @DisplayName("is signed anew by every JVM that has the key")
    void signedAnew() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Path reports = directory.resolve("reports");
        for (int jvm = 0; jvm < 3; jvm++) {
            write(reports, Optional.of(keys.signing()), SampleRuns.exited(0));
        }

        Verification verification =
                DirectoryVerifier.verify(reports, Optional.of(keys.verification()), Optional.empty());
        assertThat(verification.state()).isEqualTo(State.INTACT);
        assertThat(verification.runs()).isEqualTo(3);
    }

    @Test
    @DisplayName("that is not signed is not built upon by a JVM that signs")
    void unsignedBefore() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Path reports = write(directory.resolve("reports"), Optional.empty(), SampleRuns.exited(0));

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> write(reports, Optional.of(keys.signing()), SampleRuns.exited(0)))
                .withMessage("the audit could not write " + reports.resolve("zjail/manifest.json")
                        + ": it is not signed, and a signature over what it says would vouch for what nobody signed."
                        + " Remedy: delete the reports directory as a whole and run the tests again, or verify the"
                        + " directory and sign it with the command `manifest`.");
    }

    @Test
    @DisplayName("that another key signed is not built upon either")
    void signedByAnotherBefore() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Keys others = Keys.create(directory, "other");
        Path reports = write(directory.resolve("reports"), Optional.of(others.signing()), SampleRuns.exited(0));

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> write(reports, Optional.of(keys.signing()), SampleRuns.exited(0)))
                .withMessage("the audit could not write " + reports.resolve("zjail/manifest.dsse.json")
                        + ": it is not signed by the key that is to sign it anew. Remedy: delete the reports directory"
                        + " as a whole and run the tests again.");
    }

    @Test
    @DisplayName("that the key signed as something else than a statement is not built upon either")
    void signedAsSomethingElse() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Path reports = write(directory.resolve("reports"), Optional.of(keys.signing()), SampleRuns.exited(0));
        Path envelope = reports.resolve("zjail/manifest.dsse.json");
        byte[] payload = Base64.getDecoder()
                .decode(Trails.parse(Files.readString(envelope)).path("payload").asText());
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.pair().getPrivate());
        signer.update(("DSSEv1 9 text/json " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        signer.update(payload);
        Files.writeString(
                envelope,
                "{\"payloadType\":\"text/json\",\"payload\":\""
                        + Base64.getEncoder().encodeToString(payload) + "\",\"signatures\":[{\"sig\":\""
                        + Base64.getEncoder().encodeToString(signer.sign()) + "\"}]}");

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> write(reports, Optional.of(keys.signing()), SampleRuns.exited(0)))
                .withMessage("the audit could not write " + envelope
                        + ": it is not signed by the key that is to sign it anew. Remedy: delete the reports directory"
                        + " as a whole and run the tests again.");
    }

    @Test
    @DisplayName("that is signed is left alone by a JVM without a key, whose trail shows as not covered")
    void withoutTheKey() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Path reports = write(directory.resolve("reports"), Optional.of(keys.signing()), SampleRuns.exited(0));
        byte[] signed = Files.readAllBytes(reports.resolve("zjail/manifest.dsse.json"));

        write(reports, Optional.empty(), SampleRuns.exited(0));

        assertThat(reports.resolve("zjail/manifest.dsse.json")).hasBinaryContent(signed);
        assertThat(reports.resolve("zjail/manifest.json")).doesNotExist();
        assertThat(DirectoryVerifier.verify(reports, Optional.of(keys.verification()), Optional.empty())
                        .findings())
                .extracting(Verification.Finding::check)
                .containsExactly(VerificationCheck.MANIFEST_COVERAGE);
    }

    @Test
    @DisplayName(
            "does not forget what it said of an unfinished trail that was cut, or written anew, before the next one")
    void unfinishedTrailsAreRemembered() throws IOException {
        for (boolean cut : List.of(true, false)) {
            Path reports = directory.resolve("cut-" + cut);
            AuditTrail unfinished = AuditTrail.open(reports);
            Trails.append(unfinished, Trails.GREETS, SampleRuns.exited(0));
            Trails.append(unfinished, Trails.GREETS, SampleRuns.exited(0));
            Path trail = Trails.only(reports);
            write(reports, Optional.empty(), SampleRuns.exited(0));
            Forgery.editAndRechain(trail, lines -> {
                lines.set(1, lines.get(1).replace("\"minor_faults\":3", "\"minor_faults\":4"));
                if (cut) {
                    lines.remove(1);
                }
            });
            write(reports, Optional.empty(), SampleRuns.exited(0));

            assertThat(DirectoryVerifier.verify(reports, Optional.empty(), Optional.empty())
                            .findings())
                    .extracting(Verification.Finding::check)
                    .contains(VerificationCheck.MANIFEST_ENTRY);
        }
    }

    @Test
    @DisplayName("that is none is not overwritten")
    void noManifest() throws IOException {
        Path reports = write(directory, Optional.empty(), SampleRuns.exited(0));
        Path manifest = Files.writeString(reports.resolve("zjail/manifest.json"), "{}");

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> write(reports, Optional.empty(), SampleRuns.exited(0)))
                .withMessageStartingWith("the audit could not write " + manifest + ": what is there is no manifest: ")
                .withMessageEndingWith(". Remedy: delete the reports directory as a whole and run the tests again.");
    }

    @Test
    @DisplayName("is written by a thread that was interrupted, which stays so")
    void interrupted() throws IOException {
        AuditTrail trail = AuditTrail.open(directory);
        Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
        Thread.currentThread().interrupt();
        trail.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(unsigned(directory).path("predicate").path("count").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("leaves no other file behind than its lock")
    void files() throws IOException {
        write(directory, Optional.empty(), SampleRuns.exited(0));

        try (Stream<Path> files = Files.list(directory.resolve("zjail"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            Trails.only(directory).getFileName().toString(), "manifest.json", ".manifest.lock");
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256Bytes(content));
    }

    private static byte[] sha256Bytes(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
