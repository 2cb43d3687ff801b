package dev.zjail.engine.launcher;

import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.launcher.LaunchReport.MalformedReportException;
import dev.zjail.engine.launcher.LaunchReport.Observed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The records of one launcher, while they come in: what it saw of a guest at its first instruction, if it came to that,
 * what the guest left behind, if that was asked for, and what the launcher said last.
 *
 * <p>A file that came back is kept once, and not among the bytes of the other records.
 */
final class LauncherAnswers {
    private static final int SIZE_OFFSET = 2 * Integer.BYTES;
    private static final int KIND_OFFSET = 3 * Integer.BYTES;
    private static final int HEADER_BYTES = 4 * Integer.BYTES;

    /** More than {@code collect.c} tells of. */
    private static final int MOST_FOUND = 4096;

    private final int collected;
    private final OutputCollector collector = new OutputCollector(LaunchReport.LARGEST);
    private final ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final List<FoundEntry> found = new ArrayList<>();
    private ByteBuffer foundBody = ByteBuffer.allocate(0);
    private boolean inFound;
    private long foundBytes;
    private long leftOfOther;
    private int firstRecordBytes;
    private Optional<MalformedReportException> wrong = Optional.empty();

    /** The records of a launcher that is asked what lies at so many paths after the guest's end. */
    LauncherAnswers(int collected) {
        this.collected = collected;
    }

    /** Takes what the launcher writes. */
    void take(ByteBuffer bytes) {
        if (collected == 0) {
            collector.take(bytes);
            return;
        }
        while (bytes.hasRemaining()) {
            if (inFound) {
                takeFound(bytes);
            } else if (leftOfOther > 0) {
                leftOfOther -= takeOther(bytes, leftOfOther);
            } else {
                takeHead(bytes);
            }
        }
    }

    private int takeOther(ByteBuffer bytes, long most) {
        ByteBuffer part = slice(bytes, most);
        int taken = part.remaining();
        collector.take(part);
        return taken;
    }

    /** Cuts off the beginning of a buffer. */
    private static ByteBuffer slice(ByteBuffer bytes, long most) {
        int length = (int) Math.min(most, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return part;
    }

    private void takeHead(ByteBuffer bytes) {
        head.put(slice(bytes, head.remaining()));
        if (head.hasRemaining()) {
            return;
        }
        int size = head.getInt(SIZE_OFFSET);
        boolean isFound = head.getInt(KIND_OFFSET) == FoundEntry.REPORT_KIND && size >= HEADER_BYTES;
        if (isFound && hasRoomFor(size)) {
            inFound = true;
            foundBody = ByteBuffer.allocate(size - HEADER_BYTES);
        } else {
            // Of a record that breaks its rules no end is known: then nothing behind it is a record.
            leftOfOther = size >= HEADER_BYTES && !isFound ? (long) size - HEADER_BYTES : Long.MAX_VALUE;
            collector.take(head.flip());
        }
        head.clear();
    }

    private boolean hasRoomFor(int size) {
        foundBytes += size;
        long most = CollectedFiles.MOST_BYTES + (found.size() + 1L) * FoundEntry.LARGEST_WITHOUT_CONTENT;
        return foundBytes <= most && found.size() < MOST_FOUND;
    }

    private void takeFound(ByteBuffer bytes) {
        foundBody.put(slice(bytes, foundBody.remaining()));
        if (!foundBody.hasRemaining()) {
            inFound = false;
            try {
                found.add(FoundEntry.decode(foundBody.array(), collected));
            } catch (MalformedReportException e) {
                wrong = wrong.or(() -> Optional.of(e));
            }
            foundBody = ByteBuffer.allocate(0);
        }
    }

    /** Whether it wrote more than a launcher can. */
    boolean isOver() {
        return collector.isOver();
    }

    /** What the guest left behind, as far as it was told. */
    List<FoundEntry> found() {
        return List.copyOf(found);
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
     * @throws MalformedReportException if there is none, or more than one, or it breaks its own rules, or one of those
     *     before it does
     */
    LaunchReport last() throws MalformedReportException {
        if (wrong.isPresent()) {
            throw wrong.get();
        }
        if (inFound) {
            throw new MalformedReportException("truncated in a file that was to come back");
        }
        if (head.position() > 0) {
            throw new MalformedReportException("truncated after " + head.position() + " bytes");
        }
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
