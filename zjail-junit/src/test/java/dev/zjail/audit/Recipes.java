package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zjail.audit.Verification.Anchor;
import dev.zjail.audit.Verification.State;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the recipes of {@code docs/audit.md}, which need none of our code, but Python, and for a signature a shell, sed
 * and openssl. zjail itself needs none of these. Where one is missing, the tests that are about recipes are aborted and
 * say so, or fail where {@code -Dzjail.test.recipes=required}; all else is tested everywhere.
 */
final class Recipes {
    static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");

    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final List<String> TOOLS = List.of("python3", "openssl", "sed", "base64", "sh");

    private Recipes() {}

    record Result(int status, String output) {}

    /** Aborts a test, visibly, where the recipes cannot be run. */
    static void assumeToolsAreHere() {
        List<String> missing = TOOLS.stream().filter(tool -> !isHere(tool)).toList();
        if (System.getProperty("zjail.test.recipes", "").equals("required")) {
            assertThat(missing).as("missing tools").isEmpty();
        }
        assumeTrue(missing.isEmpty(), () -> "the recipes of docs/audit.md were not run: not found: " + missing);
    }

    private static boolean isHere(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    /** What the verifier said of a directory, the recipes have to say as well. */
    static void assertAgree(Path reports, Verification verification, Optional<Keys> keys, Optional<Anchor> anchor)
            throws IOException, InterruptedException {
        if (!TOOLS.stream().allMatch(Recipes::isHere)) {
            return; // RecipeTests says so.
        }
        Path trails = Trail.directory(reports);
        Path manifest = new ManifestFile(trails).unsigned();
        boolean signed = Files.isRegularFile(new ManifestFile(trails).signed());
        List<Result> results = new ArrayList<>();
        if (signed) {
            keys.ifPresent(own -> copyKey(own, trails));
            Result signature = shell(trails, shellRecipe(1));
            if (keys.isPresent()) {
                results.add(signature);
            }
            manifest = trails.resolve("payload.json");
        }
        results.add(manifest(trails, manifest, anchor));
        int status = results.stream().anyMatch(result -> result.status() == 1)
                ? 1
                : results.stream().mapToInt(Result::status).max().orElseThrow();
        assertThat(status)
                .as(() -> "what the recipes say where the verifier says " + verification.state() + " "
                        + verification.findings() + ": " + results)
                .isEqualTo(expected(verification.state()));
    }

    private static int expected(State state) {
        return switch (state) {
            case INTACT, UNANCHORED -> 0;
            case TAMPERED -> 1;
            case INCOMPLETE -> 3;
        };
    }

    private static void copyKey(Keys keys, Path trails) {
        try {
            Files.deleteIfExists(trails.resolve("public.pem"));
            Files.copy(keys.publicFile(), trails.resolve("public.pem"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Result trail(Path trail) throws IOException, InterruptedException {
        return run(DOCS, "python3", "-B", DOCS.resolve("verify_trail.py").toString(), trail.toString());
    }

    static Result manifest(Path trails, Path manifest, Optional<Anchor> anchor)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3", DOCS.resolve("verify_manifest.py").toString(), trails.toString(), manifest.toString()));
        anchor.ifPresent(noted -> command.addAll(List.of(noted.root(), Long.toString(noted.runs()))));
        return run(DOCS, command.toArray(String[]::new));
    }

    static Result shell(Path directory, String recipe) throws IOException, InterruptedException {
        return run(directory, "sh", "-c", recipe);
    }

    /** A block of docs/audit.md. */
    static String shellRecipe(int index) throws IOException {
        return SHELL.matcher(Files.readString(DOCS.resolve("audit.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList()
                .get(index);
    }

    private static Result run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Arrays.asList(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
