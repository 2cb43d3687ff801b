package dev.zjail.engine.libc;

import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import jnr.ffi.annotations.Variadic;
import jnr.ffi.types.pid_t;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import jnr.ffi.types.u_int32_t;
import org.apiguardian.api.API;

/** The C library, function by function, as its headers declare it. No logic. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface LibcFunctions {

    int memfd_create(@In String name, @u_int32_t long flags);

    @ssize_t
    long write(int descriptor, @In ByteBuffer bytes, @size_t long count);

    @ssize_t
    long read(int descriptor, @Out ByteBuffer bytes, @size_t long count);

    @ssize_t
    long send(int descriptor, @In ByteBuffer bytes, @size_t long count, int flags);

    @Variadic(fixedCount = 2)
    int fcntl(int descriptor, int command, long argument);

    int pipe2(@Out int[] descriptors, int flags);

    int socketpair(int domain, int type, int protocol, @Out int[] descriptors);

    int eventfd(@u_int32_t long initial, int flags);

    @Variadic(fixedCount = 2)
    int open(@In String path, int flags, int mode);

    int close(int descriptor);

    int poll(Pointer descriptors, long count, int timeoutMilliseconds);

    int posix_spawn_file_actions_init(Pointer actions);

    int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

    int posix_spawn_file_actions_destroy(Pointer actions);

    int posix_spawn(
            @Out int[] process,
            @In String path,
            Pointer actions,
            @In Pointer attributes,
            @In Pointer arguments,
            @In Pointer environment);

    @pid_t
    long waitpid(@pid_t long process, @Out int[] status, int options);

    int kill(@pid_t long process, int signal);

    int geteuid();

    Pointer signal(int signal, Pointer handler);
}
