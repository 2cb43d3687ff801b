package dev.zjail.policyfile;

import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.ArgumentMatch;
import dev.zjail.engine.policy.PolicyEntry;
import dev.zjail.engine.policy.RefusalEntry;
import dev.zjail.internal.NearestNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a policy file says of single system calls. */
final class PolicyEntries {
    private static final Set<String> ENTRY_FIELDS =
            JsonCursor.fields("syscall", "arguments", "architectures", "description");
    private static final Set<String> REFUSAL_FIELDS =
            JsonCursor.fields("syscall", "errno", "arguments", "architectures", "description");
    private static final Set<String> ARGUMENT_FIELDS =
            JsonCursor.fields("index", "equals", "anyOf", "onlyBits", "mask");
    private static final List<String> COMPARISONS = List.of("equals", "anyOf", "onlyBits");

    private static final Map<String, Architecture> ARCHITECTURES = Stream.of(Architecture.values())
            .collect(Collectors.toMap(
                    Architecture::word, architecture -> architecture, (one, other) -> one, TreeMap::new));

    private PolicyEntries() {}

    /** Reads the entries of {@code allow} or {@code deny}; none where the field is missing. */
    static List<PolicyEntry> of(JsonCursor policy, String field) {
        return elements(policy, field, "[\"getpid\"]", PolicyEntries::entry);
    }

    /** Reads the entries of {@code refuse}; none where the field is missing. */
    static List<RefusalEntry> refused(JsonCursor policy) {
        return elements(policy, "refuse", "[\"socket=EAFNOSUPPORT\"]", PolicyEntries::refusal);
    }

    private static <T> List<T> elements(
            JsonCursor policy, String field, String example, Function<JsonCursor, T> reading) {
        return policy.child(field)
                .map(array -> array.elements(example).stream().map(reading).toList())
                .orElse(List.of());
    }

    private static RefusalEntry refusal(JsonCursor place) {
        if (place.isText()) {
            return place.translating(() -> RefusalEntry.of(place.text("socket=EAFNOSUPPORT")));
        }
        PolicyEntry call = object(place, REFUSAL_FIELDS);
        Optional<String> errno = place.child("errno").map(name -> name.text("EAFNOSUPPORT"));
        return place.translating(
                () -> errno.map(name -> new RefusalEntry(call, name)).orElseGet(() -> RefusalEntry.of(call)));
    }

    private static PolicyEntry entry(JsonCursor place) {
        return place.isText()
                ? place.translating(() -> PolicyEntry.of(place.text("getpid")))
                : object(place, ENTRY_FIELDS);
    }

    private static PolicyEntry object(JsonCursor place, Set<String> fields) {
        place.requireOnly(fields);
        place.child("description").ifPresent(description -> description.text("for the progress bar"));
        String syscall =
                place.requireChild("syscall", "\"syscall\": \"getpid\"").text("getpid");
        List<ArgumentMatch> arguments =
                place.child("arguments").map(PolicyEntries::arguments).orElse(List.of());
        Set<Architecture> architectures = place.child("architectures")
                .map(PolicyEntries::architectures)
                .orElse(EnumSet.allOf(Architecture.class));
        return place.translating(() -> new PolicyEntry(syscall, arguments, architectures));
    }

    private static List<ArgumentMatch> arguments(JsonCursor array) {
        List<JsonCursor> places = array.elements("[{\"index\": 0, \"equals\": 1}]");
        if (places.isEmpty()) {
            throw array.wrong("must hold at least one condition", "none", "leave the field out to allow any arguments");
        }
        return places.stream().map(PolicyEntries::argument).toList();
    }

    private static ArgumentMatch argument(JsonCursor place) {
        place.requireOnly(ARGUMENT_FIELDS);
        int index = place.requireChild("index", "\"index\": 0").wholeNumber();
        List<String> comparisons = COMPARISONS.stream().filter(place::has).toList();
        if (comparisons.size() != 1) {
            throw place.wrong(
                    "must have exactly one of the fields " + String.join(", ", COMPARISONS),
                    comparisons.isEmpty() ? "none" : String.join(" and ", comparisons),
                    "write for instance {\"index\": 0, \"equals\": 1}");
        }
        JsonCursor compared = place.requireChild(comparisons.get(0), "");
        return switch (comparisons.get(0)) {
            case "equals" -> masked(place, index, List.of(compared.bits()));
            case "anyOf" ->
                masked(
                        place,
                        index,
                        compared.elements("[0, 1]").stream()
                                .map(JsonCursor::bits)
                                .toList());
            default -> onlyBits(place, index, compared.bits());
        };
    }

    private static ArgumentMatch masked(JsonCursor place, int index, List<Long> values) {
        long mask = place.child("mask").map(JsonCursor::bits).orElse(-1L);
        return place.translating(() -> new ArgumentMatch(index, mask, values));
    }

    private static ArgumentMatch onlyBits(JsonCursor place, int index, long bits) {
        place.child("mask").ifPresent(mask -> {
            throw mask.wrong(
                    "must not stand beside onlyBits, which is a mask itself",
                    mask.value().shown(),
                    "take it out, or write equals instead of onlyBits");
        });
        return place.translating(() -> ArgumentMatch.onlyBits(index, bits));
    }

    private static Set<Architecture> architectures(JsonCursor array) {
        return array.elements("[\"x86_64\"]").stream()
                .map(PolicyEntries::architecture)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Architecture.class)));
    }

    private static Architecture architecture(JsonCursor place) {
        String word = place.text("x86_64");
        Architecture architecture = ARCHITECTURES.get(word);
        if (architecture == null) {
            throw place.wrong(
                    "must be one of " + String.join(", ", ARCHITECTURES.keySet()),
                    place.value().shown(),
                    NearestNames.remedy(word, ARCHITECTURES.keySet(), "name one of these"));
        }
        return architecture;
    }
}
