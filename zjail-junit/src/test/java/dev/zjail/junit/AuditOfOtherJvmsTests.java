package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.DirectoryVerifier;
import dev.zjail.audit.ManyRecords;
import dev.zjail.audit.RecordSchema;
import dev.zjail.audit.TrailState;
import dev.zjail.audit.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Java virtual machines leave in one reports directory: several at once, and such as are killed. With
 * {@code -Psoak} there are more runs and more kills, and {@code -Dzjail.soak.seed} repeats the moments of the kills.
 */
@DisplayName("The audit of other Java virtual machines")
class AuditOfOtherJvmsTests {
    private static final int FORKS = 2;
    private static final int THREADS = 4;
    private static final int RECORDS = Integer.getInteger("zjail.soak.records", 25);
    private static final int KILLS = Integer.getInteger("zjail.soak.kills", 4);
    private static final long SEED = Long.getLong("zjail.soak.seed", System.nanoTime());
    private static final int VICTIMS = 4;
    private static final int SURVIVORS_RECORDS = 10;
    private static final int LATEST_KILL = 100;

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(classes = {ManyRecords.class, RealRuns.class})
    @DisplayName("of two forks with four threads each verifies, and its records add up")
    void addsUp(Class<?> main) throws Exception {
        Path reports = directory.resolve("reports");
        List<Process> forks = new ArrayList<>();
        for (int fork = 0; fork < FORKS; fork++) {
            forks.add(OtherJvm.running(temporary(fork), main, List.of(), reports, RECORDS)
                    .start());
        }
        for (Process fork : forks) {
            OtherJvm.await(fork);
        }

        Verification verification = DirectoryVerifier.verify(reports, Optional.empty(), Optional.empty());
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.state()).isEqualTo(Verification.State.UNANCHORED);
        assertThat(verification.missingFiles()).isZero();
        assertThat(verification.trails())
                .hasSize(FORKS)
                .allMatch(trail -> trail.state() == TrailState.INTACT)
                .extracting(Verification.TrailSummary::runs)
                .containsOnly((long) THREADS * RECORDS);
        assertThat(verification.runs()).isEqualTo((long) FORKS * THREADS * RECORDS);
        RecordSchema.assertAllValid(reports);
    }

    @Test
    @DisplayName("that are killed at random moments is incomplete, neither tampered with nor intact, and has every run"
            + " that was seen recorded; that of one among them which lives is whole")
    void killed() throws Exception {
        System.out.println("zjail.soak.kills=" + KILLS + " zjail.soak.seed=" + SEED);
        Random random = new Random(SEED);
        long survived = 0;
        long lost = 0;
        for (int kill = 0; kill < KILLS; kill += VICTIMS) {
            Verification verification = killAmongOthers(directory.resolve("reports-" + kill), kill, random);
            survived += verification.runs();
            lost += verification.trails().stream()
                    .filter(trail -> trail.state() == TrailState.INCOMPLETE)
                    .count();
        }
        System.out.println("zjail.soak: " + lost + " trails without an end, " + survived + " runs in all");
    }

    /** At once: a Java virtual machine that dies takes none of the others' records with it, nor their manifest. */
    private Verification killAmongOthers(Path reports, int number, Random random) throws Exception {
        List<Victim> victims = new ArrayList<>();
        ExecutorService killers = Executors.newFixedThreadPool(VICTIMS);
        Process survivor = start(number, number + number / VICTIMS, reports, SURVIVORS_RECORDS);
        try {
            for (int victim = 0; victim < VICTIMS; victim++) {
                Process machine = start(number + 1 + victim, victim, reports, 0);
                victims.add(new Victim(machine, 1 + random.nextInt(LATEST_KILL)));
            }
            for (Future<Void> killed : killers.invokeAll(victims)) {
                killed.get();
            }
            OtherJvm.await(survivor);
        } finally {
            killers.shutdownNow();
            victims.forEach(victim -> victim.machine().destroyForcibly());
            survivor.destroyForcibly();
        }

        Verification verification = DirectoryVerifier.verify(reports, Optional.empty(), Optional.empty());
        assertThat(verification.state())
                .as("from kill %d on: %s", number, verification.findings())
                .isEqualTo(Verification.State.INCOMPLETE);
        assertThat(verification.trails()).hasSize(VICTIMS + 1);
        assertThat(trailOf(survivor, verification))
                .matches(trail -> trail.state() == TrailState.INTACT)
                .matches(trail -> trail.runs() == (long) THREADS * SURVIVORS_RECORDS, "has all its runs");
        for (Victim victim : victims) {
            assertThat(trailOf(victim.machine(), verification))
                    .matches(trail -> trail.state() == TrailState.INCOMPLETE)
                    .matches(trail -> trail.runs() >= victim.seen(), "has at least " + victim.seen() + " runs");
        }
        return verification;
    }

    private Process start(int number, int kind, Path reports, int records) throws IOException {
        Class<?> main = kind % 2 == 0 ? ManyRecords.class : RealRuns.class;
        return OtherJvm.running(temporary(number), main, List.of(), reports, records)
                .start();
    }

    private static Verification.TrailSummary trailOf(Process machine, Verification verification) {
        return verification.trails().stream()
                .filter(trail -> trail.name().startsWith(machine.pid() + "-"))
                .findAny()
                .orElseThrow();
    }

    /**
     * A Java virtual machine that records without end, until it has said so often enough.
     *
     * @param seen how many runs it says to be recorded before it is killed
     */
    private record Victim(Process machine, int seen) implements Callable<Void> {
        @Override
        public Void call() throws IOException, InterruptedException {
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(machine.getInputStream(), StandardCharsets.UTF_8))) {
                for (int line = 0; line < seen; line++) {
                    assertThat(said.readLine()).isEqualTo(RealRuns.RECORDED);
                }
                machine.destroyForcibly(); // SIGKILL
                assertThat(machine.waitFor()).isEqualTo(128 + 9);
                return null;
            }
        }
    }

    @Test
    @DisplayName("holds nothing of their environment or system properties, but what a test passes on purpose")
    void secrets() throws Exception {
        String secret = "s3cr3t-" + Long.toHexString(new Random().nextLong());
        Path reports = directory.resolve("reports");
        ProcessBuilder command =
                OtherJvm.running(temporary(0), RealRuns.class, List.of("-Dpassword=" + secret), reports, 1);
        command.environment().put("AWS_SECRET_ACCESS_KEY", secret);
        command.environment().put("ZJAIL_AUDIT_KEY_PASSWORD", secret);

        OtherJvm.await(command.start());

        assertThat(filesWith("PASSED=on purpose", reports)).isNotEmpty();
        assertThat(filesWith(secret, reports)).isEmpty();
        assertThat(filesWith("AWS_SECRET_ACCESS_KEY", reports)).isEmpty();
    }

    private static List<Path> filesWith(String text, Path reports) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private Path temporary(int number) throws IOException {
        return Files.createDirectories(directory.resolve("tmp-" + number));
    }
}
