package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.Confinement;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.policy.GuestStart;
import dev.zjail.engine.rootfs.GuestAccount;
import dev.zjail.engine.rootfs.RootfsFixture;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Starts a launcher for each run, and looks at the guest through it before the guest's first instruction. */
final class Launcher {
    /** A process that was just started is past its execve within milliseconds, unless the machine is overloaded. */
    private static final Duration BUSY_PATIENCE = Duration.ofSeconds(10);

    private static final long PAGE_BYTES = 4096;

    /** Between these two nothing of a 64-bit program lies unless it asks for just that address. */
    private static final long LOWEST_EXECVE_PATH = 1L << 32;

    private static final long HIGHEST_EXECVE_PATH = 1L << 46;

    private final Libc libc;
    private final LauncherImage image;
    private final HostFacts host;
    private final Admission admission;
    private final RandomGenerator guestIds;
    private final SecureRandom random = new SecureRandom();

    /**
     * A way to start launchers.
     *
     * @param admission lets a guest go on, by what was seen of it, or throws
     * @param guestIds draws user ids of guests
     */
    Launcher(Libc libc, LauncherImage image, HostFacts host, Admission admission, RandomGenerator guestIds) {
        this.libc = libc;
        this.image = image;
        this.host = host;
        this.admission = admission;
        this.guestIds = guestIds;
    }

    /** Launches once; again only where the program could not begin for a reason that goes away. */
    Launch launch(PreparedRun run, JailCgroups jailCgroups) {
        return BusyProgram.retry(
                BUSY_PATIENCE,
                Launch::report,
                () -> TakenGuestId.retry(Launch::report, () -> launchOnce(run, jailCgroups)));
    }

    private Launch launchOnce(PreparedRun run, JailCgroups jailCgroups) {
        LaunchSpec launchSpec = launchSpec(run, secretAddress(), jailCgroups);
        // Closed before the cgroups: those can be removed when the launcher has seen the end of all that was in them.
        try (LauncherProcess launcher = LauncherProcess.spawn(libc, image.path(), launcherArguments())) {
            AtomicReference<@Nullable Confinement> seen = new AtomicReference<>();
            LauncherProcess.Answer answer =
                    launcher.run(launchSpec, GuestInput.of(run), jailCgroups.watch(), image.patience(), observed -> {
                        Confinement confinement = Attestation.of(launchSpec, host, observed);
                        admission.judge(confinement);
                        seen.set(confinement);
                    });
            return new Launch(
                    Optional.ofNullable(seen.get()),
                    answer,
                    jailCgroups.boundMemory(),
                    jailCgroups.exceededBytes(),
                    jailCgroups.peakBytes());
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

    private LaunchSpec launchSpec(PreparedRun run, long execvePath, JailCgroups jailCgroups) {
        JailSpec spec = run.spec();
        RootfsFixture fixture = run.fixture();
        FilterMode filtering = run.filtering();
        int guestId = host.guestId(guestIds);
        FixtureStorage.storing(() -> GuestAccount.write(fixture, guestId));
        List<String> arguments = new ArrayList<>(fixture.firstArguments());
        arguments.addAll(spec.arguments());
        return new LaunchSpec(
                Bytes.of(run.filter().startingAs(new GuestStart(execvePath, guestId))),
                fixture.directory().toString(),
                fixture.executable(),
                jailCgroups.toJoin(),
                spec.tmpfs(),
                fixture.mounts(),
                run.conditions().workingDirectory(spec).toString(),
                spec.collect(),
                arguments,
                spec.presentEnvironment(),
                guestId,
                spec.limits(),
                KernelLimits.of(
                        spec.limits(),
                        KernelLimits.addressSpace(spec.limits(), jailCgroups.boundMemory()),
                        run.conditions().stackBytes() - Conditions.DEFAULTS.stackBytes(),
                        host.helpersOfGuestId()),
                execvePath,
                run.conditions(),
                filtering.isWatching(),
                filtering != FilterMode.OBSERVING && !run.policy().allowsExecGain(),
                WatchedRuns.watchable(fixture.randomInstructions()));
    }

    private long secretAddress() {
        long pages = (HIGHEST_EXECVE_PATH - LOWEST_EXECVE_PATH) / PAGE_BYTES;
        return LOWEST_EXECVE_PATH + Math.floorMod(random.nextLong(), pages) * PAGE_BYTES;
    }
}
