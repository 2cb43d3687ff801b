package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.launcher.LaunchReport.DeniedCall;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.MalformedReportException;
import dev.zjail.engine.launcher.LaunchReport.NamedPath;
import dev.zjail.engine.launcher.LaunchReport.NamedPaths;
import dev.zjail.engine.launcher.LaunchReport.Observations;
import dev.zjail.engine.launcher.LaunchReport.Observed;
import dev.zjail.engine.launcher.LaunchReport.RecordedCall;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Rusage;
import dev.zjail.engine.launcher.LaunchReport.StackOverflow;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.launcher.LaunchReport.Traps;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A launcher's report")
class LaunchReportTests {
    private static final int SIZE_OFFSET = 8;
    private static final List<String> TEXTS = List.of(
            "status",
            "limits",
            "mounts",
            "st\u00e4t",
            "",
            "net:[1]",
            "cgroup",
            "1000",
            "refused",
            "jail",
            "",
            "as asked",
            "/");

    @Test
    @DisplayName("says that the guest ran")
    void ended() throws MalformedReportException {
        assertThat(LaunchReport.decode(endedRecord()))
                .isEqualTo(new Ended(
                        0x8b,
                        Stop.CPU,
                        11,
                        12,
                        13,
                        15,
                        17,
                        new Rusage(1, 2, 3, 4, 5, 6, 7),
                        16,
                        true,
                        List.of(new DeniedCall(41, 0xc000003e, 0x401000, List.of(21L, 22L, 23L, 24L, 25L, 26L), true)),
                        List.of(new RecordedCall(39, 1, 2, List.of(1L, 2L, 3L, 4L, 5L, 6L))),
                        new Traps(18, true, false, true, false),
                        new NamedPaths(List.of(new NamedPath(257, "/dev/urandom"), new NamedPath(2, "")), 7),
                        StackOverflow.AT_GUARD_OF_THREAD));
    }

    @Test
    @DisplayName("says what was seen of a guest that has not begun")
    void observed() throws MalformedReportException {
        assertThat(LaunchReport.decode(observedRecord()))
                .isEqualTo(new Observed(14, new Observations(65534, 0x100, 2, 13, TEXTS)));
    }

    @Test
    @DisplayName("says whose call was denied")
    void denied() throws MalformedReportException {
        Ended byForked = (Ended) LaunchReport.decode(with(endedRecord(), 132, 2));
        Ended byNobody = (Ended) LaunchReport.decode(with(endedRecord(), 132, 0));

        assertThat(byForked.denied()).singleElement().returns(false, DeniedCall::byGuest);
        assertThat(byNobody.denied()).isEmpty();
    }

    @Test
    @DisplayName("says that nothing ran")
    void refused() throws MalformedReportException {
        assertThat(LaunchReport.decode(refusedRecord())).isEqualTo(new Refused(4, "mount(/)", 13, 9, Stop.SETUP));
    }

    @Test
    @DisplayName("is none when it is cut short anywhere, whatever size it claims")
    void truncated() {
        for (byte[] valid : List.of(endedRecord(), refusedRecord(), observedRecord())) {
            for (int length = 0; length < valid.length; length++) {
                byte[] cut = Arrays.copyOf(valid, length);
                assertMalformed(cut);
                if (length >= SIZE_OFFSET + Integer.BYTES) {
                    assertMalformed(with(cut, SIZE_OFFSET, length));
                }
            }
        }
    }

    @Test
    @DisplayName("is none when something follows it, whatever size it claims")
    void longer() {
        for (byte[] valid : List.of(endedRecord(), refusedRecord(), observedRecord())) {
            byte[] longer = Arrays.copyOf(valid, valid.length + 1);

            assertMalformed(longer, "size");
            assertMalformed(with(longer, SIZE_OFFSET, longer.length), "bytes after the end");
        }
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "0, 0, magic",
        "4, 4, version",
        "8, 7, size",
        "8, -1, size",
        "12, 0, kind 0",
        "12, 4, kind 4",
        "20, 10, stop 10",
        "20, -1, stop -1",
        "60, -1, open_files",
        "124, 2, file_limit_met",
        "124, -1, file_limit_met",
        "128, 513, recorded_count",
        "128, -1, recorded_count",
        "132, 3, denied",
        "132, -1, denied",
        "204, -1, counter_reads",
        "208, 2, vdso_hidden",
        "212, -1, counter_trapped",
        "216, 2, random_drawn",
        "220, -1, random_trapped",
        "224, -1, path_count",
        "224, 257, path_count",
        "228, -1, paths_lost",
        "232, -1, stack_overflow",
        "232, 3, stack_overflow",
        "236, 1, unused",
        "244, -1, mark",
        "244, 65536, mark",
        "248, 0, times",
        "252, -1, times",
        "308, -1, length of a path",
        "308, 249, length of a path",
    })
    @DisplayName("is none when a field is out of its range, and says which")
    void badField(int offset, int value, String message) {
        assertMalformed(with(endedRecord(), offset, value), message);
    }

    @Test
    @DisplayName("is none when a text of what was seen is longer than the record")
    void badObservation() {
        for (int length : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertMalformed(with(observedRecord(), 40, length), "length of a text");
        }
    }

    @Test
    @DisplayName("is none when the text of a refusal is longer than the record or its stop is unknown")
    void badRefusal() {
        assertMalformed(with(refusedRecord(), 28, 10), "stop 10");
        assertMalformed(with(refusedRecord(), 32, 9), "length of a text");
        assertMalformed(with(refusedRecord(), 32, 7), "bytes after the end");
    }

    @Test
    @DisplayName("is none in 20,000 random arrays, half of them with a valid head")
    void garbage() {
        Random random = new Random(20_240_607);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[16 + random.nextInt(400)];
            random.nextBytes(garbage);
            if (i % 2 == 0) {
                System.arraycopy(endedRecord(), 0, garbage, 0, SIZE_OFFSET);
                with(garbage, SIZE_OFFSET, garbage.length);
                with(garbage, 12, 1 + i / 2 % 3);
            }
            assertMalformed(garbage);
        }
    }

    private static void assertMalformed(byte[] bytes) {
        assertThatThrownBy(() -> LaunchReport.decode(bytes)).isInstanceOf(MalformedReportException.class);
    }

    private static void assertMalformed(byte[] bytes, String message) {
        assertThatThrownBy(() -> LaunchReport.decode(bytes))
                .isInstanceOf(MalformedReportException.class)
                .hasMessage(message);
    }

    private static byte[] with(byte[] record, int offset, int value) {
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return record;
    }

    private static byte[] endedRecord() {
        ByteBuffer record = head(2);
        record.putInt(0x8b)
                .putInt(2)
                .putLong(11)
                .putLong(12)
                .putLong(13)
                .putLong(15)
                .putLong(17);
        for (long usage = 1; usage <= 7; usage++) {
            record.putLong(usage);
        }
        record.putInt(16)
                .putInt(1)
                .putInt(1)
                .putInt(1)
                .putInt(41)
                .putInt(0xc000003e)
                .putLong(0x401000);
        for (long argument = 21; argument <= 26; argument++) {
            record.putLong(argument);
        }
        record.putLong(18)
                .putInt(1)
                .putInt(0)
                .putInt(1)
                .putInt(0)
                .putInt(2)
                .putInt(7)
                .putInt(2)
                .putInt(0);
        record.putInt(39).putInt(1).putLong(2);
        for (long argument = 1; argument <= 6; argument++) {
            record.putLong(argument);
        }
        putPath(record, 257, "/dev/urandom");
        putPath(record, 2, "");
        return finish(record);
    }

    private static void putPath(ByteBuffer record, int number, String path) {
        byte[] bytes = Arrays.copyOf(path.getBytes(StandardCharsets.UTF_8), NamedPath.LONGEST);
        record.putInt(number).putInt(path.length()).put(bytes);
    }

    private static byte[] observedRecord() {
        ByteBuffer record =
                head(3).putLong(14).putInt(65534).putInt(0x100).putInt(2).putInt(13);
        TEXTS.forEach(text -> putText(record, text));
        return finish(record);
    }

    private static byte[] refusedRecord() {
        ByteBuffer record = head(1).putInt(4).putInt(13).putInt(9).putInt(5);
        putText(record, "mount(/)");
        return finish(record);
    }

    private static ByteBuffer head(int kind) {
        return ByteBuffer.allocate(1024)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("ZJPR".getBytes(StandardCharsets.US_ASCII))
                .putInt(9)
                .putInt(0)
                .putInt(kind);
    }

    private static void putText(ByteBuffer record, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        record.putInt(bytes.length).put(bytes);
    }

    private static byte[] finish(ByteBuffer record) {
        byte[] bytes = new byte[record.position()];
        record.flip().get(bytes);
        return with(bytes, SIZE_OFFSET, bytes.length);
    }
}
