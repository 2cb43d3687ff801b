package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the recipes of {@code docs/audit.md} that need none of our code, as they are printed there. Not named like the
 * other tests, because they need {@code python3}, {@code openssl}, {@code sed} and coreutils, which zjail does not:
 * where they are there, run it with {@code mvn verify -Dtest=ManifestRecipeCheck
 * -Dsurefire.failIfNoSpecifiedTests=false}. That the signature is what these recipes take it for, {@link ManifestTests}
 * shows everywhere.
 */
class ManifestRecipeCheck {
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");
    private static final Pattern RECIPE = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

    @TempDir
    Path directory;

    private Keys keys;
    private Path trails;
    private Path envelope;

    @BeforeEach
    void writeASignedAudit() throws Exception {
        keys = Keys.create(directory, "key");
        Path reports = directory.resolve("reports");
        for (int jvm = 0; jvm < 3; jvm++) {
            try (AuditTrail trail = AuditTrail.open(reports, Optional.of(keys.signing()))) {
                Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
            }
        }
        trails = AuditTrail.trailDirectory(reports);
        envelope = new ManifestFile(trails).signed();
        Files.copy(keys.publicFile(), trails.resolve("public.pem"));
        Files.copy(DOCS.resolve("verify_manifest.py"), trails.resolve("verify_manifest.py"));
        assertThat(run(recipe(0)).output()).as("how to make a key").isEmpty();
    }

    @Test
    void opensslVerifiesTheSignature() throws Exception {
        assertThat(run(recipe(1))).isEqualTo(new Result(0, "Signature Verified Successfully\n"));
    }

    @Test
    void opensslRefusesAnotherPayload() throws Exception {
        String content = Files.readString(envelope);
        Files.writeString(envelope, content.replace("\"payload\" : \"ewog", "\"payload\" : \"ewoh"));

        assertThat(Files.readString(envelope)).isNotEqualTo(content);
        assertThat(run(recipe(1))).isEqualTo(new Result(1, "Signature Verification Failure\n"));
    }

    @Test
    void pythonVerifiesTheTrailsAgainstTheManifest() throws Exception {
        run(recipe(1));
        Verification verification =
                Verification.of(directory.resolve("reports"), Optional.of(keys.verification()), Optional.empty());

        assertThat(run(recipe(2))).isEqualTo(new Result(0, "INTACT: root " + verification.root() + ", count 3\n"));
        Path trail = Trail.filesInDirectory(trails).get(1);
        Files.writeString(trail, Files.readString(trail).replace("UNCERTAIN", "DETERMINISTIC"));
        assertThat(run(recipe(2))).isEqualTo(new Result(1, "TAMPERED: " + trail.getFileName() + "\n"));
    }

    @Test
    void pythonOpensNothingButTrailsAndPrintsNothingThatActsOnATerminal() throws Exception {
        run(recipe(1));
        Path payload = trails.resolve("payload.json");
        String manifest = Files.readString(payload);
        String name = Trail.filesInDirectory(trails).get(0).getFileName().toString();
        Result refused = new Result(1, "TAMPERED: a subject is no file of a trail\n");
        Files.copy(trails.resolve(name), directory.resolve("elsewhere.audit.jsonl"));
        for (String hostile : List.of(
                "../../elsewhere.audit.jsonl", "/etc/passwd", "\\u001b[2J.audit.jsonl", "missing.audit.jsonl", "")) {
            Files.writeString(payload, manifest.replace("\"" + name, "\"" + hostile));
            assertThat(run(recipe(2))).as(hostile).isEqualTo(refused);
        }

        Files.writeString(payload, manifest.replaceFirst("\"count\" : 3", "\"count\" : \"\\\\u001b[2J\""));
        assertThat(run(recipe(2)).output()).contains("ValueError").doesNotContain("\u001b");

        Files.writeString(payload, manifest);
        Files.move(trails.resolve(name), directory.resolve("moved"));
        Files.createSymbolicLink(trails.resolve(name), directory.resolve("moved"));
        assertThat(run(recipe(2))).as("a link").isEqualTo(refused);
        Files.delete(trails.resolve(name));
        run("mkfifo " + name);
        assertThat(run(recipe(2))).as("a pipe").isEqualTo(refused);
    }

    @Test
    void theKeyOfOpensslSignsForUs() throws IOException {
        assertThat(SigningKey.read("the test", trails.resolve("key.pem"))
                        .verificationKey()
                        .id())
                .matches("[0-9a-f]{64}");
    }

    private static String recipe(int index) throws IOException {
        return RECIPE.matcher(Files.readString(DOCS.resolve("audit.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList()
                .get(index);
    }

    private record Result(int status, String output) {}

    private Result run(String recipe) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", recipe)
                .directory(trails.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(shell.waitFor(), output);
    }
}
