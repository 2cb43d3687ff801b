package dev.zjail.engine;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * In which order the bytes of a run's streams were moved, as its controller moved them. Immutable.
 *
 * <p>Holds the lengths of the pieces and not their bytes, which the streams hold: one byte for a short piece, so that
 * it never takes more memory than the streams themselves.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Interleaving {
    /** A piece names its stream by the place in here. */
    private static final List<StandardStream> STREAMS =
            List.of(StandardStream.STDIN, StandardStream.STDOUT, StandardStream.STDERR);

    private static final int STREAM_BITS = 2;
    private static final int GROUP_BITS = 7;
    private static final int MORE = 1 << GROUP_BITS;

    private final byte[] pieces;

    private Interleaving(byte[] pieces) {
        this.pieces = pieces;
    }

    /** Takes the pieces of a run one by one. */
    @FunctionalInterface
    public interface PieceConsumer {
        /**
         * Takes a piece.
         *
         * @param stream whose it is
         * @param from where in the stream it begins
         * @param length how many bytes it has, at least one
         */
        void accept(StandardStream stream, int from, int length);
    }

    /**
     * All of standard output, and then all of standard error: the order of a run of which no other is known.
     *
     * @param stdout how many bytes of standard output there are
     * @param stderr how many of standard error
     * @return that order
     */
    public static Interleaving oneAfterTheOther(int stdout, int stderr) {
        return new Builder()
                .add(StandardStream.STDOUT, stdout)
                .add(StandardStream.STDERR, stderr)
                .build();
    }

    /**
     * Goes through the pieces, from the first to the last. No two in a row are of the same stream.
     *
     * @param consumer takes each
     */
    public void forEach(PieceConsumer consumer) {
        int[] taken = new int[STREAMS.size()];
        int at = 0;
        while (at < pieces.length) {
            long value = 0;
            int shift = 0;
            byte group;
            do {
                group = pieces[at++];
                value |= (long) (group & (MORE - 1)) << shift;
                shift += GROUP_BITS;
            } while ((group & MORE) != 0);
            int stream = (int) (value & ((1 << STREAM_BITS) - 1));
            int length = (int) (value >> STREAM_BITS);
            consumer.accept(STREAMS.get(stream), taken[stream], length);
            taken[stream] += length;
        }
    }

    /**
     * Joins what was written to both outputs.
     *
     * @param stdout what was kept of standard output
     * @param stderr what was kept of standard error
     * @return both in this order
     */
    public CapturedOutput join(CapturedOutput stdout, CapturedOutput stderr) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(
                stdout.content().size() + stderr.content().size());
        byte[] out = stdout.bytes();
        byte[] errors = stderr.bytes();
        forEach((stream, from, length) -> {
            if (stream != StandardStream.STDIN) {
                joined.write(stream == StandardStream.STDOUT ? out : errors, from, length);
            }
        });
        return new CapturedOutput(Bytes.of(joined.toByteArray()), stdout.totalBytes() + stderr.totalBytes());
    }

    int sizeBytes() {
        return pieces.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interleaving order && Arrays.equals(pieces, order.pieces);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pieces);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((stream, from, length) -> text.append(text.isEmpty() ? "" : ", ")
                .append(stream)
                .append(' ')
                .append(length));
        return "Interleaving[" + text + "]";
    }

    /** An order that is still being made. For use by one thread. */
    public static final class Builder {
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        private StandardStream last = StandardStream.STDOUT;
        private long length;

        /**
         * Adds bytes behind all that were added before.
         *
         * @param stream whose they are
         * @param bytes how many; none change nothing
         * @return this builder
         */
        public Builder add(StandardStream stream, int bytes) {
            if (stream != last && bytes > 0) {
                endPiece();
                last = stream;
            }
            length += bytes;
            return this;
        }

        private void endPiece() {
            if (length == 0) {
                return;
            }
            long value = length << STREAM_BITS | STREAMS.indexOf(last);
            while (value >= MORE) {
                pieces.write((int) (value & (MORE - 1)) | MORE);
                value >>= GROUP_BITS;
            }
            pieces.write((int) value);
            length = 0;
        }

        /**
         * Ends the order.
         *
         * @return it
         */
        public Interleaving build() {
            endPiece();
            return new Interleaving(pieces.toByteArray());
        }
    }
}
