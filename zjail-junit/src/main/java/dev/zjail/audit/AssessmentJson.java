package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
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
import dev.zjail.truthimatics.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes an assessment into the record of its run, and reads it again from there. */
public final class AssessmentJson {
    private static final int LONGEST_TEXT = 4096;

    private static final String RANDOMNESS = "randomness";
    private static final String DEPENDENCE = "dependence";
    private static final String NOT_FOUND = "not_found";

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

    /**
     * Reads the assessment out of the record of a run. What was written is read as it was, unless a text was longer
     * than a record keeps.
     *
     * @param record the record, an object of a trail
     * @return the assessment
     * @throws IllegalArgumentException if a field is missing or is not of its type, or if the verdict does not follow
     *     from the evidence
     */
    public static Assessment read(JsonNode record) {
        List<Evidence> evidence = new ArrayList<>();
        RequiredField.list(record, "evidence").forEach(row -> evidence.add(evidence(row)));
        JsonNode example = record.required("counter_example");
        return new Assessment(
                Verdict.valueOf(RequiredField.text(record, "verdict")),
                evidence,
                RequiredField.text(record, "settled_by"),
                example.isNull() ? Optional.empty() : Optional.of(counterExample(example)),
                investigation(record));
    }

    private static Evidence evidence(JsonNode row) {
        return new Evidence(
                RequiredField.text(row, "id"),
                Evidence.Kind.valueOf(RequiredField.text(row, "kind")),
                RequiredField.fraction(row, "log10_likelihood_ratio"),
                RequiredField.text(row, "sentence"),
                RequiredField.texts(row, "runs"));
    }

    private static InvestigationSummary investigation(JsonNode record) {
        JsonNode runs = record.required("further_runs");
        List<UnusedAxis> unused = new ArrayList<>();
        RequiredField.list(record, "unused_axes")
                .forEach(axis -> unused.add(new UnusedAxis(
                        Axis.valueOf(RequiredField.text(axis, "axis")),
                        RequiredField.truth(axis, "declared"),
                        RequiredField.text(axis, "reason"))));
        Set<Normaliser> normalisers = EnumSet.noneOf(Normaliser.class);
        RequiredField.texts(record, "verdict_modulo")
                .forEach(id -> normalisers.add(Normaliser.named(id)
                        .orElseThrow(() -> new IllegalArgumentException("no normaliser is called " + id))));
        return new InvestigationSummary(
                RequiredField.count(runs, "replays"),
                RequiredField.count(runs, "contrasts"),
                unused,
                normalisers,
                record.required("weights_digest").isNull()
                        ? Optional.empty()
                        : Optional.of(RequiredField.text(record, "weights_digest")),
                UsageAcrossRunsJson.read(record));
    }

    private static CounterExample counterExample(JsonNode json) {
        SortedMap<Axis, String> varied = new TreeMap<>();
        RequiredField.list(json, "varied")
                .forEach(axis ->
                        varied.put(Axis.valueOf(RequiredField.text(axis, "axis")), RequiredField.text(axis, "value")));
        return new CounterExample(
                RequiredField.count(json, "run"),
                RequiredField.count(json, "step"),
                varied,
                new Difference(
                        Difference.Part.valueOf(RequiredField.text(json, "part")),
                        RequiredField.number(json, "offset"),
                        RequiredField.text(json, "first"),
                        RequiredField.text(json, "replay")),
                factor(json.required("factor")));
    }

    private static Factor factor(JsonNode json) {
        String kind = RequiredField.text(json, "kind");
        return switch (kind) {
            case RANDOMNESS -> new Factor.Randomness();
            case DEPENDENCE -> new Factor.Dependence(Axis.valueOf(RequiredField.text(json, "axis")));
            case NOT_FOUND -> new Factor.NotFound(RequiredField.text(json, "reason"));
            default -> throw new IllegalArgumentException("no factor is of the kind " + kind);
        };
    }
}
