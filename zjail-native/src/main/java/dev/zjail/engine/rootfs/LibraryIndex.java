package dev.zjail.engine.rootfs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The index of libraries that ldconfig(8) writes and glibc's dynamic loader reads, {@code /etc/ld.so.cache}.
 *
 * <p>Format {@code glibc-ld.so.cache1.1} (glibc, sysdeps/generic/dl-cache.h), in the byte order of the machine: a
 * header of 48 bytes (magic, number of entries, bytes of strings, byte order flag), entries of 24 bytes (flags that
 * name the ABI, offsets of name and path, two versions, hardware capabilities), strings. Before glibc 2.32 it follows a
 * table in an older format, {@code ld.so-1.7.0}, which is skipped.
 */
final class LibraryIndex {
    private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(US_ASCII);
    private static final byte[] OLD_MAGIC = "ld.so-1.7.0".getBytes(US_ASCII);
    private static final int HEADER_BYTES = 48;
    private static final int ENTRY_BYTES = 24;
    private static final int OLD_HEADER_BYTES = 16;
    private static final int OLD_ENTRY_BYTES = 12;
    private static final byte LITTLE_ENDIAN_FLAG = 2;

    private LibraryIndex() {}

    /**
     * Reads which paths the index has for each library name. The loader ignores an index it does not understand, and so
     * does this.
     */
    static Map<String, List<String>> read(byte[] content) {
        ByteBuffer index = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (startsWith(index, OLD_MAGIC) && content.length >= OLD_HEADER_BYTES) {
            long end = OLD_HEADER_BYTES + (long) OLD_ENTRY_BYTES * Integer.toUnsignedLong(index.getInt(12));
            long aligned = (end + 7) / 8 * 8;
            index = aligned < content.length ? sliceFrom(index, (int) aligned) : ByteBuffer.allocate(0);
        }
        return startsWith(index, MAGIC) && index.limit() >= HEADER_BYTES ? entries(index) : Map.of();
    }

    private static Map<String, List<String>> entries(ByteBuffer index) {
        long count = Integer.toUnsignedLong(index.getInt(20));
        if (count > (index.limit() - HEADER_BYTES) / ENTRY_BYTES) {
            return Map.of();
        }
        Map<String, List<String>> paths = new HashMap<>();
        for (int entry = 0; entry < count; entry++) {
            int at = HEADER_BYTES + entry * ENTRY_BYTES;
            boolean forEveryProcessor = index.getLong(at + 16) == 0;
            if (forEveryProcessor) {
                String name = string(index, index.getInt(at + 4));
                paths.computeIfAbsent(name, key -> new ArrayList<>()).add(string(index, index.getInt(at + 8)));
            }
        }
        return paths;
    }

    private static String string(ByteBuffer index, int offset) {
        if (offset < 0 || offset >= index.limit()) {
            return "";
        }
        int end = offset;
        while (end < index.limit() && index.get(end) != 0) {
            end++;
        }
        return UTF_8.decode(index.slice(offset, end - offset)).toString();
    }

    private static boolean startsWith(ByteBuffer index, byte[] magic) {
        return index.limit() >= magic.length && index.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
    }

    private static ByteBuffer sliceFrom(ByteBuffer index, int offset) {
        return index.slice(offset, index.limit() - offset).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes an index for one machine: the path of each library by its name. */
    static byte[] write(Map<String, String> pathsByName, ElfArchitecture architecture) {
        List<String> names = new ArrayList<>(pathsByName.keySet());
        names.sort(Comparator.comparing(LibraryIndex::terminated, LOADER_ORDER));
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        int tableBytes = HEADER_BYTES + names.size() * ENTRY_BYTES;
        ByteBuffer table = ByteBuffer.allocate(tableBytes).order(ByteOrder.LITTLE_ENDIAN);
        table.put(MAGIC).putInt(names.size());
        table.position(HEADER_BYTES);
        for (String name : names) {
            table.putInt(abiFlags(architecture));
            table.putInt(tableBytes + append(strings, terminated(name)));
            table.putInt(tableBytes + append(strings, terminated(requireNonNull(pathsByName.get(name)))));
            table.putInt(0).putLong(0);
        }
        table.putInt(24, strings.size()).put(28, LITTLE_ENDIAN_FLAG);
        byte[] index = Arrays.copyOf(table.array(), tableBytes + strings.size());
        System.arraycopy(strings.toByteArray(), 0, index, tableBytes, strings.size());
        return index;
    }

    /** What the loader of that machine wants in an entry: {@code _DL_CACHE_DEFAULT_ID}. */
    private static int abiFlags(ElfArchitecture architecture) {
        return architecture.equals(ElfArchitecture.X86_64) ? 0x0303 : 0x0a03;
    }

    private static byte[] terminated(String text) {
        return (text + '\0').getBytes(UTF_8);
    }

    private static int append(ByteArrayOutputStream strings, byte[] text) {
        int offset = strings.size();
        strings.writeBytes(text);
        return offset;
    }

    /** The loader searches by halves, in descending order, and reads numbers in names as numbers (_dl_cache_libcmp). */
    private static final Comparator<byte[]> LOADER_ORDER = new LibraryNameOrder().reversed();

    /** Compares NUL-terminated names. */
    private static final class LibraryNameOrder implements Comparator<byte[]> {
        @Override
        public int compare(byte[] left, byte[] right) {
            int l = 0;
            int r = 0;
            while (left[l] != 0) {
                if (isDigit(left[l]) && isDigit(right[r])) {
                    int leftEnd = endOfNumber(left, l);
                    int rightEnd = endOfNumber(right, r);
                    int order = Integer.compare(number(left, l, leftEnd), number(right, r, rightEnd));
                    if (order != 0) {
                        return order;
                    }
                    l = leftEnd;
                    r = rightEnd;
                } else if (isDigit(left[l]) || isDigit(right[r])) {
                    return isDigit(left[l]) ? 1 : -1;
                } else if (left[l] != right[r]) {
                    return Byte.compare(left[l], right[r]);
                } else {
                    l++;
                    r++;
                }
            }
            return Byte.compare(left[l], right[r]);
        }

        private static boolean isDigit(byte character) {
            return character >= '0' && character <= '9';
        }

        private static int endOfNumber(byte[] name, int start) {
            int end = start;
            while (isDigit(name[end])) {
                end++;
            }
            return end;
        }

        /** Wraps around like the loader's {@code int}. */
        private static int number(byte[] name, int start, int end) {
            int value = 0;
            for (int at = start; at < end; at++) {
                value = value * 10 + (name[at] - '0');
            }
            return value;
        }
    }
}
