package dev.zjail.engine.rootfs;

import static java.util.Objects.requireNonNull;

import dev.zjail.engine.rootfs.JailFile.Origin;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the files and directories a caller maps into the jail. Directories are mapped with all that is in them;
 * symbolic links in them stay links. One that leads out of its directory leads to where its target is mapped, and to
 * nothing if it is not.
 */
final class MappedFiles {
    private static final String COMPONENT = "files";
    private static final int MAX_ENTRIES = 10_000;

    private final List<Mapping> mappings = new ArrayList<>();
    private final Layout layout;
    private final Observations observations;
    private int entries;

    private MappedFiles(Layout layout, Observations observations) {
        this.layout = layout;
        this.observations = observations;
    }

    static void add(List<FileMapping> mappings, Layout layout, Observations observations) {
        MappedFiles files = new MappedFiles(layout, observations);
        Set<String> jailPaths = new HashSet<>();
        for (FileMapping mapping : mappings) {
            Mapping checked = Mapping.check(mapping);
            if (!jailPaths.add(checked.jail)) {
                throw invalid(
                        "must not map two files to one path in the jail",
                        checked.shown,
                        "choose another path in the jail");
            }
            files.mappings.add(checked);
        }
        files.mappings.forEach(files::add);
    }

    private void add(Mapping mapping) {
        HostFile file = new HostFile(COMPONENT, mapping.host, mapping.shown);
        FileStamp stamp = file.requirePresent(observations);
        if (stamp.isDirectory()) {
            addDirectory(mapping, mapping.host, mapping.jail);
        } else {
            addFile(mapping, file, stamp, mapping.jail);
        }
    }

    private void addFile(Mapping mapping, HostFile file, FileStamp stamp, String jail) {
        if (!stamp.isRegularFile()) {
            throw file.special(stamp);
        }
        file.requireReadable();
        requireOrdinary(file);
        put(mapping, jail, LayoutEntry.Copy.ofData(file.path(), stamp));
    }

    /** Their size says nothing, what they say concerns the host, and some block the reader. */
    private static void requireOrdinary(HostFile file) {
        try {
            Path real = file.path().toRealPath();
            if (real.startsWith("/proc") || real.startsWith("/sys")) {
                throw invalid(
                        "must not map what the kernel makes up in /proc and /sys",
                        file.shown(),
                        "write what the program needs into an ordinary file and map that");
            }
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(file.path(), e);
        }
    }

    private void addDirectory(Mapping mapping, Path directory, String jail) {
        HostFile file = new HostFile(COMPONENT, directory, mapping.shownAt(directory));
        file.requireReadable();
        requireOrdinary(file);
        // The look at the directory itself is what notices later that something was added or removed.
        file.requirePresent(observations);
        put(mapping, jail, new LayoutEntry.Directory());
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                addChild(mapping, child, JailPaths.join(jail, String.valueOf(child.getFileName())));
            }
        } catch (DirectoryIteratorException e) {
            throw RootfsStorageException.cannotRead(directory, requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(directory, e);
        }
    }

    private void addChild(Mapping mapping, Path child, String jail) throws IOException {
        requireJailPath(jail, mapping.shownAt(child));
        FileStamp unfollowed = FileStamp.of(child, LinkOption.NOFOLLOW_LINKS);
        if (unfollowed.isSymbolicLink()) {
            addLink(mapping, child, jail);
        } else if (unfollowed.isDirectory()) {
            addDirectory(mapping, child, jail);
        } else {
            HostFile file = new HostFile(COMPONENT, child, mapping.shownAt(child));
            addFile(mapping, file, unfollowed, jail);
            file.requirePresent(observations);
        }
    }

    private void addLink(Mapping mapping, Path link, String jail) throws IOException {
        Path target = Files.readSymbolicLink(link);
        Path leadsTo = link.resolveSibling(target).normalize();
        boolean staysInside = !target.isAbsolute() && leadsTo.startsWith(mapping.host.normalize());
        String inJail = staysInside
                ? target.toString()
                : mappings.stream()
                        .flatMap(other -> other.jailPathOf(leadsTo).stream())
                        .findFirst()
                        .orElse(target.toString());
        put(mapping, jail, new LayoutEntry.Link(inJail));
    }

    private void put(Mapping mapping, String jail, LayoutEntry entry) {
        entries++;
        if (entries > MAX_ENTRIES) {
            throw invalid(
                    "must map at most " + MAX_ENTRIES + " files and directories",
                    mapping.shown,
                    "map only what the program needs");
        }
        layout.add(jail, entry, new Layout.Owner(COMPONENT, "the entry " + mapping.shown, Origin.FILES));
    }

    private static void requireJailPath(String path, String shown) {
        JailPaths.brokenRule(path).ifPresent(rule -> {
            throw invalid(rule, shown, "choose an absolute path such as /data/input.txt");
        });
    }

    private static InvalidRootfsException invalid(String rule, String found, String remedy) {
        return new InvalidRootfsException(COMPONENT, rule, found, remedy);
    }

    /** A mapping whose path in the jail is sound. */
    private record Mapping(Path host, String jail, String shown) {
        static Mapping check(FileMapping mapping) {
            String shown = mapping.host() + " -> " + mapping.jail();
            requireJailPath(mapping.jail(), shown);
            return new Mapping(mapping.host().toAbsolutePath(), JailPaths.normalize(mapping.jail()), shown);
        }

        /** Says where the guest sees a file of the host, if that is mapped by this. */
        Optional<String> jailPathOf(Path file) {
            Path root = host.normalize();
            return file.startsWith(root)
                    ? Optional.of(JailPaths.normalize(
                            JailPaths.join(jail, root.relativize(file).toString())))
                    : Optional.empty();
        }

        String shownAt(Path path) {
            return path.equals(host) ? shown : path + " (of " + shown + ")";
        }
    }
}
