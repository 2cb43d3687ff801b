package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.Scratch;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Usage;
import dev.zjail.engine.WatchedRun;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Rusage;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.libc.NativeCallException;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.Linkage;
import dev.zjail.engine.policy.SeccompProgram;
import dev.zjail.engine.policy.SharedMemory;
import dev.zjail.engine.policy.SyscallPolicy;
import dev.zjail.engine.rootfs.Blake2b256;
import dev.zjail.engine.rootfs.ElfProgram;
import dev.zjail.engine.rootfs.InvalidRootfsException;
import dev.zjail.engine.rootfs.RootfsFixture;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.engine.rootfs.RootfsRequest;
import dev.zjail.engine.rootfs.RootfsStorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The engine of this host: one launcher, namespaces and user id for each run. */
public final class HostEngine implements Engine {
    /** A process that was just started is past its execve within milliseconds, unless the machine is overloaded. */
    private static final Duration BUSY_PATIENCE = Duration.ofSeconds(10);

    private static final long PAGE_BYTES = 4096;

    /** Between these two nothing of a 64-bit program lies unless it asks for just that address. */
    private static final long LOWEST_EXECVE_PATH = 1L << 32;

    private static final long HIGHEST_EXECVE_PATH = 1L << 46;

    private static @Nullable HostEngine shared;

    private final Libc libc;
    private final LauncherImage image;
    private final HostFacts host;
    private final RootfsFixtures fixtures;
    private final Cgroups cgroups;
    private final SecureRandom random = new SecureRandom();

    /** By all the policy says: projects can give the same name to different policies of their own. */
    private final Map<Filter, PolicyFacts> policyFacts = new ConcurrentHashMap<>();

    HostEngine(Libc libc, LauncherImage image, HostFacts host, RootfsFixtures fixtures, Cgroups cgroups) {
        this.libc = libc;
        this.image = image;
        this.host = host;
        this.fixtures = fixtures;
        this.cgroups = cgroups;
    }

    /**
     * Returns the engine that everybody in this Java virtual machine shares. It is opened for the first who asks; where
     * that fails, the next who asks tries again.
     *
     * @return the engine
     * @throws ConfinementException if this is not a host on which anything can be confined
     */
    // Not the initializer of a class: the first failure in one is wrapped, and whoever comes next is not told why.
    public static synchronized HostEngine shared() {
        HostEngine engine = shared;
        if (engine == null) {
            engine = Undisturbed.get("zjail-engine-opener", HostEngine::open);
            shared = engine;
        }
        return engine;
    }

    private static HostEngine open() {
        Libc libc = CLibrary.load();
        libc.keepEndedChildren();
        HostFacts host = HostFacts.read(libc);
        Cgroups cgroups = findCgroups();
        RootfsFixtures fixtures = FixtureStorage.open(HostFacts.userIdOutside(libc));
        try {
            HostEngine engine = new HostEngine(libc, loadLauncher(libc), host, fixtures, cgroups);
            // Fixtures go with this Java virtual machine.
            Runtime.getRuntime().addShutdownHook(new Thread(fixtures::close, "zjail-rootfs-cleaner"));
            return engine;
        } catch (RuntimeException e) {
            fixtures.close();
            throw e;
        }
    }

    private static LauncherImage loadLauncher(Libc libc) {
        try {
            return LauncherImage.load(libc);
        } catch (NativeCallException e) {
            String errno = e.errno().name();
            Explanation explanation = Explanation.of("launcher", e.call(), errno);
            throw new ConfinementException("launcher", e.call(), errno, explanation.likelyCause(), explanation.fix());
        }
    }

    private static Cgroups findCgroups() {
        try {
            return Cgroups.find();
        } catch (IOException e) {
            throw HostFacts.unreadableProc(e);
        }
    }

    private static ConfinementException outOfResources(NativeCallException e) {
        return new ConfinementException(
                "launcher",
                e.call(),
                e.errno().name(),
                "this Java virtual machine has run out of descriptors, processes or memory",
                "raise its limits (ulimit -n, ulimit -u), or run fewer tests at the same time");
    }

    @Override
    public Execution run(JailSpec spec, Conditions conditions) {
        return perform(spec, conditions, Filtering.KILLING).execution();
    }

    @Override
    public WatchedRun watch(JailSpec spec) {
        Performed performed = perform(spec, Conditions.USUAL, Filtering.WATCHING);
        return Watching.watchedRun(
                performed.execution(), performed.ended(), performed.fixture().randomInstructions());
    }

    @Override
    public ObservedRun observe(JailSpec spec) {
        Performed performed = perform(spec, Conditions.USUAL, Filtering.OBSERVING);
        return Observing.observedRun(performed.execution(), performed.ended().recorded());
    }

    /** A run, what it ran in, and what the launcher said of it. */
    private record Performed(RootfsFixture fixture, Execution execution, Ended ended) {}

    private Performed perform(JailSpec spec, Conditions conditions, Filtering filtering) {
        conditions.requireOtherNamesThan(spec.environment());
        if (Thread.currentThread().isInterrupted()) {
            throw RunInterruptedException.beforeTheRun();
        }
        Instant startedAt = Instant.now();
        RootfsFixture fixture = provideFixture(spec);
        requireRoom(spec, fixture.program());
        requireDirectory(conditions.workingDirectory(), fixture);
        try (JailCgroups jailCgroups = cgroups.create(spec.limits(), libc)) {
            SyscallPolicy policy = policy(spec, fixture.program(), jailCgroups.sharedMemory());
            requireNoWritableCode(fixture.program(), policy, spec.executable());
            PolicyFacts facts = facts(policy, filtering);
            Launch launch = BusyProgram.retry(
                    BUSY_PATIENCE,
                    Launch::report,
                    () -> launch(spec, conditions, fixture, jailCgroups, policy, filtering));
            Ended ended = launch.requireEnded();
            return new Performed(fixture, execution(spec, startedAt, fixture, facts, launch, ended), ended);
        } catch (NativeCallException e) {
            throw outOfResources(e);
        }
    }

    // ---- before the run: what the request means on this host ----

    private RootfsFixture provideFixture(JailSpec spec) {
        List<String> mountPoints = spec.scratches().stream().map(Scratch::path).toList();
        try {
            return fixtures.provide(new RootfsRequest(spec.executable(), spec.files(), mountPoints));
        } catch (InvalidRootfsException e) {
            throw new InvalidJailSpecException(e.component(), e.rule(), e.found(), e.remedy());
        } catch (RootfsStorageException e) {
            throw FixtureStorage.refused(e);
        }
    }

    /** Not through symbolic links: what they mean in the jail is not what they mean here. */
    private static void requireDirectory(Path directory, RootfsFixture fixture) {
        Path reached = fixture.directory();
        for (Path name : Path.of("/").relativize(directory)) {
            reached = reached.resolve(name);
            if (!Files.isDirectory(reached, LinkOption.NOFOLLOW_LINKS)) {
                throw new InvalidJailSpecException(
                        "conditions.workingDirectory",
                        "must be a directory that is in the jail",
                        directory.toString(),
                        "map it with files or tmpfs, or begin in /");
            }
        }
    }

    private static void requireRoom(JailSpec spec, ElfProgram program) {
        if (program.memoryBytes() > spec.limits().memoryBytes()) {
            throw new InvalidJailSpecException(
                    "limits.memory",
                    "must hold at least the program itself, which takes " + program.memoryBytes() + " bytes",
                    spec.limits().memoryBytes() + " bytes",
                    "raise the memory limit");
        }
    }

    /**
     * A segment or a stack that is writable and executable needs no system call to run what was written there: the
     * filter's conditions on mmap and mprotect would be worth nothing. Where a policy has none, there is nothing to
     * break.
     */
    private static void requireNoWritableCode(ElfProgram program, SyscallPolicy policy, Path executable) {
        boolean writableCode = program.hasWritableExecutableSegment() || program.stack() == ElfProgram.Stack.EXECUTABLE;
        if (writableCode && !policy.allowsWhateverArguments("mprotect")) {
            String what = program.hasWritableExecutableSegment()
                    ? "has a segment that is writable and executable (PT_LOAD)"
                    : "asks for an executable stack (PT_GNU_STACK)";
            throw new InvalidJailSpecException(
                    "executable",
                    "must not ask for memory that is writable and executable at once, which the policy " + policy.name()
                            + " forbids",
                    executable + ", which " + what,
                    "link it with -z noexecstack and without -N, or accept such memory with allow = \"mprotect\"");
        }
    }

    private static SyscallPolicy policy(JailSpec spec, ElfProgram program, SharedMemory sharedMemory) {
        Linkage linkage = program.isStatic() ? Linkage.STATIC : Linkage.DYNAMIC;
        try {
            return spec.policy()
                    .resolve(linkage, Architecture.current(), sharedMemory)
                    .allow(spec.allow());
        } catch (InvalidPolicyException e) {
            throw refused(e);
        }
    }

    private static SeccompProgram filter(SyscallPolicy policy, Filtering filtering, long execvePath) {
        try {
            return filtering.compile(policy, execvePath);
        } catch (InvalidPolicyException e) {
            throw refused(e);
        }
    }

    private static InvalidJailSpecException refused(InvalidPolicyException e) {
        return new InvalidJailSpecException(e.component(), e.rule(), e.found(), e.remedy());
    }

    // ---- the run ----

    /**
     * One launcher's work: what it was told, what it answered, and what of real memory was used if that was too much.
     */
    private record Launch(LaunchSpec spec, LauncherProcess.Answer answer, Optional<Long> exceededMemory) {
        LaunchReport report() {
            return answer.report();
        }

        /** Nothing ran, or what ran was lost sight of or ended by somebody outside: that is no run. */
        Ended requireEnded() {
            if (answer.report() instanceof Refused refused) {
                throw Refusals.of(refused);
            }
            Ended ended = (Ended) answer.report();
            if (ended.stop() == Stop.INIT) {
                throw LauncherProcess.launcherFailed(
                        "keep the init alive",
                        "somebody outside the jail killed the jail's init, and the program with it");
            }
            return ended;
        }
    }

    private Launch launch(
            JailSpec spec,
            Conditions conditions,
            RootfsFixture fixture,
            JailCgroups jailCgroups,
            SyscallPolicy policy,
            Filtering filtering) {
        long execvePath = secretAddress();
        SeccompProgram filter = filter(policy, filtering, execvePath);
        // Closed before the cgroups: those can be removed when the launcher has seen the end of all that was in them.
        try (LauncherProcess launcher = LauncherProcess.spawn(libc, image.path(), launcherArguments())) {
            LaunchSpec launchSpec = launchSpec(
                    spec, conditions, fixture, filtering, filter, execvePath, launcher.process(), jailCgroups.toJoin());
            LauncherProcess.Answer answer =
                    launcher.run(launchSpec, spec.stdin(), jailCgroups.watch(), image.patience());
            return new Launch(launchSpec, answer, jailCgroups.exceededBytes());
        }
    }

    private List<String> launcherArguments() {
        List<String> arguments = new ArrayList<>(List.of("zjail-launcher"));
        if (host.needsUserNamespace()) {
            arguments.addAll(List.of("--user-namespace", Integer.toString(HostFacts.FIRST_GUEST_ID)));
        }
        arguments.addAll(image.furtherArguments());
        return arguments;
    }

    private LaunchSpec launchSpec(
            JailSpec spec,
            Conditions conditions,
            RootfsFixture fixture,
            Filtering filtering,
            SeccompProgram filter,
            long execvePath,
            int launcherProcess,
            List<CgroupToJoin> toJoin) {
        List<String> arguments = new ArrayList<>(List.of(fixture.executable()));
        arguments.addAll(spec.arguments());
        return new LaunchSpec(
                Bytes.of(filter.toBytes()),
                fixture.directory().toString(),
                fixture.executable(),
                toJoin,
                spec.scratches(),
                arguments,
                spec.environment(),
                host.guestId(launcherProcess),
                spec.limits(),
                KernelLimits.of(spec.limits(), conditions.stackBytes(), host.helpersOfGuestId()),
                execvePath,
                conditions,
                filtering == Filtering.WATCHING,
                Watching.watchable(fixture.randomInstructions()));
    }

    private long secretAddress() {
        long pages = (HIGHEST_EXECVE_PATH - LOWEST_EXECVE_PATH) / PAGE_BYTES;
        return LOWEST_EXECVE_PATH + Math.floorMod(random.nextLong(), pages) * PAGE_BYTES;
    }

    // ---- after the run: what it was ----

    private Execution execution(
            JailSpec spec, Instant startedAt, RootfsFixture fixture, PolicyFacts policy, Launch launch, Ended ended) {
        CapturedOutput stdout = launch.answer().stdout();
        CapturedOutput stderr = launch.answer().stderr();
        Termination termination = Terminations.of(ended, spec.limits(), launch.exceededMemory(), stdout, stderr);
        Confinement confinement = Attestation.of(
                launch.spec(), host, ended.observations(), Duration.ofNanos(ended.attestingNanoseconds()));
        return new Execution(
                spec,
                startedAt,
                termination,
                stdout,
                stderr,
                usage(ended),
                confinement,
                policy,
                fixture.fingerprint(),
                fixture.digests());
    }

    private static Usage usage(Ended ended) {
        Rusage rusage = ended.usage();
        return new Usage(
                Duration.ofNanos(ended.wallNanoseconds()),
                Duration.ofNanos(rusage.userMicroseconds() * 1000),
                Duration.ofNanos(rusage.systemMicroseconds() * 1000),
                rusage.maxResidentKibibytes() * 1024,
                rusage.minorFaults(),
                rusage.majorFaults(),
                rusage.voluntarySwitches(),
                rusage.involuntarySwitches(),
                Duration.ofNanos(ended.cpuNanoseconds()),
                ended.maxAddressSpaceBytes(),
                ended.openFiles(),
                ended.mostTasks());
    }

    /** A policy and what is done about what it does not allow: all that a filter is made of, but a secret. */
    private record Filter(SyscallPolicy policy, Filtering filtering) {}

    private PolicyFacts facts(SyscallPolicy policy, Filtering filtering) {
        return policyFacts.computeIfAbsent(new Filter(policy, filtering), key -> {
            SeccompProgram filter = filter(policy, filtering, 0);
            return new PolicyFacts(
                    policy.name(),
                    policy.syscallCount(),
                    policy.argumentRuleCount(),
                    filter.length(),
                    Blake2b256.ofBytes(filter.toBytes()));
        });
    }
}
