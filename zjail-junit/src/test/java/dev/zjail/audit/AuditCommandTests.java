package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.internal.Blake2b256;
import dev.zjail.truthimatics.SampleRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The audit's command")
class AuditCommandTests {
    private static final String USAGE = """
            . Remedy: call it as
              verify DIR [--key FILE] [--head HEX --count N] [--json]
              manifest DIR [--sign FILE]
            """;

    @TempDir
    Path directory;

    private Path reports;
    private Path trail;
    private String name;

    private record Result(int status, String out, String err) {}

    private static Result run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new AuditCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(Stream.of(arguments).map(Object::toString).toList());
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void writeATrail() throws IOException {
        reports = directory.resolve("reports");
        trail = Trails.closed(reports, 2);
        name = trail.getFileName().toString().replace(".audit.jsonl", "");
    }

    private String root() throws IOException {
        return DirectoryVerifier.verify(reports, Optional.empty(), Optional.empty())
                .root();
    }

    private String head() throws IOException {
        return Blake2b256.of(Files.readAllLines(trail).get(2));
    }

    @Test
    @DisplayName("says what is consistent but not anchored, and exits with 4")
    void unanchored() throws IOException {
        assertThat(run("verify", reports))
                .isEqualTo(new Result(
                        4,
                        "UNANCHORED: all is consistent, but nothing outside of the directory vouches for it: it may have"
                                + " been written anew as a whole\n"
                                + "root " + root() + ", count 2\n"
                                + "trail " + name + ": INTACT: 2 records, closed, head " + head() + "\n",
                        ""));
    }

    @Test
    @DisplayName("exits with 0 if what was noted agrees")
    void anchored() throws IOException {
        Result result = run("verify", reports, "--head", root(), "--count", 2);

        assertThat(result.out())
                .startsWith(
                        "INTACT: all is there and consistent; it is vouched for by the root and count that were noted"
                                + " elsewhere\n");
        assertThat(result.status()).isZero();
    }

    @Test
    @DisplayName("exits with 1 if the count does not agree, and says what it is")
    void wrongCount() throws IOException {
        Result result = run("verify", reports, "--count", 3, "--head", root());

        assertThat(result.out())
                .startsWith("TAMPERED: something was changed, added or taken away\n")
                .endsWith("TAMPERED: " + reports.resolve("zjail") + ": its root is " + root()
                        + " and it has 2 records, but what was noted is " + root() + " and 3 [anchor]\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("names file, line and check of what was tampered with, and exits with 1")
    void tampered() throws IOException {
        Forgery.edit(trail, lines -> lines.remove(0));

        Result result = run("verify", reports);

        assertThat(result.out()).contains("TAMPERED: " + trail + ": line 1 is out of order [sequence]\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("exits with 3 if an end is missing")
    void incomplete() throws IOException {
        Files.delete(reports.resolve("zjail/manifest.json"));

        Result result = run("verify", reports);

        assertThat(result.out()).startsWith("INCOMPLETE: what is there is sound, but an end is missing\n");
        assertThat(result.status()).isEqualTo(3);
    }

    @Test
    @DisplayName("says the same in JSON")
    void json() throws IOException {
        Forgery.edit(trail, lines -> lines.remove(0));

        Result result = run("verify", reports, "--json");

        JsonNode json = Trails.parse(result.out());
        assertThat(json).isEqualTo(Trails.parse("""
                {"schema": "zjail.verification/v1", "state": "TAMPERED", "exit_status": 1, "directory": "%s", "count": 2,
                 "root": "%s", "vouched_for_by": [],
                 "trails": [{"trail": "%s", "state": "TAMPERED", "count": 0, "head": "%s",
                             "sentence": "line 1 is out of order"}],
                 "findings": [{"state": "TAMPERED", "check": "sequence", "file": "%s", "line": 1,
                               "sentence": "line 1 is out of order"}],
                 "remarks": [], "missing_files": 0}""".formatted(reports, root(), name, TrailFile.GENESIS, trail)));
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("verifies a signature, and says by which key")
    void signed() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Path signed = directory.resolve("signed");
        try (AuditTrail open = AuditTrail.open(signed, Optional.of(keys.signing()))) {
            Trails.append(open, Trails.GREETS, SampleRuns.exited(0));
        }

        Result result = run("verify", signed, "--key", keys.publicFile());

        assertThat(result.out())
                .startsWith("INTACT: all is there and consistent; it is vouched for by the signature of the key "
                        + keys.verification().id() + "\n");
        assertThat(result.status()).isZero();
    }

    @Test
    @DisplayName("writes a lost manifest anew, so that it can be verified again")
    void manifest() throws IOException {
        String before = Files.readString(reports.resolve("zjail/manifest.json"));
        Files.delete(reports.resolve("zjail/manifest.json"));

        assertThat(run("manifest", reports).status()).isZero();

        assertThat(withoutTime(Files.readString(reports.resolve("zjail/manifest.json"))))
                .isEqualTo(withoutTime(before));
        assertThat(run("verify", reports).status()).isEqualTo(4);
    }

    private static String withoutTime(String manifest) {
        return manifest.replaceFirst("\"written_at\" : \"[^\"]*\"", "");
    }

    @Test
    @DisplayName("signs a directory in a later step, where no test can reach the key")
    void signLater() throws Exception {
        Keys keys = Keys.create(directory, "key");

        Result result = run("manifest", reports, "--sign", keys.privateFile());

        assertThat(result.out()).startsWith("INTACT: ");
        assertThat(result.status()).isZero();
        assertThat(run("verify", reports, "--key", keys.publicFile()).status()).isZero();
        assertThat(reports.resolve("zjail/manifest.json")).doesNotExist();
    }

    @Test
    @DisplayName("signs nothing that was tampered with")
    void signTampered() throws Exception {
        Keys keys = Keys.create(directory, "key");
        Forgery.editAndRechain(
                trail, lines -> lines.set(1, lines.get(1).replace("\"seq\":1,", "\"later\":1,\"seq\":1,")));

        Result result = run("manifest", reports, "--sign", keys.privateFile());

        assertThat(result.out()).contains("[manifest_entry]");
        assertThat(result.status()).isEqualTo(1);
        assertThat(reports.resolve("zjail/manifest.dsse.json")).doesNotExist();
    }

    @Test
    @DisplayName("takes no signature off")
    void unsign() throws Exception {
        Keys keys = Keys.create(directory, "key");
        run("manifest", reports, "--sign", keys.privateFile());

        assertThat(run("manifest", reports))
                .isEqualTo(new Result(
                        2,
                        "",
                        "zjail audit: the audit could not write " + reports.resolve("zjail/manifest.dsse.json")
                                + ": it is signed, and would not be any more. Remedy: name the key with --sign.\n"));
    }

    @Test
    @DisplayName("exits with 2 where there is no audit")
    void noAudit() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Files.createDirectories(directory.resolve("nearly/zjail"));

        assertThat(run("verify", empty).err())
                .isEqualTo("zjail audit: cannot read " + empty.resolve("zjail")
                        + ": ENOENT, no such file or directory. Remedy: name the directory that has the directory zjail in"
                        + " it, such as target/surefire-reports.\n");
        assertThat(run("verify", empty).status()).isEqualTo(2);
        assertThat(run("verify", directory.resolve("nearly")).status()).isEqualTo(2);
    }

    @Test
    @DisplayName("exits with 2 if it is called in another way, and says how it can be")
    void wrongUsage() {
        Map<List<String>, String> errors = Map.of(
                List.of(), "it must be told what to do",
                List.of("verfy"), "there is no command verfy",
                List.of("verify"), "it must be told which directory to verify",
                List.of("verify", "d", "--keys"), "there is no option --keys",
                List.of("verify", "d", "--key"), "--key must name the file of a public key",
                List.of("verify", "d", "--head", "0".repeat(64)), "--head and --count must be given together",
                List.of("verify", "d", "--head", "00"),
                        "--head must be a root of 64 lower-case hexadecimal digits, but was: 00",
                List.of("verify", "d", "--count", "x"), "--count must be a number, but was: x",
                List.of("manifest"), "it must be told the directory whose manifest to write",
                List.of("manifest", "d", "--key"), "there is no option --key");
        Map<List<String>, Result> results =
                errors.keySet().stream().collect(Collectors.toMap(words -> words, words -> run(words.toArray())));

        errors.forEach((words, error) ->
                assertThat(results.get(words)).isEqualTo(new Result(2, "", "zjail audit: " + error + USAGE)));
    }

    @Test
    @DisplayName("prints no line that a file's name made up")
    void hostileLines() throws IOException {
        Files.writeString(reports.resolve("zjail/a\nINTACT: all is there.audit.jsonl"), "");

        assertThat(run("verify", reports).out())
                .contains("trail a\\u{a}INTACT: all is there: INCOMPLETE: ")
                .doesNotContain("\nINTACT");
        assertThat(run("verify", directory.resolve("b\nINTACT: all is there")).err())
                .hasLineCount(1);
    }

    @Test
    @DisplayName(
            "follows no link that was laid where the manifest is written, and waits for no pipe in place of the lock")
    void linksAndPipes() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Files.createSymbolicLink(reports.resolve("zjail/.manifest.json.tmp"), victim);

        assertThat(run("manifest", reports).status()).isZero();
        assertThat(victim).hasContent("precious");
        assertThat(reports.resolve("zjail/manifest.json")).isRegularFile();

        Path lock = reports.resolve("zjail/.manifest.lock");
        Files.delete(lock);
        assertThat(new ProcessBuilder("mkfifo", lock.toString()).start().waitFor())
                .isZero();
        assertThat(run("manifest", reports))
                .isEqualTo(new Result(
                        2,
                        "",
                        "zjail audit: the audit could not write " + lock
                                + ": it is not a regular file. Remedy: delete it.\n"));
    }

    @Test
    @DisplayName("prints nothing that acts on a terminal")
    void hostileNames() throws IOException {
        Files.writeString(reports.resolve("zjail/\u001b[2J\u202e.audit.jsonl"), "");

        assertThat(run("verify", reports).out())
                .contains("\\u{1b}[2J\\u{202e}")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }
}
