package dev.zjail.engine;

import dev.zjail.internal.ForeignText;
import org.apiguardian.api.API;

/**
 * A path that was to come back, or that lay beneath one, and of which nothing came back. Immutable.
 *
 * @param path the path in the jail
 * @param kind what lies there, or why it stayed
 * @param detail what else is known: the size of a file, where a link leads, the name of an error; may be empty. A
 *     link's text is the program's own, bounded and as it is
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NotCollected(String path, Kind kind, String detail) {
    private static final int LONGEST_SHOWN = 200;

    /**
     * What lies at a path that did not come back. The order is that of {@code enum found} in {@code collect.h}, from 1.
     */
    public enum Kind {
        /** No file of that name. */
        NOTHING("nothing"),
        /** A symbolic link, there or in the place of a directory on the way; none is followed. */
        LINK("a symbolic link, and none is followed"),
        /** A directory. The regular files beneath it came back, each under its own path. */
        DIRECTORY("a directory"),
        /** A named pipe. */
        FIFO("a FIFO"),
        /** A socket. */
        SOCKET("a socket"),
        /** A device node. */
        DEVICE("a device"),
        /** Something that is not in the tmpfs. */
        MOUNT("another mount"),
        /** A regular file with more bytes than were left of the bound on all of them. */
        TOO_LARGE("a file too large to come back: all files of a run together may have "
                + Quantities.bytes(CollectedFiles.MOST_BYTES)),
        /** A regular file after as many as may come back. */
        TOO_MANY("a file after " + CollectedFiles.MOST_FILES + " others, and no more come back"),
        /** A directory that lies so deep that nobody looked into it. */
        TOO_DEEP("a directory too deep to be looked into"),
        /** What could not be read; the detail names the error. */
        UNREADABLE("what could not be read"),
        /** A directory in which there may be more than was looked at. */
        MORE("a directory with more in it than is looked at");

        private final String phrase;

        Kind(String phrase) {
            this.phrase = phrase;
        }
    }

    /**
     * Says whether it is neither missing nor a directory whose files came back: a reader who counts on having
     * everything has to know of it.
     *
     * @return whether something was left out
     */
    public boolean isLeftOut() {
        return kind != Kind.NOTHING && kind != Kind.DIRECTORY;
    }

    /** Whether it is a directory beneath which there may be what is not told. */
    boolean isUnknownBeneath() {
        return kind == Kind.TOO_DEEP || kind == Kind.UNREADABLE || kind == Kind.MORE;
    }

    /**
     * Says what lies there.
     *
     * @return such as {@code a symbolic link, and none is followed (to /etc/hostname)}, in one line
     */
    public String describe() {
        return detail.isEmpty() ? kind.phrase : kind.phrase + " (" + ForeignText.line(detail, LONGEST_SHOWN) + ")";
    }
}
