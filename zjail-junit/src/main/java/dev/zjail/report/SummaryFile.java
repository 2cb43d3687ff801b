package dev.zjail.report;

import dev.zjail.audit.AuditException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the summary into a file that it shares with others, such as the one CI shows as the summary of a step: between
 * two lines of its own, so that the JVMs of one build, each of which knows more than the one before, leave one summary
 * and not one each.
 */
final class SummaryFile {
    /** The configuration parameter that names the file. Without it nothing outside the reports directory is written. */
    static final String PARAMETER = "zjail.summary.file";

    /** A step's summary that is larger is not shown at all. */
    private static final int LARGEST = 1 << 20;

    private SummaryFile() {}

    static Optional<Path> configured(Function<String, Optional<String>> parameters) {
        return parameters.apply(PARAMETER).flatMap(SummaryFile::path);
    }

    private static Optional<Path> path(String value) {
        try {
            return Optional.of(value).filter(name -> !name.isBlank()).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Says what is wrong with a value that can be no file, whatever lies where. */
    static Optional<InvalidParameter> problem(Function<String, Optional<String>> parameters) {
        return parameters
                .apply(PARAMETER)
                .filter(value -> path(value).isEmpty())
                .map(value -> invalid("must name a file", value));
    }

    /** Says why the summary could not be put where it should be. */
    static InvalidParameter problem(Path file, IOException failure) {
        return invalid(
                "must name a file that can be written (" + AuditException.reason(failure) + ")", file.toString());
    }

    private static InvalidParameter invalid(String rule, String value) {
        return new InvalidParameter(
                PARAMETER,
                rule,
                value,
                "The summary is in summary.md beside the report alone",
                "give a file in a directory that exists, such as target/summary.md");
    }

    /** Puts the summary of one reports directory in the place of the one before, or at the end. */
    // A lock on a file holds for the whole JVM and is refused, not waited for, in a second thread: hence synchronized.
    static synchronized void put(Path file, Path reportsDirectory, String summary) throws IOException {
        String key = Integer.toHexString(reportsDirectory.toString().hashCode());
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (channel.size() > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes already");
            }
            ByteBuffer content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {
                // read(2) may give less than was asked for
            }
            String before = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
            ByteBuffer after = StandardCharsets.UTF_8.encode(replaced(before, key, summary));
            channel.truncate(0).position(0);
            while (after.hasRemaining()) {
                channel.write(after);
            }
            lock.release();
        }
    }

    /** Both marks are lines of their own, which nothing that others wrote can be: it never holds a line feed. */
    static String replaced(String before, String key, String summary) {
        String begin = "<!-- zjail " + key + " -->\n";
        String end = "<!-- zjail " + key + " end -->\n";
        String block = begin + "\n" + summary + "\n" + end;
        int from = before.startsWith(begin) ? 0 : before.indexOf("\n" + begin) + 1;
        int to = before.indexOf("\n" + end, from);
        boolean found = before.startsWith(begin, from) && to >= 0;
        if (found) {
            return before.substring(0, from) + block + before.substring(to + 1 + end.length());
        }
        return before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + block;
    }
}
