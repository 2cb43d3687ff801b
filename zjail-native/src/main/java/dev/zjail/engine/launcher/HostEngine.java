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
import dev.zjail.engine.rootfs.ElfProgram;
import dev.zjail.engine.rootfs.InvalidRootfsException;
import dev.zjail.engine.rootfs.RootfsFixture;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.engine.rootfs.RootfsRequest;
import dev.zjail.engine.rootfs.RootfsStorageException;
import dev.zjail.internal.Blake2b256;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
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
    private final Admission admission;
    private final RandomGenerator guestIds;
    private final SecureRandom random = new SecureRandom();

    /** By all the policy says: projects can give the same name to different policies of their own. */
    private final Map<Filter, PolicyFacts> policyFacts = new ConcurrentHashMap<>();

    HostEngine(
            Libc libc,
            LauncherImage image,
            HostFacts host,
            RootfsFixtures fixtures,
            Cgroups cgroups,
            Admission admission,
            RandomGenerator guestIds) {
        this.libc = libc;
        this.image = image;
        this.host = host;
        this.fixtures = fixtures;
        this.cgroups = cgroups;
        this.admission = admission;
        this.guestIds = guestIds;
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

    /**
     * Chooses where root file systems of jails are kept, for an engine that is not open yet. Without it the system
     * property {@code zjail.cache.dir} chooses, and where that is not set either they are in the temporary directory.
     *
     * @param directory a directory of this user's alone; it is created if it is missing
     */
    public static void keepRootFileSystemsIn(String directory) {
        FixtureStorage.choose(directory);
    }

    private static HostEngine open() {
        Libc libc = CLibrary.load();
        libc.keepEndedChildren();
        HostFacts host = HostFacts.read(libc);
        Cgroups cgroups = findCgroups();
        RootfsFixtures fixtures = FixtureStorage.open(HostFacts.userIdOutside(libc));
        try {
            HostEngine engine = new HostEngine(
                    libc, loadLauncher(libc), host, fixtures, cgroups, Admission.CONFINED_ONLY, new SecureRandom());
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
        spec.requireRunnable();
        conditions.requireOtherNamesThan(spec.environment());
        if (Thread.currentThread().isInterrupted()) {
            throw RunInterruptedException.beforeTheRun();
        }
        Instant startedAt = Instant.now();
        RootfsFixture fixture = provideFixture(spec);
        try {
            return perform(spec, conditions, filtering, startedAt, fixture);
        } finally {
            // However the run ended, its launcher has been reaped by now, and with it all that ran in there was killed.
            fixtures.giveBack(fixture);
        }
    }

    private Performed perform(
            JailSpec spec, Conditions conditions, Filtering filtering, Instant startedAt, RootfsFixture fixture) {
        requireRoom(spec, fixture.program());
        requireDirectory(conditions.workingDirectory(), fixture);
        try (JailCgroups jailCgroups = cgroups.create(spec.limits(), libc)) {
            SyscallPolicy policy = policy(spec, fixture.program(), jailCgroups.sharedMemory());
            requireNoWritableCode(fixture, policy, spec.executable());
            PolicyFacts facts = facts(policy, filtering);
            Launch launch = BusyProgram.retry(
                    BUSY_PATIENCE,
                    Launch::report,
                    () -> TakenGuestId.retry(
                            Launch::report, () -> launch(spec, conditions, fixture, jailCgroups, policy, filtering)));
            Ended ended = launch.requireEnded(spec, fixture);
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
            throw FaultyPrograms.tooLarge(spec, "the program itself", program.memoryBytes());
        }
    }

    /**
     * A segment or a stack that is writable and executable needs no system call to run what was written there: the
     * filter's conditions on mmap and mprotect would be worth nothing. Where a policy has none, there is nothing to
     * break. The kernel maps the loader's segments as the loader asks, and the stack as the program does alone.
     */
    private static void requireNoWritableCode(RootfsFixture fixture, SyscallPolicy policy, Path executable) {
        if (policy.allowsWhateverArguments("mprotect")) {
            return;
        }
        ElfProgram program = fixture.program();
        requireNoWritableSegment(program, executable.toString(), policy);
        if (program.stack() == ElfProgram.Stack.EXECUTABLE) {
            throw writableCode(policy, executable + ", which asks for an executable stack (PT_GNU_STACK)");
        }
        fixture.loader()
                .ifPresent(loader -> requireNoWritableSegment(
                        loader,
                        "the dynamic loader " + program.interpreter().orElse("") + " of " + executable,
                        policy));
    }

    private static void requireNoWritableSegment(ElfProgram elf, String whose, SyscallPolicy policy) {
        switch (elf.writableCode()) {
            case NONE -> {}
            case SEGMENT ->
                throw writableCode(policy, whose + ", which has a segment that is writable and executable (PT_LOAD)");
            case BEYOND_FILE ->
                throw writableCode(
                        policy,
                        whose
                                + ", which has an executable segment that is larger in memory than in the file (PT_LOAD): the"
                                + " kernel makes the rest of it writable");
        }
    }

    private static InvalidJailSpecException writableCode(SyscallPolicy policy, String found) {
        return new InvalidJailSpecException(
                "executable",
                "must not ask for memory that is writable and executable at once, which the policy " + policy.name()
                        + " forbids",
                found,
                "link it with -z noexecstack and without -N, or accept such memory with allow = \"mprotect\"");
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
     * One launcher's work: what was seen around the guest before its first instruction, what it answered, and what of
     * real memory was used if that was too much.
     */
    private record Launch(
            Optional<Confinement> confinement, LauncherProcess.Answer answer, Optional<Long> exceededMemory) {
        LaunchReport report() {
            return answer.report();
        }

        /** Nothing ran, or what ran was lost sight of or ended by somebody outside: that is no run. */
        Ended requireEnded(JailSpec asked, RootfsFixture fixture) {
            if (answer.report() instanceof Refused refused) {
                if (refused.step().isEmpty()) {
                    requireInit(refused.stop());
                }
                throw FaultyPrograms.of(refused, asked, fixture, exceededMemory)
                        .map(RuntimeException.class::cast)
                        .orElseGet(() -> Refusals.of(refused, Circumstances.ofThisHost()));
            }
            Ended ended = (Ended) answer.report();
            requireInit(ended.stop());
            return ended;
        }

        private static void requireInit(Stop stop) {
            if (stop == Stop.INIT) {
                throw LauncherProcess.launcherFailed(
                        "keep the init alive",
                        "somebody outside the jail killed the jail's init, and the program with it");
            }
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
            LaunchSpec launchSpec =
                    launchSpec(spec, conditions, fixture, policy, filtering, filter, execvePath, jailCgroups.toJoin());
            AtomicReference<@Nullable Confinement> seen = new AtomicReference<>();
            LauncherProcess.Answer answer =
                    launcher.run(launchSpec, spec.stdin(), jailCgroups.watch(), image.patience(), observed -> {
                        Confinement confinement = Attestation.of(launchSpec, host, observed);
                        admission.judge(confinement);
                        seen.set(confinement);
                    });
            return new Launch(Optional.ofNullable(seen.get()), answer, jailCgroups.exceededBytes());
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
            SyscallPolicy policy,
            Filtering filtering,
            SeccompProgram filter,
            long execvePath,
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
                host.guestId(guestIds),
                spec.limits(),
                KernelLimits.of(spec.limits(), conditions.stackBytes(), host.helpersOfGuestId()),
                execvePath,
                conditions,
                filtering == Filtering.WATCHING,
                filtering != Filtering.OBSERVING && !policy.allowsExecGain(),
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
        return new Execution(
                spec,
                startedAt,
                termination,
                stdout,
                stderr,
                usage(ended),
                launch.confinement().orElseThrow(),
                policy,
                fixture.fingerprint(),
                fixture.digests(),
                fixture.files());
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
                    Blake2b256.of(filter.toBytes()),
                    Architecture.current().word(),
                    policy.conditionalSyscalls());
        });
    }
}
