package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.FileErrors;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.PolicyFacts;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.Scratch;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Usage;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Rusage;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.libc.NativeCallException;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.SeccompProgram;
import dev.zjail.engine.policy.SyscallPolicy;
import dev.zjail.engine.rootfs.Blake2b256;
import dev.zjail.engine.rootfs.ElfProgram;
import dev.zjail.engine.rootfs.InvalidRootfsException;
import dev.zjail.engine.rootfs.RootfsFixture;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.engine.rootfs.RootfsRequest;
import dev.zjail.engine.rootfs.RootfsStorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The engine of this host: one launcher, namespaces and user id for each run. */
public final class HostEngine implements Engine {
    private static final String HOST_NAME = "jail";

    private static final long PAGE_BYTES = 4096;

    /** Between these two nothing of a 64-bit program lies unless it asks for just that address. */
    private static final long LOWEST_EXECVE_PATH = 1L << 32;

    private static final long HIGHEST_EXECVE_PATH = 1L << 46;

    private static @Nullable HostEngine shared;

    private final Libc libc;
    private final LauncherImage image;
    private final HostFacts host;
    private final RootfsFixtures fixtures;
    private final MemoryCgroups cgroups;
    /**
     * Keeps spawning apart from building: up to its execve a new process holds all descriptors of this one, and a
     * program that somebody holds open for writing cannot be executed (ETXTBSY).
     */
    private final ReadWriteLock writing = new ReentrantReadWriteLock();

    private final SecureRandom random = new SecureRandom();

    /** By the name of the policy, which says all about it. */
    private final Map<String, PolicyFacts> policyFacts = new ConcurrentHashMap<>();

    private HostEngine(Libc libc, LauncherImage image, HostFacts host, RootfsFixtures fixtures, MemoryCgroups cgroups) {
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
        Libc libc = loadLibc();
        HostFacts host = HostFacts.read(libc);
        MemoryCgroups cgroups = findCgroups();
        RootfsFixtures fixtures = openFixtures(libc);
        try {
            HostEngine engine = new HostEngine(libc, LauncherImage.load(libc), host, fixtures, cgroups);
            // Fixtures go with this Java virtual machine.
            Runtime.getRuntime().addShutdownHook(new Thread(fixtures::close, "zjail-rootfs-cleaner"));
            return engine;
        } catch (NativeCallException e) {
            fixtures.close();
            throw outOfResources(e);
        } catch (RuntimeException e) {
            fixtures.close();
            throw e;
        }
    }

    private static MemoryCgroups findCgroups() {
        try {
            return MemoryCgroups.find();
        } catch (IOException e) {
            throw HostFacts.unreadableProc(e);
        }
    }

    private static Libc loadLibc() {
        try {
            return Libc.get();
        } catch (LinkageError e) {
            ConfinementException refusal = new ConfinementException(
                    "launcher",
                    "load jnr-ffi",
                    "none",
                    firstLineOfCause(e),
                    "set java.io.tmpdir to a directory that can be written and whose file system allows execution");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /**
     * The cause of causes: where it fails a second time, only that one says why. jnr-ffi puts a stack trace behind it.
     */
    private static String firstLineOfCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it gives no reason");
    }

    /** The directory is this user's own: what others can write to must not become a root file system. */
    private static RootfsFixtures openFixtures(Libc libc) {
        String name = "zjail-" + Integer.toUnsignedString(libc.effectiveUserId());
        try {
            return new RootfsFixtures(temporaryDirectory().resolve(name));
        } catch (RootfsStorageException e) {
            throw noRootfs(e);
        }
    }

    private static RuntimeException noRootfs(RootfsStorageException e) {
        if (e.getCause() instanceof ClosedByInterruptException) {
            return RunInterruptedException.beforeTheRun();
        }
        return new ConfinementException(
                "rootfs",
                "build the rootfs fixture",
                e.getCause() instanceof IOException failure ? FileErrors.errno(failure) : "none",
                e.path() + " " + e.problem() + (liesInTemporaryDirectory(e) ? " (it lies in java.io.tmpdir)" : ""),
                e.remedy());
    }

    private static boolean liesInTemporaryDirectory(RootfsStorageException e) {
        return Path.of(e.path()).startsWith(temporaryDirectory());
    }

    private static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
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
    public Execution run(JailSpec spec) {
        if (Thread.currentThread().isInterrupted()) {
            throw RunInterruptedException.beforeTheRun();
        }
        Instant startedAt = Instant.now();
        RootfsFixture fixture = provideFixture(spec);
        requireRoom(spec, fixture.program());
        SyscallPolicy policy = policy(spec, fixture.program());
        requireNoWritableCode(fixture.program(), policy, spec.executable());
        // Closed last: a cgroup can be removed when the launcher has seen the end of all that was in it.
        try (RealMemory memory = RealMemory.of(spec.limits(), cgroups);
                LauncherProcess launcher = spawnLauncher()) {
            LaunchSpec launch = launchSpec(spec, fixture, policy, launcher.process(), memory.processesFile());
            LauncherProcess.Answer answer = launcher.run(launch, spec.stdin());
            return execution(spec, startedAt, fixture, policy, launch, answer, memory.exceededBytes());
        } catch (NativeCallException e) {
            throw outOfResources(e);
        }
    }

    // ---- before the run: what the request means on this host ----

    private RootfsFixture provideFixture(JailSpec spec) {
        List<String> mountPoints = spec.scratches().stream().map(Scratch::path).toList();
        writing.readLock().lock();
        try {
            return fixtures.provide(new RootfsRequest(spec.executable(), spec.files(), mountPoints));
        } catch (InvalidRootfsException e) {
            throw new InvalidJailSpecException(e.component(), e.rule(), e.found(), e.remedy());
        } catch (RootfsStorageException e) {
            throw noRootfs(e);
        } finally {
            writing.readLock().unlock();
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

    private static SyscallPolicy policy(JailSpec spec, ElfProgram program) {
        String byHeader = program.isStatic() ? "static" : "dynamic";
        String name = spec.policy().equals(JailSpec.AUTO_POLICY) ? byHeader : spec.policy();
        try {
            return SyscallPolicy.named(name).allow(spec.allow());
        } catch (InvalidPolicyException e) {
            throw new InvalidJailSpecException(e.component(), e.rule(), e.found(), e.remedy());
        }
    }

    // ---- the run ----

    private LauncherProcess spawnLauncher() {
        writing.writeLock().lock();
        try {
            return LauncherProcess.spawn(libc, image.path(), launcherArguments());
        } finally {
            writing.writeLock().unlock();
        }
    }

    private List<String> launcherArguments() {
        return host.needsUserNamespace()
                ? List.of("zjail-launcher", "--user-namespace", Integer.toString(HostFacts.FIRST_GUEST_ID))
                : List.of("zjail-launcher");
    }

    private LaunchSpec launchSpec(
            JailSpec spec,
            RootfsFixture fixture,
            SyscallPolicy policy,
            int launcherProcess,
            Optional<String> cgroupProcesses) {
        long execvePath = secretAddress();
        List<String> arguments = new ArrayList<>(List.of(fixture.executable()));
        arguments.addAll(spec.arguments());
        return new LaunchSpec(
                Bytes.of(policy.compile(Architecture.current(), execvePath).toBytes()),
                fixture.directory().toString(),
                fixture.executable(),
                HOST_NAME,
                cgroupProcesses,
                spec.scratches(),
                arguments,
                spec.environment(),
                host.guestId(launcherProcess),
                spec.limits(),
                KernelLimits.of(spec.limits(), host.helpersOfGuestId()),
                execvePath);
    }

    private long secretAddress() {
        long pages = (HIGHEST_EXECVE_PATH - LOWEST_EXECVE_PATH) / PAGE_BYTES;
        return LOWEST_EXECVE_PATH + Math.floorMod(random.nextLong(), pages) * PAGE_BYTES;
    }

    // ---- after the run: what it was ----

    private Execution execution(
            JailSpec spec,
            Instant startedAt,
            RootfsFixture fixture,
            SyscallPolicy policy,
            LaunchSpec launch,
            LauncherProcess.Answer answer,
            Optional<Long> exceededMemory) {
        if (answer.report() instanceof Refused refused) {
            throw Refusals.of(refused);
        }
        Ended ended = (Ended) answer.report();
        if (ended.stop() == Stop.INIT) {
            throw LauncherProcess.launcherFailed(
                    "keep the init alive", "somebody outside the jail killed the jail's init, and the program with it");
        }
        CapturedOutput stdout = answer.stdout();
        CapturedOutput stderr = answer.stderr();
        Termination termination = Terminations.of(ended, spec.limits(), exceededMemory, stdout, stderr);
        Confinement confinement =
                Attestation.of(launch, host, ended.observations(), Duration.ofNanos(ended.attestingNanoseconds()));
        return new Execution(
                spec,
                startedAt,
                termination,
                stdout,
                stderr,
                usage(ended),
                confinement,
                policyFacts.computeIfAbsent(policy.name(), name -> facts(policy)),
                fixture.fingerprint());
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
                ended.mostTasks());
    }

    private static PolicyFacts facts(SyscallPolicy policy) {
        SeccompProgram filter = policy.compile(Architecture.current(), 0);
        return new PolicyFacts(
                policy.name(),
                policy.syscallCount(),
                policy.argumentRuleCount(),
                filter.length(),
                Blake2b256.ofBytes(filter.toBytes()));
    }
}
