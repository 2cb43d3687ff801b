package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Answers;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.InputPace;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Schedule;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.JailMount;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The record for a launcher")
class LaunchSpecTests {
    @Test
    @DisplayName("has each field where spec.h looks for it, and nothing after the last")
    void fields() {
        List<Tmpfs> tmpfs = List.of(new Tmpfs("/tmp", 8192));
        ByteBuffer record = new LaunchSpec(
                        Bytes.utf8("sixteen  bytes.."),
                        "/fixture",
                        "/bin/\u00e4",
                        List.of(new CgroupToJoin("memory", 1, "/a/cgroup.procs")),
                        tmpfs,
                        List.of(
                                new JailMount(JailMount.Kind.PROGRAM, "/.copy", "/usr/bin/x"),
                                new JailMount(JailMount.Kind.PROC, "/", "/proc")),
                        "/home",
                        List.of("/tmp", "/tmp/a/\u00e4"),
                        List.of("a", "", "c"),
                        List.of("K=v", "L="),
                        77,
                        ResourceLimits.DEFAULTS.withIdle(Duration.ofMillis(20)),
                        KernelLimits.of(ResourceLimits.DEFAULTS, 256L << 20, 1L << 20, 2),
                        0x123456789abcL,
                        new Conditions(
                                false,
                                true,
                                "name",
                                Path.of("/tmp"),
                                99,
                                9L << 20,
                                List.of("M="),
                                new Answers(Duration.ofHours(1), OptionalLong.of(77), Answers.Host.BUSY, false, true),
                                Schedule.OF_KERNEL,
                                InputPace.LATE),
                        true,
                        true,
                        List.of(-4L, 5L))
                .encode();

        assertThat(record.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(text(record, 4)).isEqualTo("ZJPS");
        assertThat(List.of(record.getInt(), record.getInt())).containsExactly(7, record.capacity());
        assertThat(ints(record, 13)).containsExactly(2, 1, 3, 3, 77, 1, 18, 15, 99, 2, 2, 256, 11);
        assertThat(record.getLong()).isEqualTo(16 << 20);
        assertThat(record.getLong()).isEqualTo(5_000_000_000L);
        assertThat(record.getLong()).isEqualTo(10_000_000_000L);
        assertThat(record.getLong()).isEqualTo(20_000_000L);
        assertThat(List.of(record.getLong(), record.getLong(), record.getLong()))
                .describedAs("clocks, random bytes, schedule")
                .containsExactly(3600L, 77L, 0L);
        assertThat(record.getLong()).isEqualTo(0x123456789abcL);
        assertThat(List.of(record.getLong(), record.getLong()))
                .describedAs("RLIMIT_CPU")
                .containsExactly(6L, 7L);
        record.position(record.position() + 2 * 2 * Long.BYTES);
        assertThat(List.of(record.getLong(), record.getLong()))
                .describedAs("RLIMIT_STACK")
                .containsExactly(9L << 20, 9L << 20);
        record.position(record.position() + 12 * 2 * Long.BYTES);
        assertThat(List.of(record.getLong(), record.getLong(), record.getLong(), record.getLong()))
                .describedAs("random instructions")
                .containsExactly(-4L, 5L, 0L, 0L);
        assertThat(text(record, 16)).isEqualTo("sixteen  bytes..");
        assertThat(strings(record, 6))
                .containsExactly("/fixture\0", "/bin/\u00e4\0", "name\0", "/home\0", "/a/cgroup.procs\0", "\0");
        assertThat(record.getLong()).isEqualTo(8192);
        assertThat(strings(record, 1)).containsExactly("/tmp\0");
        assertThat(record.getInt()).describedAs("a copy over a file").isEqualTo(3);
        assertThat(strings(record, 2)).containsExactly("/fixture/.copy\0", "/usr/bin/x\0");
        assertThat(record.getInt()).describedAs("the processes of the jail").isEqualTo(5);
        assertThat(strings(record, 2)).containsExactly("/\0", "/proc\0");
        assertThat(ints(record, 1)).containsExactly(0);
        assertThat(strings(record, 1)).containsExactly(".\0");
        assertThat(ints(record, 1)).containsExactly(0);
        assertThat(strings(record, 1)).containsExactly("a/\u00e4\0");
        assertThat(strings(record, 6)).containsExactly("a\0", "\0", "c\0", "K=v\0", "L=\0", "M=\0");
        assertThat(record.hasRemaining()).isFalse();
    }

    private static List<Integer> ints(ByteBuffer record, int count) {
        return IntStream.range(0, count).mapToObj(i -> record.getInt()).toList();
    }

    private static List<String> strings(ByteBuffer record, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> text(record, record.getInt() + 1))
                .toList();
    }

    private static String text(ByteBuffer record, int length) {
        byte[] bytes = new byte[length];
        record.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
