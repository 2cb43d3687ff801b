package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Quantities;
import dev.zjail.truthimatics.LimitShare;
import dev.zjail.truthimatics.UsedQuantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What the runs on the same input used, and how near they came to their limits, as far as the record tells of several.
 * A row whose numbers cannot be is left out, and so are more rows than there can be: nobody who reads records vouches
 * for them.
 */
final class UsageSection {
    private final Html html;
    private final RecordedFields record;
    private final UnaryOperator<String> caption;

    /** The captions of a page that shows several runs say which one it is. */
    UsageSection(Html html, RecordedFields record, UnaryOperator<String> caption) {
        this.html = html;
        this.record = record;
        this.caption = caption;
    }

    void write() {
        record.object("usage_across_runs").ifPresent(usage -> {
            spreads(usage);
            nearest(usage.objects("nearest"));
        });
    }

    private void spreads(RecordedFields usage) {
        long runs = usage.number("runs").orElse(0);
        long plain = usage.number("runs_with_nothing_varied").orElse(0);
        html.openTable(
                caption.apply("Least and most that runs on the same input used: " + plain + " with nothing varied, "
                        + runs + " in all; the watched one is apart"),
                List.of("What", "Nothing varied", "All", "Watched"));
        usage.objects("spreads").stream().limit(UsedQuantity.values().length).forEach(this::spread);
        html.closeTable();
    }

    private void spread(RecordedFields spread) {
        Optional<UsedQuantity> quantity = named(UsedQuantity.values(), spread.text("quantity"));
        if (quantity.isEmpty()) {
            return;
        }
        LimitKind kind = quantity.get().kind();
        Optional<String> plain = range(kind, spread, "nothing_varied");
        Optional<String> all = range(kind, spread, "all");
        if (plain.isPresent() && all.isPresent()) {
            html.open("tr").element("th", UsageNames.of(quantity.get()), "scope", "row");
            html.cell("Nothing varied", plain.get()).cell("All", all.get());
            html.cell("Watched", watched(kind, spread)).closeLine();
        }
    }

    private static Optional<String> range(LimitKind kind, RecordedFields spread, String name) {
        long least = spread.number(name + ".least").orElse(-1);
        long most = spread.number(name + ".most").orElse(-1);
        if (least < 0 || most < least) {
            return Optional.empty();
        }
        String words = Quantities.format(kind, least);
        return Optional.of(least == most ? words : words + " to " + Quantities.format(kind, most));
    }

    private static String watched(LimitKind kind, RecordedFields spread) {
        OptionalLong used = spread.number("watched");
        return used.isPresent() && used.getAsLong() >= 0 ? Quantities.format(kind, used.getAsLong()) : "not seen";
    }

    private void nearest(List<RecordedFields> shares) {
        html.openTable(
                caption.apply("The most that any of the runs used of each limit"),
                List.of("Limit", "Used", "Share", "Run"));
        shares.stream()
                .limit(LimitKind.values().length)
                .flatMap(share -> share(share).stream())
                .forEach(this::share);
        html.closeTable();
    }

    private static Optional<LimitShare> share(RecordedFields share) {
        long used = share.number("used").orElse(-1);
        long limit = share.number("limit").orElse(0);
        return used < 0 || limit <= 0
                ? Optional.empty()
                : named(LimitKind.values(), share.text("limit_kind"))
                        .map(kind -> new LimitShare(
                                kind, used, limit, share.text("run").orElse("")));
    }

    private void share(LimitShare share) {
        LimitUse use = new LimitUse(UsageNames.of(share.kind()), share.kind(), share.used(), share.limit(), false);
        html.open("tr").element("th", use.name(), "scope", "row");
        html.cell("Used", use.sentence()).cell("Share");
        Page.bar(html, use);
        if (share.isNear()) {
            html.text(": ").element("strong", "near");
        }
        html.close().cell("Run").foreign(share.run()).close().closeLine();
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, Optional<String> name) {
        return Arrays.stream(values)
                .filter(value -> name.equals(Optional.of(value.name())))
                .findFirst();
    }
}
