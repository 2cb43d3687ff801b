package dev.zjail.engine.launcher;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.libc.NativeCallException;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.IOException;

/**
 * What all runs of this Java virtual machine share.
 *
 * @param libc the C library
 * @param image the launcher, ready to be started
 * @param host what is known of this host
 * @param fixtures where root file systems of jails are built and kept
 * @param cgroups makes the cgroups of runs
 */
record HostResources(Libc libc, LauncherImage image, HostFacts host, RootfsFixtures fixtures, Cgroups cgroups) {

    /** Opens them; they are closed when this Java virtual machine ends. */
    static HostResources open() {
        Libc libc = CLibrary.load();
        libc.keepEndedChildren();
        HostFacts host = HostFacts.read(libc);
        Cgroups cgroups = findCgroups();
        RootfsFixtures fixtures = FixtureStorage.open(HostFacts.userIdOutside(libc));
        try {
            HostResources resources = new HostResources(libc, loadLauncher(libc), host, fixtures, cgroups);
            Runtime.getRuntime().addShutdownHook(new Thread(fixtures::close, "zjail-rootfs-cleaner"));
            return resources;
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
}
