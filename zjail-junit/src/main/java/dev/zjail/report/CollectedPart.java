package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.engine.NotCollected;
import dev.zjail.engine.Quantities;
import java.util.List;
import java.util.Locale;

/** What came back from the places that the program could write, and what did not. */
final class CollectedPart {
    private CollectedPart() {}

    /** Writes nothing where nothing was to come back. */
    static void write(Html html, RecordedFields record, String caption) {
        List<RecordedFields> files = record.objects("collected.files");
        List<RecordedFields> others = record.objects("collected.others");
        if (files.isEmpty() && others.isEmpty()) {
            return;
        }
        html.openTable(caption, List.of("In the jail", "Size", "Begins with"));
        for (RecordedFields file : files) {
            path(html, file);
            html.cell("Size", Quantities.bytes(file.number("bytes").orElse(0)));
            html.cell("Begins with")
                    .open("code")
                    .foreign(file.text("head").orElse(""))
                    .close();
            html.close().closeLine();
        }
        for (RecordedFields other : others) {
            path(html, other);
            html.cell("Size", "did not come back");
            html.cell("Begins with").foreign(words(other)).close().closeLine();
        }
        html.closeTable();
        long more = record.number("collected.others_count").orElse(0) - others.size();
        if (more > 0) {
            html.element("p", "and " + more + " more that did not come back", "class", "note");
        }
    }

    private static void path(Html html, RecordedFields item) {
        html.open("tr")
                .open("th", "scope", "row")
                .foreign(item.text("path").orElse(""))
                .close();
    }

    private static String words(RecordedFields other) {
        String kind = other.text("kind").orElse("");
        String detail = other.text("detail").orElse("");
        for (NotCollected.Kind known : NotCollected.Kind.values()) {
            if (known.name().equals(kind)) {
                return new NotCollected("", known, detail).describe();
            }
        }
        return kind.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
