package dev.zjail.engine.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The names and numbers of all system calls, read from {@code syscalls.tsv}. */
final class SyscallTable {
    private static final String RESOURCE = "syscalls.tsv";
    private static final int FIELDS = 4;
    private static final String NO_NUMBER = "-";

    /** The numbers from here on are those that x32 has for itself; all others it shares with x86_64. */
    private static final int FIRST_X32_ONLY = 512;

    /** In their order, arch/x86/entry/syscalls/syscall_64.tbl of Linux 6.18; the list is closed. */
    private static final List<String> X32_ONLY = List.of("""
            rt_sigaction rt_sigreturn ioctl readv writev recvfrom sendmsg recvmsg execve ptrace rt_sigpending
            rt_sigtimedwait rt_sigqueueinfo sigaltstack timer_create mq_notify kexec_load waitid set_robust_list
            get_robust_list vmsplice move_pages preadv pwritev rt_tgsigqueueinfo recvmmsg sendmmsg process_vm_readv
            process_vm_writev setsockopt getsockopt io_setup io_submit execveat preadv2 pwritev2
            """.strip().split("\\s+"));

    private static final Column X86_64 = new Column();
    private static final Column I386 = new Column();
    private static final Column AARCH64 = new Column();
    private static final Set<String> NAMES;

    static {
        load();
        Set<String> names = new TreeSet<>(X86_64.numbers.keySet());
        names.addAll(AARCH64.numbers.keySet());
        NAMES = Collections.unmodifiableSet(names);
    }

    private SyscallTable() {}

    /**
     * The names a policy can speak of, sorted: calls that only i386 has are not among them, because i386 is refused.
     */
    static Set<String> names() {
        return NAMES;
    }

    /** The number of a call; of x32 without its bit. */
    static OptionalInt number(CallingConvention convention, String name) {
        Integer number = column(convention).numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The name of a number; of x32 without its bit. */
    static Optional<String> name(CallingConvention convention, int number) {
        if (convention == CallingConvention.X32 && number >= FIRST_X32_ONLY) {
            int place = number - FIRST_X32_ONLY;
            return place < X32_ONLY.size() ? Optional.of(X32_ONLY.get(place)) : Optional.empty();
        }
        return Optional.ofNullable(column(convention).names.get(number));
    }

    private static Column column(CallingConvention convention) {
        return switch (convention) {
            case X86_64, X32 -> X86_64;
            case I386 -> I386;
            case AARCH64 -> AARCH64;
        };
    }

    private static void load() {
        try (InputStream resource = SyscallTable.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "the resource " + RESOURCE + " is missing beside " + SyscallTable.class);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            reader.lines().filter(line -> !line.startsWith("#")).forEach(SyscallTable::addLine);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    private static void addLine(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalStateException(
                    RESOURCE + ": each line must have " + FIELDS + " fields separated by tabs, but one is: " + line);
        }
        X86_64.add(fields.get(0), fields.get(1));
        I386.add(fields.get(0), fields.get(2));
        AARCH64.add(fields.get(0), fields.get(3));
    }

    /** The numbers of one architecture, by name and back. */
    private static final class Column {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<Integer, String> names = new HashMap<>();

        void add(String name, String field) {
            if (field.equals(NO_NUMBER)) {
                return;
            }
            int number = Integer.parseInt(field);
            if (numbers.put(name, number) != null || names.put(number, name) != null) {
                throw new IllegalStateException(RESOURCE + ": " + name + " or number " + number + " is there twice");
            }
        }
    }
}
