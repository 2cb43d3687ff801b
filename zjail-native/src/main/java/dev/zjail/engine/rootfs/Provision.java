package dev.zjail.engine.rootfs;

import java.util.Locale;
import org.apiguardian.api.API;

/** Something that programs expect around them, and that the jail can provide. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Provision {
    /** The host's own {@code /dev/null}, {@code zero}, {@code full}, {@code random} and {@code urandom}. */
    DEV,
    /** A small {@code /etc} in which the guest has a name and a home, {@code /home/guest}. */
    ETC,
    /** {@code /proc}, read-only, with the processes of the jail and no others (proc(5)). */
    PROC,
    /** The host's {@code /usr/lib/locale}, in place. */
    LOCALE,
    /** The host's {@code /usr/share/zoneinfo}, in place. */
    ZONEINFO;

    /**
     * Names it as a test does.
     *
     * @return the name in lower case
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
