package dev.zjail.engine.libc;

import org.apiguardian.api.API;

/** A call into the C library failed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NativeCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final Errno errno;

    /**
     * Names the call and the error.
     *
     * @param call such as {@code memfd_create}
     * @param errno the error
     */
    public NativeCallException(String call, Errno errno) {
        super(call + " failed with " + errno.name());
        this.call = call;
        this.errno = errno;
    }

    /**
     * Names the call.
     *
     * @return such as {@code memfd_create}
     */
    public String call() {
        return call;
    }

    /**
     * Returns the error.
     *
     * @return its number and its name
     */
    public Errno errno() {
        return errno;
    }
}
