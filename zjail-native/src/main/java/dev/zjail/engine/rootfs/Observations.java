package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every look at the host that a fixture depends on, the looks in vain included: while all of them would come out the
 * same, the fixture would too.
 */
final class Observations {
    private final Map<Path, Optional<FileStamp>> seen = new LinkedHashMap<>();

    /** Looks at a path, through symbolic links; a path that was looked at before looks the same again. */
    Optional<FileStamp> look(Path path) {
        return seen.computeIfAbsent(path, FileStamp::ifPresent);
    }

    int count() {
        return seen.size();
    }

    boolean stillHold() {
        return seen.entrySet().stream()
                .allMatch(look -> FileStamp.ifPresent(look.getKey()).equals(look.getValue()));
    }

    /** Says whether anything seen was changed after that instant. */
    boolean includeYoungerThan(Instant instant) {
        return present().stream().anyMatch(stamp -> stamp.isYoungerThan(instant));
    }

    private Collection<FileStamp> present() {
        return seen.values().stream().flatMap(Optional::stream).toList();
    }
}
