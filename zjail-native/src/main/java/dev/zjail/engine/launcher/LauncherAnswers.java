package dev.zjail.engine.launcher;

import dev.zjail.engine.launcher.LaunchReport.MalformedReportException;
import dev.zjail.engine.launcher.LaunchReport.Observed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The records of one launcher, while they come in: what it saw of a guest at its first instruction, if it came to that,
 * and what it said last.
 */
final class LauncherAnswers {
    private static final int SIZE_OFFSET = 2 * Integer.BYTES;
    private static final int HEADER_BYTES = 4 * Integer.BYTES;

    private final OutputCollector collector = new OutputCollector(LaunchReport.LARGEST);
    private int firstRecordBytes;

    /** Takes what the launcher writes. */
    OutputCollector collector() {
        return collector;
    }

    /**
     * Looks for the record that comes before the last one.
     *
     * @return what was seen, as soon as the record is complete; nothing before, nor if there is no such record
     * @throws MalformedReportException if it breaks its own rules
     */
    Optional<Observed> observed() throws MalformedReportException {
        byte[] bytes = collector.collected().bytes();
        int size = bytes.length < HEADER_BYTES ? 0 : inOrder(bytes).getInt(SIZE_OFFSET);
        if (size < HEADER_BYTES || size > bytes.length) {
            return Optional.empty();
        }
        // Anything else is the last record, and is read when no more can follow.
        if (!LaunchReport.isObserved(bytes)) {
            return Optional.empty();
        }
        firstRecordBytes = size;
        return Optional.of((Observed) LaunchReport.decode(Arrays.copyOf(bytes, size)));
    }

    /**
     * Reads the last record.
     *
     * @return a refusal, or the end of a run
     * @throws MalformedReportException if there is none, or more than one, or it breaks its own rules
     */
    LaunchReport last() throws MalformedReportException {
        byte[] bytes = collector.collected().bytes();
        LaunchReport last = LaunchReport.decode(Arrays.copyOfRange(bytes, firstRecordBytes, bytes.length));
        if (last instanceof Observed) {
            throw new MalformedReportException("a guest that was seen twice");
        }
        return last;
    }

    private static ByteBuffer inOrder(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
