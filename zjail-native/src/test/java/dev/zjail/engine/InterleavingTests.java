package dev.zjail.engine;

import static dev.zjail.engine.StandardStream.STDERR;
import static dev.zjail.engine.StandardStream.STDIN;
import static dev.zjail.engine.StandardStream.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order of a run's streams")
class InterleavingTests {
    @Test
    @DisplayName("has a piece for each change of the stream, of whatever length")
    void pieces() {
        Interleaving order = new Interleaving.Builder()
                .add(STDERR, 1)
                .add(STDIN, 0)
                .add(STDERR, 30)
                .add(STDOUT, 31)
                .add(STDIN, 1 << 30)
                .add(STDOUT, 32)
                .build();
        List<String> pieces = new ArrayList<>();
        order.forEach((stream, from, length) -> pieces.add(stream + " " + from + " " + length));

        assertThat(pieces).containsExactly("STDERR 0 31", "STDOUT 0 31", "STDIN 0 1073741824", "STDOUT 31 32");
        assertThat(order).hasToString("Interleaving[STDERR 31, STDOUT 31, STDIN 1073741824, STDOUT 32]");
    }

    @Test
    @DisplayName("joins both outputs, without what was read")
    void join() {
        Interleaving order = new Interleaving.Builder()
                .add(STDOUT, 1)
                .add(STDERR, 2)
                .add(STDIN, 7)
                .add(STDOUT, 1)
                .build();

        assertThat(order.join(new CapturedOutput(Bytes.utf8("ad"), 2), new CapturedOutput(Bytes.utf8("bc"), 5)))
                .isEqualTo(new CapturedOutput(Bytes.utf8("abcd"), 7));
    }

    @Test
    @DisplayName("is equal to one with the same pieces, and takes no more room than they do")
    void values() {
        Interleaving.Builder alternating = new Interleaving.Builder();
        for (int i = 0; i < 1000; i++) {
            alternating.add(i % 2 == 0 ? STDOUT : STDERR, 1);
        }

        assertThat(Interleaving.oneAfterTheOther(2, 3))
                .isEqualTo(new Interleaving.Builder()
                        .add(STDOUT, 1)
                        .add(STDOUT, 1)
                        .add(STDERR, 3)
                        .build())
                .hasSameHashCodeAs(Interleaving.oneAfterTheOther(2, 3))
                .isNotEqualTo(Interleaving.oneAfterTheOther(3, 2));
        assertThat(alternating.build().sizeBytes()).isEqualTo(1000);
    }
}
