package dev.zjail.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Builds a page. What is written is well-formed XML but for its void elements, so that a test can tell whether a text
 * got out of its place; every text and every attribute's value is escaped here and nowhere else.
 */
final class Html {
    private static final int LINES_IN_SIGHT = 8;

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element. The attributes are names and values in turn; only values are escaped. */
    Html open(String tag, String... attributes) {
        tag(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Writes an element that has neither content nor end. */
    Html empty(String tag, String... attributes) {
        tag(tag, attributes);
        return this;
    }

    /** Writes a shape of a drawing, which XML ends where it begins. */
    Html shape(String tag, String... attributes) {
        tag(tag, attributes);
        out.insert(out.length() - 1, '/');
        return this;
    }

    private void tag(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(Markup.escape(attributes[i + 1])).append('"');
        }
        out.append('>');
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element that was opened last, and breaks the line of the source. */
    Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    Html text(String text) {
        out.append(Markup.escape(text));
        return this;
    }

    Html lineFeed() {
        out.append('\n');
        return this;
    }

    /** Writes an element with nothing but text in it. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Writes text that others wrote, apart from the direction of the text around it. */
    Html foreign(String text) {
        return element("bdi", text);
    }

    Html code(String text) {
        return element("code", text);
    }

    /** Writes bytes that a guest wrote, as {@link Markup#guest} shows them. */
    Html guest(byte[] output) {
        out.append(Markup.guest(output));
        return this;
    }

    /** Writes a message in the lines it has; one of many lines is scrolled, and so the keyboard has to reach it. */
    Html message(String text, String label) {
        if (text.lines().count() > LINES_IN_SIGHT) {
            open("pre", "class", "message", "tabindex", "0", "role", "group", "aria-label", label);
        } else {
            open("pre", "class", "message");
        }
        return lines(text).close();
    }

    /** Writes text that others wrote in the lines it has. */
    Html lines(String text) {
        return guest(text.replace("\t", "    ").getBytes(StandardCharsets.UTF_8));
    }

    /** Opens a table, whose caption is its name, and its body. */
    Html openTable(String caption, List<String> columns) {
        open("table");
        element("caption", caption);
        open("thead").open("tr");
        columns.forEach(column -> element("th", column, "scope", "col"));
        close().closeLine();
        return open("tbody");
    }

    Html closeTable() {
        return close().closeLine();
    }

    /** Opens a cell. The label is its column's name, which a narrow page shows beside it. */
    Html cell(String label) {
        return open("td", "data-label", label);
    }

    /** Writes a cell that holds text. */
    Html cell(String label, String text) {
        return cell(label).text(text).close();
    }

    /** Writes a link where there is something to link to, and just the text otherwise. */
    Html link(Optional<String> target, String text) {
        return target.isPresent() ? element("a", text, "href", target.get()) : text(text);
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }
}
