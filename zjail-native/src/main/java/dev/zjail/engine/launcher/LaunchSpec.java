package dev.zjail.engine.launcher;

import dev.zjail.engine.Answers;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Schedule;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.JailMount;
import dev.zjail.engine.rootfs.RootfsFixture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one launcher is told. {@link #encode()} writes the record that {@code spec.h} describes; a change there changes
 * {@link #VERSION} on both sides.
 *
 * @param filter the seccomp filter, an array of struct sock_filter
 * @param rootfs the fixture, an absolute path on the host
 * @param executable the program, an absolute path in the fixture
 * @param cgroups the cgroups the guest is put into; no more than {@link #MOST_CGROUPS} can be
 * @param tmpfs the tmpfs mounts
 * @param mounts the other mounts
 * @param workingDirectory where the program begins
 * @param collect what comes back from them, absolute paths in the jail
 * @param arguments argv, the zeroth included
 * @param environment the environment that was declared; the conditions' follows it
 * @param guestId the uid and gid of the guest
 * @param limits what it may use
 * @param resourceLimits the kernel's limits that follow from that
 * @param execvePathAddress where the launcher puts the path of its own execve
 * @param conditions what surrounds the run
 * @param watched whether what it could read without a system call is hidden or trapped
 * @param refusesExecGain whether the kernel sees to it, where it can, that nothing that was writable becomes executable
 * @param randomInstructions where the executable asks the processor for random numbers, as distances from its entry
 *     point; no more than {@link #MOST_RANDOM_INSTRUCTIONS} can be
 */
record LaunchSpec(
        Bytes filter,
        String rootfs,
        String executable,
        List<CgroupToJoin> cgroups,
        List<Tmpfs> tmpfs,
        List<JailMount> mounts,
        String workingDirectory,
        List<String> collect,
        List<String> arguments,
        List<String> environment,
        int guestId,
        ResourceLimits limits,
        KernelLimits resourceLimits,
        long execvePathAddress,
        Conditions conditions,
        boolean watched,
        boolean refusesExecGain,
        List<Long> randomInstructions) {

    /** As many as a thread has debug registers for. */
    static final int MOST_RANDOM_INSTRUCTIONS = RootfsFixture.DEBUG_REGISTERS;

    /** Memory and pids are hierarchies of their own in version 1. */
    static final int MOST_CGROUPS = 2;

    private static final int MAGIC = 0x53504a5a;
    private static final int VERSION = 7;
    private static final int FILE_MODE_MASK = 0022;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int LAYOUT_FIXED = 1;
    private static final int SINGLE_CPU = 2;
    private static final int WATCHED = 4;
    private static final int NO_EXEC_GAIN = 8;
    private static final int ANSWER_RANDOM = 1;
    private static final int ANSWER_BUSY_HOST = 2;
    private static final int ANSWER_DIRECTORY_ORDER = 4;
    private static final int ANSWER_RELEASE = 8;
    private static final int ANSWER_IDLE_HOST = 16;
    private static final int HEADER_BYTES = 16 * Integer.BYTES
            + 8 * Long.BYTES
            + KernelLimits.COUNT * 2 * Long.BYTES
            + MOST_RANDOM_INSTRUCTIONS * Long.BYTES;

    /** Writes the record into a direct buffer, ready to be read. */
    ByteBuffer encode() {
        ByteBuffer record = ByteBuffer.allocateDirect(size()).order(ByteOrder.LITTLE_ENDIAN);
        putHeader(record);
        record.put(filter.asReadOnlyBuffer());
        putString(record, rootfs);
        putString(record, executable);
        putString(record, conditions.hostName());
        putString(record, workingDirectory);
        cgroupFiles().forEach(file -> putString(record, file));
        for (Tmpfs mount : tmpfs) {
            record.putLong(mount.sizeBytes());
            putString(record, mount.path());
        }
        for (JailMount mount : mounts) {
            record.putInt(mount.kind().number());
            putString(record, sourceOnHost(mount));
            putString(record, mount.target());
        }
        for (String path : collect) {
            Tmpfs place = place(path);
            record.putInt(tmpfs.indexOf(place));
            putString(record, place.relative(path));
        }
        arguments.forEach(argument -> putString(record, argument));
        wholeEnvironment().forEach(entry -> putString(record, entry));
        return record.flip();
    }

    private void putHeader(ByteBuffer record) {
        record.putInt(MAGIC);
        record.putInt(VERSION);
        record.putInt(record.capacity());
        record.putInt(filter.size() / INSTRUCTION_BYTES);
        record.putInt(tmpfs.size());
        record.putInt(arguments.size());
        record.putInt(environment.size() + conditions.furtherEnvironment().size());
        record.putInt(guestId);
        record.putInt(limits.processes());
        record.putInt(FILE_MODE_MASK);
        record.putInt(flags());
        record.putInt(conditions.processId());
        record.putInt(mounts.size());
        record.putInt(collect.size());
        record.putInt(CollectedFiles.MOST_FILES);
        record.putInt(answered());
        record.putLong(CollectedFiles.MOST_BYTES);
        record.putLong(limits.cpu().toNanos());
        record.putLong(limits.wall().toNanos());
        record.putLong(limits.idle().map(Duration::toNanos).orElse(0L));
        record.putLong(conditions.answers().clocksAhead().toSeconds());
        record.putLong(
                conditions.answers().randomBytes().orElse(conditions.schedule().seed()));
        record.putLong(conditions.schedule().late().stream()
                .mapToLong(Schedule.Late::bit)
                .sum());
        record.putLong(execvePathAddress);
        resourceLimits.putInto(record);
        for (int i = 0; i < MOST_RANDOM_INSTRUCTIONS; i++) {
            record.putLong(i < randomInstructions.size() ? randomInstructions.get(i) : 0);
        }
    }

    private Tmpfs place(String path) {
        return Tmpfs.holding(tmpfs, path).orElseThrow();
    }

    private int flags() {
        return (conditions.layoutRandomized() ? 0 : LAYOUT_FIXED)
                | (conditions.singleCpu() ? SINGLE_CPU : 0)
                | (watched ? WATCHED : 0)
                | (refusesExecGain ? NO_EXEC_GAIN : 0);
    }

    private int answered() {
        Answers answers = conditions.answers();
        return (answers.randomBytes().isPresent() ? ANSWER_RANDOM : 0)
                | (answers.host() == Answers.Host.BUSY ? ANSWER_BUSY_HOST : 0)
                | (answers.host() == Answers.Host.IDLE ? ANSWER_IDLE_HOST : 0)
                | (answers.directoriesReversed() ? ANSWER_DIRECTORY_ORDER : 0)
                | (answers.otherRelease() ? ANSWER_RELEASE : 0);
    }

    private String sourceOnHost(JailMount mount) {
        return mount.kind() == JailMount.Kind.PROGRAM ? rootfs + mount.source() : mount.source();
    }

    /** As many as the record has room for; "" for none. */
    private Stream<String> cgroupFiles() {
        return Stream.concat(cgroups.stream().map(CgroupToJoin::processesFile), Stream.generate(() -> ""))
                .limit(MOST_CGROUPS);
    }

    private List<String> wholeEnvironment() {
        return Stream.concat(environment.stream(), conditions.furtherEnvironment().stream())
                .toList();
    }

    private int size() {
        int size = HEADER_BYTES + filter.size();
        size += encodedSize(rootfs) + encodedSize(executable) + encodedSize(conditions.hostName());
        size += encodedSize(workingDirectory);
        size += cgroupFiles().mapToInt(LaunchSpec::encodedSize).sum();
        for (Tmpfs mount : tmpfs) {
            size += Long.BYTES + encodedSize(mount.path());
        }
        for (JailMount mount : mounts) {
            size += Integer.BYTES + encodedSize(sourceOnHost(mount)) + encodedSize(mount.target());
        }
        for (String path : collect) {
            size += Integer.BYTES + encodedSize(place(path).relative(path));
        }
        size += arguments.stream().mapToInt(LaunchSpec::encodedSize).sum();
        size += wholeEnvironment().stream().mapToInt(LaunchSpec::encodedSize).sum();
        return size;
    }

    private static int encodedSize(String text) {
        return Integer.BYTES + text.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private static void putString(ByteBuffer record, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        record.putInt(bytes.length).put(bytes).put((byte) 0);
    }
}
