package dev.zjail.engine.libc;

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

    private static final String[] NAMES = {
        "",
        "EPERM",
        "ENOENT",
        "ESRCH",
        "EINTR",
        "EIO",
        "ENXIO",
        "E2BIG",
        "ENOEXEC",
        "EBADF",
        "ECHILD",
        "EAGAIN",
        "ENOMEM",
        "EACCES",
        "EFAULT",
        "ENOTBLK",
        "EBUSY",
        "EEXIST",
        "EXDEV",
        "ENODEV",
        "ENOTDIR",
        "EISDIR",
        "EINVAL",
        "ENFILE",
        "EMFILE",
        "ENOTTY",
        "ETXTBSY",
        "EFBIG",
        "ENOSPC",
        "ESPIPE",
        "EROFS",
        "EMLINK",
        "EPIPE",
        "EDOM",
        "ERANGE",
        "EDEADLK",
        "ENAMETOOLONG",
        "ENOLCK",
        "ENOSYS",
        "ENOTEMPTY",
        "ELOOP",
        "",
        "ENOMSG",
        "EIDRM",
        "ECHRNG",
        "EL2NSYNC",
        "EL3HLT",
        "EL3RST",
        "ELNRNG",
        "EUNATCH",
        "ENOCSI",
        "EL2HLT",
        "EBADE",
        "EBADR",
        "EXFULL",
        "ENOANO",
        "EBADRQC",
        "EBADSLT",
        "",
        "EBFONT",
        "ENOSTR",
        "ENODATA",
        "ETIME",
        "ENOSR",
        "ENONET",
        "ENOPKG",
        "EREMOTE",
        "ENOLINK",
        "EADV",
        "ESRMNT",
        "ECOMM",
        "EPROTO",
        "EMULTIHOP",
        "EDOTDOT",
        "EBADMSG",
        "EOVERFLOW",
        "ENOTUNIQ",
        "EBADFD",
        "EREMCHG",
        "ELIBACC",
        "ELIBBAD",
        "ELIBSCN",
        "ELIBMAX",
        "ELIBEXEC",
        "EILSEQ",
        "ERESTART",
        "ESTRPIPE",
        "EUSERS",
        "ENOTSOCK",
        "EDESTADDRREQ",
        "EMSGSIZE",
        "EPROTOTYPE",
        "ENOPROTOOPT",
        "EPROTONOSUPPORT",
        "ESOCKTNOSUPPORT",
        "EOPNOTSUPP",
        "EPFNOSUPPORT",
        "EAFNOSUPPORT",
        "EADDRINUSE",
        "EADDRNOTAVAIL",
        "ENETDOWN",
        "ENETUNREACH",
        "ENETRESET",
        "ECONNABORTED",
        "ECONNRESET",
        "ENOBUFS",
        "EISCONN",
        "ENOTCONN",
        "ESHUTDOWN",
        "ETOOMANYREFS",
        "ETIMEDOUT",
        "ECONNREFUSED",
        "EHOSTDOWN",
        "EHOSTUNREACH",
        "EALREADY",
        "EINPROGRESS",
        "ESTALE",
        "EUCLEAN",
        "ENOTNAM",
        "ENAVAIL",
        "EISNAM",
        "EREMOTEIO",
        "EDQUOT",
        "ENOMEDIUM",
        "EMEDIUMTYPE",
        "ECANCELED",
        "ENOKEY",
        "EKEYEXPIRED",
        "EKEYREVOKED",
        "EKEYREJECTED",
        "EOWNERDEAD",
        "ENOTRECOVERABLE",
        "ERFKILL",
        "EHWPOISON"
    };

    /**
     * Names the error as C does.
     *
     * @return such as {@code EPERM}; {@code none} for 0; {@code errno N} where N has no name
     */
    public String name() {
        if (number == 0) {
            return "none";
        }
        boolean named = number > 0 && number < NAMES.length && !NAMES[number].isEmpty();
        return named ? NAMES[number] : "errno " + number;
    }
}
