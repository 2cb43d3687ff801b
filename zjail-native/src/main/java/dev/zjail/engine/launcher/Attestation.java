package dev.zjail.engine.launcher;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.MemoryBound;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.KernelLimits.Range;
import dev.zjail.engine.launcher.KernelLimits.Resource;
import dev.zjail.engine.launcher.LaunchReport.Observations;
import dev.zjail.engine.launcher.LaunchReport.Observed;
import dev.zjail.engine.libc.Errno;
import dev.zjail.engine.rootfs.JailMount;
import dev.zjail.internal.Mount;
import dev.zjail.internal.ProcFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Judges what was seen of a guest at its first instruction against what each layer promises. Everything here comes from
 * the kernel's /proc as the launcher read it from outside; nothing is taken from what was asked for but the comparison.
 */
final class Attestation {
    private static final List<String> CAPABILITY_SETS = List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb");
    private static final String NO_CAPABILITIES = "0000000000000000";
    private static final Set<String> STANDARD_STREAMS = Set.of("0", "1", "2");
    private static final String NO_SIGNALS = "0000000000000000";
    private static final String ORDINARY_PERSONALITY = "00000000";

    /** The launcher says so only if the same question about a process that is dumpable was granted. */
    private static final String REFUSED = "refused";

    /** ADDR_NO_RANDOMIZE (personality(2)). */
    private static final String FIXED_LAYOUT = "00040000";

    private static final Pattern ONE_CPU = Pattern.compile("\\d+");

    /** SCHED_OTHER (sched(7)). */
    private static final String ORDINARY_SCHEDULING = "0";

    /** What the launcher writes: when memory runs out the kernel takes the guest, not the virtual machine (proc(5)). */
    private static final String FIRST_TO_GO = "1000";

    private final LaunchSpec spec;
    private final Conditions conditions;
    private final HostFacts host;
    private final Observations observations;
    private final Map<String, String> status;

    private Attestation(LaunchSpec spec, HostFacts host, Observations observations) {
        this.spec = spec;
        this.conditions = spec.conditions();
        this.host = host;
        this.observations = observations;
        this.status = ProcFiles.status(observations.status());
    }

    /** Judges each layer; where an observation could not be made, no layer that rests on it is called in force. */
    static Confinement of(LaunchSpec spec, HostFacts host, Observed observed) {
        return new Confinement(
                new Attestation(spec, host, observed.observations()).judge(),
                Duration.ofNanos(observed.attestingNanoseconds()));
    }

    private List<LayerState> judge() {
        return List.of(
                namespaces(),
                inheritance(),
                resourceLimits(),
                fileDescriptors(),
                dumpable(),
                rootfs(),
                noNewPrivs(),
                capabilities(),
                seccomp());
    }

    /** Collects what is wrong with a layer, and the facts it was judged by. */
    private final class Judgement {
        private final Layer layer;
        private final Map<String, String> facts = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();

        Judgement(Layer layer) {
            this.layer = layer;
            if (observations.failed() != 0) {
                wrong.add("the guest could not be observed (observation " + observations.failed() + ": "
                        + new Errno(observations.error()).name() + ")");
            }
        }

        Judgement fact(String name, String value) {
            facts.put(name, value);
            return this;
        }

        Judgement require(boolean condition, String otherwise) {
            if (!condition) {
                wrong.add(otherwise);
            }
            return this;
        }

        /** Requires that a line of /proc/PID/status has exactly this value. */
        Judgement requireStatus(String name, String expected) {
            return requireFact(name, status.getOrDefault(name, "missing"), expected);
        }

        Judgement requireFact(String name, String found, String expected) {
            return fact(name, found).require(found.equals(expected), name + " is " + found + ", not " + expected);
        }

        LayerState inForce(String observed) {
            boolean holds = wrong.isEmpty();
            return new LayerState(layer, holds, holds ? observed : String.join("; ", wrong), facts);
        }
    }

    private LayerState namespaces() {
        Judgement judgement = new Judgement(Layer.NAMESPACES);
        Map<String, String> guest = ProcFiles.namespaces(observations.namespaces());
        for (Map.Entry<String, String> ours : host.namespaces().entrySet()) {
            String kind = ours.getKey();
            if (!guest.containsKey(kind)) {
                judgement.fact(kind, "missing").require(false, kind + " namespace could not be seen");
                continue;
            }
            String found = guest.get(kind);
            boolean fresh = !found.equals(ours.getValue());
            boolean expected = !kind.equals("user") || host.needsUserNamespace();
            judgement.fact(fresh ? kind : kind + " (the host's)", found);
            judgement.require(fresh == expected, kind + " namespace is " + (fresh ? "not " : "") + "the host's");
        }
        judgement.requireFact("process id in the jail", innermostProcessId(), Integer.toString(conditions.processId()));
        judgement.requireFact("host name", observations.hostName().strip(), conditions.hostName());
        return judgement.inForce("mount, pid, network, ipc and uts namespaces"
                + (host.needsUserNamespace() ? " and the user namespace" : "") + " are not the host's");
    }

    /** proc_pid_status(5): the ids in each pid namespace, the innermost last. */
    private String innermostProcessId() {
        String ids = status.getOrDefault("NSpid", "missing");
        return ids.substring(ids.lastIndexOf('\t') + 1);
    }

    /**
     * Nothing of the virtual machine's. The last two can only be seen by the host's root: a process that is not
     * dumpable shows them to nobody else.
     */
    private LayerState inheritance() {
        ProcFiles.Stat stat = ProcFiles.stat(observations.stat());
        Judgement judgement = new Judgement(Layer.INHERITANCE)
                .requireStatus("SigBlk", NO_SIGNALS)
                .requireStatus("SigIgn", NO_SIGNALS)
                .requireStatus("SigCgt", NO_SIGNALS)
                .requireStatus("SigPnd", NO_SIGNALS)
                .requireStatus("ShdPnd", NO_SIGNALS)
                .fact("session", stat.session())
                .require(stat.leadsItsSession(), "the session " + stat.session() + " is not the guest's own")
                .requireFact("tty_nr", stat.terminal(), "0")
                .requireFact("policy", stat.schedulingPolicy(), ORDINARY_SCHEDULING)
                .fact("nice", stat.nice())
                .require(!stat.nice().startsWith("-"), "nice is " + stat.nice() + ", below 0")
                .requireFact("oom_score_adj", observations.oomScore().strip(), FIRST_TO_GO);
        requireCpus(judgement);
        String personality = conditions.layoutRandomized() ? ORDINARY_PERSONALITY : FIXED_LAYOUT;
        requireIfSeen(judgement, "personality", observations.personality(), personality);
        requireIfSeen(judgement, "environment", observations.environment(), "as asked");
        return judgement.inForce(
                "a session of its own without a terminal, no signal blocked, ignored, caught or pending,"
                        + " ordinary scheduling");
    }

    private void requireCpus(Judgement judgement) {
        String cpus = status.getOrDefault("Cpus_allowed_list", "missing");
        judgement
                .fact("Cpus_allowed_list", cpus)
                .require(
                        !conditions.singleCpu() || ONE_CPU.matcher(cpus).matches(),
                        "Cpus_allowed_list is " + cpus + ", not one CPU");
    }

    private void requireIfSeen(Judgement judgement, String name, Optional<String> seen, String expected) {
        if (seen.isPresent() || !host.needsUserNamespace()) {
            judgement.requireFact(name, seen.map(String::strip).orElse("missing"), expected);
        } else {
            judgement.fact(name, "not shown to an ordinary user, since the guest is not dumpable");
        }
    }

    private LayerState resourceLimits() {
        Judgement judgement = new Judgement(Layer.RESOURCE_LIMITS);
        spec.cgroups().forEach(cgroup -> requireCgroup(judgement, cgroup));
        judgement.fact(MemoryBound.FACT, memoryBound());
        Map<String, Range> found = KernelLimits.parse(observations.limits());
        for (Map.Entry<Resource, Range> wanted : spec.resourceLimits().values().entrySet()) {
            String name = wanted.getKey().procName();
            Range range = found.get(name);
            judgement.fact(name, range == null ? "missing" : describe(range));
            judgement.require(
                    wanted.getValue().equals(range),
                    name + " is " + (range == null ? "missing" : describe(range)) + ", not "
                            + describe(wanted.getValue()));
        }
        return judgement.inForce("all " + KernelLimits.COUNT + " limits are as they were set");
    }

    /**
     * cgroups(7): a line for each hierarchy, "id:controllers:path", the path seen from the root of the cgroup
     * namespace.
     */
    private void requireCgroup(Judgement judgement, CgroupToJoin cgroup) {
        List<String> found = observations
                .cgroup()
                .lines()
                .filter(line -> line.endsWith("/" + cgroup.name()))
                .toList();
        judgement.fact(cgroup.bounds() + " cgroup", found.isEmpty() ? "missing" : String.join(" ", found));
        judgement.require(!found.isEmpty(), "the guest is not in the cgroup " + cgroup.name());
    }

    private String memoryBound() {
        return spec.cgroups().stream()
                .filter(cgroup -> cgroup.bounds().startsWith("memory"))
                .map(cgroup -> MemoryBound.byCgroup(cgroup.version()))
                .findFirst()
                .orElse(MemoryBound.ADDRESS_SPACE_ONLY);
    }

    private static String describe(Range range) {
        return describe(range.soft()) + " / " + describe(range.hard());
    }

    private static String describe(long limit) {
        return limit == KernelLimits.UNLIMITED ? "unlimited" : Long.toString(limit);
    }

    private LayerState fileDescriptors() {
        Set<String> open = new TreeSet<>(ProcFiles.words(observations.descriptors()));
        return new Judgement(Layer.FILE_DESCRIPTORS)
                .fact("open", String.join(" ", open))
                .require(open.equals(STANDARD_STREAMS), "open descriptors are " + open + ", not just 0, 1 and 2")
                .inForce("descriptors 0, 1 and 2 are open and no other");
    }

    private LayerState dumpable() {
        String owner = Integer.toUnsignedString(observations.owner());
        // By the ids it really has: whoever kept root's owns /proc/PID/status either way, and can read any executable.
        String ids = status.getOrDefault("Uid", owner);
        boolean belongsToGuest = Arrays.asList(ids.split("\t", -1)).contains(owner);
        Judgement judgement = new Judgement(Layer.DUMPABLE).fact("owner of /proc/PID/status", owner);
        return belongsToGuest
                ? dumpableByAccess(judgement)
                : judgement.inForce(
                        "the guest is not dumpable: /proc/PID/status belongs to " + owner + ", not to the guest");
    }

    /**
     * Root in a user namespace that has no other user owns the files of a guest either way. Access tells there, but
     * only of a guest with no capability and no other id: to one that had them it would be refused for that.
     */
    private LayerState dumpableByAccess(Judgement judgement) {
        String access = observations.access().strip();
        return judgement
                .fact("access to /proc/PID/environ with the guest's ids", access)
                .require(
                        access.equals(REFUSED) && capabilities().inForce(),
                        "the guest is dumpable, as far as one can tell: /proc/PID/status belongs to the guest"
                                + " (fs.suid_dumpable, or the executable is readable)")
                .inForce("the guest is not dumpable: to a process with its ids and without capabilities the kernel"
                        + " refused access that it granted to one which is dumpable");
    }

    private LayerState rootfs() {
        Judgement judgement = new Judgement(Layer.ROOTFS);
        Map<String, Set<String>> mounts = new LinkedHashMap<>();
        for (Mount mount : mounts()) {
            Set<String> options = new TreeSet<>(mount.options());
            judgement.fact("mount " + mount.point(), mount.type() + " " + String.join(",", options));
            judgement.require(mounts.put(mount.point(), options) == null, mount.point() + " is mounted twice");
        }
        requireOptions(judgement, mounts, "/", Set.of("ro", "nosuid", "nodev"));
        for (Tmpfs mount : spec.tmpfs()) {
            requireOptions(judgement, mounts, mount.path(), Set.of("rw", "nosuid", "nodev", "noexec"));
        }
        for (JailMount mount : spec.mounts()) {
            requireOptions(judgement, mounts, mount.target(), options(mount.kind()));
        }
        requireIfSeen(judgement, "working directory", observations.workingDirectory(), spec.workingDirectory());
        int wanted = 1 + spec.tmpfs().size() + spec.mounts().size();
        long below = mounts.keySet().stream().filter(this::isBelowTree).count();
        mounts.keySet().stream()
                .filter(this::isBelowTree)
                .forEach(point -> requireOptions(judgement, mounts, point, options(JailMount.Kind.TREE)));
        judgement.require(mounts.size() == wanted + below, "there are other mounts: " + mounts.keySet());
        long readOnly = spec.mounts().size() + below;
        return judgement.inForce("the root is read-only, nosuid and nodev; there is no mount but it"
                + (readOnly == 0 ? " and " : ", " + readOnly + " that are read-only and nosuid, and ")
                + spec.tmpfs().size() + " tmpfs");
    }

    private static Set<String> options(JailMount.Kind kind) {
        return switch (kind) {
            case DIRECTORY, TREE, PROGRAM -> Set.of("ro", "nosuid", "nodev");
            case DEVICE -> Set.of("ro", "nosuid", "noexec");
            case PROC -> Set.of("ro", "nosuid", "nodev", "noexec");
        };
    }

    /** What is mounted below a directory that comes with all of it, and is not listed by itself. */
    private boolean isBelowTree(String point) {
        boolean isListed = point.equals("/")
                || spec.mounts().stream().anyMatch(mount -> mount.target().equals(point))
                || spec.tmpfs().stream().anyMatch(mount -> mount.path().equals(point));
        return !isListed
                && spec.mounts().stream()
                        .anyMatch(
                                mount -> mount.kind() == JailMount.Kind.TREE && point.startsWith(mount.target() + "/"));
    }

    /** A line that cannot be read is a mount nobody asked for. */
    private List<Mount> mounts() {
        return ProcFiles.lines(observations.mountinfo())
                .map(line ->
                        Mount.parse(line).orElse(new Mount("unreadable", line, List.of(), "unreadable", List.of())))
                .toList();
    }

    private static void requireOptions(
            Judgement judgement, Map<String, Set<String>> mounts, String point, Set<String> wanted) {
        Set<String> found = mounts.getOrDefault(point, Set.of());
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(found);
        judgement.require(missing.isEmpty(), "mount " + point + " lacks " + missing + ", it has " + found);
    }

    private LayerState noNewPrivs() {
        return new Judgement(Layer.NO_NEW_PRIVS)
                .requireStatus("NoNewPrivs", "1")
                .inForce("NoNewPrivs is 1");
    }

    private LayerState capabilities() {
        Judgement judgement = new Judgement(Layer.CAPABILITIES);
        CAPABILITY_SETS.forEach(set -> judgement.requireStatus(set, NO_CAPABILITIES));
        String id = Integer.toUnsignedString(spec.guestId());
        String fourTimes = String.join("\t", id, id, id, id);
        judgement.requireStatus("Uid", fourTimes).requireStatus("Gid", fourTimes);
        if (!host.needsUserNamespace()) {
            return judgement
                    .requireStatus("Groups", "")
                    .inForce("no capability in any set, no supplementary group, uid and gid " + id);
        }
        // user_namespaces(7): without privilege setgroups(2) is denied for good, so an ordinary user's groups stay.
        String groups = status.getOrDefault("Groups", "missing");
        return judgement
                .fact("Groups", groups)
                .inForce(
                        "no capability in any set, uid and gid " + id
                                + (groups.isBlank()
                                        ? ", no supplementary group"
                                        : "; the caller's supplementary groups stay, which only a privileged caller could drop"));
    }

    private LayerState seccomp() {
        return new Judgement(Layer.SECCOMP)
                .requireStatus("Seccomp", "2")
                .requireStatus("Seccomp_filters", Integer.toString(host.seccompFilters() + 1))
                .requireStatus("Threads", "1")
                .fact("Speculation_Store_Bypass", status.getOrDefault("Speculation_Store_Bypass", "missing"))
                .fact("SpeculationIndirectBranch", status.getOrDefault("SpeculationIndirectBranch", "missing"))
                .require(
                        !"thread vulnerable".equals(status.get("Speculation_Store_Bypass")),
                        "speculative store bypass is not disabled, though the processor could do it")
                .inForce("the guest's one thread is under a seccomp filter of its own");
    }
}
