package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The further runs that were made of a program, as far as the record tells of them. */
final class ReplaySection {
    private final Html html;
    private final RecordedFields record;

    ReplaySection(Html html, RecordedFields record) {
        this.html = html;
        this.record = record;
    }

    void write() {
        record.object("counter_example").ifPresent(this::counterExample);
        replays(record.objects("replays"));
        unused(record.objects("axes_not_applied"));
    }

    private void counterExample(RecordedFields example) {
        String first = example.text("difference.first").orElse("");
        String replay = example.text("difference.replay").orElse("");
        int same = commonPrefix(first, replay);
        html.open("div", "class", "difference");
        html.open("p").element("strong", "Two runs on the same input differ: ");
        html.foreign(example.text("sentence").orElse("see below")).closeLine();
        html.open("dl");
        side("First run", first, same);
        side("Replay " + example.number("run").orElse(1), replay, same);
        html.close().closeLine();
    }

    private void side(String term, String text, int same) {
        html.element("dt", term).open("dd").open("code").text(text.substring(0, same));
        html.element("mark", text.substring(same)).close().closeLine();
    }

    private static int commonPrefix(String one, String other) {
        int limit = Math.min(one.length(), other.length());
        int same = 0;
        while (same < limit && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same > 0 && Character.isHighSurrogate(one.charAt(same - 1)) ? same - 1 : same;
    }

    private void replays(List<RecordedFields> replays) {
        if (replays.isEmpty()) {
            return;
        }
        html.openTable("Further runs", List.of("Run", "What was varied", "Outcome"));
        for (RecordedFields replay : replays) {
            html.open("tr")
                    .open("th", "scope", "row")
                    .foreign(replay.text("run").orElse(""))
                    .close();
            html.cell("What was varied")
                    .foreign(varied(replay.textsByName("varied")))
                    .close();
            html.cell("Outcome")
                    .foreign(replay.text("outcome").orElse(""))
                    .close()
                    .closeLine();
        }
        html.closeTable();
    }

    private static String varied(Map<String, String> varied) {
        return varied.isEmpty()
                ? "nothing"
                : varied.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("; "));
    }

    private void unused(List<RecordedFields> axes) {
        if (axes.isEmpty()) {
            return;
        }
        html.open("details").element("summary", "What no replay varied").open("dl");
        for (RecordedFields axis : axes) {
            html.element("dt", axis.text("axis").orElse(""));
            html.open("dd").foreign(axis.text("reason").orElse("")).close();
        }
        html.close().closeLine();
    }
}
