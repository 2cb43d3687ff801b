package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.engine.Quantities;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** What a run wrote to one stream: its beginning and its end, and a link to the file that holds all that was kept. */
final class StreamPart {
    /** The most that is shown of each end, in bytes. */
    static final int EXCERPT = 4096;

    private final Html html;
    private final Path reportsDirectory;
    private final String label;
    private final RecordedFields stream;

    StreamPart(Html html, Path reportsDirectory, String label, RecordedFields stream) {
        this.html = html;
        this.reportsDirectory = reportsDirectory;
        this.label = label;
        this.stream = stream;
    }

    void write() {
        long bytes = stream.number("bytes").orElse(0);
        if (bytes == 0) {
            html.element("p", "Nothing was written to " + label + ".");
            return;
        }
        html.element("h3", label);
        Optional<Path> file = file();
        html.open("p").text(size(bytes) + ". ");
        if (file.isPresent()) {
            html.element(
                    "a", "The whole of it", "href", "../" + stream.text("file").orElse(""));
        } else if (stream.text("head").isEmpty()) {
            html.text("Its content is in no file; the BLAKE2b-256 of what was kept is ");
            html.code(stream.text("blake2b_256").orElse("unknown"));
        }
        html.closeLine();
        if (file.isPresent()) {
            excerpt(file.get());
        } else {
            recordedExcerpt();
        }
    }

    /** What the record itself holds: all of a short output, of a longer one both ends. */
    private void recordedExcerpt() {
        String head = stream.text("head").orElse("");
        String tail = stream.text("tail").orElse("");
        long leftOut = stream.number("kept").orElse(0) - utf8(head).length - utf8(tail).length;
        if (!head.isEmpty()) {
            block(utf8(head), tail.isEmpty() ? label : "beginning of " + label);
        }
        if (!tail.isEmpty()) {
            omitted(leftOut);
            block(utf8(tail), "end of " + label);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void omitted(long bytes) {
        html.element("p", "… " + bytes + " bytes left out …", "class", "omitted");
    }

    private String size(long bytes) {
        return Quantities.bytes(bytes) + " written"
                + (stream.isTrue("truncated")
                        ? ", of which the first "
                                + Quantities.bytes(stream.number("kept").orElse(0)) + " were kept"
                        : "");
    }

    /** Nothing but a file of the reports directory is shown, whatever a record says: somebody may have written one. */
    private Optional<Path> file() {
        try {
            return stream.text("file")
                    .filter(relative ->
                            relative.matches("[A-Za-z0-9_$-][A-Za-z0-9._$-]*/[A-Za-z0-9_$-][A-Za-z0-9._$-]*"))
                    .map(reportsDirectory::resolve)
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void excerpt(Path file) {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = channel.size();
            if (size <= 2 * EXCERPT) {
                block(read(channel, 0, (int) size), label);
            } else {
                byte[] head = Excerpts.endingAtACharacter(read(channel, 0, EXCERPT));
                byte[] tail = Excerpts.beginningAtACharacter(read(channel, size - EXCERPT, EXCERPT));
                block(head, "beginning of " + label);
                omitted(size - head.length - tail.length);
                block(tail, "end of " + label);
            }
        } catch (IOException e) {
            html.element("p", "The file could not be read: " + e.getMessage());
        }
    }

    private void block(byte[] bytes, String name) {
        // A line feed just behind the tag is no content: without ours, the output's own first one would be lost.
        html.open("pre", "tabindex", "0", "role", "region", "aria-label", name)
                .lineFeed()
                .guest(bytes)
                .closeLine();
    }

    private static byte[] read(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // read(2) may give less than was asked for
        }
        byte[] content = new byte[bytes.position()];
        bytes.flip().get(content);
        return content;
    }
}
