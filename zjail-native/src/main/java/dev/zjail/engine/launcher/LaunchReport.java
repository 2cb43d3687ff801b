package dev.zjail.engine.launcher;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one launcher answered: a record that {@code report.h} describes. {@link #decode} takes a record that is complete
 * and well-formed, and no other.
 */
sealed interface LaunchReport {
    /** The largest record a launcher writes, and more than it can. */
    int LARGEST = 1 << 20;

    /** Why the launcher ended a run; the numbers are those of {@code enum stop} in {@code supervise.h}. */
    enum Stop {
        NOT(0),
        WALL(1),
        CPU(2),
        ASKED(3),
        ABANDONED(4),
        SETUP(5),
        IDLE(6),
        PROCESSES(7),
        DENIED(8),
        INIT(9);

        private final int number;

        Stop(int number) {
            this.number = number;
        }
    }

    /**
     * There is no run to tell of: nothing ran, or the launcher lost sight of what did.
     *
     * @param stage the number of the layer, or of a stage that is none ({@code enum stage} in {@code jail.h})
     * @param step the call that failed
     * @param error its errno; 0 if it was done but did not hold, or if a signal ended the setup
     * @param signal the signal that ended the setup, or 0
     * @param stop whether the launcher ended the setup, and why
     */
    record Refused(int stage, String step, int error, int signal, Stop stop) implements LaunchReport {}

    /**
     * The guest is held at its first instruction, until it is told to go on.
     *
     * @param attestingNanoseconds how long the launcher looked at it
     * @param observations what was seen of it
     */
    record Observed(long attestingNanoseconds, Observations observations) implements LaunchReport {}

    /**
     * The guest ran.
     *
     * @param status its raw wait status
     * @param stop whether the launcher ended the run, and why
     * @param wallNanoseconds from its first instruction to its end
     * @param cpuNanoseconds of all processes from its first instruction, as far as the launcher saw it
     * @param idleNanoseconds for how long they had used next to no CPU when the run was ended for it, or 0
     * @param maxAddressSpaceBytes its largest address space, or 0
     * @param openFiles how many descriptors it had open when it ended, or 0
     * @param usage the kernel's account of it
     * @param mostTasks how many processes and threads were alive at once
     * @param fileLimitMet whether a call of the guest was refused for the size of a file, and brought SIGXFSZ along
     * @param denied the system call that the filter killed a process for
     * @param recorded the calls that a filter made for observing or for watching has let pass
     * @param traps what was seen of the clocks that need no system call
     * @param paths what the marked calls named
     * @param stackOverflow whether the guest's last SIGSEGV came from the end of a stack
     */
    record Ended(
            int status,
            Stop stop,
            long wallNanoseconds,
            long cpuNanoseconds,
            long idleNanoseconds,
            long maxAddressSpaceBytes,
            int openFiles,
            Rusage usage,
            int mostTasks,
            boolean fileLimitMet,
            List<DeniedCall> denied,
            List<RecordedCall> recorded,
            Traps traps,
            NamedPaths paths,
            StackOverflow stackOverflow)
            implements LaunchReport {}

    /** The numbers are those of {@code enum stack_overflow} in {@code stack.h}. */
    enum StackOverflow {
        NONE,
        AT_LIMIT,
        AT_GUARD_OF_THREAD
    }

    /** The fields of struct rusage (getrusage(2)) that Linux fills. */
    record Rusage(
            long userMicroseconds,
            long systemMicroseconds,
            long maxResidentKibibytes,
            long minorFaults,
            long majorFaults,
            long voluntarySwitches,
            long involuntarySwitches) {}

    /**
     * struct seccomp_data (seccomp(2)) of a call that the filter does not allow, and whether the guest itself made it.
     */
    record DeniedCall(
            int number, int auditArchitecture, long instructionPointer, List<Long> arguments, boolean byGuest) {
        /** {@code supervise.h}: there was such a call, and nothing else is known of it. */
        static final int ARCHITECTURE_UNSEEN = 0;
    }

    /**
     * What a watched run could have read without a system call ({@code trap.h}).
     *
     * @param counterReads how often the program itself read the time stamp counter
     * @param vdsoHidden whether no program in it knew of a vDSO
     * @param counterTrapped whether it could not read the counter unseen
     * @param randomDrawn whether it asked the processor for a random number where its executable is known to do so
     * @param randomTrapped whether it could not do that unseen
     */
    record Traps(
            long counterReads,
            boolean vdsoHidden,
            boolean counterTrapped,
            boolean randomDrawn,
            boolean randomTrapped) {}

    /**
     * A call that was let pass, but not unseen, or that was refused: what the filter marked it with, how often, and its
     * arguments the first time.
     */
    record RecordedCall(int number, int mark, long times, List<Long> arguments) {
        /** As many numbers are kept; so many may be more ({@code RECORDED_MOST} in {@code supervise.h}). */
        static final int MOST = 512;

        /** Of SECCOMP_RET_DATA. */
        static final int LARGEST_MARK = 0xFFFF;

        /** {@code MARK_REFUSED} in {@code supervise.h}. */
        private static final int REFUSED = 0x1000;

        /** Whether it was not made, and failed with an error. */
        boolean isRefused() {
            return (mark & REFUSED) != 0;
        }

        /** The number of that error. */
        int refusedErrno() {
            return mark & ~REFUSED;
        }
    }

    /**
     * A path that a call named before it was made ({@code paths.h}).
     *
     * @param number of the system call
     * @param path as the program gave it, with what is no UTF-8 replaced
     */
    record NamedPath(int number, String path) {
        /** {@code PATH_LONGEST} in {@code paths.h}, in bytes. */
        static final int LONGEST = 248;
    }

    /**
     * The different paths in the order of their first calls, and how many calls named one that is not among them: it
     * could not be read, was longer, or found no room.
     */
    record NamedPaths(List<NamedPath> named, int lost) {
        /** {@code PATHS_MOST} in {@code paths.h}. */
        static final int MOST = 256;

        static final NamedPaths NONE = new NamedPaths(List.of(), 0);

        public NamedPaths {
            named = List.copyOf(named);
        }
    }

    /**
     * What was seen from outside at the guest's first instruction ({@code attest.h}).
     *
     * @param owner the owner of /proc/G/status
     * @param unseen a bit for each observation that only the host's root may make, if this was not root
     * @param failed 0, or 1 + the index of the observation that could not be made
     * @param error its errno
     * @param texts the observations in their order, which is that of the methods here
     */
    record Observations(int owner, int unseen, int failed, int error, List<String> texts) {
        static final int COUNT = 13;

        String status() {
            return texts.get(0);
        }

        String limits() {
            return texts.get(1);
        }

        String mountinfo() {
            return texts.get(2);
        }

        String stat() {
            return texts.get(3);
        }

        String descriptors() {
            return texts.get(4);
        }

        String namespaces() {
            return texts.get(5);
        }

        String cgroup() {
            return texts.get(6);
        }

        String oomScore() {
            return texts.get(7);
        }

        /** What the kernel answered to a process with the guest's ids ({@code peer.h}), or "not asked". */
        String access() {
            return texts.get(8);
        }

        String hostName() {
            return texts.get(9);
        }

        Optional<String> personality() {
            return ifSeen(10);
        }

        Optional<String> environment() {
            return ifSeen(11);
        }

        Optional<String> workingDirectory() {
            return ifSeen(12);
        }

        private Optional<String> ifSeen(int observation) {
            return (unseen & 1 << observation) == 0 ? Optional.of(texts.get(observation)) : Optional.empty();
        }
    }

    /** The record breaks its own rules. */
    final class MalformedReportException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedReportException(String message) {
            super(message);
        }
    }

    /**
     * Reads one record.
     *
     * @param bytes everything the launcher wrote
     * @return what it says
     * @throws MalformedReportException if it is not exactly one well-formed record
     */
    static LaunchReport decode(byte[] bytes) throws MalformedReportException {
        return new Decoder(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)).decode();
    }

    /** Whether a record, of which the head at least is complete, says that it holds what was seen of a guest. */
    static boolean isObserved(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(3 * Integer.BYTES) == Decoder.OBSERVED;
    }

    /** Reads the fields of one record in their order. */
    final class Decoder {
        private static final int MAGIC = 0x52504a5a;
        private static final int VERSION = 9;
        private static final int REFUSED = 1;
        private static final int ENDED = 2;
        private static final int OBSERVED = 3;

        private final ByteBuffer record;

        private Decoder(ByteBuffer record) {
            this.record = record;
        }

        private LaunchReport decode() throws MalformedReportException {
            try {
                int size = record.capacity();
                require(record.getInt() == MAGIC, "magic");
                require(record.getInt() == VERSION, "version");
                require(record.getInt() == size, "size");
                LaunchReport report = decodeKind(record.getInt());
                require(!record.hasRemaining(), "bytes after the end");
                return report;
            } catch (BufferUnderflowException e) {
                throw new MalformedReportException("truncated after " + record.position() + " bytes");
            }
        }

        private LaunchReport decodeKind(int kind) throws MalformedReportException {
            return switch (kind) {
                case REFUSED -> refused();
                case ENDED -> ended();
                case OBSERVED -> observed();
                default -> throw new MalformedReportException("kind " + kind);
            };
        }

        private Refused refused() throws MalformedReportException {
            int stage = record.getInt();
            int error = record.getInt();
            int signal = record.getInt();
            Stop stop = stop();
            return new Refused(stage, text(), error, signal, stop);
        }

        private Observed observed() throws MalformedReportException {
            long attesting = record.getLong();
            int owner = record.getInt();
            int unseen = record.getInt();
            int failed = record.getInt();
            int error = record.getInt();
            return new Observed(attesting, new Observations(owner, unseen, failed, error, texts()));
        }

        private Ended ended() throws MalformedReportException {
            int status = record.getInt();
            Stop stop = stop();
            long wall = record.getLong();
            long cpu = record.getLong();
            long idle = record.getLong();
            long addressSpace = record.getLong();
            long openFiles = record.getLong();
            require(openFiles >= 0 && openFiles <= Integer.MAX_VALUE, "open_files");
            Rusage usage = new Rusage(
                    record.getLong(),
                    record.getLong(),
                    record.getLong(),
                    record.getLong(),
                    record.getLong(),
                    record.getLong(),
                    record.getLong());
            int mostTasks = record.getInt();
            boolean fileLimitMet = flag("file_limit_met");
            int recordedCount = record.getInt();
            require(recordedCount >= 0 && recordedCount <= RecordedCall.MOST, "recorded_count");
            List<DeniedCall> denied = denied();
            long counterReads = record.getLong();
            require(counterReads >= 0, "counter_reads");
            Traps traps = new Traps(
                    counterReads,
                    flag("vdso_hidden"),
                    flag("counter_trapped"),
                    flag("random_drawn"),
                    flag("random_trapped"));
            int pathCount = record.getInt();
            require(pathCount >= 0 && pathCount <= NamedPaths.MOST, "path_count");
            int pathsLost = record.getInt();
            require(pathsLost >= 0, "paths_lost");
            StackOverflow stackOverflow = stackOverflow();
            require(record.getInt() == 0, "unused");
            return new Ended(
                    status,
                    stop,
                    wall,
                    cpu,
                    idle,
                    addressSpace,
                    (int) openFiles,
                    usage,
                    mostTasks,
                    fileLimitMet,
                    denied,
                    recorded(recordedCount),
                    traps,
                    new NamedPaths(paths(pathCount), pathsLost),
                    stackOverflow);
        }

        /** {@code enum denied} in {@code supervise.h}: nobody, the guest, one that it forked. */
        private List<DeniedCall> denied() throws MalformedReportException {
            int whose = record.getInt();
            require(whose >= 0 && whose <= 2, "denied");
            DeniedCall call = new DeniedCall(record.getInt(), record.getInt(), record.getLong(), longs(6), whose == 1);
            return whose == 0 ? List.of() : List.of(call);
        }

        private List<String> texts() throws MalformedReportException {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < Observations.COUNT; i++) {
                texts.add(text());
            }
            return List.copyOf(texts);
        }

        private List<RecordedCall> recorded(int count) throws MalformedReportException {
            List<RecordedCall> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = record.getInt();
                int mark = record.getInt();
                require(mark >= 0 && mark <= RecordedCall.LARGEST_MARK, "mark");
                long times = record.getLong();
                require(times > 0, "times");
                calls.add(new RecordedCall(number, mark, times, longs(6)));
            }
            return List.copyOf(calls);
        }

        private List<NamedPath> paths(int count) throws MalformedReportException {
            List<NamedPath> paths = new ArrayList<>();
            byte[] text = new byte[NamedPath.LONGEST];
            for (int i = 0; i < count; i++) {
                int number = record.getInt();
                int length = record.getInt();
                require(length >= 0 && length <= NamedPath.LONGEST, "length of a path");
                record.get(text);
                paths.add(new NamedPath(number, new String(text, 0, length, StandardCharsets.UTF_8)));
            }
            return List.copyOf(paths);
        }

        private Stop stop() throws MalformedReportException {
            int number = record.getInt();
            return Arrays.stream(Stop.values())
                    .filter(stop -> stop.number == number)
                    .findFirst()
                    .orElseThrow(() -> new MalformedReportException("stop " + number));
        }

        private StackOverflow stackOverflow() throws MalformedReportException {
            return switch (record.getInt()) {
                case 0 -> StackOverflow.NONE;
                case 1 -> StackOverflow.AT_LIMIT;
                case 2 -> StackOverflow.AT_GUARD_OF_THREAD;
                default -> throw new MalformedReportException("stack_overflow");
            };
        }

        private boolean flag(String name) throws MalformedReportException {
            int number = record.getInt();
            require(number == 0 || number == 1, name);
            return number == 1;
        }

        private List<Long> longs(int count) {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                numbers.add(record.getLong());
            }
            return List.copyOf(numbers);
        }

        private String text() throws MalformedReportException {
            int length = record.getInt();
            require(length >= 0 && length <= record.remaining(), "length of a text");
            byte[] bytes = new byte[length];
            record.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private static void require(boolean condition, String what) throws MalformedReportException {
            if (!condition) {
                throw new MalformedReportException(what);
            }
        }
    }
}
