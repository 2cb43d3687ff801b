package dev.zjail.engine.libc;

import dev.zjail.internal.ErrorNames;
import org.apiguardian.api.API;

/**
 * An error number of Linux (asm-generic/errno.h: the same on x86-64 and aarch64).
 *
 * @param number the number; 0 for none
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Errno(int number) {
    /** Try again. */
    public static final Errno EAGAIN = new Errno(11);

    /** A signal came in between. */
    public static final Errno EINTR = new Errno(4);

    /** The kernel does not know this argument. */
    public static final Errno EINVAL = new Errno(22);

    /** The kernel cannot execute a file of this format. */
    public static final Errno ENOEXEC = new Errno(8);

    /** A shared library that is broken: what the kernel says of a dynamic loader. */
    public static final Errno ELIBBAD = new Errno(80);

    /** Arguments and environment are too long. */
    public static final Errno E2BIG = new Errno(7);

    /** The file to execute is open for writing. */
    public static final Errno ETXTBSY = new Errno(26);

    /** Nobody reads the other end. */
    public static final Errno EPIPE = new Errno(32);

    /** The other end is gone. */
    public static final Errno ECONNRESET = new Errno(104);

    /**
     * Names the error as C does.
     *
     * @return such as {@code EPERM}; {@code none} for 0; {@code errno N} where N has no name
     */
    public String name() {
        if (number == 0) {
            return "none";
        }
        return ErrorNames.of(number).orElse("errno " + number);
    }
}
