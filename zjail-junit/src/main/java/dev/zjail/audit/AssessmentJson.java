package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.zjail.internal.ForeignText;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Axis;
import dev.zjail.truthimatics.CounterExample;
import dev.zjail.truthimatics.Difference;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Factor;
import dev.zjail.truthimatics.InvestigationSummary;
import dev.zjail.truthimatics.Normaliser;
import dev.zjail.truthimatics.UnusedAxis;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes an assessment into the record of its run. */
final class AssessmentJson {
    private static final int LONGEST_TEXT = 4096;

    static final String RANDOMNESS = "randomness";
    static final String DEPENDENCE = "dependence";
    static final String NOT_FOUND = "not_found";

    private AssessmentJson() {}

    /** Writes the field that names what was taken out of the outputs, in one order whatever the set's. */
    static void writeNormalisers(JsonGenerator json, Set<Normaliser> normalisers) throws IOException {
        json.writeArrayFieldStart("verdict_modulo");
        for (Normaliser normaliser : new TreeSet<>(normalisers)) {
            json.writeString(normaliser.id());
        }
        json.writeEndArray();
    }

    /** Writes the fields into the object that is being written. */
    static void write(JsonGenerator json, Assessment assessment) throws IOException {
        InvestigationSummary investigation = assessment.investigation();
        json.writeStringField("verdict", assessment.verdict().name());
        writeNormalisers(json, investigation.normalisers());
        json.writeNumberField("score", assessment.score());
        json.writeArrayFieldStart("evidence");
        for (Evidence row : assessment.evidence()) {
            write(json, row);
        }
        json.writeEndArray();
        text(json, "settled_by", assessment.settledBy());
        json.writeObjectFieldStart("further_runs");
        json.writeNumberField("replays", investigation.replays());
        json.writeNumberField("contrasts", investigation.contrasts());
        json.writeEndObject();
        json.writeArrayFieldStart("unused_axes");
        for (UnusedAxis axis : investigation.unused()) {
            json.writeStartObject();
            json.writeStringField("axis", axis.axis().name());
            json.writeBooleanField("declared", axis.declared());
            text(json, "reason", axis.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        textOrNull(json, "weights_digest", investigation.weightsDigest());
        UsageAcrossRunsJson.write(json, investigation.usage());
        if (assessment.counterExample().isPresent()) {
            write(json, assessment.counterExample().get());
        } else {
            json.writeNullField("counter_example");
        }
    }

    private static void write(JsonGenerator json, Evidence row) throws IOException {
        json.writeStartObject();
        text(json, "id", row.id());
        json.writeStringField("kind", row.kind().name());
        json.writeNumberField("log10_likelihood_ratio", row.log10LikelihoodRatio());
        text(json, "sentence", row.sentence());
        json.writeArrayFieldStart("runs");
        for (String run : row.runs()) {
            json.writeString(ForeignText.recorded(run, LONGEST_TEXT));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, CounterExample example) throws IOException {
        json.writeObjectFieldStart("counter_example");
        json.writeNumberField("run", example.run());
        json.writeNumberField("step", example.step());
        json.writeArrayFieldStart("varied");
        for (Map.Entry<Axis, String> varied : example.varied().entrySet()) {
            json.writeStartObject();
            json.writeStringField("axis", varied.getKey().name());
            text(json, "value", varied.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        Difference difference = example.difference();
        json.writeStringField("part", difference.part().name());
        json.writeNumberField("offset", difference.offset());
        text(json, "first", difference.first());
        text(json, "replay", difference.replay());
        json.writeObjectFieldStart("factor");
        write(json, example.factor());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Factor factor) throws IOException {
        if (factor instanceof Factor.Randomness) {
            json.writeStringField("kind", RANDOMNESS);
        } else if (factor instanceof Factor.Dependence dependence) {
            json.writeStringField("kind", DEPENDENCE);
            json.writeStringField("axis", dependence.axis().name());
            json.writeFieldName("variable");
            json.writeObject(dependence.variable().orElse(null));
        } else {
            // The type is sealed: a fourth kind of factor would fail here, loudly.
            json.writeStringField("kind", NOT_FOUND);
            text(json, "reason", ((Factor.NotFound) factor).reason());
        }
        text(json, "sentence", factor.describe());
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeStringField(name, ForeignText.recorded(value, LONGEST_TEXT));
    }

    private static void textOrNull(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(json, name, value.get());
        } else {
            json.writeNullField(name);
        }
    }
}
