package dev.zjail.engine.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which system calls a guest may make, and with which arguments. Everything else kills it. Immutable.
 *
 * <pre>{@code
 * SeccompProgram filter = SyscallPolicy.named("static")
 *         .allow(Set.of("getpid"))
 *         .compile(Architecture.current(), execvePath);
 * }</pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SyscallPolicy {

    /** Where a policy that extends no other begins: nothing passes but the start of the guest. */
    static final SyscallPolicy NOTHING =
            new SyscallPolicy("nothing", new TreeSet<>(), new TreeSet<>(), BuiltInPolicies.startOfTheGuest());

    private final String baseName;
    private final SortedSet<String> added;
    private final SortedSet<Refusal> refused;
    private final SortedMap<String, SyscallRule> rules;
    /** Each run looks its policy up; to go over all of the rules each time would take longer than to find it. */
    private final int hash;

    private SyscallPolicy(
            String baseName,
            SortedSet<String> added,
            SortedSet<Refusal> refused,
            SortedMap<String, SyscallRule> rules) {
        this.baseName = baseName;
        this.added = Collections.unmodifiableSortedSet(added);
        this.refused = Collections.unmodifiableSortedSet(refused);
        this.rules = Collections.unmodifiableSortedMap(rules);
        this.hash = Objects.hash(name(), rules);
    }

    /**
     * Returns a built-in policy.
     *
     * @param name one that stands for the same system calls whatever the program: {@code strict}, {@code static},
     *     {@code dynamic}, {@code static-threads}, {@code dynamic-threads}, {@code static-processes} or
     *     {@code dynamic-processes}
     * @return the policy
     * @throws InvalidPolicyException if there is none of that name, as for {@code auto}, {@code threads} and
     *     {@code processes}, which only the header of an executable can resolve: see {@link RequestedPolicy}
     */
    public static SyscallPolicy named(String name) {
        return BuiltInPolicies.rules(name)
                .map(rules -> new SyscallPolicy(name, new TreeSet<>(), new TreeSet<>(), rules))
                .orElseThrow(() ->
                        InvalidPolicyException.unknownPolicy("policy", name, BuiltInPolicies.namesForOneLinkage()));
    }

    /**
     * Adds system calls that are allowed whatever their arguments. A call that the policy allows with certain arguments
     * only loses that rule. Of {@code socket} and {@code socketpair} only those families are added that a network
     * namespace confines (AF_UNIX, AF_INET, AF_INET6, AF_NETLINK and AF_PACKET); others, such as AF_VSOCK, only a
     * policy of one's own can name.
     *
     * @param names kernel names of system calls
     * @return a wider policy
     * @throws InvalidPolicyException if no architecture has a call of that name
     */
    public SyscallPolicy allow(Set<String> names) {
        SortedSet<String> nowAdded = new TreeSet<>(added);
        SortedMap<String, SyscallRule> nowRules = new TreeMap<>(rules);
        for (String name : new TreeSet<>(names)) {
            requireSyscall(name);
            nowAdded.add(name);
            nowRules.merge(name, SyscallRule.named(name), SyscallPolicy::widened);
        }
        serveThreadsWhereTheyAreAllowed(nowRules);
        return new SyscallPolicy(baseName, nowAdded, refused, nowRules);
    }

    /** A policy of one's own may have named families of sockets beyond those that the mere name of the call means. */
    private static SyscallRule widened(SyscallRule before, SyscallRule named) {
        return before.allows() ? before.or(named) : named;
    }

    /** Takes away what {@link SharedMemory#WITHHELD} says. */
    SyscallPolicy withoutSharedMemory() {
        SortedMap<String, SyscallRule> nowRules = new TreeMap<>(rules);
        nowRules.computeIfPresent(
                "mmap",
                (call, rule) -> rule.without(HarmlessArguments.SHARED_MEMORY).without(HarmlessArguments.SHARED_FILE));
        return new SyscallPolicy(baseName, added, refused, nowRules);
    }

    /**
     * Lets system calls fail instead of killing for them, whatever their arguments and whatever the policy says of
     * them.
     *
     * @param refusals the calls and their errors; the same call twice is an error
     * @return a changed policy
     * @throws InvalidPolicyException if a call is refused twice, or {@link #allow} has added it
     */
    public SyscallPolicy refuse(Collection<Refusal> refusals) {
        SortedSet<Refusal> nowRefused = new TreeSet<>(refused);
        SortedMap<String, SyscallRule> nowRules = new TreeMap<>(rules);
        for (Refusal refusal : new TreeSet<>(refusals)) {
            requireSaidOnce(refusal, nowRefused);
            nowRefused.add(refusal);
            nowRules.put(refusal.syscall(), refusal.rule());
        }
        return new SyscallPolicy(baseName, added, nowRefused, nowRules);
    }

    private void requireSaidOnce(Refusal refusal, Set<Refusal> refusedBefore) {
        if (added.contains(refusal.syscall())) {
            throw new InvalidPolicyException(
                    "refuse",
                    "must not hold what allow holds",
                    InvalidPolicyException.quoted(refusal.syscall()),
                    "keep one of the two");
        }
        boolean isTwice =
                refusedBefore.stream().anyMatch(before -> before.syscall().equals(refusal.syscall()));
        if (isTwice) {
            throw new InvalidPolicyException(
                    "refuse",
                    "must say of each system call once what it fails with",
                    InvalidPolicyException.quoted(refusal.toString()),
                    "keep one of the two");
        }
    }

    private static void requireSyscall(String name) {
        if (!SyscallTable.names().contains(name)) {
            throw InvalidPolicyException.unknownSyscall("allow", name);
        }
    }

    /**
     * Makes a policy of another name. First the calls are taken away, then each rule takes the place of what was there
     * for its call. What is refused is so whatever else would follow: of clone3, too.
     */
    SyscallPolicy changed(String name, Set<String> without, List<SyscallRule> with, List<SyscallRule> refusing) {
        SortedMap<String, SyscallRule> nowRules = new TreeMap<>(rules);
        with.forEach(rule -> nowRules.put(rule.syscall(), rule));
        serveThreadsWhereTheyAreAllowed(nowRules);
        nowRules.keySet().removeAll(without);
        refusing.forEach(rule -> nowRules.put(rule.syscall(), rule));
        return new SyscallPolicy(name, new TreeSet<>(), new TreeSet<>(), nowRules);
    }

    /**
     * glibc asks clone3 first and takes clone only where clone3 fails with ENOSYS. The arguments of clone3 lie in
     * memory, where a filter cannot look at them: the call could make namespaces, and processes that are not traced. So
     * it is never made, not even where it is asked for. And glibc waits for the end of a thread by a futex that one
     * thread alone does not need.
     */
    private static void serveThreadsWhereTheyAreAllowed(SortedMap<String, SyscallRule> rules) {
        if (rules.containsKey("clone") || rules.containsKey("clone3")) {
            rules.put("clone3", SyscallRule.missing("clone3"));
            rules.replace("futex", HarmlessArguments.FUTEX_OF_ONE_THREAD, HarmlessArguments.FUTEX_OF_THREADS);
        }
    }

    /**
     * Names the policy, what was added to it and what it refuses.
     *
     * @return such as {@code static}, {@code static+getpid+ptrace} or {@code static+ptrace~socket=EAFNOSUPPORT}, the
     *     names sorted
     */
    public String name() {
        return baseName + prefixed("+", added) + prefixed("~", refused);
    }

    private static String prefixed(String sign, Set<?> names) {
        return names.stream().map(name -> sign + name).collect(Collectors.joining());
    }

    /**
     * Says whether a system call is allowed without any condition on its arguments.
     *
     * @param syscall a kernel name of a system call
     * @return false also if it is not allowed at all
     */
    public boolean allowsWhateverArguments(String syscall) {
        SyscallRule rule = rules.get(syscall);
        return rule != null && rule.allows() && !rule.conditional();
    }

    /**
     * Says whether a call is allowed with the arguments it was made with.
     *
     * @param syscall a kernel name of a system call
     * @param arguments the six argument registers
     * @return whether it passes, whichever guest makes it
     */
    public boolean allows(String syscall, List<Long> arguments) {
        SyscallRule rule = rules.get(syscall);
        return rule != null && rule.allows(arguments);
    }

    /**
     * Says whether memory may become executable after it was mapped, or be writable and executable at once: whether
     * what a program writes can become code. The built-in policies do not allow it.
     *
     * @return whether {@code mmap}, {@code mprotect} or {@code pkey_mprotect} is allowed with arguments that do that
     */
    public boolean allowsExecGain() {
        return allowsBits("mmap", 2, KernelConstant.PROT_WRITE.value() | KernelConstant.PROT_EXEC.value())
                || allowsBits("mprotect", 2, KernelConstant.PROT_EXEC.value())
                || allowsBits("pkey_mprotect", 2, KernelConstant.PROT_EXEC.value());
    }

    private boolean allowsBits(String syscall, int position, long bits) {
        SyscallRule rule = rules.get(syscall);
        return rule != null && rule.allows() && rule.canHaveBits(position, bits);
    }

    /**
     * Lists the system calls that are allowed, with or without conditions.
     *
     * @return kernel names, sorted
     */
    public SortedSet<String> syscalls() {
        return named(allowing().stream());
    }

    /**
     * Counts the system calls that are allowed, with or without conditions.
     *
     * @return the size of {@link #syscalls()}
     */
    public int syscallCount() {
        return syscalls().size();
    }

    /**
     * Counts the system calls that are allowed only with certain arguments.
     *
     * @return 0 to {@link #syscallCount()}
     */
    public int argumentRuleCount() {
        return conditionalSyscalls().size();
    }

    /**
     * Lists the system calls that are allowed only with certain arguments.
     *
     * @return kernel names, sorted
     */
    public SortedSet<String> conditionalSyscalls() {
        return named(allowing().stream().filter(SyscallRule::conditional));
    }

    private static SortedSet<String> named(Stream<SyscallRule> rules) {
        return rules.map(SyscallRule::syscall)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet));
    }

    private Collection<SyscallRule> allowing() {
        return rules.values().stream().filter(SyscallRule::allows).toList();
    }

    /**
     * Writes the rules for people.
     *
     * @return lines, each ended by a line feed: a heading, then the system calls by name with the conditions on their
     *     arguments
     */
    public String explain() {
        List<String> lines = new ArrayList<>();
        lines.add("policy " + name() + ": allows " + syscallCount() + " system calls, " + argumentRuleCount()
                + " of them only with certain arguments; any other kills the process");
        rules.values().forEach(rule -> lines.addAll(explain(rule)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> explain(SyscallRule rule) {
        if (rule.decision() instanceof SeccompAction.Fail) {
            return List.of("  " + rule.syscall() + " fails with ENOSYS");
        }
        String then = rule.decision() instanceof SeccompAction.Refuse refuse
                ? " is refused with errno " + refuse.errno()
                : "";
        if (!rule.conditional()) {
            return List.of("  " + rule.syscall() + then);
        }
        List<String> lines = new ArrayList<>();
        for (List<ArgumentCondition> alternative : rule.alternatives()) {
            String conditions =
                    alternative.stream().map(ArgumentCondition::description).collect(Collectors.joining(" and "));
            lines.add("  " + rule.syscall() + then + " where " + conditions);
        }
        return lines;
    }

    /**
     * Compiles the policy into a filter.
     *
     * <p>The launcher installs the filter and then executes the guest, so that one execve must pass; the guest must not
     * make another. Only the launcher's can be told apart by what a filter sees: the address of the path, which is
     * drawn for each run and is not mapped any more once the guest runs. With the address 0 the filter is the same for
     * every run: that is the form to fingerprint. {@code allow("execve")} lets every execve pass.
     *
     * @param architecture the machine the guest runs on
     * @param start of which guest, and how; {@link GuestStart#ANY} for the form to fingerprint
     * @return the filter
     * @throws InvalidPolicyException if it would have more instructions than the kernel takes
     */
    public SeccompProgram compile(Architecture architecture, GuestStart start) {
        return new PolicyCompiler(architecture, start).compile(rules.values());
    }

    /**
     * Compiles the policy into a filter that records what {@link #compile} would kill for: the call is made, and the
     * tracer is told. Calls of other architectures kill as ever, and so do sockets of a family that no network
     * namespace confines: no other layer would stop those. And clone3 fails with ENOSYS.
     *
     * @param architecture the machine the guest runs on
     * @param start as for {@link #compile}
     * @return the filter
     * @throws InvalidPolicyException if it would have more instructions than the kernel takes
     */
    public SeccompProgram compileForObserving(Architecture architecture, GuestStart start) {
        Map<String, List<Clause>> observed = new TreeMap<>();
        rules.forEach((call, rule) -> observed.put(call, Clause.of(rule)));
        observed.put("clone3", Clause.of(SyscallRule.missing("clone3")));
        SocketFamilies.calls().forEach(call -> observed.merge(call, observedSocket(call), SyscallPolicy::concatenate));
        SelectingArguments.calls()
                .forEach(call -> observed.merge(
                        call,
                        List.of(new Clause(List.of(), SelectingArguments.trace(call))),
                        SyscallPolicy::concatenate));
        return new PolicyCompiler(architecture, start, new SeccompAction.Trace()).compileClauses(observed);
    }

    /** Where the policy itself does not allow a socket while a program is observed. */
    private static List<Clause> observedSocket(String call) {
        List<Clause> confined = SocketFamilies.confined().stream()
                .map(family -> new Clause(family, SelectingArguments.trace(call)))
                .toList();
        return concatenate(confined, List.of(new Clause(List.of(), new SeccompAction.KillProcess())));
    }

    /**
     * What a policy of one's own says of a call that allows what this one does and certain values of the argument that
     * says what the call is, too.
     *
     * @param syscall the kernel's name of the call
     * @param values the values that were seen
     * @return entries that are alternatives; one without conditions if no argument says what the call is
     */
    List<PolicyEntry> entriesWith(String syscall, List<Long> values) {
        Optional<Integer> position = SelectingArguments.position(syscall);
        if (position.isEmpty() || values.isEmpty()) {
            return List.of(PolicyEntry.of(syscall));
        }
        SyscallRule rule = rules.get(syscall);
        List<List<ArgumentCondition>> before = rule == null || !rule.allows() ? List.of() : rule.alternatives();
        List<ArgumentMatch> ofOneArgument = new ArrayList<>(List.of(ArgumentMatch.anyOf(position.get(), values)));
        List<PolicyEntry> ofSeveral = new ArrayList<>();
        for (List<ArgumentCondition> alternative : before) {
            List<ArgumentMatch> matches =
                    alternative.stream().map(SyscallPolicy::match).toList();
            if (matches.size() == 1) {
                ofOneArgument.addAll(matches);
            } else {
                ofSeveral.add(PolicyEntry.of(syscall, matches));
            }
        }
        return Stream.concat(
                        ArgumentMatch.joined(ofOneArgument).stream()
                                .map(match -> PolicyEntry.of(syscall, List.of(match))),
                        ofSeveral.stream())
                .toList();
    }

    private static ArgumentMatch match(ArgumentCondition condition) {
        ArgumentCondition.Bits bits = condition.bind(GuestStart.ANY);
        return new ArgumentMatch(bits.position(), ~bits.optional(), List.of(bits.required()));
    }

    private static List<Clause> concatenate(List<Clause> first, List<Clause> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /**
     * Compiles the policy into a filter that decides as {@link #compile} does, but tells the tracer of calls that are
     * noteworthy before they are made. The calls that a program without a vDSO (vdso(7)) makes, and one with it does
     * not, are made even where the policy does not list them, and told: they give no more than the vDSO does. Where
     * rseq is allowed it fails as on a kernel that does not have it: it would tell the CPU without a call.
     *
     * @param architecture the machine the guest runs on
     * @param start as for {@link #compile}
     * @param noteworthy kernel names of system calls
     * @return the filter
     * @throws InvalidPolicyException if it would have more instructions than the kernel takes
     */
    public SeccompProgram compileForWatching(Architecture architecture, GuestStart start, Set<String> noteworthy) {
        return new PolicyCompiler(architecture, start).compileClauses(WatchedCalls.watch(rules, noteworthy));
    }

    /** Two policies are equal if they have the same name and decide the same; a name alone says nothing. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SyscallPolicy policy
                        && name().equals(policy.name())
                        && rules.equals(policy.rules));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "SyscallPolicy[" + name() + "]";
    }
}
