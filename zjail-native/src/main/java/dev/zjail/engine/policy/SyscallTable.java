package dev.zjail.engine.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
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
    private static final List<CallingConvention> COLUMNS =
            List.of(CallingConvention.X86_64, CallingConvention.I386, CallingConvention.AARCH64);
    private static final String NO_NUMBER = "-";

    private static final SyscallTable TABLE = load();

    private final Set<String> names = new TreeSet<>();
    private final Map<CallingConvention, Map<String, Integer>> numbers = new EnumMap<>(CallingConvention.class);
    private final Map<CallingConvention, Map<Integer, String>> namesByNumber = new EnumMap<>(CallingConvention.class);

    private SyscallTable() {
        COLUMNS.forEach(convention -> {
            numbers.put(convention, new HashMap<>());
            namesByNumber.put(convention, new HashMap<>());
        });
    }

    /** The names of all calls of all architectures, sorted. */
    static Set<String> names() {
        return Collections.unmodifiableSet(TABLE.names);
    }

    /** The number of a call; x32 has none, because no policy allows any of its calls. */
    static OptionalInt number(CallingConvention convention, String name) {
        Integer number = TABLE.numbers.getOrDefault(convention, Map.of()).get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The name of a number; for x32 the number is without its bit, and shared with x86-64. */
    static Optional<String> name(CallingConvention convention, int number) {
        CallingConvention column = convention == CallingConvention.X32 ? CallingConvention.X86_64 : convention;
        return Optional.ofNullable(
                TABLE.namesByNumber.getOrDefault(column, Map.of()).get(number));
    }

    private static SyscallTable load() {
        SyscallTable table = new SyscallTable();
        try (InputStream resource = SyscallTable.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "the resource " + RESOURCE + " is missing beside " + SyscallTable.class);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            reader.lines().filter(line -> !line.startsWith("#")).forEach(table::addLine);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
        return table;
    }

    private void addLine(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != COLUMNS.size() + 1) {
            throw new IllegalStateException(RESOURCE + ": each line must have " + (COLUMNS.size() + 1)
                    + " fields separated by tabs, but one is: " + line);
        }
        String name = fields.get(0);
        names.add(name);
        for (int column = 0; column < COLUMNS.size(); column++) {
            String number = fields.get(column + 1);
            if (!number.equals(NO_NUMBER)) {
                addNumber(COLUMNS.get(column), name, Integer.parseInt(number));
            }
        }
    }

    private void addNumber(CallingConvention convention, String name, int number) {
        boolean nameIsNew =
                numbers.computeIfAbsent(convention, key -> new HashMap<>()).put(name, number) == null;
        boolean numberIsNew = namesByNumber
                        .computeIfAbsent(convention, key -> new HashMap<>())
                        .put(number, name)
                == null;
        if (!nameIsNew || !numberIsNew) {
            throw new IllegalStateException(
                    RESOURCE + ": " + name + " or number " + number + " of " + convention.word() + " is there twice");
        }
    }
}
