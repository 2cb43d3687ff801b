package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Termination;
import dev.zjail.truthimatics.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code docs/verify_trail.py}. Not named like the other tests, because it needs {@code python3}, which zjail does
 * not: a test that passes or is skipped by what is installed proves nothing. Where Python is there, run it with
 * {@code mvn verify -Dtest=PythonVerifierCheck -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class PythonVerifierCheck {
    private static final Path SCRIPT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("docs")
            .resolve("verify_trail.py");

    @TempDir
    Path reports;

    @Test
    void anIntactTrailWithHostileTextVerifies() throws Exception {
        try (AuditTrail trail = AuditTrail.open(reports)) {
            for (String hostile : HostileText.ALL) {
                JailSpec spec = JailSpec.of(Path.of("/bin/true")).withArguments(List.of(hostile));
                Trails.append(
                        trail,
                        new TestIdentity(hostile, hostile, hostile),
                        SampleRuns.run(spec, new Termination.Exited(0), Set.of()));
            }
        }
        Path trail = Trails.only(reports);

        String expected = Trail.read(trail).finding().replace(", closed,", ",");
        assertThat(verify(trail)).isEqualTo(new Result(0, "INTACT: " + expected + "\n"));
    }

    @Test
    void everyAttackOfTheJavaVerifiersTestsIsFoundHereToo() throws Exception {
        Path trail = Trails.closed(reports, 3);
        String whole = Files.readString(trail);
        List<String> lines = whole.lines().toList();

        assertRefused(trail, "TAMPERED: line 3", whole.replaceFirst("UNCERTAIN(.*\n.*)UNCERTAIN", "UNCERTAIN$1REJECT"));
        assertRefused(trail, "TAMPERED: line 4", whole.replace("\"count\":3", "\"count\":2"));
        assertRefused(trail, "TAMPERED: line 1", join(lines.get(1), lines.get(0), lines.get(2), lines.get(3)));
        assertRefused(trail, "TAMPERED: line 3", join(lines.get(0), lines.get(1), lines.get(3)));
        assertRefused(trail, "TAMPERED: line 5", whole + lines.get(0) + "\n");
        assertRefused(trail, "INCOMPLETE: the end is missing", join(lines.get(0), lines.get(1)));
        assertRefused(
                trail,
                "INCOMPLETE: the end is missing",
                lines.get(0) + "\n" + lines.get(1).substring(0, 40));
        assertRefused(trail, "INCOMPLETE: the end is missing", "");
        assertRefused(trail, "INCOMPLETE: the end is missing", whole + "{");
    }

    private static void assertRefused(Path trail, String finding, String content) throws Exception {
        Files.writeString(trail, content);
        assertThat(verify(trail)).isEqualTo(new Result(1, finding + "\n"));
    }

    private static String join(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private record Result(int status, String output) {}

    private static Result verify(Path trail) throws IOException, InterruptedException {
        Process python = new ProcessBuilder("python3", SCRIPT.toString(), trail.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(python.waitFor(), output);
    }
}
