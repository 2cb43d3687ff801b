package dev.zjail.junit;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ObservedSyscall;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a program made beyond its policy while it was observed: see {@link Jail#observe(String...)}. Immutable.
 *
 * <p>It is what one run on one input did. Another input, another C library or an error path may need more; and what is
 * listed here without its arguments may be allowed more narrowly in a policy of one's own.
 *
 * @param result the run; its verdict is {@code REJECT}, because the filter of layer 7 did not kill
 * @param syscalls the system calls, by name
 * @param complete false if there were more different ones than are recorded
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JailObservation(JailResult result, List<ObservedSyscall> syscalls, boolean complete) {
    private static final String UNNAMED = "syscall_";

    /** Copies the list. */
    public JailObservation {
        syscalls = List.copyOf(syscalls);
    }

    /**
     * Names what the policy lacks.
     *
     * @return names that {@link Jailed#allow()} takes, sorted; calls for which the kernel has no name are not among
     *     them
     */
    public List<String> allow() {
        return syscalls.stream()
                .map(ObservedSyscall::syscall)
                .filter(name -> !name.startsWith(UNNAMED))
                .toList();
    }

    /**
     * Writes what the policy lacks as an attribute of {@link Jailed}, ready to be pasted.
     *
     * @return such as {@code allow = {"getpid", "socket"}}
     */
    public String asAttribute() {
        return "allow = {" + quoted(allow()) + "}";
    }

    /**
     * Writes what the policy lacks, and what the test allowed already, as a policy of one's own that extends it, ready
     * to be saved. Where the policy is one's own, {@code extends} is to name its file instead.
     *
     * @return a JSON text as docs/policies.md describes it, ended by a line feed
     */
    public String asPolicyFile() {
        JailSpec spec = result.execution().spec();
        String base = spec.policy().name();
        Set<String> needed = new TreeSet<>(spec.allow());
        needed.addAll(allow());
        return """
                {
                  "name": "%s-observed",
                  "extends": "%s",
                  "allow": [%s]
                }
                """.formatted(base, base, quoted(needed));
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }

    /**
     * Tells it to a person.
     *
     * @return one line for each call, how often it was made and with which arguments first, then the attribute
     */
    @Override
    public String toString() {
        String policy = result.execution().policy().name();
        if (syscalls.isEmpty()) {
            return "nothing beyond the policy " + policy;
        }
        String lines = syscalls.stream().map(JailObservation::line).collect(Collectors.joining("\n"));
        return "beyond the policy " + policy + (complete ? ":\n" : ", and more that was not recorded:\n") + lines + "\n"
                + asAttribute();
    }

    private static String line(ObservedSyscall call) {
        String arguments = call.arguments().stream()
                .map(argument -> "0x" + Long.toHexString(argument))
                .collect(Collectors.joining(", "));
        return "  " + call.syscall() + "(" + arguments + ")"
                + (call.times() == 1 ? "" : ", " + call.times() + " times");
    }
}
