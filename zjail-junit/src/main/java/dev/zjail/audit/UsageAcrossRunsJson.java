package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.zjail.truthimatics.LimitShare;
import dev.zjail.truthimatics.UsageAcrossRuns;
import dev.zjail.truthimatics.UsageAcrossRuns.Range;
import dev.zjail.truthimatics.UsageAcrossRuns.Spread;
import java.io.IOException;
import java.util.Optional;

/** Writes what several runs used into the record of the first. */
final class UsageAcrossRunsJson {
    static final String NAME = "usage_across_runs";

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
}
