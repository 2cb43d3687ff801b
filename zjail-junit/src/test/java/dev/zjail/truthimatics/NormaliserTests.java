package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Execution;
import dev.zjail.engine.Termination;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTests {
    private static final Set<Normaliser> ALL = EnumSet.allOf(Normaliser.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIMESTAMPS      | at 2026-11-24T18:26:38.123Z ok       | at <timestamp> ok
            TIMESTAMPS      | at 2026-11-24 18:26:38,512 +0100 ok  | at <timestamp> ok
            TIMESTAMPS      | 2026-11-24 18:26:38-03:30            | <timestamp>
            TIMESTAMPS      | 2026-11-24 18:26 UTC                 | <timestamp>
            TIMESTAMPS      | on 2026-11-24, 18:26:38: it is       | on <timestamp>, <timestamp>: it is
            TIMESTAMPS      | Tue Nov 24 18:26:38 2026             | <timestamp>
            TIMESTAMPS      | Tue Nov  4 18:26:38 UTC 2026         | <timestamp>
            TIMESTAMPS      | t=1795544798.25 n=1795544798123456789| t=<timestamp> n=<timestamp>
            TIMESTAMPS      | 1600000000 2099999999123 2000000000123456 | <timestamp> <timestamp> <timestamp>
            TIMESTAMPS      | log-1795544798 log.1795544798 (1795544798). | log-<timestamp> log.<timestamp> (<timestamp>).
            TIMESTAMPS      | ú2026-11-24 ú18:26:38 ú1795544798    | ú<timestamp> ú<timestamp> ú<timestamp>
            ADDRESSES       | p=0x7ffd3a5c1f20, 0x401136 0x1C3F2A0 | p=<address>, <address> <address>
            ADDRESSES       | ú0x00007ffd3a5c1f20ú                 | ú<address>ú
            TEMPORARY_PATHS | open /tmp/a.X7f/b: no; /var/tmp/c    | open <temporary path>: no; <temporary path>
            TEMPORARY_PATHS | file:///tmp/a?q=1 --out=/tmp/b,c     | file://<temporary path>?q=1 --out=<temporary path>,c
            """)
    void takesOutWhatItNames(Normaliser normaliser, String output, String normalised) {
        assertThat(normaliser.normalise(Bytes.utf8(output)).text()).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12 1234 0x1795544798 version 1.2.3",
                "999999999 1234567890 1000000007 2147483647 2147483648 3000000000 4294967295",
                "0.1795544798 3.1795544798123 1795544798.1234567890 -1795544798 (-1795544798) 17955447981",
                "00:11:22:33:44:55 aa:bb:cc:11:22:33 fe80::11:22:33 24:00:00 12:60:00 12:30:61 12:34:567 112:34:56",
                "1234-56-78 2026-13-01 2026-11-32 2026-00-10 0000-11-24 12026-11-24 2026-11-241",
                "Tue Abc 24 18:26:38 2026x"
            })
    void anotherNumberIsNoTimestamp(String output) {
        assertThat(Normaliser.TIMESTAMPS.normalise(Bytes.utf8(output)).text())
                .isEqualTo(output.replace("18:26:38", "<timestamp>"));
    }

    @Test
    void whatIsBesideATimestampStays() {
        assertThat(normalised("18:26:38,42 18:26:38,1234 2026-11-24 18:26:38,7", Normaliser.TIMESTAMPS))
                .isEqualTo("<timestamp>,42 <timestamp>,1234 <timestamp>,7");
        assertThat(normalised("2026-11-24 18:26:38 -5678 2026-11-24 18:26:38 +1", Normaliser.TIMESTAMPS))
                .isEqualTo("<timestamp> -5678 <timestamp> +1");
        assertThat(normalised("2026-11-24 17 2026-11-24T 2026-11-24 99:99", Normaliser.TIMESTAMPS))
                .isEqualTo("<timestamp> 17 <timestamp>T <timestamp> 99:99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1f 0x2f 0x12345",
                "0xdeadbeefcafebabe 0xffffffffffff12345 0x800000000000 0x1234567890abc 0x0001800000000000",
                "1230x401136 x0x401136 0x401136g 0x401136_ 401136"
            })
    void anotherNumberIsNoAddress(String output) {
        assertThat(normalised(output, Normaliser.ADDRESSES)).isEqualTo(output);
    }

    @Test
    void whatIsBesideATemporaryPathStays() {
        for (String answer :
                List.of("=5", "|5", "\0" + "5", "\u001b[5m", "]5", "}5", "\\5", "&5", "?5", "!5", "\t5", ";5")) {
            assertThat(normalised("/tmp/a" + answer, Normaliser.TEMPORARY_PATHS))
                    .isEqualTo("<temporary path>" + answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/zjail/tmp/a",
                "./tmp/a",
                "a//tmp/b",
                "/tmp",
                "/tmp/",
                "/tmpfs/a",
                "/usr/var/tmp/a",
                "tmp/a"
            })
    void anotherPathIsNoTemporaryOne(String path) {
        assertThat(normalised(path, Normaliser.TEMPORARY_PATHS)).isEqualTo(path);
    }

    @Test
    void aPathIsTakenOutWithWhatIsInIt() {
        assertThat(RunOutcome.of(wrote("in /tmp/0x7ffd3a5c1f20-1795544798-aB3x/c at 18:26:38, 0x401136"), ALL)
                        .stdout()
                        .text())
                .isEqualTo("in <temporary path> at <timestamp>, <address>");
    }

    /** Otherwise a program that writes the mark now and then would be one that always does the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIMESTAMPS      | <timestamp>      | <=timestamp>      | 2026-11-24
            ADDRESSES       | <address>        | <=address>        | 0x401136
            TEMPORARY_PATHS | <temporary path> | <=temporary path> | /tmp/a
            """)
    void aMarkThatTheProgramWritesIsAnotherThanOneThatIsPut(
            Normaliser normaliser, String mark, String written, String taken) {
        assertThat(normalised(taken, normaliser)).isEqualTo(mark);
        assertThat(normalised(mark, normaliser)).isEqualTo(written);
        assertThat(normalised(written, normaliser)).isEqualTo(written.replace("<", "<="));
        assertThat(normalised("<=" + taken + "<" + taken + ">", normaliser)).isEqualTo("<=" + mark + "<" + mark + ">");
    }

    /** Decoded, both would be the same replacement character. */
    @ParameterizedTest
    @EnumSource(Normaliser.class)
    void bytesThatAreNoTextAreTwoDifferentOnes(Normaliser normaliser) {
        RunOutcome one = RunOutcome.of(wrote(new byte[] {'a', (byte) 0xfe}), Set.of(normaliser));
        RunOutcome other = RunOutcome.of(wrote(new byte[] {'a', (byte) 0xff}), Set.of(normaliser));

        assertThat(one.differenceTo(other))
                .contains(new Difference(Difference.Part.STDOUT, 1, "\"a\\xfe\"", "\"a\\xff\""));
        assertThat(one.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void whatIsNoTextStaysAsItIs() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        for (Normaliser normaliser : EnumSet.allOf(Normaliser.class)) {
            assertThat(normaliser.normalise(Bytes.of(bytes))).isEqualTo(Bytes.of(bytes));
        }
    }

    @Test
    void largeOutputOfAnySortIsNormalisedInNoTime() {
        for (String part :
                List.of("0x", "/tmp/", "2026-11-24 ", "1795544798", ":", "0", "=", "<", "a", "-", "12:34:56,")) {
            byte[] bytes = part.repeat(1_000_000 / part.length()).getBytes(StandardCharsets.US_ASCII);
            for (Normaliser normaliser : Normaliser.values()) {
                assertThat(normaliser.normalise(Bytes.of(bytes)).size()).isPositive();
            }
        }
    }

    private static String normalised(String output, Normaliser normaliser) {
        return normaliser.normalise(Bytes.utf8(output)).text();
    }

    private static Execution wrote(String stdout) {
        return ProgramEngine.wrote(ProgramEngine.SPEC, stdout);
    }

    private static Execution wrote(byte[] stdout) {
        return ProgramEngine.ended(ProgramEngine.SPEC, new Termination.Exited(0), Bytes.of(stdout));
    }
}
