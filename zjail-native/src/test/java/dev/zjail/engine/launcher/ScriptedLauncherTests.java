package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A launcher that does not do as it must")
class ScriptedLauncherTests extends WithFixtures {
    private static final String NOT_OURS =
            "the launcher was killed from outside, or is not the one this library was built with";
    private static final String HANGS = "the launcher hangs, or the machine is overloaded";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hang-up         | nothing             | read the launcher's report (truncated after 0 bytes)
            die             | nothing             | read the launcher's report (truncated after 0 bytes)
            answer          | ZJPR                | read the launcher's report (truncated after 4 bytes)
            answer          | neither head nor tail, only words | read the launcher's report (magic)
            answer-unasked  | neither head nor tail, only words | read the launcher's report (magic)
            """)
    @DisplayName("is told from one that refuses")
    void isTold(String act, String content, String step) throws Exception {
        assertFails(act, content.getBytes(StandardCharsets.UTF_8), step, NOT_OURS);
    }

    @Test
    @DisplayName("because it answers twice")
    void answersTwice() throws Exception {
        assertFails("answer-twice", report(), "read the launcher's report (size)", NOT_OURS);
    }

    @Test
    @DisplayName("because it never stops answering")
    void floods() throws Exception {
        byte[] much = new byte[100_000];
        Arrays.fill(much, (byte) 'x');

        assertFails("flood", much, "read the launcher's report (it is longer than 1048576 bytes)", NOT_OURS);
    }

    @Test
    @DisplayName("because it never answers, and so is killed")
    void neverAnswers() throws Exception {
        assertFails("stay", report(), "wait for the launcher's report", HANGS);
    }

    @Test
    @DisplayName("because it writes output for ever although it is told to stop, and so is killed")
    void floodsOutput() throws Exception {
        assertFails("flood-output", report(), "wait for the launcher's report", HANGS);
    }

    @Test
    @DisplayName("because it answers and does not end, is killed, and its answer stands")
    void answersAndStays() throws Exception {
        Path content = Protocol.write(directory, report());
        HostEngine engine = Protocol.engine(fixtures, TestLauncher.PATIENCE, "answer-and-stay", content);

        assertTimeoutPreemptively(
                Duration.ofMinutes(10),
                () -> assertThatThrownBy(() -> engine.run(Protocol.SPEC))
                        .isInstanceOfSatisfying(
                                ConfinementException.class,
                                refusal -> assertThat(refusal.step())
                                        .isEqualTo("spec: magic (it was done but did not hold)")));
        assertThat(OwnResources.children()).isEmpty();
    }

    private void assertFails(String act, byte[] content, String step, String likelyCause) throws Exception {
        long descriptors = OwnResources.descriptors();
        Path file = Protocol.write(directory, content);
        JailSpec spec = Protocol.SPEC.withLimits(ResourceLimits.DEFAULTS.withWall(Duration.ofMillis(1)));

        Duration patience = likelyCause.equals(HANGS) ? Duration.ofSeconds(2) : TestLauncher.PATIENCE;

        assertThatThrownBy(() -> Protocol.engine(fixtures, patience, act, file).run(spec))
                .isInstanceOf(ConfinementException.class)
                .hasMessage("the host did not confine the program: layer launcher failed at " + step
                        + " with none. Likely cause: " + likelyCause
                        + ". Smallest fix: run the test again; if it stays so, report it with the host's kernel log.");

        assertThat(OwnResources.children()).isEmpty();
        assertThat(OwnResources.descriptors()).isLessThanOrEqualTo(descriptors);
    }

    /** A refusal as a launcher writes it. */
    private byte[] report() throws Exception {
        Path reports = Files.createDirectories(directory.resolve("reports"));
        Protocol.feed(Protocol.record(directory, fixtures), "none", reports);
        return Files.readAllBytes(reports.resolve("refused"));
    }
}
