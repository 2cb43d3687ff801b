package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.engine.LimitKind;
import dev.zjail.truthimatics.LimitShare;
import dev.zjail.truthimatics.UsageAcrossRuns;
import dev.zjail.truthimatics.UsageAcrossRuns.Range;
import dev.zjail.truthimatics.UsageAcrossRuns.Spread;
import dev.zjail.truthimatics.UsedQuantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what several runs used into the record of the first, and reads it again from there. */
final class UsageAcrossRunsJson {
    private static final String NAME = "usage_across_runs";

    private UsageAcrossRunsJson() {}

    /** Writes the field into the object that is being written. */
    static void write(JsonGenerator json, Optional<UsageAcrossRuns> usage) throws IOException {
        if (usage.isPresent()) {
            write(json, usage.get());
        } else {
            json.writeNullField(NAME);
        }
    }

    private static void write(JsonGenerator json, UsageAcrossRuns usage) throws IOException {
        json.writeObjectFieldStart(NAME);
        json.writeNumberField("runs_with_nothing_varied", usage.runsWithNothingVaried());
        json.writeNumberField("runs", usage.runs());
        json.writeArrayFieldStart("spreads");
        for (Spread spread : usage.spreads()) {
            write(json, spread);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("nearest");
        for (LimitShare share : usage.nearest()) {
            write(json, share);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Spread spread) throws IOException {
        json.writeStartObject();
        json.writeStringField("quantity", spread.quantity().name());
        json.writeStringField("unit", spread.quantity().kind().unit().name());
        write(json, "nothing_varied", spread.nothingVaried());
        write(json, "all", spread.all());
        if (spread.watched().isPresent()) {
            json.writeNumberField("watched", spread.watched().get());
        } else {
            json.writeNullField("watched");
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Range range) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("least", range.least());
        json.writeNumberField("most", range.most());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LimitShare share) throws IOException {
        json.writeStartObject();
        json.writeStringField("limit_kind", share.kind().name());
        json.writeStringField("unit", share.kind().unit().name());
        json.writeNumberField("limit", share.limit());
        json.writeNumberField("used", share.used());
        json.writeStringField("run", share.run());
        json.writeEndObject();
    }

    /**
     * Reads what several runs used. Records of versions that did not look at it do not have the field.
     *
     * @throws IllegalArgumentException if a field is missing or is not of its type, or the numbers contradict each
     *     other
     */
    static Optional<UsageAcrossRuns> read(JsonNode record) {
        JsonNode usage = record.path(NAME);
        if (usage.isMissingNode() || usage.isNull()) {
            return Optional.empty();
        }
        List<Spread> spreads = new ArrayList<>();
        usage.required("spreads").forEach(spread -> spreads.add(spread(spread)));
        List<LimitShare> nearest = new ArrayList<>();
        usage.required("nearest").forEach(share -> nearest.add(share(share)));
        return Optional.of(new UsageAcrossRuns(
                RequiredField.count(usage, "runs_with_nothing_varied"),
                RequiredField.count(usage, "runs"),
                spreads,
                nearest));
    }

    private static Spread spread(JsonNode json) {
        return new Spread(
                UsedQuantity.valueOf(RequiredField.text(json, "quantity")),
                range(json.required("nothing_varied")),
                range(json.required("all")),
                json.required("watched").isNull()
                        ? Optional.empty()
                        : Optional.of(RequiredField.number(json, "watched")));
    }

    private static Range range(JsonNode json) {
        return new Range(RequiredField.number(json, "least"), RequiredField.number(json, "most"));
    }

    private static LimitShare share(JsonNode json) {
        return new LimitShare(
                LimitKind.valueOf(RequiredField.text(json, "limit_kind")),
                RequiredField.number(json, "used"),
                RequiredField.number(json, "limit"),
                RequiredField.text(json, "run"));
    }
}
