package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.Recipes.Result;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.SampleRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an audit by the recipes of {@code docs/audit.md}. Of attacks, {@link AttackTests} asks them. */
@DisplayName("The recipes that need none of our code")
class RecipeTests {
    @TempDir
    Path directory;

    private Path trails = Path.of("");

    @BeforeEach
    void tools() {
        Recipes.assumeToolsAreHere();
        trails = Trail.directory(directory.resolve("reports"));
    }

    private Keys signedAudit() throws Exception {
        Keys keys = Keys.create(directory, "key");
        for (int jvm = 0; jvm < 3; jvm++) {
            try (AuditTrail trail = AuditTrail.open(directory.resolve("reports"), Optional.of(keys.signing()))) {
                Trails.append(trail, Trails.GREETS, SampleRuns.exited(0));
            }
        }
        Files.copy(keys.publicFile(), trails.resolve("public.pem"));
        return keys;
    }

    @Test
    @DisplayName("find a trail intact in which every text is hostile")
    void hostileText() throws Exception {
        try (AuditTrail trail = AuditTrail.open(directory.resolve("reports"))) {
            for (String hostile : HostileText.ALL) {
                JailSpec spec = JailSpec.of(Path.of("/bin/true")).withArguments(List.of(hostile.replace("\0", "")));
                Trails.append(
                        trail,
                        new TestIdentity(hostile, hostile, hostile),
                        SampleRuns.run(spec, new Termination.Exited(0), Set.of()));
            }
        }
        Path trail = Trails.only(directory.resolve("reports"));
        String expected = Trail.read(trail).finding().replace(", closed,", ",");

        assertThat(Recipes.trail(trail)).isEqualTo(new Result(0, "INTACT: " + expected + "\n"));
        assertThat(Recipes.manifest(trails, trails.resolve("manifest.json"), Optional.empty()))
                .extracting(Result::status)
                .isEqualTo(0);
    }

    @Test
    @DisplayName("say of one trail where it is wrong, or that its end is missing")
    void oneTrail() throws Exception {
        Path trail = Trails.closed(directory.resolve("reports"), 3);
        String whole = Files.readString(trail);
        List<String> lines = whole.lines().toList();

        assertRefused(trail, "TAMPERED: line 3", whole.replaceFirst("UNCERTAIN(.*\n.*)UNCERTAIN", "UNCERTAIN$1REJECT"));
        assertRefused(trail, "TAMPERED: line 4", whole.replaceFirst("(?s)(.*)\"count\":3", "$1\"count\":2"));
        assertRefused(trail, "TAMPERED: line 1", lines.get(1) + "\n" + lines.get(0) + "\n");
        assertRefused(trail, "TAMPERED: line 5", whole + lines.get(0) + "\n");
        assertRefused(trail, "TAMPERED: line 5", whole + "{");
        assertRefused(trail, "TAMPERED: line 1", whole.replaceFirst("\"seq\":0", "\"seq\":false"));
        assertRefused(trail, "INCOMPLETE: the end is missing", lines.get(0) + "\n" + lines.get(1) + "\n");
        assertRefused(trail, "INCOMPLETE: the end is missing", lines.get(0) + "\n{");
        assertRefused(trail, "INCOMPLETE: the end is missing", "");
        Files.writeString(trail, whole);
        assertThat(Recipes.trail(Files.move(trail, trail.resolveSibling("1-2-0badcafe.audit.jsonl"))))
                .as("under another name")
                .isEqualTo(new Result(1, "TAMPERED: line 1\n"));
    }

    private static void assertRefused(Path trail, String finding, String content) throws Exception {
        Files.writeString(trail, content);
        assertThat(Recipes.trail(trail)).isEqualTo(new Result(1, finding + "\n"));
    }

    @Test
    @DisplayName("make a key that signs for us, and check a signature")
    void signature() throws Exception {
        signedAudit();
        assertThat(Recipes.shell(trails, Recipes.shellRecipe(0)).output()).isEmpty();
        assertThat(SigningKey.read("the test", trails.resolve("key.pem"))
                        .verificationKey()
                        .id())
                .matches("[0-9a-f]{64}");

        assertThat(Recipes.shell(trails, Recipes.shellRecipe(1)))
                .isEqualTo(new Result(0, "Signature Verified Successfully\n"));
        Path envelope = new ManifestFile(trails).signed();
        String content = Files.readString(envelope);
        Files.writeString(envelope, content.replace("\"payload\" : \"ewog", "\"payload\" : \"ewoh"));
        assertThat(Files.readString(envelope)).isNotEqualTo(content);
        assertThat(Recipes.shell(trails, Recipes.shellRecipe(1)))
                .isEqualTo(new Result(1, "Signature Verification Failure\n"));
    }

    @Test
    @DisplayName("compare what is signed with the trails, as it is printed")
    void signedManifest() throws Exception {
        Keys keys = signedAudit();
        for (String script : List.of("verify_trail.py", "verify_manifest.py")) {
            Files.copy(Recipes.DOCS.resolve(script), trails.resolve(script));
        }
        Recipes.shell(trails, Recipes.shellRecipe(1));
        Verification verification = DirectoryVerifier.verify(
                directory.resolve("reports"), Optional.of(keys.verification()), Optional.empty());

        assertThat(Recipes.shell(trails, Recipes.shellRecipe(2)))
                .isEqualTo(new Result(0, "INTACT: root " + verification.root() + ", count 3\n"));
        Path trail = Trail.filesInDirectory(trails).get(1);
        Files.writeString(trail, Files.readString(trail).replace("UNCERTAIN", "DETERMINISTIC"));
        assertThat(Recipes.shell(trails, Recipes.shellRecipe(2)).output())
                .contains("TAMPERED: " + TrailVerifier.nameOf(trail));
    }

    @Test
    @DisplayName("open nothing but files of an audit, and print nothing that acts on a terminal")
    void hostileNames() throws Exception {
        Trails.closed(directory.resolve("reports"), 1);
        Path manifest = trails.resolve("manifest.json");
        String content = Files.readString(manifest);
        String name = TrailVerifier.nameOf(Trail.filesInDirectory(trails).get(0));
        for (String hostile : List.of("../elsewhere", "/etc/passwd", "\\u001b[2J", "missing", "")) {
            Files.writeString(manifest, content.replace("\"" + name, "\"" + hostile));
            assertRefusedQuietly(hostile);
        }
        Files.writeString(manifest, content.replaceFirst("\"count\" : 1", "\"count\" : \"\\\\u001b[2J\""));
        assertRefusedQuietly("a count");
        Files.writeString(manifest, content);
        Files.writeString(trails.resolve("\u001b[2J.audit.jsonl"), "x\n");
        assertRefusedQuietly("a file's name");
    }

    private void assertRefusedQuietly(String what) throws Exception {
        Result result = Recipes.manifest(trails, trails.resolve("manifest.json"), Optional.empty());
        assertThat(result.status()).as(what).isEqualTo(1);
        assertThat(result.output()).as(what).startsWith("TAMPERED: ").doesNotContain("\u001b", "Traceback");
    }
}
