package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Who said what in a dialogue, in its order, as far as the record has it. */
final class DialogueSection {
    private static final Map<String, String> WHO = Map.of("stdin", "test", "stdout", "stdout", "stderr", "stderr");

    private final Html html;
    private final RecordedFields dialogue;
    private final String caption;

    DialogueSection(Html html, RecordedFields dialogue, String caption) {
        this.html = html;
        this.dialogue = dialogue;
        this.caption = caption;
    }

    void write() {
        List<RecordedFields> parts = dialogue.objects("listed");
        long count = dialogue.number("count").orElse(parts.size());
        html.open("details").element("summary", "The dialogue, in its order (" + count + ")");
        html.openTable(caption, List.of("Who", "Said"));
        for (RecordedFields part : parts) {
            String stream = part.text("stream").orElse("");
            html.open("tr")
                    .open("th", "scope", "row")
                    .text(WHO.getOrDefault(stream, ""))
                    .close();
            html.cell("Said").open("pre").lineFeed();
            html.guest(part.text("text").orElse("").getBytes(StandardCharsets.UTF_8));
            html.close().close().closeLine();
        }
        html.closeTable();
        if (count > parts.size()) {
            html.element("p", "and " + (count - parts.size()) + " more", "class", "note");
        }
        html.close();
    }
}
