package dev.zjail.engine.launcher;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.RunningJail;
import dev.zjail.engine.WatchedRun;
import dev.zjail.engine.launcher.LaunchReport.Ended;
import dev.zjail.engine.libc.NativeCallException;
import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.SyscallPolicy;
import dev.zjail.engine.rootfs.InvalidRootfsException;
import dev.zjail.engine.rootfs.RootfsFixture;
import dev.zjail.engine.rootfs.RootfsStorageException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The engine of this host: one launcher, namespaces and user id for each run. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HostEngine implements Engine {
    private static @Nullable HostEngine shared;

    private final HostResources resources;
    private final Launcher launcher;
    private final PolicyCache policies = new PolicyCache();

    HostEngine(HostResources resources, Admission admission, RandomGenerator guestIds) {
        this.resources = resources;
        this.launcher = new Launcher(resources.libc(), resources.image(), resources.host(), admission, guestIds);
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
            engine = Uninterruptibly.get("zjail-engine-opener", HostEngine::open);
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
        return new HostEngine(HostResources.open(), Admission.CONFINED_ONLY, new SecureRandom());
    }

    @Override
    public Execution run(JailSpec spec, Conditions conditions) {
        return perform(spec, conditions, FilterMode.of(conditions)).execution();
    }

    @Override
    public RunningJail start(JailSpec spec) {
        if (Thread.currentThread().isInterrupted()) {
            throw RunInterruptedException.beforeTheRun();
        }
        Talk talk = new Talk();
        Thread maker = new Thread(
                () -> talk.conduct(() -> perform(spec, Conditions.DEFAULTS, FilterMode.KILLING, Optional.of(talk))
                        .execution()),
                "zjail-dialogue");
        // A virtual machine that ends takes the run along: the launcher sees the end of its control channel.
        maker.setDaemon(true);
        maker.start();
        talk.awaitBegin(maker);
        return talk;
    }

    @Override
    public WatchedRun watch(JailSpec spec) {
        Performed performed = perform(spec, Conditions.DEFAULTS, FilterMode.WATCHING);
        return WatchedRuns.watchedRun(
                performed.execution(), performed.ended(), performed.fixture().randomInstructions());
    }

    @Override
    public ObservedRun observe(JailSpec spec) {
        Performed performed = perform(spec, Conditions.DEFAULTS, FilterMode.OBSERVING);
        return ObservedRuns.observedRun(performed.execution(), performed.ended().recorded());
    }

    /** A run, what it ran in, and what the launcher said of it. */
    private record Performed(RootfsFixture fixture, Execution execution, Ended ended) {}

    private Performed perform(JailSpec spec, Conditions conditions, FilterMode filtering) {
        return perform(spec, conditions, filtering, Optional.empty());
    }

    /** What a part of the engine has against its part of the request, it has against the request. */
    private Performed perform(JailSpec spec, Conditions conditions, FilterMode filtering, Optional<Talk> talk) {
        try {
            return provideAndPerform(spec, conditions, filtering, talk);
        } catch (InvalidPolicyException | InvalidRootfsException e) {
            throw InvalidJailSpecException.of(e);
        }
    }

    private Performed provideAndPerform(
            JailSpec spec, Conditions conditions, FilterMode filtering, Optional<Talk> talk) {
        spec.requireRunnable();
        conditions.requireOtherNamesThan(spec.environment());
        if (Thread.currentThread().isInterrupted()) {
            throw RunInterruptedException.beforeTheRun();
        }
        Instant startedAt = Instant.now();
        RootfsFixture fixture = provideFixture(spec);
        try {
            RequestCheck.requireFits(spec, conditions, fixture);
            return perform(spec, conditions, filtering, startedAt, fixture, talk);
        } catch (NativeCallException e) {
            throw outOfResources(e);
        } finally {
            // However the run ended, its launcher has been reaped by now, and with it all that ran in there was killed.
            resources.fixtures().giveBack(fixture);
        }
    }

    private Performed perform(
            JailSpec spec,
            Conditions conditions,
            FilterMode filtering,
            Instant startedAt,
            RootfsFixture fixture,
            Optional<Talk> talk) {
        try (JailCgroups jailCgroups = resources.cgroups().create(spec.limits(), resources.libc())) {
            RequestCheck.requireRoom(spec, fixture, jailCgroups.boundMemory());
            SyscallPolicy policy = RequestCheck.policy(policies, spec, fixture, jailCgroups.sharedMemory());
            PolicyCache.Compiled compiled = policies.compiled(policy, filtering);
            PreparedRun run = new PreparedRun(spec, conditions, fixture, policy, filtering, compiled.filter(), talk);
            Launch launch = launcher.launch(run, jailCgroups);
            Ended ended = launch.requireEnded(run);
            return new Performed(fixture, Executions.of(run, startedAt, compiled.facts(), launch, ended), ended);
        }
    }

    private RootfsFixture provideFixture(JailSpec spec) {
        try {
            return resources.fixtures().provide(RequestedRootfs.of(spec));
        } catch (RootfsStorageException e) {
            throw FixtureStorage.refused(e);
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
}
