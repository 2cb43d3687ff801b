package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import java.util.List;
import java.util.Locale;
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
        long replays = record.number("further_runs.replays").orElse(0);
        long contrasts = record.number("further_runs.contrasts").orElse(0);
        if (replays + contrasts > 0) {
            html.element("p", "Further runs: " + replays + " on the same input, " + contrasts + " on other inputs.");
        }
        record.object("counter_example").ifPresent(this::counterExample);
        leftOut(record.texts("verdict_modulo"));
        unused(record.objects("unused_axes"));
    }

    private void counterExample(RecordedFields example) {
        String first = example.text("first").orElse("");
        String replay = example.text("replay").orElse("");
        String number = "Replay " + example.number("run").orElse(1);
        html.open("div", "class", "difference");
        html.open("p").element("strong", number + " is not the same as the first run: ");
        html.text(place(example) + "; ")
                .foreign(example.text("factor.sentence").orElse(""))
                .text(".")
                .closeLine();
        html.open("dl");
        TextDifference.side(html, "First run", first, replay);
        TextDifference.side(html, number, replay, first);
        html.element("dt", "Varied")
                .open("dd")
                .foreign(varied(example.objects("varied")))
                .close();
        html.close().closeLine();
    }

    private static String place(RecordedFields example) {
        String part = example.text("part").orElse("").toLowerCase(Locale.ROOT);
        return part.equals("ending")
                ? "it ended otherwise"
                : part + " differs first at byte " + example.number("offset").orElse(0);
    }

    private static String varied(List<RecordedFields> varied) {
        return varied.isEmpty()
                ? "nothing"
                : varied.stream()
                        .map(axis -> axis(axis) + ": " + axis.text("value").orElse(""))
                        .collect(Collectors.joining("; "));
    }

    private static String axis(RecordedFields fields) {
        return fields.text("axis").orElse("").toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void leftOut(List<String> normalisers) {
        if (!normalisers.isEmpty()) {
            html.open("p").text("Left out of account when outputs were compared: ");
            html.foreign(String.join(", ", normalisers)).text(".").closeLine();
        }
    }

    private void unused(List<RecordedFields> axes) {
        if (axes.isEmpty()) {
            return;
        }
        html.open("details").element("summary", "What no replay varied").open("dl");
        for (RecordedFields axis : axes) {
            html.element("dt", axis(axis))
                    .open("dd")
                    .foreign(axis.text("reason").orElse(""))
                    .close();
        }
        html.close().closeLine();
    }
}
