package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.JailFile.Origin;
import dev.zjail.engine.rootfs.MountedTrees.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a jail provides that programs expect around them. It gives way to whatever a test puts at the same path; what
 * the host does not have, the jail does not have either.
 */
final class ProvidedFiles {
    private static final String COMPONENT = "provide";

    /** The devices that tell nothing and do nothing, by their numbers (Documentation/admin-guide/devices.txt). */
    private static final Map<String, Device> DEVICES = devices();

    private static final Map<Provision, Path> DIRECTORIES = new EnumMap<>(
            Map.of(Provision.LOCALE, Path.of("/usr/lib/locale"), Provision.ZONEINFO, Path.of("/usr/share/zoneinfo")));

    /** The account that the guest has, but for its ids: {@link GuestAccount}. */
    static final String PASSWORDS = "/etc/passwd";

    static final String GROUPS = "/etc/group";
    static final String HOME = "/home/guest";

    /** PHP and Python look the zone up by its name (tzfile(5)). */
    private static final String ZONE_OF_LOCALTIME = "/usr/share/zoneinfo/UTC";

    /** Where distributions keep which of several programs is called awk, or java: nothing but links. */
    private static final Path ALTERNATIVES = Path.of("/etc/alternatives");

    private ProvidedFiles() {}

    private record Device(int major, int minor) {
        boolean is(Path file) throws IOException {
            long number = ((Number) Files.getAttribute(file, "unix:rdev")).longValue();
            // makedev(3): of both, the lower bits lie together.
            return (number >>> 8 & 0xfff) == major && (number & 0xff) == minor;
        }
    }

    private static Map<String, Device> devices() {
        Map<String, Device> devices = new LinkedHashMap<>();
        devices.put("/dev/null", new Device(1, 3));
        devices.put("/dev/zero", new Device(1, 5));
        devices.put("/dev/full", new Device(1, 7));
        devices.put("/dev/random", new Device(1, 8));
        devices.put("/dev/urandom", new Device(1, 9));
        return devices;
    }

    /** Says whether the host has the directory of one that is a directory. */
    static boolean isOnHost(Provision provision) {
        Path directory = DIRECTORIES.get(provision);
        return directory != null && Files.isDirectory(directory);
    }

    /** The directories of the host among it, which are mounted in place; none that is mounted already. */
    static List<Tree> trees(Set<Provision> provisions, MountedTrees requested) {
        List<Tree> trees = new ArrayList<>();
        DIRECTORIES.forEach((provision, directory) -> {
            if (provisions.contains(provision)) {
                add(directory, provision, requested, trees);
            }
        });
        if (requested.find("/usr/bin").isPresent() && Files.isDirectory(ALTERNATIVES)) {
            trees.add(tree(ALTERNATIVES, "the links of " + ALTERNATIVES));
        }
        return trees;
    }

    private static void add(Path directory, Provision provision, MountedTrees requested, List<Tree> trees) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidRootfsException(
                    COMPONENT,
                    "must name what this host has",
                    provision.id() + ", but there is no directory " + directory,
                    provision == Provision.ZONEINFO ? "install tzdata" : "install the locales of the C library");
        }
        if (requested.find(directory.toString()).isEmpty()) {
            trees.add(tree(directory, provision.id()));
        }
    }

    private static Tree tree(Path directory, String what) {
        Layout.Owner owner = new Layout.Owner(COMPONENT, "what is provided as " + what, Origin.PROVIDED);
        return Tree.of(HostFile.realPath(directory), directory.toString(), false, owner);
    }

    /** Adds devices, and returns what is to be mounted for them. */
    static List<JailMount> addDevices(Layout layout, Observations observations) {
        Layout.Owner owner = owner(Provision.DEV);
        List<JailMount> mounts = new ArrayList<>();
        DEVICES.forEach((path, device) -> onHost(path, device, observations).ifPresent(host -> {
            JailMount mount = new JailMount(JailMount.Kind.DEVICE, host.toString(), path);
            if (layout.addUnlessTaken(path, new LayoutEntry.Mounted(mount), owner)) {
                mounts.add(mount);
            }
        }));
        return mounts;
    }

    private static Optional<Path> onHost(String path, Device device, Observations observations) {
        Path named = Path.of(path);
        try {
            if (observations.look(named).isEmpty()) {
                return Optional.empty();
            }
            Path real = named.toRealPath();
            return device.is(real) ? Optional.of(real) : Optional.empty();
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(named, e);
        }
    }

    /** Adds the processes of the jail, and the names that devices have there. */
    static List<JailMount> addProc(Layout layout, boolean withDevices) {
        Layout.Owner owner = owner(Provision.PROC);
        JailMount mount = new JailMount(JailMount.Kind.PROC, "/", "/proc");
        layout.add("/proc", new LayoutEntry.Mounted(mount), owner);
        if (withDevices) {
            link(layout, "/dev/fd", "/proc/self/fd", owner);
            link(layout, "/dev/stdin", "/proc/self/fd/0", owner);
            link(layout, "/dev/stdout", "/proc/self/fd/1", owner);
            link(layout, "/dev/stderr", "/proc/self/fd/2", owner);
        }
        return List.of(mount);
    }

    private static void link(Layout layout, String path, String target, Layout.Owner owner) {
        layout.addUnlessTaken(path, new LayoutEntry.Link(target), owner);
    }

    /** Adds a small /etc, and a home; says whether the account is to be written for each run. */
    static boolean addEtc(Layout layout) {
        Layout.Owner owner = owner(Provision.ETC);
        boolean hasAccount = layout.addUnlessTaken(PASSWORDS, new LayoutEntry.Account(), owner);
        boolean hasGroup = layout.addUnlessTaken(GROUPS, new LayoutEntry.Account(), owner);
        add(layout, "/etc/hosts", "127.0.0.1 localhost jail\n::1 localhost jail\n", owner);
        add(layout, "/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\nhosts: files\n", owner);
        add(layout, "/etc/resolv.conf", "", owner);
        layout.addUnlessTaken("/etc/localtime", new LayoutEntry.Generated(UTC), owner);
        layout.addUnlessTaken(ZONE_OF_LOCALTIME, new LayoutEntry.Generated(UTC), owner);
        layout.addUnlessTaken(HOME, new LayoutEntry.Directory(), owner);
        return hasAccount || hasGroup;
    }

    /**
     * Adds what a sanitizer's runtime reads its options from. It looks nowhere else, before main (GetEnv() in
     * sanitizer_linux.cpp).
     */
    static void addEnvironment(List<String> entries, Layout layout) {
        if (!entries.isEmpty()) {
            Layout.Owner owner =
                    new Layout.Owner("env", "the file that tells sanitizers their options", Origin.GENERATED);
            byte[] content = (String.join("\0", entries) + "\0").getBytes(StandardCharsets.UTF_8);
            layout.addUnlessTaken("/proc/self/environ", new LayoutEntry.Generated(content), owner);
        }
    }

    private static void add(Layout layout, String path, String content, Layout.Owner owner) {
        layout.addUnlessTaken(path, new LayoutEntry.Generated(content.getBytes(StandardCharsets.US_ASCII)), owner);
    }

    private static Layout.Owner owner(Provision provision) {
        return new Layout.Owner(COMPONENT, "what is provided as " + provision.id(), Origin.PROVIDED);
    }

    /** The zone UTC as tzfile(5) has it: a header and a type for old readers, the same again, and the name. */
    private static final byte[] UTC = utc();

    private static byte[] utc() {
        String half =
                "TZif2" + "\0".repeat(15) + "\0".repeat(4 * 4) + "\0\0\0\1" + "\0\0\0\4" + "\0".repeat(6) + "UTC\0";
        return (half + half + "\nUTC0\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
