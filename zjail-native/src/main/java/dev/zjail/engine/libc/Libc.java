package dev.zjail.engine.libc;

import com.kenai.jffi.Library;
import java.lang.ref.Reference;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The calls the engine makes, each checked: what fails throws {@link NativeCallException}. Safe for use by many
 * threads.
 *
 * <p>Loading jnr-ffi takes a while, so it happens at the first call of {@link #get()}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Libc {
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_ADD_SEALS = 1033;
    private static final int ALL_SEALS = 0x1 | 0x2 | 0x4 | 0x8; // SEAL, SHRINK, GROW, WRITE
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int MFD_CLOEXEC = 0x1;
    private static final int MFD_ALLOW_SEALING = 0x2;
    private static final int MFD_EXEC = 0x10;
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;

    // posix_spawn_file_actions_t is 80 bytes in glibc and in musl on 64-bit machines; four times that is enough
    // anywhere.
    private static final int FILE_ACTIONS_BYTES = 320;

    // Below this one lie the standard streams, and the four descriptors that a spawned process gets.
    private static final int FIRST_SAFE_DESCRIPTOR = 10;

    private static @Nullable Libc loaded;

    private final LibcFunctions functions;
    private final Runtime runtime;

    private Libc(LibcFunctions functions) {
        this.functions = functions;
        this.runtime = Runtime.getRuntime(functions);
    }

    /**
     * Returns the C library of this process, loading it if need be.
     *
     * @return the one instance
     * @throws IllegalStateException if the C library lacks a function, with the names of those missing
     */
    public static synchronized Libc get() {
        // Not loaded in a static initialiser: what that throws would reach the caller as a LinkageError.
        if (loaded == null) {
            loaded = load("libc.so.6");
        }
        return loaded;
    }

    private static Libc load(String library) {
        LibcFunctions functions = LibraryLoader.create(LibcFunctions.class)
                .option(LibraryOption.LoadNow, true)
                .load(library);
        requireSymbols(
                library,
                Arrays.stream(LibcFunctions.class.getMethods())
                        .map(Method::getName)
                        .toList());
        return new Libc(functions);
    }

    /** Checks that a library has all these symbols: jnr-ffi itself would fail only when one is first called. */
    static void requireSymbols(String library, List<String> symbols) {
        Library handle = Library.openLibrary(library, Library.LAZY | Library.LOCAL);
        if (handle == null) {
            throw new IllegalStateException("zjail needs the C library " + library + ", which cannot be loaded: "
                    + Library.getLastError() + ". Remedy: use a Java image that is built on glibc.");
        }
        List<String> missing = symbols.stream()
                .filter(symbol -> handle.getSymbolAddress(symbol) == 0)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the C library " + library + " lacks " + String.join(", ", missing)
                    + ", which zjail needs. Remedy: use glibc 2.27 or newer.");
        }
    }

    // ---- descriptors ----

    /**
     * Makes an executable file in memory whose content nobody can change any more.
     *
     * @param name a name for /proc
     * @param content the file's content
     * @return its descriptor, closed on exec
     */
    public int sealedMemoryFile(String name, byte[] content) {
        int descriptor = outOfTheWay(executableMemoryFile(name))[0];
        try {
            fill(descriptor, content);
            check("fcntl(F_ADD_SEALS)", functions.fcntl(descriptor, F_ADD_SEALS, ALL_SEALS));
            return descriptor;
        } catch (NativeCallException e) {
            close(descriptor);
            throw e;
        }
    }

    private void fill(int memoryFile, byte[] content) {
        ByteBuffer rest = ByteBuffer.allocateDirect(content.length).put(content).flip();
        while (rest.hasRemaining()) {
            rest.position(
                    rest.position() + (int) check("write(memfd)", functions.write(memoryFile, rest, rest.remaining())));
        }
    }

    private int executableMemoryFile(String name) {
        int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
        int descriptor = functions.memfd_create(name, flags | MFD_EXEC);
        if (descriptor < 0 && lastError().equals(Errno.EINVAL)) {
            // Linux before 6.3 does not know MFD_EXEC: there every memfd can be executed.
            descriptor = functions.memfd_create(name, flags);
        }
        return (int) check("memfd_create", descriptor);
    }

    /** The two ends of a pipe, both closed on exec. */
    public record Pipe(int readEnd, int writeEnd) {}

    /**
     * Makes a pipe.
     *
     * @return its ends, closed on exec
     */
    public Pipe pipe() {
        int[] ends = new int[2];
        check("pipe2", functions.pipe2(ends, O_CLOEXEC));
        ends = outOfTheWay(ends);
        return new Pipe(ends[0], ends[1]);
    }

    /** The two ends of a connected pair of stream sockets. */
    public record SocketPair(int here, int there) {}

    /**
     * Makes a pair of connected stream sockets.
     *
     * @return its ends, closed on exec
     */
    public SocketPair socketPair() {
        int[] ends = new int[2];
        check("socketpair", functions.socketpair(AF_UNIX, SOCK_STREAM | O_CLOEXEC, 0, ends));
        ends = outOfTheWay(ends);
        return new SocketPair(ends[0], ends[1]);
    }

    /**
     * Makes an event counter that can be polled.
     *
     * @return its descriptor, closed on exec, not blocking
     */
    public int eventCounter() {
        return outOfTheWay((int) check("eventfd", functions.eventfd(0, O_CLOEXEC | O_NONBLOCK)))[0];
    }

    /**
     * Opens a file for reading.
     *
     * @param path its path
     * @return the descriptor, closed on exec
     */
    public int openToRead(String path) {
        return outOfTheWay((int) check("open", functions.open(path, O_CLOEXEC, 0)))[0];
    }

    /**
     * Gives fresh descriptors numbers that nobody takes for something else: a spawned process gets its own in the
     * lowest places, and in a JVM that was started without a standard output, what has its number receives what is
     * printed.
     */
    private int[] outOfTheWay(int... fresh) {
        int[] moved = fresh.clone();
        for (int i = 0; i < moved.length; i++) {
            if (moved[i] < FIRST_SAFE_DESCRIPTOR) {
                int copy = functions.fcntl(moved[i], F_DUPFD_CLOEXEC, FIRST_SAFE_DESCRIPTOR);
                Errno errno = lastError();
                if (copy < 0) {
                    Arrays.stream(moved).forEach(this::close);
                    throw new NativeCallException("fcntl(F_DUPFD_CLOEXEC)", errno);
                }
                close(moved[i]);
                moved[i] = copy;
            }
        }
        return moved;
    }

    /**
     * Makes an event counter readable.
     *
     * @param counter the descriptor of an event counter
     */
    public void raise(int counter) {
        ByteBuffer one = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        write(counter, one.putLong(1).flip());
    }

    /**
     * Makes reads and writes of a descriptor return at once.
     *
     * @param descriptor the descriptor
     */
    public void doNotBlock(int descriptor) {
        check("fcntl(F_SETFL)", functions.fcntl(descriptor, F_SETFL, O_NONBLOCK));
    }

    /**
     * Closes a descriptor. Linux frees it even if it reports an error (close(2)), so none is thrown.
     *
     * @param descriptor the descriptor
     */
    public void close(int descriptor) {
        functions.close(descriptor);
    }

    /** What a read or a write came to. */
    public enum Transfer {
        /** At least one byte was moved. */
        DONE,
        /** Not now: poll. */
        LATER,
        /** End of file, or nobody at the other end. */
        OVER
    }

    /**
     * Reads what is there into a direct buffer, and advances its position.
     *
     * @param descriptor a descriptor that does not block
     * @param into a direct buffer with room
     * @return what it came to
     */
    public Transfer read(int descriptor, ByteBuffer into) {
        long count = functions.read(descriptor, into, into.remaining());
        if (count > 0) {
            into.position(into.position() + (int) count);
            return Transfer.DONE;
        }
        return count == 0 ? Transfer.OVER : transferError("read");
    }

    /**
     * Writes what fits from a direct buffer, and advances its position.
     *
     * @param descriptor a descriptor that does not block
     * @param from a direct buffer with bytes
     * @return what it came to
     */
    public Transfer write(int descriptor, ByteBuffer from) {
        return advance(from, functions.write(descriptor, from, from.remaining()), "write");
    }

    /**
     * Sends what fits to a socket from a direct buffer, and advances its position.
     *
     * @param descriptor a socket
     * @param from a direct buffer with bytes
     * @return what it came to
     */
    public Transfer send(int descriptor, ByteBuffer from) {
        return advance(from, functions.send(descriptor, from, from.remaining(), MSG_DONTWAIT | MSG_NOSIGNAL), "send");
    }

    private Transfer advance(ByteBuffer from, long count, String call) {
        if (count < 0) {
            return transferError(call);
        }
        from.position(from.position() + (int) count);
        return Transfer.DONE;
    }

    private Transfer transferError(String call) {
        Errno errno = lastError();
        if (errno.equals(Errno.EAGAIN) || errno.equals(Errno.EINTR)) {
            return Transfer.LATER;
        }
        if (errno.equals(Errno.EPIPE) || errno.equals(Errno.ECONNRESET)) {
            return Transfer.OVER;
        }
        throw new NativeCallException(call, errno);
    }

    // ---- waiting ----

    /**
     * Allocates a set of descriptors to poll.
     *
     * @param capacity how many it can hold
     * @return an empty set
     */
    public PollSet pollSet(int capacity) {
        return new PollSet(Memory.allocateDirect(runtime, capacity * PollSet.ENTRY_BYTES, true));
    }

    /**
     * Waits until a descriptor of the set is ready.
     *
     * @param set the descriptors
     * @param timeoutMilliseconds how long at most
     */
    public void poll(PollSet set, int timeoutMilliseconds) {
        int ready = functions.poll(set.entries(), set.size(), timeoutMilliseconds);
        if (ready < 0 && lastError().equals(Errno.EINTR)) {
            set.forgetResults();
            return;
        }
        check("poll", ready);
    }

    // ---- processes ----

    /**
     * Starts a program in a new process, without copying this process's page tables. It inherits nothing but the given
     * descriptors and an empty environment.
     *
     * @param path the program
     * @param arguments its arguments, the zeroth included
     * @param descriptors the descriptors, made here, that it gets as 0, 1, 2, …
     * @return its process id
     */
    public int spawn(String path, List<String> arguments, int... descriptors) {
        Pointer actions = Memory.allocateDirect(runtime, FILE_ACTIONS_BYTES, true);
        StringVector argv = StringVector.of(runtime, arguments);
        StringVector envp = StringVector.of(runtime, List.of());
        checkReturned("posix_spawn_file_actions_init", functions.posix_spawn_file_actions_init(actions));
        try {
            // No target is a source: all that is made here is above them (outOfTheWay).
            for (int target = 0; target < descriptors.length; target++) {
                checkReturned(
                        "posix_spawn_file_actions_adddup2",
                        functions.posix_spawn_file_actions_adddup2(actions, descriptors[target], target));
            }
            int[] process = new int[1];
            // A null pointer for the attributes: the defaults. The launcher resets what it inherits by itself.
            Pointer defaults = Pointer.wrap(runtime, 0L);
            checkReturned(
                    "posix_spawn",
                    functions.posix_spawn(process, path, actions, defaults, argv.pointer(), envp.pointer()));
            return process[0];
        } finally {
            functions.posix_spawn_file_actions_destroy(actions);
            // jnr-ffi hands on addresses only: without these the collector may free the strings during the call.
            Reference.reachabilityFence(argv);
            Reference.reachabilityFence(envp);
        }
    }

    /** A NULL-terminated array of C strings, in one block of native memory. */
    private record StringVector(Pointer pointer) {
        static StringVector of(Runtime runtime, List<String> strings) {
            List<byte[]> encoded = strings.stream()
                    .map(string -> string.getBytes(StandardCharsets.UTF_8))
                    .toList();
            int pointers = (strings.size() + 1) * Long.BYTES;
            int bytes = encoded.stream().mapToInt(string -> string.length + 1).sum();
            Pointer block = Memory.allocateDirect(runtime, pointers + bytes, true);
            int at = pointers;
            for (int i = 0; i < encoded.size(); i++) {
                block.putLong((long) i * Long.BYTES, block.address() + at);
                block.put(at, encoded.get(i), 0, encoded.get(i).length);
                at += encoded.get(i).length + 1;
            }
            return new StringVector(block);
        }
    }

    /**
     * Makes the kernel keep children that have ended until they are waited for, as it does by itself unless this Java
     * virtual machine was started with SIGCHLD ignored. Else their numbers could pass to others before they are reaped.
     * The JDK does the same when it starts its first process.
     */
    public void keepEndedChildren() {
        Pointer defaultHandler = Pointer.wrap(runtime, 0L);
        functions.signal(Signals.SIGCHLD, defaultHandler);
    }

    /**
     * Waits for a child process to end, and reaps it.
     *
     * @param process the child
     */
    public void reap(int process) {
        int[] status = new int[1];
        while (functions.waitpid(process, status, 0) < 0) {
            Errno errno = lastError();
            if (!errno.equals(Errno.EINTR)) {
                throw new NativeCallException("waitpid", errno);
            }
        }
    }

    /**
     * Sends SIGKILL to a child process that is not reaped yet.
     *
     * @param process the child
     */
    public void kill(int process) {
        check("kill", functions.kill(process, Signals.SIGKILL));
    }

    /**
     * Returns the effective user id of this process.
     *
     * @return the id; 0 for root
     */
    public int effectiveUserId() {
        return functions.geteuid();
    }

    // ---- errors ----

    private Errno lastError() {
        return new Errno(runtime.getLastError());
    }

    private long check(String call, long result) {
        if (result < 0) {
            throw new NativeCallException(call, lastError());
        }
        return result;
    }

    /** The posix_spawn family returns the error instead of setting errno. */
    private static void checkReturned(String call, int error) {
        if (error != 0) {
            throw new NativeCallException(call, new Errno(error));
        }
    }
}
