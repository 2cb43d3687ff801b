package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFile;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.NotCollected.Kind;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.launcher.LaunchReport.MalformedReportException;
import dev.zjail.engine.libc.Errno;
import dev.zjail.internal.Utf8;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record in which the launcher tells what lies at one path after the end of a run: {@code REPORT_FOUND} of
 * {@code report.h}. Name and content are the guest's own.
 *
 * @param collected the index of what was asked for
 * @param kind {@code enum found} of {@code collect.h}; {@link #FILE} for a regular file that came back
 * @param error an errno, or 0
 * @param size of a regular file
 * @param path from what was asked for to where it lies; empty for itself
 * @param content of a regular file that came back, or where a link leads
 */
record FoundEntry(int collected, int kind, int error, long size, Bytes path, Bytes content) {
    /** The number of this kind of record. */
    static final int REPORT_KIND = 4;

    /** What it takes beside its content, at most: {@code collect.c} bounds paths and links. */
    static final int LARGEST_WITHOUT_CONTENT = 16 << 10;

    private static final int FILE = 0;
    private static final int LINK = 2;
    private static final Kind[] KINDS = Kind.values();
    private static final byte SLASH = '/';

    /** Reads what follows the head of a record that tells of one of so many paths. */
    static FoundEntry decode(byte[] body, int requested) throws MalformedReportException {
        ByteBuffer record = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int collected = record.getInt();
            int kind = record.getInt();
            int error = record.getInt();
            record.getInt();
            long size = record.getLong();
            FoundEntry entry = new FoundEntry(collected, kind, error, size, bytes(record), bytes(record));
            require(collected >= 0 && collected < requested, "the path asked for");
            require(kind >= FILE && kind <= KINDS.length, "what was found");
            require(kind != FILE || size == entry.content.size(), "size of a file");
            require(!record.hasRemaining(), "bytes after the end");
            return entry;
        } catch (BufferUnderflowException e) {
            throw new MalformedReportException("truncated after " + record.position() + " bytes");
        }
    }

    private static Bytes bytes(ByteBuffer record) throws MalformedReportException {
        int length = record.getInt();
        require(length >= 0 && length <= record.remaining(), "length of a text");
        byte[] bytes = new byte[length];
        record.get(bytes);
        return Bytes.of(bytes);
    }

    private static void require(boolean condition, String what) throws MalformedReportException {
        if (!condition) {
            throw new MalformedReportException(what);
        }
    }

    /** Puts together what came of a request. Where two entries of it meet, the first that told of a path counts. */
    static CollectedFiles collected(List<FoundEntry> found, List<String> requested) {
        Map<String, CollectedFile> files = new TreeMap<>();
        Map<String, NotCollected> others = new TreeMap<>();
        for (FoundEntry entry : found) {
            String path = entry.pathIn(requested);
            if (entry.kind == FILE) {
                files.putIfAbsent(path, CollectedFile.of(path, entry.content));
            } else {
                others.merge(
                        path, new NotCollected(path, KINDS[entry.kind - 1], entry.detail()), FoundEntry::weightier);
            }
        }
        files.keySet().forEach(others::remove);
        return new CollectedFiles(List.copyOf(files.values()), List.copyOf(others.values()));
    }

    /** That there may be more in a directory is told after it was told to be one. */
    private static NotCollected weightier(NotCollected first, NotCollected second) {
        return first.kind() == Kind.DIRECTORY ? second : first;
    }

    private String pathIn(List<String> requested) {
        String base = requested.get(collected);
        return path.size() == 0 ? base : base + (char) SLASH + name(path.toArray());
    }

    private String detail() {
        if (error != 0) {
            return new Errno(error).name();
        }
        if (kind == LINK && content.size() > 0) {
            return "to " + name(content.toArray());
        }
        return size > 0 ? Quantities.bytes(size) : "";
    }

    /** Decodes a name. In one that is not UTF-8, the bytes that are none are escaped, and so is what escapes them. */
    private static String name(byte[] bytes) {
        if (Utf8.isValid(bytes)) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        StringBuilder name = new StringBuilder();
        Utf8.decode(
                bytes,
                text -> name.append(text.replace("\\", "\\\\")),
                value -> name.append(String.format("\\x%02x", value)));
        return name.toString();
    }
}
