package dev.zjail.engine.rootfs;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** A root file system that is planned: what lies at each path, and who asked for it. Nothing lies at a path twice. */
final class Layout {
    /** In this order a directory comes before what is in it. */
    private final NavigableMap<String, Planned> entries = new TreeMap<>();

    /** Adds an entry, and the directories that lead to it. The path may hold {@code ..}; those on the way exist too. */
    void add(String path, LayoutEntry entry, Owner owner) {
        for (String directory : JailPaths.directoriesOnTheWay(path)) {
            put(directory, new LayoutEntry.Directory(), owner);
        }
        put(JailPaths.normalize(path), entry, owner);
    }

    private void put(String path, LayoutEntry entry, Owner owner) {
        Planned existing = entries.get(path);
        if (existing == null || (entry instanceof LayoutEntry.MountPoint && isEmptyDirectory(path, existing))) {
            entries.put(path, new Planned(entry, owner));
        } else if (!(entry instanceof LayoutEntry.Directory && existing.entry instanceof LayoutEntry.Directory)) {
            throw new InvalidRootfsException(
                    owner.component,
                    "must not collide with " + existing.owner.description,
                    path + ", from " + owner.description,
                    "choose another path in the jail, or another name for the file");
        }
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
     * @param component the part of the request: {@code executable}, {@code files} or {@code tmpfs}
     * @param description the entry in words
     */
    record Owner(String component, String description) {
        static Owner ofExecutable(String description) {
            return new Owner("executable", description);
        }
    }

    /**
     * An entry and who asked for it.
     *
     * @param entry what
     * @param owner who
     */
    record Planned(LayoutEntry entry, Owner owner) {}
}
