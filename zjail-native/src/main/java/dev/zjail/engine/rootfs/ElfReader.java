package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.ElfProgram.Stack;
import dev.zjail.engine.rootfs.ElfProgram.WritableCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what decides how an ELF file is loaded: the header, the program headers and the dynamic section (elf(5)).
 * Section headers are not looked at, because neither the kernel nor the dynamic loader does.
 *
 * <p>The file may have been made to hurt: no number in it is trusted, and nothing in it is executed. No more than a few
 * MiB are read whatever it says, but by {@link #randomInstructions()}, which reads no byte twice.
 */
final class ElfReader implements AutoCloseable {
    private static final int HEADER_BYTES = 64;
    private static final int IDENTITY_BYTES = 20;
    private static final int PROGRAM_HEADER_BYTES = 56;
    private static final int DYNAMIC_ENTRY_BYTES = 16;

    /** What the kernel accepts: fs/binfmt_elf.c, load_elf_phdrs(). */
    private static final int MAX_PROGRAM_HEADERS = 65_536 / PROGRAM_HEADER_BYTES;

    private static final int MAX_DYNAMIC_ENTRIES = 4_096;
    private static final int MAX_NEEDED = 1_024;
    private static final int MAX_PATH_BYTES = 4_096;
    private static final int MAX_SEARCH_PATH_BYTES = 16_384;
    private static final int MAX_STRING_TABLE_BYTES = 4 << 20;

    /** For these glibc calls dlopen("libgcc_s.so.1"): pthread_cancel_init() and backtrace() in its sources. */
    private static final List<String> LOADING_LIBGCC = List.of("pthread_exit", "pthread_cancel", "backtrace");

    /** Above every user address of the supported architectures, so that sums of two cannot overflow. */
    private static final long MAX_ADDRESS = 1L << 48;

    private static final long PAGE_BYTES = 4_096;
    private static final int SCANNED_BYTES = 1 << 20;

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int PF_X = 1;
    private static final int PF_W = 2;

    private static final long DT_NULL = 0;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;
    private static final long DT_STRSZ = 10;
    private static final long DT_SONAME = 14;
    private static final long DT_RPATH = 15;
    private static final long DT_RUNPATH = 29;
    private static final long DT_FLAGS_1 = 0x6ffffffb;
    private static final long DF_1_PIE = 0x08000000;

    private final FileChannel file;
    private final long size;
    private final ElfArchitecture architecture;

    private ElfReader(FileChannel file, long size, ElfArchitecture architecture) {
        this.file = file;
        this.size = size;
        this.architecture = architecture;
    }

    /**
     * Opens a regular file; what else might be at the path must be ruled out before, because opening it could block.
     */
    static ElfReader open(Path path, OpenOption... options) throws IOException, ElfFormatException {
        FileChannel file = FileChannel.open(path, withRead(options));
        try {
            long size = file.size();
            return new ElfReader(file, size, architecture(read(file, size, 0, IDENTITY_BYTES, "ELF header")));
        } catch (IOException | ElfFormatException e) {
            file.close();
            throw e;
        }
    }

    /** Reads a file that may be a program or a library, and need not be: empty if it is none for that architecture. */
    static Optional<ElfProgram> programIn(LayoutEntry.Copy copy, ElfArchitecture wanted) {
        boolean mayBe = copy.stamp().isExecutableBySomeone()
                || String.valueOf(copy.source().getFileName()).contains(".so");
        if (!mayBe || copy.stamp().size() < HEADER_BYTES) {
            return Optional.empty();
        }
        try (ElfReader reader = open(copy.source())) {
            return reader.architecture().equals(wanted) ? Optional.of(reader.program()) : Optional.empty();
        } catch (ElfFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(copy.source(), e);
        }
    }

    private static OpenOption[] withRead(OpenOption... options) {
        OpenOption[] all = new OpenOption[options.length + 1];
        all[0] = StandardOpenOption.READ;
        System.arraycopy(options, 0, all, 1, options.length);
        return all;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    ElfArchitecture architecture() {
        return architecture;
    }

    private static ElfArchitecture architecture(ByteBuffer identity) throws ElfFormatException {
        require(identity.getInt(0) == 0x464c457f, "does not start with the ELF magic number");
        int wordSize = identity.get(4);
        int byteOrder = identity.get(5);
        require(wordSize == 1 || wordSize == 2, "has the unknown ELF class " + wordSize);
        require(byteOrder == 1 || byteOrder == 2, "has the unknown ELF byte order " + byteOrder);
        boolean littleEndian = byteOrder == 1;
        ByteBuffer ordered = identity.duplicate().order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return new ElfArchitecture(Short.toUnsignedInt(ordered.getShort(18)), wordSize * 32, littleEndian);
    }

    /**
     * Reads the rest. Only 64-bit little-endian files are understood, which is what the supported machines run: check
     * {@link #architecture()} before.
     */
    ElfProgram program() throws IOException, ElfFormatException {
        ByteBuffer header = read(0, HEADER_BYTES, "ELF header");
        ElfProgram.Type type = type(Short.toUnsignedInt(header.getShort(16)));
        List<Segment> segments = segments(header);
        List<Segment> loaded =
                segments.stream().filter(segment -> segment.type == PT_LOAD).toList();
        Dynamic dynamic = dynamic(segments, loaded);
        requireMappable(loaded);
        return new ElfProgram(
                architecture,
                type,
                header.getLong(24) != 0,
                interpreter(segments),
                dynamic.soname,
                dynamic.needed,
                dynamic.rpath,
                dynamic.runpath,
                memoryBytes(loaded),
                dynamic.isMarkedAsProgram,
                writableCode(loaded),
                stack(segments),
                dynamic.endsThreads);
    }

    /**
     * Reads all that is executable, to find where it asks the processor for random numbers.
     *
     * @return distances from the entry point, the first ones first; no more than {@link RandomInstructions#MOST}
     */
    List<Long> randomInstructions() throws IOException, ElfFormatException {
        ByteBuffer header = read(0, HEADER_BYTES, "ELF header");
        long entry = header.getLong(24);
        RandomInstructions found = new RandomInstructions(architecture);
        long read = 0;
        for (Segment segment : executable(segments(header))) {
            // Of segments that overlap, which no linker makes, each byte is read once.
            long start = Math.max(segment.offset, read);
            long end = segment.offset + segment.fileBytes;
            for (long at = start; at < end; at += SCANNED_BYTES) {
                long first = Math.max(segment.offset, at - RandomInstructions.BYTES_BEFORE);
                long last = Math.min(end, at + SCANNED_BYTES + RandomInstructions.BYTES_AFTER);
                byte[] code = new byte[(int) (last - first)];
                read(first, code.length, "code").get(code);
                int from = (int) (at - first);
                found.look(code, from, from + SCANNED_BYTES, segment.address - segment.offset + first - entry);
            }
            read = Math.max(read, end);
        }
        return found.distances();
    }

    private static List<Segment> executable(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.type == PT_LOAD && segment.isExecutable())
                .sorted(Comparator.comparingLong(Segment::offset))
                .toList();
    }

    private static ElfProgram.Type type(int type) throws ElfFormatException {
        return switch (type) {
            case 1 -> throw new ElfFormatException("is an object file (ET_REL) that is not linked yet");
            case 2 -> ElfProgram.Type.FIXED_ADDRESS;
            case 3 -> ElfProgram.Type.POSITION_INDEPENDENT;
            case 4 -> throw new ElfFormatException("is a core dump (ET_CORE)");
            default -> throw new ElfFormatException("has the unknown ELF type " + type);
        };
    }

    private List<Segment> segments(ByteBuffer header) throws IOException, ElfFormatException {
        int headerBytes = Short.toUnsignedInt(header.getShort(54));
        int count = Short.toUnsignedInt(header.getShort(56));
        require(headerBytes == PROGRAM_HEADER_BYTES, "has program headers of " + headerBytes + " bytes instead of 56");
        require(count > 0, "has no program headers");
        require(
                count <= MAX_PROGRAM_HEADERS,
                "has " + count + " program headers; Linux takes at most " + MAX_PROGRAM_HEADERS);
        ByteBuffer table = read(header.getLong(32), count * PROGRAM_HEADER_BYTES, "program header table");
        List<Segment> segments = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            Segment segment = segment(table, index * PROGRAM_HEADER_BYTES);
            if (segment.type == PT_LOAD) {
                requireSound(segment, index);
            }
            segments.add(segment);
        }
        return segments;
    }

    private static Segment segment(ByteBuffer table, int at) {
        return new Segment(
                table.getInt(at),
                table.getInt(at + 4),
                table.getLong(at + 8),
                table.getLong(at + 16),
                table.getLong(at + 32),
                table.getLong(at + 40));
    }

    private void requireSound(Segment segment, int index) throws ElfFormatException {
        String name = "segment " + index;
        require(
                isBelow(segment.address, MAX_ADDRESS) && isBelow(segment.memoryBytes, MAX_ADDRESS),
                "wants " + name + " at an address no process has");
        require(
                Long.compareUnsigned(segment.fileBytes, segment.memoryBytes) <= 0,
                "has more of " + name + " in the file than in memory");
        require(
                isBelow(segment.offset, size + 1) && segment.fileBytes <= size - segment.offset,
                "is truncated: " + name + " goes beyond its " + size + " bytes");
    }

    /** mmap(2) takes whole pages only, so a segment must begin at the same place of a page in memory as in the file. */
    private static void requireMappable(List<Segment> loaded) throws ElfFormatException {
        for (Segment segment : loaded) {
            require(
                    segment.fileBytes == 0 || (segment.address - segment.offset) % PAGE_BYTES == 0,
                    "wants what lies at " + segment.offset + " in the file at the address " + segment.address
                            + ", which is another place in its page");
        }
    }

    private static long memoryBytes(List<Segment> loaded) throws ElfFormatException {
        long first = Long.MAX_VALUE;
        long end = 0;
        for (Segment segment : loaded) {
            first = Math.min(first, segment.address / PAGE_BYTES * PAGE_BYTES);
            end = Math.max(end, segment.address + segment.memoryBytes);
        }
        require(end > 0, "has nothing to load");
        return end - first;
    }

    /**
     * What the kernel maps writable and executable at once: what a segment asks for, and what an executable segment has
     * in memory beyond the pages that the file fills. Those are anonymous memory like any other, always writable, and
     * executable as the segment asks (elf_load() in fs/binfmt_elf.c; set_brk() in older kernels).
     */
    private static WritableCode writableCode(List<Segment> loaded) {
        if (loaded.stream().anyMatch(segment -> segment.isExecutable() && (segment.flags & PF_W) != 0)) {
            return WritableCode.SEGMENT;
        }
        boolean beyondFile =
                loaded.stream().anyMatch(segment -> segment.isExecutable() && segment.hasPagesBeyondFile());
        return beyondFile ? WritableCode.BEYOND_FILE : WritableCode.NONE;
    }

    /**
     * The kernel goes through all headers, and the last one of the kind counts (load_elf_binary() in fs/binfmt_elf.c).
     */
    private static Stack stack(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.type == PT_GNU_STACK)
                .reduce((before, last) -> last)
                .map(segment -> segment.isExecutable() ? Stack.EXECUTABLE : Stack.NOT_EXECUTABLE)
                .orElse(Stack.UNDECLARED);
    }

    private Optional<String> interpreter(List<Segment> segments) throws IOException, ElfFormatException {
        Optional<Segment> segment = first(segments, PT_INTERP);
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        long length = segment.get().fileBytes;
        require(length >= 2 && length <= MAX_PATH_BYTES, "names its dynamic loader in " + length + " bytes");
        String what = "name of its dynamic loader";
        ByteBuffer bytes = read(segment.get().offset, (int) length, what);
        String name = text(bytes, what);
        // load_elf_binary() in fs/binfmt_elf.c reads up to the first NUL as well, and refuses what does not end in one.
        require(bytes.get(bytes.limit() - 1) == 0, "has bytes behind the " + what);
        require(!name.isEmpty(), "has an empty " + what);
        return Optional.of(name);
    }

    private Dynamic dynamic(List<Segment> segments, List<Segment> loaded) throws IOException, ElfFormatException {
        Optional<Segment> segment = first(segments, PT_DYNAMIC);
        if (segment.isEmpty()) {
            return Dynamic.NONE;
        }
        // By its address and not by its offset, because that is how the dynamic loader finds it.
        FileRange range = rangeAt(segment.get().address, loaded, "dynamic section");
        int bytes = (int) Math.min(range.length, (long) MAX_DYNAMIC_ENTRIES * DYNAMIC_ENTRY_BYTES);
        return dynamic(read(range.offset, bytes, "dynamic section"), loaded);
    }

    private Dynamic dynamic(ByteBuffer table, List<Segment> loaded) throws IOException, ElfFormatException {
        Map<Long, Long> values = new HashMap<>();
        List<Long> needed = new ArrayList<>();
        while (true) {
            require(table.remaining() >= DYNAMIC_ENTRY_BYTES, "has a dynamic section without an end");
            long tag = table.getLong();
            long value = table.getLong();
            if (tag == DT_NULL) {
                break;
            }
            if (tag == DT_NEEDED) {
                needed.add(value);
            } else {
                values.put(tag, value);
            }
        }
        require(
                needed.size() <= MAX_NEEDED,
                "needs " + needed.size() + " libraries; at most " + MAX_NEEDED + " can be");
        return dynamic(values, needed, loaded);
    }

    private Dynamic dynamic(Map<Long, Long> values, List<Long> needed, List<Segment> loaded)
            throws IOException, ElfFormatException {
        FileRange strings = stringTable(values, loaded);
        List<String> names = new ArrayList<>(needed.size());
        for (long at : needed) {
            String name = string(strings, at, MAX_PATH_BYTES, "name of a needed library");
            require(!name.isEmpty(), "has an empty name of a needed library");
            names.add(name);
        }
        return new Dynamic(
                string(strings, values, DT_SONAME, MAX_PATH_BYTES, "DT_SONAME"),
                names,
                string(strings, values, DT_RPATH, MAX_SEARCH_PATH_BYTES, "DT_RPATH"),
                string(strings, values, DT_RUNPATH, MAX_SEARCH_PATH_BYTES, "DT_RUNPATH"),
                (values.getOrDefault(DT_FLAGS_1, 0L) & DF_1_PIE) != 0,
                endsThreads(strings));
    }

    /** What it imports is in its string table, and what it exports: a program has no function of these names itself. */
    private boolean endsThreads(FileRange strings) throws IOException, ElfFormatException {
        int length = (int) Math.min(strings.length, MAX_STRING_TABLE_BYTES);
        byte[] bytes = new byte[length];
        read(strings.offset, length, "string table").get(bytes);
        String names = "\0" + new String(bytes, StandardCharsets.ISO_8859_1);
        return LOADING_LIBGCC.stream().anyMatch(name -> names.contains("\0" + name + "\0"));
    }

    private static FileRange stringTable(Map<Long, Long> values, List<Segment> loaded) throws ElfFormatException {
        Optional<Long> address = Optional.ofNullable(values.get(DT_STRTAB));
        if (address.isEmpty()) {
            return FileRange.EMPTY;
        }
        FileRange available = rangeAt(address.get(), loaded, "string table");
        long declared = values.getOrDefault(DT_STRSZ, 0L);
        return isBelow(declared, available.length) ? new FileRange(available.offset, declared) : available;
    }

    private Optional<String> string(FileRange strings, Map<Long, Long> values, long tag, int maxBytes, String what)
            throws IOException, ElfFormatException {
        Optional<Long> at = Optional.ofNullable(values.get(tag));
        return at.isEmpty() ? Optional.empty() : Optional.of(string(strings, at.get(), maxBytes, what));
    }

    private String string(FileRange strings, long at, int maxBytes, String what)
            throws IOException, ElfFormatException {
        require(isBelow(at, strings.length), "has a " + what + " outside its string table");
        int length = (int) Math.min(strings.length - at, maxBytes);
        return text(read(strings.offset + at, length, what), what);
    }

    private static FileRange rangeAt(long address, List<Segment> loaded, String what) throws ElfFormatException {
        for (Segment segment : loaded) {
            long distance = address - segment.address;
            if (isBelow(distance, segment.fileBytes)) {
                return new FileRange(segment.offset + distance, segment.fileBytes - distance);
            }
        }
        throw new ElfFormatException("has its " + what + " outside what it loads");
    }

    private static Optional<Segment> first(List<Segment> segments, int type) {
        return segments.stream().filter(segment -> segment.type == type).findFirst();
    }

    /** Decodes what comes before the first NUL. */
    private static String text(ByteBuffer bytes, String what) throws ElfFormatException {
        int length = 0;
        while (length < bytes.limit() && bytes.get(length) != 0) {
            length++;
        }
        require(length < bytes.limit(), "has a " + what + " without an end in " + bytes.limit() + " bytes");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.slice(0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ElfFormatException("has a " + what + " that is not UTF-8");
        }
    }

    private ByteBuffer read(long offset, int length, String what) throws IOException, ElfFormatException {
        return read(file, size, offset, length, what);
    }

    private static ByteBuffer read(FileChannel file, long size, long offset, int length, String what)
            throws IOException, ElfFormatException {
        require(
                isBelow(offset, size + 1) && length <= size - offset,
                "is truncated: the " + what + " goes beyond its " + size + " bytes");
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int count = file.read(bytes, offset + bytes.position());
            require(count >= 0, "became shorter while it was read");
        }
        return bytes.flip();
    }

    private static boolean isBelow(long unsigned, long end) {
        return Long.compareUnsigned(unsigned, end) < 0;
    }

    private static void require(boolean holds, String problem) throws ElfFormatException {
        if (!holds) {
            throw new ElfFormatException(problem);
        }
    }

    private record Segment(int type, int flags, long offset, long address, long fileBytes, long memoryBytes) {
        boolean isExecutable() {
            return (flags & PF_X) != 0;
        }

        boolean hasPagesBeyondFile() {
            long filled = fileBytes == 0 ? address / PAGE_BYTES * PAGE_BYTES : pagesUpTo(address + fileBytes);
            return fileBytes < memoryBytes && pagesUpTo(address + memoryBytes) > filled;
        }

        private static long pagesUpTo(long address) {
            return (address + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
        }
    }

    private record FileRange(long offset, long length) {
        static final FileRange EMPTY = new FileRange(0, 0);
    }

    private record Dynamic(
            Optional<String> soname,
            List<String> needed,
            Optional<String> rpath,
            Optional<String> runpath,
            boolean isMarkedAsProgram,
            boolean endsThreads) {
        static final Dynamic NONE =
                new Dynamic(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false, false);
    }
}
