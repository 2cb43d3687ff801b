package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.JailFile.Origin;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A root file system that is planned: what lies at each path, and who asked for it. Nothing lies at a path twice. */
final class Layout {
    /** As many as the kernel follows (path_resolution(7)). */
    private static final int MAX_LINKS = 40;

    /** In this order a directory comes before what is in it. */
    private final NavigableMap<String, Planned> entries = new TreeMap<>();

    /** Adds an entry, and the directories that lead to it. The path may hold {@code ..}; those on the way exist too. */
    void add(String path, LayoutEntry entry, Owner owner) {
        addWayTo(path, owner);
        put(JailPaths.normalize(path), entry, owner);
    }

    /** Adds an entry where nothing is that somebody asked for, nor on the way to it; it gives way to all else. */
    boolean addUnlessTaken(String path, LayoutEntry entry, Owner owner) {
        boolean isFree = !entries.containsKey(path)
                && JailPaths.directoriesOnTheWay(path).stream().allMatch(this::isDirectoryOrFree);
        if (isFree) {
            add(path, entry, owner);
        }
        return isFree;
    }

    private boolean isDirectoryOrFree(String path) {
        Planned there = entries.get(path);
        return there == null || there.entry instanceof LayoutEntry.Directory;
    }

    /** Adds the directories that lead to something, which must exist for the kernel to get there. */
    void addWayTo(String path, Owner owner) {
        for (String directory : JailPaths.directoriesOnTheWay(path)) {
            put(directory, new LayoutEntry.Directory(), owner);
        }
    }

    /** Adds all that is in another layout. */
    void addAll(Layout other) {
        other.entries.forEach((path, planned) -> put(path, planned.entry, planned.owner));
    }

    /** Finds the copy that the kernel would come to by a path, through the links in this layout. */
    Optional<PlannedCopy> copyAt(String path) {
        String reached = JailPaths.normalize(path);
        for (int links = 0; links < MAX_LINKS; links++) {
            Optional<String> led = followFirstLink(reached);
            if (led.isEmpty()) {
                Planned there = entries.get(reached);
                return there != null && there.entry instanceof LayoutEntry.Copy copy
                        ? Optional.of(new PlannedCopy(reached, copy))
                        : Optional.empty();
            }
            reached = led.get();
        }
        return Optional.empty();
    }

    /** Lists all copies. */
    List<PlannedCopy> copies() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().entry instanceof LayoutEntry.Copy)
                .map(entry -> new PlannedCopy(entry.getKey(), (LayoutEntry.Copy) entry.getValue().entry))
                .toList();
    }

    private Optional<String> followFirstLink(String path) {
        Set<String> way = new LinkedHashSet<>(JailPaths.directoriesOnTheWay(path));
        way.add(path);
        for (String step : way) {
            Planned planned = entries.get(step);
            if (planned != null && planned.entry instanceof LayoutEntry.Link link) {
                String target = JailPaths.resolve(JailPaths.parent(step), link.target());
                return Optional.of(JailPaths.normalize(target + path.substring(step.length())));
            }
        }
        return Optional.empty();
    }

    /** Replaces what was found by {@link #copyAt}. */
    void replace(PlannedCopy found, LayoutEntry.Copy replacement) {
        entries.computeIfPresent(found.path, (path, planned) -> new Planned(replacement, planned.owner));
    }

    private void put(String path, LayoutEntry entry, Owner owner) {
        Planned existing = entries.get(path);
        if (existing == null || (isMountPoint(entry) && isEmptyDirectory(path, existing))) {
            entries.put(path, new Planned(entry, owner));
        } else if (!isThere(path, entry, existing.entry)) {
            throw new InvalidRootfsException(
                    owner.component,
                    "must not collide with " + existing.owner.description,
                    path + ", from " + owner.description,
                    "choose another path in the jail, or another name for the file");
        }
    }

    private boolean isThere(String path, LayoutEntry entry, LayoutEntry existing) {
        return (entry instanceof LayoutEntry.Directory && existing instanceof LayoutEntry.Directory)
                || (entry instanceof LayoutEntry.Copy copy && isThere(path, copy));
    }

    /** So what is loaded with the program, and the program, give no way to the tree in which they lie. */
    private boolean isThere(String path, LayoutEntry.Copy wanted) {
        return wanted.isReadable()
                && copyAt(path)
                        .map(PlannedCopy::copy)
                        .filter(copy -> copy.stamp().equals(wanted.stamp()))
                        .isPresent();
    }

    private static boolean isMountPoint(LayoutEntry entry) {
        return entry instanceof LayoutEntry.MountPoint || entry instanceof LayoutEntry.Mounted;
    }

    private boolean isEmptyDirectory(String path, Planned existing) {
        return existing.entry instanceof LayoutEntry.Directory
                && entries.subMap(path + "/", path + "0").isEmpty();
    }

    /** Lists what is planned, each directory before what is in it. */
    SortedMap<String, Planned> entries() {
        return Collections.unmodifiableSortedMap(entries);
    }

    /**
     * Who asked for an entry.
     *
     * @param component the part of the request: {@code executable}, {@code at}, {@code files}, {@code mounts},
     *     {@code provide} or {@code tmpfs}
     * @param description the entry in words
     * @param origin why it is there
     */
    record Owner(String component, String description, Origin origin) {
        static Owner ofExecutable(String description, Origin origin) {
            return new Owner("executable", description, origin);
        }
    }

    /**
     * A copy of a file, and where it is planned.
     *
     * @param path where
     * @param copy what
     */
    record PlannedCopy(String path, LayoutEntry.Copy copy) {}

    /**
     * An entry and who asked for it.
     *
     * @param entry what
     * @param owner who
     */
    record Planned(LayoutEntry entry, Owner owner) {}
}
