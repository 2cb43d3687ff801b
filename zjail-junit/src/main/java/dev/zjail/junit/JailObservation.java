package dev.zjail.junit;

import dev.zjail.engine.Execution;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.advice.AnnotationText;
import dev.zjail.engine.advice.AttributeTexts;
import dev.zjail.internal.ForeignText;
import dev.zjail.policyfile.PolicyFileText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a program lacked while it was observed: see {@link Jail#observe(String...)}. Immutable.
 *
 * <p>It is what this program did on this input. Another input, another C library or an error path may need more.
 *
 * @param result the last run that was observed; its verdict is {@code REJECT}, because the filter of layer 7 did not
 *     kill
 * @param syscalls the system calls beyond the policy that the test asked for; a call of which an argument says what it
 *     is, such as {@code ioctl}, once for each value
 * @param complete false if there may be more: calls that were not recorded, or a program that did not end as expected
 * @param attributes what to write in {@link Jailed}, by the names of its attributes; of a limit by
 *     {@code limits.memory}
 * @param tried a run with that, and with every layer in force; empty if nothing was lacking
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JailObservation(
        JailResult result,
        List<ObservedSyscall> syscalls,
        boolean complete,
        SortedMap<String, List<String>> attributes,
        Optional<JailResult> tried) {

    /** Copies the collections. */
    public JailObservation {
        syscalls = List.copyOf(syscalls);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /**
     * Names the system calls to allow.
     *
     * @return names that {@link Jailed#allow()} takes, sorted, those that the test allowed already among them
     */
    public List<String> allow() {
        return attributes.getOrDefault("allow", List.of());
    }

    /**
     * Writes what was lacking as attributes of {@link Jailed}, ready to be pasted. Each is complete: what the test has
     * there already is in it.
     *
     * @return such as {@code allow = {"execve", "ptrace"}, policy = "processes"}; empty if nothing was lacking
     */
    public String asAttributes() {
        return attributes.entrySet().stream()
                .map(entry -> AttributeTexts.attribute(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Writes the whole annotation of a test that runs the program as it was observed. It has the limits that are to be
     * changed only, no policy of one's own, and no standard input that is longer than 1 KiB or no text: what the test
     * has of these, keep.
     *
     * @return such as {@code @Jailed(value = "target/native/tracer", allow = "ptrace")}
     */
    public String asAnnotation() {
        return AnnotationText.of(enough().spec(), attributes);
    }

    /**
     * Writes what the policy lacks, and what the test allowed already, as a policy of one's own, ready to be saved. It
     * is narrower than {@link #allow()} where an argument says what a call is: of {@code ioctl} it has the requests
     * that were seen, beside those of the policy. Where the policy is one's own, {@code extends} is to name its file
     * instead.
     *
     * @return a JSON text as docs/policies.md describes it, ended by a line feed
     */
    public String asPolicyFile() {
        return PolicyFileText.observed(enough(), allow(), attributes.getOrDefault("refuse", List.of()), syscalls);
    }

    private Execution enough() {
        return tried.orElse(result).execution();
    }

    /**
     * Tells it to a person.
     *
     * @return one line for each call, how often it was made and with which arguments first; whether that is all; what
     *     to add and whether that was enough; the annotation
     */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("beyond what the test gives the program:"
                + (syscalls.isEmpty() && attributes.isEmpty() ? " nothing" : ""));
        syscalls.forEach(call -> lines.add(line(call)));
        if (!complete) {
            lines.add("not complete: the program "
                    + result.execution().termination().describe()
                    + "; what it would do behind that, or calls beyond those recorded, were not seen");
        }
        if (!attributes.isEmpty()) {
            lines.add("add: " + asAttributes());
            tried.ifPresent(run -> lines.add(
                    "tried with that: " + run.execution().termination().describe()));
            lines.add(asAnnotation());
        }
        return ForeignText.lines(String.join("\n", lines));
    }

    private static String line(ObservedSyscall call) {
        String arguments = call.arguments().stream()
                .map(argument -> "0x" + Long.toHexString(argument))
                .collect(Collectors.joining(", "));
        return "  " + call.syscall() + "(" + arguments + ")"
                + (call.times() == 1 ? "" : ", " + call.times() + " times");
    }
}
