package dev.zjail.policyfile;

import dev.zjail.engine.Execution;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.advice.ObservedPolicy;
import dev.zjail.engine.policy.ArgumentMatch;
import dev.zjail.engine.policy.PolicyEntry;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Writes a policy file that {@link PolicyFile} reads. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PolicyFileText {
    private static final String BETWEEN = ",\n    ";

    private PolicyFileText() {}

    /**
     * Writes what a program needed while it was observed.
     *
     * @param run the run under the policy to extend, a built-in one
     * @param allow the calls to allow, by name
     * @param refuse the calls to refuse, as the attribute has them
     * @param calls what the program made beyond its policy
     * @return a JSON text, ended by a line feed
     */
    public static String observed(
            Execution run, Collection<String> allow, Collection<String> refuse, List<ObservedSyscall> calls) {
        String base = run.spec().policy().name();
        List<String> members = List.of(
                "\"name\": \"" + base + "-observed\"",
                "\"extends\": \"" + base + "\"",
                array(
                        "allow",
                        ObservedPolicy.allow(run, allow, calls).stream()
                                .map(PolicyFileText::entry)
                                .toList()),
                array("refuse", refuse.stream().map(PolicyFileText::quoted).toList()));
        return members.stream()
                .filter(member -> !member.isEmpty())
                .collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"));
    }

    private static String array(String name, List<String> elements) {
        return elements.isEmpty()
                ? ""
                : elements.stream().collect(Collectors.joining(BETWEEN, quoted(name) + ": [\n    ", "\n  ]"));
    }

    private static String entry(PolicyEntry entry) {
        return entry.arguments().isEmpty()
                ? quoted(entry.syscall())
                : entry.arguments().stream()
                        .map(PolicyFileText::condition)
                        .collect(Collectors.joining(
                                ", ", "{\"syscall\": " + quoted(entry.syscall()) + ", \"arguments\": [", "]}"));
    }

    private static String condition(ArgumentMatch match) {
        String mask = match.mask() == -1 ? "" : ", \"mask\": " + hexadecimal(match.mask());
        return "{\"index\": " + match.index() + mask + ", \"anyOf\": ["
                + match.values().stream().map(PolicyFileText::hexadecimal).collect(Collectors.joining(", ")) + "]}";
    }

    private static String hexadecimal(long value) {
        return quoted("0x" + Long.toHexString(value));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
