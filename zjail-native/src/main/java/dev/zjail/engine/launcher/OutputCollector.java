package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Keeps the first bytes of a stream, and counts them all. */
final class OutputCollector {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long most;
    private long total;

    OutputCollector(long most) {
        this.most = most;
    }

    /** Returns what was kept of them. */
    byte[] take(ByteBuffer bytes) {
        int room = (int) Math.min(bytes.remaining(), most - kept.size());
        total += bytes.remaining();
        byte[] taken = new byte[room];
        bytes.get(taken);
        kept.write(taken, 0, room);
        return taken;
    }

    boolean isOver() {
        return isOverBy(0);
    }

    boolean isOverBy(long bytes) {
        return total - most > bytes;
    }

    CapturedOutput collected() {
        return new CapturedOutput(Bytes.of(kept.toByteArray()), total);
    }
}
