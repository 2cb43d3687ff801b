package dev.zjail.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.engine.LimitKind;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Axis;
import dev.zjail.truthimatics.CounterExample;
import dev.zjail.truthimatics.Difference;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Factor;
import dev.zjail.truthimatics.InvestigationSummary;
import dev.zjail.truthimatics.LimitShare;
import dev.zjail.truthimatics.Normaliser;
import dev.zjail.truthimatics.UnusedAxis;
import dev.zjail.truthimatics.UsageAcrossRuns;
import dev.zjail.truthimatics.UsageAcrossRuns.Range;
import dev.zjail.truthimatics.UsageAcrossRuns.Spread;
import dev.zjail.truthimatics.UsedQuantity;
import dev.zjail.truthimatics.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads an assessment back from the record of its run: so the tests know that the record holds all of it. */
final class RecordedAssessment {
    private RecordedAssessment() {}

    /**
     * Reads the assessment out of the record of a run. What was written is read as it was, unless a text was longer
     * than a record keeps.
     *
     * @param record the record, an object of a trail
     * @return the assessment
     * @throws IllegalArgumentException if a field is missing or is not of its type, or if the verdict does not follow
     *     from the evidence
     */
    static Assessment read(JsonNode record) {
        List<Evidence> evidence = new ArrayList<>();
        list(record, "evidence").forEach(row -> evidence.add(evidence(row)));
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
                fraction(row, "log10_likelihood_ratio"),
                RequiredField.text(row, "sentence"),
                texts(row, "runs"));
    }

    private static InvestigationSummary investigation(JsonNode record) {
        JsonNode runs = record.required("further_runs");
        List<UnusedAxis> unused = new ArrayList<>();
        list(record, "unused_axes")
                .forEach(axis -> unused.add(new UnusedAxis(
                        Axis.valueOf(RequiredField.text(axis, "axis")),
                        truth(axis, "declared"),
                        RequiredField.text(axis, "reason"))));
        Set<Normaliser> normalisers = EnumSet.noneOf(Normaliser.class);
        texts(record, "verdict_modulo")
                .forEach(id -> normalisers.add(Normaliser.named(id)
                        .orElseThrow(() -> new IllegalArgumentException("no normaliser is called " + id))));
        return new InvestigationSummary(
                count(runs, "replays"),
                count(runs, "contrasts"),
                unused,
                normalisers,
                record.required("weights_digest").isNull()
                        ? Optional.empty()
                        : Optional.of(RequiredField.text(record, "weights_digest")),
                usage(record));
    }

    private static CounterExample counterExample(JsonNode json) {
        SortedMap<Axis, String> varied = new TreeMap<>();
        list(json, "varied")
                .forEach(axis ->
                        varied.put(Axis.valueOf(RequiredField.text(axis, "axis")), RequiredField.text(axis, "value")));
        return new CounterExample(
                count(json, "run"),
                count(json, "step"),
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
            case AssessmentJson.RANDOMNESS -> new Factor.Randomness();
            case AssessmentJson.DEPENDENCE ->
                new Factor.Dependence(
                        Axis.valueOf(RequiredField.text(json, "axis")),
                        Optional.ofNullable(json.get("variable"))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::asText));
            case AssessmentJson.NOT_FOUND -> new Factor.NotFound(RequiredField.text(json, "reason"));
            default -> throw new IllegalArgumentException("no factor is of the kind " + kind);
        };
    }

    /** Records of versions that did not look at it do not have the field. */
    private static Optional<UsageAcrossRuns> usage(JsonNode record) {
        JsonNode usage = record.path(UsageAcrossRunsJson.NAME);
        if (usage.isMissingNode() || usage.isNull()) {
            return Optional.empty();
        }
        List<Spread> spreads = new ArrayList<>();
        usage.required("spreads").forEach(spread -> spreads.add(spread(spread)));
        List<LimitShare> nearest = new ArrayList<>();
        usage.required("nearest").forEach(share -> nearest.add(share(share)));
        return Optional.of(
                new UsageAcrossRuns(count(usage, "runs_with_nothing_varied"), count(usage, "runs"), spreads, nearest));
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

    private static int count(JsonNode json, String name) {
        return RequiredField.of(
                        json,
                        name,
                        value -> value.canConvertToInt() && value.isIntegralNumber(),
                        "a whole number of 32 bits")
                .intValue();
    }

    private static double fraction(JsonNode json, String name) {
        return RequiredField.of(json, name, JsonNode::isNumber, "a number").doubleValue();
    }

    private static boolean truth(JsonNode json, String name) {
        return RequiredField.of(json, name, JsonNode::isBoolean, "true or false")
                .booleanValue();
    }

    private static JsonNode list(JsonNode json, String name) {
        return RequiredField.of(json, name, JsonNode::isArray, "a list");
    }

    private static List<String> texts(JsonNode json, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(json, name)) {
            if (!value.isTextual()) {
                throw new IllegalArgumentException("`" + name + "` must be a list of texts");
            }
            texts.add(value.textValue());
        }
        return texts;
    }
}
