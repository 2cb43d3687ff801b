package dev.zjail.engine.advice;

import dev.zjail.engine.rootfs.JailFile;
import dev.zjail.engine.rootfs.JailFile.Origin;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether a path leads somewhere in a jail, as far as that can be told from what was put there. */
final class JailContents {
    /** What lies below such a directory is not listed. */
    private static final Set<Origin> IN_PLACE = EnumSet.of(Origin.MOUNTS, Origin.PROVIDED, Origin.TMPFS);

    private final List<JailFile> files;

    JailContents(List<JailFile> files) {
        this.files = files;
    }

    boolean has(String path) {
        return files.stream().anyMatch(file -> holds(file, path));
    }

    private static boolean holds(JailFile file, String path) {
        boolean isOrHasAbove = file.path().equals(path) || file.path().startsWith(path + "/");
        boolean leadsThere =
                (IN_PLACE.contains(file.origin()) || file.target().isPresent()) && path.startsWith(file.path() + "/");
        return isOrHasAbove || leadsThere;
    }
}
