package dev.zjail.truthimatics;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.engine.rootfs.Provision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A run that an {@link Investigation} asks for beyond the first. */
sealed interface FurtherRun {

    /**
     * A run on another input.
     *
     * @param number which of the contrasts it is, from 1
     * @param spec what to run
     */
    record Contrast(int number, JailSpec spec) implements FurtherRun {}

    /**
     * A watched run on the same input, under the usual conditions.
     *
     * @param step which step of the {@link ReplayPlan} it is
     */
    record Watched(int step) implements FurtherRun {}

    /**
     * A run on the same input.
     *
     * @param step the step of the {@link ReplayPlan} that it belongs to
     * @param variant which of an axis' other values it takes, from 1; 0 if it varies nothing
     * @param conditions what is to surround it
     * @param varied what they vary, and how
     * @param withLocales whether the jail has the host's data of locales
     */
    record Replay(int step, int variant, Conditions conditions, SortedMap<Axis, String> varied, boolean withLocales)
            implements FurtherRun {
        private static final Path LOCALES = Path.of("/usr/lib/locale");

        /** Copies what is varied. */
        public Replay {
            varied = CounterExample.copy(varied);
        }

        /** A locale is another one only where its data is: the jail gets what the host has. */
        JailSpec spec(JailSpec first) {
            if (!withLocales || !Files.isDirectory(LOCALES) || hasOwnLocales(first)) {
                return first;
            }
            Stream<String> asked = first.provide().named().stream().map(Provision::id);
            Stream<String> further = first.provide().withDefaults() ? Stream.of("locale") : Stream.of("locale", "none");
            return first.withProvide(Stream.concat(asked, further).distinct().toList());
        }

        private static boolean hasOwnLocales(JailSpec first) {
            return Stream.of(
                            first.files().stream().map(FileMapping::jail),
                            first.mounts().stream().map(HostMount::jail),
                            first.tmpfs().stream().map(Tmpfs::path))
                    .flatMap(paths -> paths)
                    .anyMatch(path -> Path.of(path).startsWith(LOCALES) || LOCALES.startsWith(path));
        }
    }
}
