package dev.zjail.engine.rootfs;

import dev.zjail.internal.Mount;
import dev.zjail.internal.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directories of the host that are mounted into the jail, and what the guest finds there.
 *
 * <p>Where the host has merged directories, such as a {@code /lib} that is a link to {@code usr/lib}, and what such a
 * link leads to is mounted in place, the jail has the same link.
 */
final class MountedTrees {
    private final List<Tree> trees;
    private final Map<String, String> links;
    private final Observations observations;

    private MountedTrees(List<Tree> trees, Map<String, String> links, Observations observations) {
        this.trees = trees;
        this.links = links;
        this.observations = observations;
    }

    /** Knows trees whose host's path has no links in it; the longest place in the jail comes first. */
    static MountedTrees of(List<Tree> trees, Observations observations) {
        List<Tree> sorted = new ArrayList<>(trees);
        sorted.sort(Comparator.comparing((Tree tree) -> tree.jail.length()).reversed());
        return new MountedTrees(List.copyOf(sorted), rootLinks(sorted), observations);
    }

    /** Finds the links of the host's root that lead into what is mounted in place. */
    private static Map<String, String> rootLinks(List<Tree> trees) {
        Map<String, String> links = new LinkedHashMap<>();
        if (trees.isEmpty()) {
            return links;
        }
        try (DirectoryStream<Path> root = Files.newDirectoryStream(Path.of("/"), Files::isSymbolicLink)) {
            for (Path link : root) {
                if (leadsIntoTreeInPlace(link, trees)
                        && trees.stream().noneMatch(tree -> tree.jail.equals(link.toString()))) {
                    links.put(link.toString(), Files.readSymbolicLink(link).toString());
                }
            }
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(Path.of("/"), e);
        }
        return links;
    }

    private static boolean leadsIntoTreeInPlace(Path link, List<Tree> trees) throws IOException {
        if (!Files.exists(link)) {
            return false;
        }
        Path real = link.toRealPath();
        return trees.stream().anyMatch(tree -> tree.isInPlace() && real.startsWith(tree.host));
    }

    List<Tree> all() {
        return trees;
    }

    /** Lists links of the root, by their path, and where they lead. */
    Map<String, String> links() {
        return links;
    }

    /**
     * Finds what the guest comes to by a path that leads into a tree.
     *
     * @return the file or directory of the host, without links; empty if there is nothing, or if the path or a link on
     *     the way leads elsewhere
     */
    Optional<Path> find(String jailPath) {
        String path = throughRootLink(JailPaths.normalize(jailPath));
        return treeOf(path)
                .map(tree -> tree.onHost(path))
                .filter(host -> observations.look(host).isPresent())
                .flatMap(MountedTrees::realPath)
                .filter(real -> jailPathOf(real).isPresent());
    }

    /** Says where the guest sees a file of the host that has no links in its path. */
    Optional<String> jailPathOf(Path real) {
        return trees.stream()
                .filter(tree -> tree.shows(real))
                .max(Comparator.comparing(tree -> tree.host.getNameCount()))
                .map(tree -> JailPaths.normalize(
                        JailPaths.join(tree.jail, tree.host.relativize(real).toString())));
    }

    /** Says whether a path in the jail lies in what is mounted, or is led there. */
    boolean cover(String jailPath) {
        String path = JailPaths.normalize(jailPath);
        return !throughRootLink(path).equals(path) || treeOf(path).isPresent();
    }

    private Optional<Tree> treeOf(String path) {
        return trees.stream().filter(tree -> tree.holds(path)).findFirst();
    }

    private String throughRootLink(String path) {
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path : path.substring(0, end);
        String target = links.get(first);
        return target == null
                ? path
                : JailPaths.normalize(JailPaths.resolve("/", target) + path.substring(first.length()));
    }

    private static Optional<Path> realPath(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A directory that is mounted.
     *
     * @param host where it is on the host, without links
     * @param jail where the guest sees it
     * @param withSubmounts whether what is mounted below comes along
     * @param hidden where something is mounted below that does not come along
     * @param owner who asked for it
     */
    record Tree(Path host, String jail, boolean withSubmounts, List<Path> hidden, Layout.Owner owner) {
        Tree {
            hidden = List.copyOf(hidden);
        }

        static Tree of(Path host, String jail, boolean withSubmounts, Layout.Owner owner) {
            return new Tree(host, jail, withSubmounts, withSubmounts ? List.of() : mountsBelow(host), owner);
        }

        boolean isInPlace() {
            return jail.equals(host.toString());
        }

        boolean holds(String path) {
            return path.equals(jail) || path.startsWith(jail + "/");
        }

        Path onHost(String path) {
            return host.resolve(path.substring(jail.length()).replaceFirst("^/", ""));
        }

        boolean shows(Path real) {
            return real.startsWith(host) && hidden.stream().noneMatch(real::startsWith);
        }

        JailMount mount() {
            return new JailMount(withSubmounts ? JailMount.Kind.TREE : JailMount.Kind.DIRECTORY, host.toString(), jail);
        }

        private static List<Path> mountsBelow(Path host) {
            try {
                return Mount.all(ProcFiles.read("/proc/self/mountinfo")).stream()
                        .flatMap(mount -> JailPaths.onHost(mount.point()).stream())
                        .filter(point -> point.startsWith(host) && !point.equals(host))
                        .toList();
            } catch (IOException e) {
                throw RootfsStorageException.cannotRead(Path.of("/proc/self/mountinfo"), e);
            }
        }
    }
}
