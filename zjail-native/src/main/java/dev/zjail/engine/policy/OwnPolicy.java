package dev.zjail.engine.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A project's own policy: another one, without some calls and with rules of its own. Immutable.
 *
 * <p>What it says of a call is all that is said of that call: an entry of {@code allow} takes the place of the rule
 * that the extended policy has for it, and several entries for one call are alternatives.
 *
 * <pre>{@code
 * new OwnPolicy("talker", Optional.of(RequestedPolicy.auto()),
 *         List.of(PolicyEntry.of("socket", List.of(ArgumentMatch.equal(0, AF_UNIX)))), List.of(), List.of())
 * }</pre>
 *
 * @param name what the audit calls it: 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter,
 *     and not the name of a built-in policy
 * @param base the policy it extends; none to begin with nothing but the start of the guest
 * @param allow what is allowed beyond it, or differently
 * @param deny what is taken away from it; their entries have no conditions
 * @param refuse what fails instead of killing
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record OwnPolicy(
        String name,
        Optional<RequestedPolicy> base,
        List<PolicyEntry> allow,
        List<PolicyEntry> deny,
        List<RefusalEntry> refuse)
        implements RequestedPolicy {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    /**
     * Checks the name, and that no entry contradicts another.
     *
     * @throws InvalidPolicyException if something breaks its rule; its component is {@code name}, {@code allow[i]},
     *     {@code deny[i]} or {@code refuse[i]}
     */
    public OwnPolicy {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        refuse = List.copyOf(refuse);
        requireName(name);
        requireNoContradiction(allow, deny, refuse);
    }

    /**
     * A policy that lets no call fail instead of killing.
     *
     * @param name what the audit calls it
     * @param base the policy it extends
     * @param allow what is allowed beyond it, or differently
     * @param deny what is taken away from it
     * @throws InvalidPolicyException if something breaks its rule
     */
    public OwnPolicy(String name, Optional<RequestedPolicy> base, List<PolicyEntry> allow, List<PolicyEntry> deny) {
        this(name, base, allow, deny, List.of());
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidPolicyException(
                    "name",
                    "must be 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter",
                    InvalidPolicyException.quoted(name),
                    "write for instance \"image-converter\"");
        }
        if (BuiltInPolicies.names().contains(name)) {
            throw new InvalidPolicyException(
                    "name",
                    "must not be that of a built-in policy, or an audit could not tell them apart",
                    InvalidPolicyException.quoted(name),
                    "choose another name");
        }
    }

    private static void requireNoContradiction(
            List<PolicyEntry> allow, List<PolicyEntry> deny, List<RefusalEntry> refuse) {
        for (int i = 0; i < allow.size(); i++) {
            requireSaidOnce(allow, i);
        }
        for (int i = 0; i < deny.size(); i++) {
            requireDeniable(allow, deny, i);
        }
        List<PolicyEntry> refused = refuse.stream().map(RefusalEntry::call).toList();
        for (int i = 0; i < refused.size(); i++) {
            requireSaidNowhereElse(allow, deny, refused, i);
        }
    }

    private static void requireSaidNowhereElse(
            List<PolicyEntry> allow, List<PolicyEntry> deny, List<PolicyEntry> refused, int i) {
        PolicyEntry entry = refused.get(i);
        String component = "refuse[" + i + "]";
        if (speaksOf(allow, entry) || speaksOf(deny, entry)) {
            throw new InvalidPolicyException(
                    component,
                    "must not hold what " + (speaksOf(allow, entry) ? "allow" : "deny") + " holds",
                    InvalidPolicyException.quoted(entry.syscall()),
                    "keep one of the two");
        }
        if (speaksOf(refused.subList(0, i), entry)) {
            throw new InvalidPolicyException(
                    component,
                    "must not speak of a call again that is refused",
                    InvalidPolicyException.quoted(entry.syscall()),
                    "keep one of the entries; several values of an argument go into anyOf");
        }
    }

    /** Beside an entry without conditions every other one for the same call would be void. */
    private static void requireSaidOnce(List<PolicyEntry> allow, int i) {
        PolicyEntry entry = allow.get(i);
        boolean otherConditional = IntStream.range(0, i)
                .mapToObj(allow::get)
                .filter(earlier -> sameCall(earlier, entry))
                .anyMatch(earlier -> !earlier.conditional() || !entry.conditional());
        if (otherConditional) {
            throw new InvalidPolicyException(
                    "allow[" + i + "]",
                    "must not speak of a call again that is allowed whatever its arguments",
                    InvalidPolicyException.quoted(entry.syscall()),
                    "keep one of the entries, or give each of them conditions");
        }
    }

    private static void requireDeniable(List<PolicyEntry> allow, List<PolicyEntry> deny, int i) {
        PolicyEntry entry = deny.get(i);
        String component = "deny[" + i + "]";
        if (entry.conditional()) {
            throw new InvalidPolicyException(
                    component,
                    "must not have conditions on arguments",
                    InvalidPolicyException.quoted(entry.syscall()),
                    "say in allow with which arguments the call is allowed; that takes the place of the rule before");
        }
        if (entry.syscall().equals("execve")) {
            throw new InvalidPolicyException(
                    component,
                    "must not hold the call that starts the program",
                    "\"execve\"",
                    "take it out; only the launcher's own execve passes unless allow has another rule");
        }
        if (speaksOf(allow, entry)) {
            throw new InvalidPolicyException(
                    component,
                    "must not hold what allow holds",
                    InvalidPolicyException.quoted(entry.syscall()),
                    "keep one of the two; what allow says takes the place of the rule before by itself");
        }
    }

    private static boolean speaksOf(List<PolicyEntry> entries, PolicyEntry entry) {
        return entries.stream().anyMatch(other -> sameCall(other, entry));
    }

    private static boolean sameCall(PolicyEntry one, PolicyEntry other) {
        return one.syscall().equals(other.syscall())
                && one.architectures().stream().anyMatch(other.architectures()::contains);
    }

    @Override
    public boolean makesProcesses() {
        return base.map(RequestedPolicy::makesProcesses).orElse(false);
    }

    @Override
    public SyscallPolicy resolve(Linkage linkage, Architecture architecture, SharedMemory sharedMemory) {
        SyscallPolicy extended = base.map(policy -> policy.resolve(linkage, architecture, sharedMemory))
                .orElse(SyscallPolicy.NOTHING);
        Set<String> without = said(deny, architecture).map(PolicyEntry::syscall).collect(Collectors.toSet());
        List<SyscallRule> refusing = refuse.stream()
                .filter(entry -> entry.call().architectures().contains(architecture))
                .map(RefusalEntry::rule)
                .toList();
        return extended.changed(name, without, rules(architecture), refusing);
    }

    private List<SyscallRule> rules(Architecture architecture) {
        Map<String, List<PolicyEntry>> byCall = said(allow, architecture)
                .collect(Collectors.groupingBy(PolicyEntry::syscall, LinkedHashMap::new, Collectors.toList()));
        return byCall.entrySet().stream()
                .map(call -> rule(call.getKey(), call.getValue()))
                .toList();
    }

    private static Stream<PolicyEntry> said(List<PolicyEntry> entries, Architecture architecture) {
        return entries.stream().filter(entry -> entry.architectures().contains(architecture));
    }

    private static SyscallRule rule(String syscall, List<PolicyEntry> entries) {
        if (!entries.get(0).conditional()) {
            return SyscallRule.named(syscall);
        }
        List<List<ArgumentCondition>> alternatives = new ArrayList<>();
        if (syscall.equals("execve")) {
            // whatever else may be executed, the launcher must be able to execute the guest
            alternatives.add(List.of(new ArgumentCondition.LauncherPath(0)));
        }
        entries.forEach(entry -> alternatives.addAll(entry.combinations()));
        return SyscallRule.whenAny(syscall, alternatives);
    }
}
