package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.MalformedReportException;
import dev.zjail.engine.launcher.LaunchReport.Observed;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Spoils the reports that a launcher really wrote. */
@DisplayName("A report that was spoiled")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportFuzzTests {
    private static final int[] EDGES = {0, 1, -1, 2, 0x7f, 0xff, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private static final Pattern WORDS = Pattern.compile("[a-z_ ]+( -?\\d+( bytes)?)?");

    private Path directory = Path.of(".");
    private RootfsFixtures fixtures;
    private byte[] observed;
    private byte[] ended;
    private byte[] refused;

    @BeforeAll
    void haveReportsWritten(@TempDir Path temporary) throws Exception {
        directory = temporary;
        fixtures = new RootfsFixtures(directory.resolve("rootfs"));
        Protocol.feed(Protocol.record(directory, fixtures), "none", directory);
        observed = Files.readAllBytes(directory.resolve("observed"));
        ended = Files.readAllBytes(directory.resolve("ended"));
        refused = Files.readAllBytes(directory.resolve("refused"));
        assertThat(LaunchReport.decode(observed)).isInstanceOf(Observed.class);
        assertThat(LaunchReport.decode(ended)).isInstanceOf(Ended.class);
        assertThat(LaunchReport.decode(refused)).isInstanceOf(Refused.class);
    }

    @AfterAll
    void deleteFixtures() {
        fixtures.close();
    }

    @Test
    @DisplayName("is none when it is cut short anywhere, whatever size it claims")
    void cutShort() {
        for (byte[] report : List.of(observed, ended, refused)) {
            for (int size = 0; size < report.length; size++) {
                byte[] cut = Arrays.copyOf(report, size);
                assertThatThrownBy(() -> LaunchReport.decode(cut)).isInstanceOf(MalformedReportException.class);
                assertThatThrownBy(() -> LaunchReport.decode(withTrueSize(cut, report)))
                        .isInstanceOf(MalformedReportException.class);
            }
        }
    }

    @Test
    @DisplayName("is read or is malformed, and nothing else")
    void readOrMalformed() {
        int read = 0;
        int cases = Protocol.cases("report", 100_000);
        for (int number = 0; number < cases; number++) {
            byte[] report = spoil(number);
            try {
                LaunchReport.decode(report);
                read++;
            } catch (MalformedReportException e) {
                if (!WORDS.matcher(String.valueOf(e.getMessage())).matches()) {
                    throw new AssertionError(described(number), e);
                }
            } catch (RuntimeException e) {
                throw new AssertionError(described(number), e);
            }
        }
        assertThat(read).isBetween(cases / 20, cases - cases / 20);
    }

    @Test
    @DisplayName("makes an execution or a ConfinementException, and nothing else")
    void executionOrConfinementException() throws IOException {
        int executions = 0;
        int cases = Protocol.cases("answers", 300);
        Path content = Protocol.write(directory, ended);
        HostEngine engine = Protocol.engine(fixtures, TestLauncher.PATIENCE, "answer", content);
        for (int number = 0; number < cases; number++) {
            Files.write(content, spoiledAnswer(number));
            try {
                engine.run(Protocol.SPEC);
                executions++;
            } catch (ConfinementException e) {
                assertThatCode(e::getMessage).doesNotThrowAnyException();
            } catch (RuntimeException e) {
                throw new AssertionError(described(number), e);
            }
        }
        assertThat(executions).isBetween(1, cases - 1);
    }

    /** A whole answer: both records of a run, one of them spoiled, or a spoiled refusal. */
    private byte[] spoiledAnswer(int number) {
        byte[] spoiled = spoil(number);
        return switch (whichIsSpoiled(number)) {
            case 0 -> spoiled;
            case 1 -> joined(spoiled, ended);
            default -> joined(observed, spoiled);
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static int whichIsSpoiled(int number) {
        return number % 4;
    }

    private static String described(int number) {
        return "seed " + Protocol.SEED + ", case " + number;
    }

    /** The same number always gives the same, for the same seed and the same reports. */
    private byte[] spoil(int number) {
        SplittableRandom random = new SplittableRandom(Protocol.SEED * 31 + number);
        byte[] original = List.of(refused, observed, ended, ended).get(whichIsSpoiled(number));
        byte[] report = original.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && report.length > Integer.BYTES; i++) {
            report = spoilOnce(report, random);
        }
        return random.nextInt(4) == 0 ? report : withTrueSize(report, original);
    }

    private static byte[] spoilOnce(byte[] report, SplittableRandom random) {
        int at = random.nextInt(report.length - Integer.BYTES);
        switch (random.nextInt(5)) {
            case 0 -> report[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> report[at] = (byte) random.nextInt();
            case 2 -> inOrder(report).putInt(at, EDGES[random.nextInt(EDGES.length)]);
            case 3 -> {
                return Arrays.copyOf(report, at);
            }
            default -> {
                byte[] longer = Arrays.copyOf(report, report.length + Integer.BYTES);
                System.arraycopy(report, at, longer, at + Integer.BYTES, report.length - at);
                return longer;
            }
        }
        return report;
    }

    /** Where an original has its own size, near its beginning. */
    private static byte[] withTrueSize(byte[] report, byte[] original) {
        for (int at = 0; at + Integer.BYTES <= Math.min(report.length, 16); at += Integer.BYTES) {
            if (inOrder(original).getInt(at) == original.length) {
                inOrder(report).putInt(at, report.length);
            }
        }
        return report;
    }

    private static ByteBuffer inOrder(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
