package dev.zjail.engine.rootfs;

import org.apiguardian.api.API;

/**
 * A mount that is made in the jail beside its root and the places to write: read-only and nosuid, whatever its kind.
 *
 * @param kind what is mounted, and how
 * @param source where that is: an absolute path of the host without links; for {@link Kind#PROGRAM} a path in the root
 *     file system, for {@link Kind#PROC} {@code /}
 * @param target where the guest sees it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record JailMount(Kind kind, String source, String target) {

    /** What is mounted. The launcher knows each by its number (enum mount_kind in spec.h). */
    public enum Kind {
        /** A directory of the host without what is mounted below it. */
        DIRECTORY(1),
        /** A directory of the host with all that is mounted below it. */
        TREE(2),
        /** The copy of the program that was hashed, over the program in a mounted directory. */
        PROGRAM(3),
        /** A device of the host. */
        DEVICE(4),
        /** The processes of the jail. */
        PROC(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /**
         * Numbers it.
         *
         * @return its number in the launcher
         */
        public int number() {
            return number;
        }
    }
}
