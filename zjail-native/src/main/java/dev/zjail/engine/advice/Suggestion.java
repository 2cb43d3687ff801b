package dev.zjail.engine.advice;

import dev.zjail.engine.JailSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What to say in addition in the annotation of a test. Immutable.
 *
 * @param attributes the values to add, by the names of the annotation's attributes; of a limit by {@code limits.memory}
 *     and its like
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Suggestion(SortedMap<String, List<String>> attributes) {
    /** Nothing to add. */
    public static final Suggestion NONE = new Suggestion(new TreeMap<>());

    /** Of these the last one counts; of all others each is one more. */
    private static final String POLICY = "policy";

    private static final String LIMITS = "limits.";
    private static final String ALLOW = "allow";
    private static final String REFUSE = "refuse";

    /** Copies the map. */
    public Suggestion {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    static Suggestion of(String attribute, List<String> values) {
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        if (!values.isEmpty()) {
            attributes.put(attribute, values.stream().distinct().sorted().toList());
        }
        return new Suggestion(attributes);
    }

    static Suggestion of(String attribute, String value) {
        return of(attribute, List.of(value));
    }

    /**
     * Joins two.
     *
     * @param later of an attribute that has one value, its counts
     * @return what both say
     */
    public Suggestion and(Suggestion later) {
        TreeMap<String, List<String>> both = new TreeMap<>(attributes);
        later.attributes.forEach(
                (name, values) -> both.merge(name, values, (before, after) -> joined(name, before, after)));
        return new Suggestion(both);
    }

    private static List<String> joined(String attribute, List<String> before, List<String> after) {
        return hasOneValue(attribute)
                ? after
                : Stream.concat(before.stream(), after.stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static boolean hasOneValue(String attribute) {
        return attribute.equals(POLICY) || attribute.startsWith(LIMITS);
    }

    /**
     * Says whether there is nothing to add.
     *
     * @return whether no attribute has a value
     */
    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    /**
     * Returns what to add to one attribute.
     *
     * @param attribute its name
     * @return the values; none if there is nothing to add
     */
    public List<String> values(String attribute) {
        return attributes.getOrDefault(attribute, List.of());
    }

    /**
     * Returns the values of one attribute as they are to stand in the annotation.
     *
     * @param spec what the test asked for
     * @param attribute its name
     * @return what the test has there already, if it takes several values, and what to add
     */
    public List<String> complete(JailSpec spec, String attribute) {
        return joined(attribute, AttributeTexts.of(spec, attribute), values(attribute));
    }

    /**
     * Puts what a test has there already before what to add.
     *
     * @param spec what the test asked for
     * @return values as they are to stand in the annotation
     */
    public Suggestion completed(JailSpec spec) {
        TreeMap<String, List<String>> complete = new TreeMap<>();
        attributes.keySet().forEach(name -> complete.put(name, complete(spec, name)));
        return new Suggestion(complete);
    }

    Suggestion allowingInsteadOfRefusing(Collection<String> names) {
        TreeMap<String, List<String>> changed = new TreeMap<>(attributes);
        changed.remove(REFUSE);
        return new Suggestion(changed).and(of(ALLOW, List.copyOf(names)));
    }

    Suggestion refusingInsteadOfAllowing(Collection<String> names, Collection<String> refuse) {
        List<String> allowed =
                values(ALLOW).stream().filter(name -> !names.contains(name)).toList();
        TreeMap<String, List<String>> changed = new TreeMap<>(attributes);
        changed.remove(ALLOW);
        return new Suggestion(changed).and(of(ALLOW, allowed)).and(of(REFUSE, List.copyOf(refuse)));
    }

    /**
     * Writes the attributes as they are to stand in the annotation: with the values that the test has there already.
     *
     * @param spec what the test asked for
     * @return such as {@code allow = {"execve", "ptrace"}, policy = "threads"}
     */
    public String asAttributes(JailSpec spec) {
        return completed(spec).attributes.entrySet().stream()
                .map(entry -> AttributeTexts.attribute(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
