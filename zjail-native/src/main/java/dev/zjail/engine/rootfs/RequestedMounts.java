package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.JailFile.Origin;
import dev.zjail.engine.rootfs.MountedTrees.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks the directories of the host that a caller mounts into the jail. */
final class RequestedMounts {
    private static final String COMPONENT = "mounts";

    /** The launcher takes 64, of which the jail itself needs a dozen. */
    private static final int MOST = 48;

    /** What the kernel makes up there concerns the host, and its devices are the host's. */
    private static final List<Path> THE_HOSTS_OWN = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    private RequestedMounts() {}

    /**
     * Checks each, and all together.
     *
     * @param cache where zjail keeps root file systems: nobody sees those of others
     */
    static List<Tree> check(List<HostMount> mounts, Path cache, Observations observations) {
        if (mounts.size() > MOST) {
            throw invalid(
                    "must name at most " + MOST + " directories",
                    mounts.size() + " directories",
                    "mount a directory that holds several of them");
        }
        Set<String> places = new HashSet<>();
        List<Tree> trees = new ArrayList<>();
        for (HostMount mount : mounts) {
            Tree tree = check(mount, cache, observations);
            if (!places.add(tree.jail())) {
                throw invalid(
                        "must not mount two directories at one path in the jail",
                        shown(mount),
                        "choose another path in the jail");
            }
            trees.add(tree);
        }
        return trees;
    }

    private static Tree check(HostMount mount, Path cache, Observations observations) {
        String shown = shown(mount);
        JailPaths.brokenRule(mount.jail()).ifPresent(rule -> {
            throw invalid(rule, shown, "choose an absolute path such as /opt/tree");
        });
        HostFile file = new HostFile(COMPONENT, mount.host().toAbsolutePath(), shown);
        FileStamp stamp = file.requirePresent(observations);
        if (!stamp.isDirectory()) {
            throw invalid(
                    "must name a directory",
                    shown + ", a " + stamp.typeName(),
                    "copy a file into the jail with files = \"" + mount.host() + " -> " + mount.jail() + "\"");
        }
        file.requireReadable();
        Path real = HostFile.realPath(file.path());
        requireHarmless(real, shown, cache);
        Layout.Owner owner = new Layout.Owner(COMPONENT, "the mount of " + shown, Origin.MOUNTS);
        return Tree.of(real, JailPaths.normalize(mount.jail()), mount.withSubmounts(), owner);
    }

    private static void requireHarmless(Path real, String shown, Path cache) {
        if (real.getNameCount() == 0) {
            throw invalid(
                    "must not mount the whole root of the host",
                    shown,
                    "mount what the program needs, such as \"/usr\"");
        }
        if (THE_HOSTS_OWN.stream().anyMatch(real::startsWith)) {
            throw invalid(
                    "must not mount what is the host's own: /proc, /sys and /dev",
                    shown,
                    "ask for what the jail can provide, with provide = \"proc\" or provide = \"dev\"");
        }
        if (Stream.of(cache, realOrSame(cache)).anyMatch(kept -> kept.startsWith(real) || real.startsWith(kept))) {
            throw invalid(
                    "must not hold the directory where zjail keeps root file systems, " + cache,
                    shown,
                    "mount a directory below, or keep them elsewhere with the system property zjail.cache.dir");
        }
    }

    private static Path realOrSame(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private static String shown(HostMount mount) {
        return mount.host().toString().equals(mount.jail()) ? mount.jail() : mount.host() + " -> " + mount.jail();
    }

    private static InvalidRootfsException invalid(String rule, String found, String remedy) {
        return new InvalidRootfsException(COMPONENT, rule, found, remedy);
    }
}
