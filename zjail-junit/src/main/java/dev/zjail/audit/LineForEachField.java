package dev.zjail.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Sets a record out for people: a line for each field, and one for each object of a list. A line for each value would
 * be longer by a sixth, and most are read together.
 *
 * <p>It is made of the line in the trail, byte by byte: to write a record a second time would cost as much as the
 * first.
 */
final class LineForEachField {
    private static final byte[] FIELD = ascii("\n  ");
    private static final byte[] OBJECT_IN_LIST = ascii("\n    ");
    private static final byte[] COLON = ascii(" : ");
    private static final byte[] COMMA = ascii(", ");
    private static final byte[] COMMA_OF_RECORD = ascii(",\n  ");

    private final byte[] line;
    private final ByteArrayOutputStream out;
    /** What encloses the place, the outermost first: an opening bracket for each. */
    private final StringBuilder open = new StringBuilder();

    private LineForEachField(byte[] line) {
        this.line = line;
        this.out = new ByteArrayOutputStream(line.length + line.length / 4);
    }

    /**
     * Sets a record out.
     *
     * @param line a record as {@link RecordWriter} writes it: an object of fields, and nothing between them
     */
    static byte[] of(byte[] line) {
        return new LineForEachField(line).setOut();
    }

    private byte[] setOut() {
        int at = 0;
        while (at < line.length) {
            if (line[at] == '"') {
                int end = endOfText(at);
                out.write(line, at, end - at);
                at = end;
            } else {
                setOut((char) line[at]);
                at++;
            }
        }
        return out.toByteArray();
    }

    /** Behind the quotation mark that closes the text which begins here. */
    private int endOfText(int begin) {
        int at = begin + 1;
        while (line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private void setOut(char character) {
        switch (character) {
            case '{' -> openObject();
            case '[' -> {
                out.write(character);
                open.append(character);
            }
            case '}', ']' -> close(character);
            case ':' -> out.writeBytes(COLON);
            case ',' -> out.writeBytes(isInRecordItself() ? COMMA_OF_RECORD : COMMA);
            default -> out.write(character);
        }
    }

    private void openObject() {
        if (!open.isEmpty() && open.charAt(open.length() - 1) == '[') {
            out.writeBytes(OBJECT_IN_LIST);
        }
        out.write('{');
        open.append('{');
        if (isInRecordItself()) {
            out.writeBytes(FIELD);
        }
    }

    private void close(char bracket) {
        if (isInRecordItself()) {
            out.write('\n');
        }
        open.setLength(open.length() - 1);
        out.write(bracket);
    }

    private boolean isInRecordItself() {
        return open.length() == 1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
