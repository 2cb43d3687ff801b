package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.LaunchReport.Observations;
import dev.zjail.engine.launcher.LaunchReport.Observed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The attestation of a guest")
class AttestationTests {
    private static final int GUEST_ID = 1879048192;
    private static final List<Tmpfs> TMPFS = List.of(new Tmpfs("/tmp", 4096));
    private static final LaunchSpec SPEC = new LaunchSpec(
            Bytes.EMPTY,
            "/fixture",
            "/bin/guest",
            List.of(
                    new CgroupToJoin("memory", 1, "/sys/fs/cgroup/memory/here/zjail-7-1/cgroup.procs"),
                    new CgroupToJoin("processes", 1, "/sys/fs/cgroup/pids/zjail-7-2/cgroup.procs")),
            TMPFS,
            List.of(),
            "/",
            List.of(),
            List.of("guest"),
            List.of(),
            GUEST_ID,
            ResourceLimits.DEFAULTS,
            KernelLimits.of(ResourceLimits.DEFAULTS, 256L << 20, 0, 1),
            0x1000,
            Conditions.DEFAULTS,
            false,
            true,
            List.of());
    private static final HostFacts ORDINARY_USER = new HostFacts(true, hostNamespaces(), 1);
    private static final HostFacts ROOT = new HostFacts(false, hostNamespaces(), 1);

    private static final String STATUS = """
            Name:\tguest
            Uid:\t1879048192\t1879048192\t1879048192\t1879048192
            Gid:\t1879048192\t1879048192\t1879048192\t1879048192
            Groups:\t\s
            NSpid:\t4711\t2
            Threads:\t1
            SigPnd:\t0000000000000000
            ShdPnd:\t0000000000000000
            SigBlk:\t0000000000000000
            SigIgn:\t0000000000000000
            SigCgt:\t0000000000000000
            CapInh:\t0000000000000000
            CapPrm:\t0000000000000000
            CapEff:\t0000000000000000
            CapBnd:\t0000000000000000
            CapAmb:\t0000000000000000
            NoNewPrivs:\t1
            Seccomp:\t2
            Seccomp_filters:\t2
            Speculation_Store_Bypass:\tthread force mitigated
            Cpus_allowed_list:\t0-1
            """;
    private static final String MOUNTS = """
            300 200 0:50 / / ro,nosuid,nodev,relatime - ext4 /dev/root rw
            301 300 0:51 / /tmp rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=4k
            """;
    private static final String NAMESPACES = "user:[20] mnt:[21] pid:[22] net:[23] ipc:[24] uts:[25]";
    private static final String STAT =
            "9 (a) (b) S 8 9 9 0 -1 4194304 102 0 0 0 0 0 0 0 20 0 1 0 100258 3133440 410 1 1 1 1"
                    + " 0 0 0 0 0 0 0 0 0 17 0 0 0 0\n";
    private static final String CGROUP = "8:pids:/zjail-7-2\n4:memory:/here/zjail-7-1\n0::/\n";
    private static final Observations GOOD = observations(List.of(
            STATUS,
            limits(),
            MOUNTS,
            STAT,
            "0 1 2 ",
            NAMESPACES,
            CGROUP,
            "1000\n",
            "not asked ",
            "jail ",
            "00000000\n",
            "as asked ",
            "/"));

    private static Observations observations(List<String> texts) {
        return new Observations(0, 0, 0, 0, texts);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("finds every layer in force where nothing is wrong, and says what it saw")
    void everyLayerInForce(Layer layer) {
        LayerState state = attest(SPEC, ORDINARY_USER, GOOD).layer(layer);

        assertThat(state.inForce()).isTrue();
        assertThat(state.observed())
                .isEqualTo(
                        switch (layer) {
                            case NAMESPACES ->
                                "mount, pid, network, ipc and uts namespaces and the user namespace are not the"
                                        + " host's";
                            case INHERITANCE ->
                                "a session of its own without a terminal, no signal blocked, ignored, caught or"
                                        + " pending, ordinary scheduling";
                            case RESOURCE_LIMITS -> "all 16 limits are as they were set";
                            case FILE_DESCRIPTORS -> "descriptors 0, 1 and 2 are open and no other";
                            case DUMPABLE ->
                                "the guest is not dumpable: /proc/PID/status belongs to 0, not to the guest";
                            case ROOTFS ->
                                "the root is read-only, nosuid and nodev; there is no mount but it and 1 tmpfs";
                            case NO_NEW_PRIVS -> "NoNewPrivs is 1";
                            case CAPABILITIES ->
                                "no capability in any set, uid and gid 1879048192, no supplementary group";
                            case SECCOMP -> "the guest's one thread is under a seccomp filter of its own";
                        });
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            NAMESPACES       | 5 | net:[23]       | net:[3]         | net namespace is the host's
            NAMESPACES       | 5 | mnt:[21]       | ''              | mnt namespace could not be seen
            NAMESPACES       | 5 | user:[20]      | user:[0]        | user namespace is the host's
            NAMESPACES       | 0 | 4711\t2        | 4711\t3         | process id in the jail is 3, not 2
            NAMESPACES       | 0 | NSpid          | NSxid           | process id in the jail is missing, not 2
            NAMESPACES       | 9 | jail           | host            | host name is host, not jail
            ROOTFS           | 12 | /             | /tmp            | working directory is /tmp, not /
            INHERITANCE      | 0 | SigIgn:\t0     | SigIgn:\t1      | SigIgn is 1000000000000000, not 0000000000000000
            INHERITANCE      | 0 | SigBlk:\t0     | SigBlk:\t2      | SigBlk is 2000000000000000, not 0000000000000000
            INHERITANCE      | 0 | ShdPnd         | ShdXxx          | ShdPnd is missing, not 0000000000000000
            INHERITANCE      | 3 | 8 9 9 0        | 8 9 7 0         | the session 7 is not the guest's own
            INHERITANCE      | 3 | 8 9 9 0        | 8 9 9 34816     | tty_nr is 34816, not 0
            INHERITANCE      | 3 | ' 20 0 1 '     | ' 15 -5 1 '     | nice is -5, below 0
            INHERITANCE      | 3 | 0 17 0 0 0 0   | 0 17 0 0 1 0    | policy is 1, not 0
            INHERITANCE      | 7 | 1000           | 0               | oom_score_adj is 0, not 1000
            INHERITANCE      | 10 | 00000000       | 00040000        | personality is 00040000, not 00000000
            INHERITANCE      | 11 | as asked      | differs         | environment is differs, not as asked
            RESOURCE_LIMITS  | 6 | zjail-7-1      | zjail-7-3       | the guest is not in the cgroup zjail-7-1
            RESOURCE_LIMITS  | 6 | zjail-7-2      | zjail-7-3       | the guest is not in the cgroup zjail-7-2
            RESOURCE_LIMITS  | 1 | 'files   16 '  | 'files   17 '   | Max open files is 17 / 16, not 16 / 16
            RESOURCE_LIMITS  | 1 | Max core       | Max gore        | Max core file size is missing, not 1 / 1
            RESOURCE_LIMITS  | 1 | 'files   16 '  | 'files   many ' | Max open files is missing, not 16 / 16
            FILE_DESCRIPTORS | 4 | 0 1 2          | 0 1 2 7         | open descriptors are [0, 1, 2, 7], not just 0, 1 and 2
            FILE_DESCRIPTORS | 4 | 0 1 2          | 0 1             | open descriptors are [0, 1], not just 0, 1 and 2
            ROOTFS           | 2 | / / ro         | / / rw          | mount / lacks [ro], it has [nodev, nosuid, relatime, rw]
            ROOTFS           | 2 | ,noexec        | ''              | mount /tmp lacks [noexec], it has [nodev, nosuid, relatime, rw]
            ROOTFS           | 2 | /tmp           | /               | / is mounted twice; mount / lacks [ro], it has [nodev, noexec, nosuid, relatime, rw]; mount /tmp lacks [nodev, noexec, nosuid, rw], it has []; there are other mounts: [/]
            NO_NEW_PRIVS     | 0 | NoNewPrivs:\t1 | NoNewPrivs:\t0  | NoNewPrivs is 0, not 1
            NO_NEW_PRIVS     | 0 | NoNewPrivs     | OldPrivs        | NoNewPrivs is missing, not 1
            CAPABILITIES     | 0 | CapBnd:\t0     | CapBnd:\t8      | CapBnd is 8000000000000000, not 0000000000000000
            CAPABILITIES     | 0 | CapAmb         | CapXxx          | CapAmb is missing, not 0000000000000000
            SECCOMP          | 0 | Seccomp:\t2    | Seccomp:\t1     | Seccomp is 1, not 2
            SECCOMP          | 0 | filters:\t2    | filters:\t1     | Seccomp_filters is 1, not 2
            SECCOMP          | 0 | Threads:\t1    | Threads:\t2     | Threads is 2, not 1
            SECCOMP          | 0 | force mitigated | vulnerable     | speculative store bypass is not disabled, though the processor could do it
            """)
    @DisplayName("finds exactly the layer not in force of which one fact is spoiled, and says what is wrong")
    void oneFactSpoiled(Layer layer, int text, String good, String bad, String observed) {
        assertGap(attest(SPEC, ORDINARY_USER, spoil(text, good, bad)), layer, observed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not asked ", "granted ", "no control ", ""})
    @DisplayName("finds a guest dumpable whose status belongs to itself, unless access with its ids was refused")
    void dumpable(String access) {
        assertGap(
                attest(SPEC, ORDINARY_USER, ownedByGuest(access, STATUS)),
                Layer.DUMPABLE,
                "the guest is dumpable, as far as one can tell: /proc/PID/status belongs to the guest (fs.suid_dumpable,"
                        + " or the executable is readable)");
    }

    @Test
    @DisplayName("finds a guest not dumpable whose status belongs to itself, where access with its ids was refused")
    void accessRefused() {
        Confinement confinement = attest(SPEC, ORDINARY_USER, ownedByGuest("refused ", STATUS));

        assertThat(confinement.gaps()).isEmpty();
        assertThat(confinement.layer(Layer.DUMPABLE).observed())
                .isEqualTo("the guest is not dumpable: to a process with its ids and without capabilities the kernel"
                        + " refused access that it granted to one which is dumpable");
        assertThat(confinement.layer(Layer.DUMPABLE).facts())
                .containsEntry("access to /proc/PID/environ with the guest's ids", "refused");
    }

    @ParameterizedTest
    @CsvSource({"CapPrm:\t0, CapPrm:\t8", "Gid:\t1879048192, Gid:\t0"})
    @DisplayName("takes a refusal for nothing where the guest has a capability or another id, which refuse access too")
    void accessRefusedForAnotherReason(String good, String bad) {
        assertThat(STATUS).contains(good);

        assertThat(attest(SPEC, ORDINARY_USER, ownedByGuest("refused ", STATUS.replace(good, bad)))
                        .gaps())
                .extracting(LayerState::layer)
                .containsExactly(Layer.DUMPABLE, Layer.CAPABILITIES);
    }

    private static Observations ownedByGuest(String access, String status) {
        List<String> texts = new ArrayList<>(GOOD.texts());
        texts.set(0, status);
        texts.set(8, access);
        return new Observations(GUEST_ID, 0, 0, 0, texts);
    }

    @Test
    @DisplayName("finds a guest dumpable that kept root's id, to which /proc/PID/status belongs either way")
    void dumpableAsRoot() {
        List<String> texts = new ArrayList<>(GOOD.texts());
        texts.set(0, STATUS.replace("Uid:\t1879048192\t1879048192\t1879048192\t1879048192", "Uid:\t0\t0\t0\t0"));

        assertThat(attest(SPEC, ORDINARY_USER, new Observations(0, 0, 0, 0, texts))
                        .gaps())
                .extracting(LayerState::layer)
                .containsExactly(Layer.DUMPABLE, Layer.CAPABILITIES);
    }

    @Test
    @DisplayName("finds a mount that nobody asked for")
    void otherMount() {
        assertGap(
                attest(SPEC, ORDINARY_USER, spoil(2, MOUNTS, MOUNTS + "302 300 0:5 / /proc ro - proc proc rw\n")),
                Layer.ROOTFS,
                "there are other mounts: [/, /tmp, /proc]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a line", "302 300 0:5 / /proc", "302 300 0:5 / /proc ro proc proc rw"})
    @DisplayName("takes a line of mountinfo that it cannot read for a mount that nobody asked for")
    void unreadableMount(String line) {
        assertGap(
                attest(SPEC, ORDINARY_USER, spoil(2, MOUNTS, MOUNTS + line + "\n")),
                Layer.ROOTFS,
                "there are other mounts: [/, /tmp, " + line + "]");
    }

    @Test
    @DisplayName("says of an ordinary user's groups that they stay")
    void groupsOfAnOrdinaryUser() {
        List<String> texts = new ArrayList<>(GOOD.texts());
        texts.set(0, STATUS.replace("Groups:\t", "Groups:\t4 27"));

        LayerState state = attest(SPEC, ORDINARY_USER, observations(texts)).layer(Layer.CAPABILITIES);

        assertThat(state.inForce()).isTrue();
        assertThat(state.facts()).containsEntry("Groups", "4 27");
        assertThat(state.observed())
                .endsWith("; the caller's supplementary groups stay, which only a privileged caller could drop");
    }

    @Test
    @DisplayName("of a privileged caller wants no supplementary group, and no user namespace")
    void privilegedCaller() {
        Observations good = spoil(5, "user:[20]", "user:[0]");
        List<String> texts = new ArrayList<>(good.texts());
        texts.set(0, STATUS.replace("Groups:\t", "Groups:\t4 27"));

        assertThat(attest(SPEC, ROOT, good).gaps()).isEmpty();
        assertGap(attest(SPEC, ROOT, observations(texts)), Layer.CAPABILITIES, "Groups is 4 27, not ");
        assertGap(attest(SPEC, ROOT, GOOD), Layer.NAMESPACES, "user namespace is not the host's");
    }

    @Test
    @DisplayName(
            "takes it from an ordinary user, and from nobody else, that personality, environment and working directory"
                    + " cannot be seen")
    void unseen() {
        Observations unseen = new Observations(0, 1 << 10 | 1 << 11 | 1 << 12, 0, 0, GOOD.texts());
        List<String> texts = new ArrayList<>(GOOD.texts());
        texts.set(5, NAMESPACES.replace("user:[20]", "user:[0]"));

        LayerState state = attest(SPEC, ORDINARY_USER, unseen).layer(Layer.INHERITANCE);

        assertThat(state.inForce()).isTrue();
        assertThat(state.facts())
                .containsEntry("personality", "not shown to an ordinary user, since the guest is not dumpable")
                .containsEntry("environment", "not shown to an ordinary user, since the guest is not dumpable");
        assertGap(
                attest(SPEC, ROOT, new Observations(0, 1 << 10 | 1 << 11, 0, 0, texts)),
                Layer.INHERITANCE,
                "personality is missing, not 00000000; environment is missing, not as asked");
        assertGap(
                attest(SPEC, ROOT, new Observations(0, 1 << 12, 0, 0, texts)),
                Layer.ROOTFS,
                "working directory is missing, not /");
    }

    @Test
    @DisplayName("compares with the conditions that were asked for")
    void otherConditions() {
        Conditions conditions = new Conditions(false, true, "other", Path.of("/tmp"), 300, 16L << 20, List.of());
        List<String> texts = new ArrayList<>(GOOD.texts());
        texts.set(0, STATUS.replace("NSpid:\t4711\t2", "NSpid:\t4711\t300").replace("list:\t0-1", "list:\t1"));
        texts.set(9, "other ");
        texts.set(10, "00040000\n");
        texts.set(12, "/tmp");

        assertThat(attest(with(conditions), ORDINARY_USER, observations(texts)).gaps())
                .isEmpty();
        Confinement usual = attest(with(conditions), ORDINARY_USER, GOOD);
        assertThat(usual.gaps())
                .extracting(LayerState::layer)
                .containsExactly(Layer.NAMESPACES, Layer.INHERITANCE, Layer.ROOTFS);
        assertThat(usual.layer(Layer.INHERITANCE).observed())
                .isEqualTo("Cpus_allowed_list is 0-1, not one CPU; personality is 00000000, not 00040000");
    }

    private static LaunchSpec with(Conditions conditions) {
        return new LaunchSpec(
                SPEC.filter(),
                SPEC.rootfs(),
                SPEC.executable(),
                SPEC.cgroups(),
                SPEC.tmpfs(),
                SPEC.mounts(),
                conditions.workingDirectory().toString(),
                SPEC.collect(),
                SPEC.arguments(),
                SPEC.environment(),
                SPEC.guestId(),
                SPEC.limits(),
                SPEC.resourceLimits(),
                SPEC.execvePathAddress(),
                conditions,
                SPEC.watched(),
                SPEC.refusesExecGain(),
                SPEC.randomInstructions());
    }

    @Test
    @DisplayName("finds no layer in force where an observation failed")
    void failedObservation() {
        Confinement confinement = attest(SPEC, ORDINARY_USER, new Observations(0, 0, 3, 13, GOOD.texts()));

        assertThat(confinement.gaps())
                .hasSize(Layer.values().length)
                .allSatisfy(state -> assertThat(state.observed())
                        .isEqualTo("the guest could not be observed (observation 3: EACCES)"));
    }

    private static Confinement attest(LaunchSpec spec, HostFacts host, Observations observations) {
        return Attestation.of(spec, host, new Observed(0, observations));
    }

    private static void assertGap(Confinement confinement, Layer layer, String observed) {
        assertThat(confinement.gaps()).extracting(LayerState::layer).containsExactly(layer);
        assertThat(confinement.layer(layer).observed()).isEqualTo(observed);
    }

    private static Observations spoil(int text, String good, String bad) {
        List<String> texts = new ArrayList<>(GOOD.texts());
        assertThat(texts.get(text)).contains(good);
        texts.set(text, texts.get(text).replace(good, bad));
        return observations(texts);
    }

    private static Map<String, String> hostNamespaces() {
        return Map.of(
                "user",
                "user:[0]",
                "mnt",
                "mnt:[1]",
                "pid",
                "pid:[2]",
                "net",
                "net:[3]",
                "ipc",
                "ipc:[4]",
                "uts",
                "uts:[5]");
    }

    private static String limits() {
        return SPEC.resourceLimits().values().entrySet().stream()
                .map(limit -> limit.getKey().procName() + "   "
                        + text(limit.getValue().soft()) + "   "
                        + text(limit.getValue().hard()) + "   units\n")
                .collect(Collectors.joining());
    }

    private static String text(long limit) {
        return limit == KernelLimits.UNLIMITED ? "unlimited" : Long.toString(limit);
    }
}
