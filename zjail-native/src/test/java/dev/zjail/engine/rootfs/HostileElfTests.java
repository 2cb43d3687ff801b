package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An ELF file that was made to hurt")
class HostileElfTests {
    /** The dynamic section and the longest strings it can name. */
    private static final long MOST_ALLOCATED_BYTES = 8L << 20;

    private static final int PROGRAM_HEADERS_AT = 64;
    private static final long APPENDED_ADDRESS = 1L << 40;

    @TempDir
    static Path directory;

    private static byte[] dynamic = {};
    private static byte[] small = {};

    @BeforeAll
    static void compile() throws IOException {
        Programs programs = new Programs(directory);
        dynamic = Files.readAllBytes(programs.hello("dynamic", "-Wl,-rpath,$ORIGIN"));
        small = Files.readAllBytes(programs.freestanding("small"));
    }

    @Test
    @DisplayName("is refused in words wherever in its first 4 KiB it is cut off")
    void truncatedAnywhere() throws Exception {
        assertThat(problem(small)).isEmpty();
        assertThat(loadedBytes(small)).isGreaterThan(4_096);
        for (byte[] whole : List.of(small, dynamic)) {
            Path file = Files.write(directory.resolve("truncated"), Arrays.copyOf(whole, 4_096));
            for (int length = 4_095; length >= 0; length--) {
                truncate(file, length);
                assertThat(problem(file).orElse("nothing")).startsWith("is truncated: ");
            }
        }
    }

    private static void truncate(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    @Test
    @DisplayName("is read or refused in words, whichever bytes are changed, within a few MiB of memory")
    void changedAnywhere() throws Exception {
        Random random = new Random(20240607);
        int refused = 0;
        for (int round = 0; round < 4_000; round++) {
            byte[] changed = dynamic.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                changed[interesting(random)] = (byte) random.nextInt(256);
            }
            long before = allocatedBytes();
            refused += problem(changed).isPresent() ? 1 : 0;
            assertThat(allocatedBytes() - before).as("round %d", round).isLessThan(MOST_ALLOCATED_BYTES);
        }
        assertThat(refused).as("changes were not all harmless").isBetween(400, 3_600);
    }

    /** Half of the changes go to the headers, half to the dynamic section. */
    private static int interesting(Random random) {
        int dynamicSection = (int) ElfPatch.buffer(dynamic).getLong(header(2) + 8);
        return random.nextBoolean() ? random.nextInt(1_024) : dynamicSection + random.nextInt(512);
    }

    @Test
    @DisplayName("is refused for more program headers than Linux takes")
    void tooManyProgramHeaders() throws Exception {
        assertThat(problem(patched(content -> content.putShort(56, (short) 0xffff))))
                .contains("has 65535 program headers; Linux takes at most 1170");
        assertThat(problem(patched(content -> content.putShort(56, (short) 0)))).contains("has no program headers");
        assertThat(problem(patched(content -> content.putShort(54, (short) 55))))
                .contains("has program headers of 55 bytes instead of 56");
    }

    @Test
    @DisplayName("is refused for tables beyond its end, however far")
    void beyondTheEnd() throws Exception {
        String expected = "is truncated: the program header table goes beyond its " + dynamic.length + " bytes";
        assertThat(problem(patched(content -> content.putLong(32, Long.MAX_VALUE))))
                .contains(expected);
        assertThat(problem(patched(content -> content.putLong(32, -1)))).contains(expected);
        assertThat(problem(patched(content -> content.putLong(32, dynamic.length))))
                .contains(expected);
    }

    @Test
    @DisplayName("is refused for segments that cannot be in memory or in the file")
    void impossibleSegments() throws Exception {
        int load = index(1);
        assertThat(problem(patched(content -> content.putLong(header(1) + 16, Long.MAX_VALUE))))
                .contains("wants segment " + load + " at an address no process has");
        assertThat(problem(patched(content -> content.putLong(header(1) + 40, -1))))
                .contains("wants segment " + load + " at an address no process has");
        assertThat(problem(patched(content -> content.putLong(header(1) + 32, 1L << 55))))
                .contains("has more of segment " + load + " in the file than in memory");
        assertThat(problem(patched(content -> content.putLong(header(1) + 8, 1L << 40))))
                .contains("is truncated: segment " + load + " goes beyond its " + dynamic.length + " bytes");
    }

    @Test
    @DisplayName("is refused for a loader without a name, or with a name that never ends or is no text")
    void interpreterName() throws Exception {
        int name = (int) ElfPatch.buffer(dynamic).getLong(header(3) + 8);
        int length = (int) ElfPatch.buffer(dynamic).getLong(header(3) + 32);
        assertThat(problem(patched(content -> content.putLong(header(3) + 32, Long.MAX_VALUE))))
                .contains("names its dynamic loader in 9223372036854775807 bytes");
        assertThat(problem(patched(content -> content.put(name, (byte) 0))))
                .contains("has an empty name of its dynamic loader");
        assertThat(problem(patched(content -> content.put(name + length - 1, (byte) 'x'))))
                .contains("has a name of its dynamic loader without an end in " + length + " bytes");
        assertThat(problem(patched(content -> content.put(name + 1, (byte) 0xff))))
                .contains("has a name of its dynamic loader that is not UTF-8");
    }

    @Test
    @DisplayName("is refused for a dynamic section that never ends, or lies where nothing is loaded")
    void dynamicSection() throws Exception {
        int section = (int) ElfPatch.buffer(dynamic).getLong(header(2) + 8);
        assertThat(problem(patched(content -> {
                    for (int at = section; at + 16 < content.limit(); at += 16) {
                        content.putLong(at, 0x7000_0000);
                    }
                })))
                .contains("has a dynamic section without an end");
        assertThat(problem(patched(content -> content.putLong(header(2) + 16, 1L << 40))))
                .contains("has its dynamic section outside what it loads");
    }

    @Test
    @DisplayName("is refused for names outside its strings")
    void names() throws Exception {
        assertThat(problem(patched(content -> content.putLong(dynamicEntry(1) + 8, Long.MIN_VALUE))))
                .contains("has a name of a needed library outside its string table");
        assertThat(problem(patched(content -> content.putLong(dynamicEntry(5), 0x7000_0000))))
                .contains("has a name of a needed library outside its string table");
        assertThat(problem(patched(content -> content.putLong(dynamicEntry(5) + 8, 1L << 50))))
                .contains("has its string table outside what it loads");
        assertThat(problem(patched(content -> content.putLong(dynamicEntry(29) + 8, -1))))
                .contains("has a DT_RUNPATH outside its string table");
        assertThat(problem(patched(content -> content.putLong(dynamicEntry(1) + 8, 0))))
                .contains("has an empty name of a needed library");
    }

    @Test
    @DisplayName("is refused for needing more libraries than any program")
    void tooManyLibraries() throws Exception {
        byte[] needy = withFirstSegmentAppended(new byte[64 << 10]);
        ByteBuffer content = ElfPatch.buffer(needy);
        content.putLong(header(2) + 16, APPENDED_ADDRESS);
        for (int entry = 0; entry < 1_025; entry++) {
            content.putLong(dynamic.length + entry * 16, 1);
        }

        assertThat(problem(needy)).contains("needs 1025 libraries; at most 1024 can be");
    }

    @Test
    @DisplayName("is refused for a name that fills a megabyte, without reading all of it")
    void megabyteOfName() throws Exception {
        byte[] name = new byte[1 << 20];
        Arrays.fill(name, (byte) 'x');
        byte[] endless = withFirstSegmentAppended(name);
        ElfPatch.buffer(endless)
                .putLong(dynamicEntry(1) + 8, 0)
                .putLong(dynamicEntry(5) + 8, APPENDED_ADDRESS)
                .putLong(dynamicEntry(10) + 8, name.length);

        assertThat(problem(endless)).contains("has a name of a needed library without an end in 4096 bytes");
    }

    @Test
    @DisplayName("is refused for types and byte orders nobody runs")
    void types() throws Exception {
        assertThat(problem(patched(content -> content.putShort(16, (short) 1))))
                .contains("is an object file (ET_REL) that is not linked yet");
        assertThat(problem(patched(content -> content.putShort(16, (short) 4)))).contains("is a core dump (ET_CORE)");
        assertThat(problem(patched(content -> content.putShort(16, (short) 9)))).contains("has the unknown ELF type 9");
        assertThat(problem(patched(content -> content.put(4, (byte) 3)))).contains("has the unknown ELF class 3");
        assertThat(problem(patched(content -> content.put(5, (byte) 0)))).contains("has the unknown ELF byte order 0");
        assertThat(problem(patched(content -> content.put(0, (byte) 0))))
                .contains("does not start with the ELF magic number");
    }

    /** Makes the first segment consist of bytes behind the end of the file, at an address of its own. */
    private static byte[] withFirstSegmentAppended(byte[] bytes) {
        byte[] content = Arrays.copyOf(dynamic, dynamic.length + bytes.length);
        System.arraycopy(bytes, 0, content, dynamic.length, bytes.length);
        ElfPatch.buffer(content)
                .putLong(header(1) + 8, dynamic.length)
                .putLong(header(1) + 16, APPENDED_ADDRESS)
                .putLong(header(1) + 32, bytes.length)
                .putLong(header(1) + 40, bytes.length);
        return content;
    }

    private static byte[] patched(Consumer<ByteBuffer> change) {
        byte[] content = dynamic.clone();
        change.accept(ElfPatch.buffer(content));
        return content;
    }

    /** Reads the file, and returns why it was refused, if it was. Everything else that is thrown fails the test. */
    private static Optional<String> problem(byte[] content) throws IOException {
        return problem(Files.write(directory.resolve("hostile"), content));
    }

    private static Optional<String> problem(Path file) throws IOException {
        try {
            read(file);
            return Optional.empty();
        } catch (ElfFormatException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static ElfProgram read(Path file) throws IOException, ElfFormatException {
        try (ElfReader reader = ElfReader.open(file)) {
            return reader.program();
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static int index(int type) {
        return (header(type) - PROGRAM_HEADERS_AT) / 56;
    }

    /** Finds the first program header of a type. */
    private static int header(int type) {
        ByteBuffer content = ElfPatch.buffer(dynamic);
        int at = PROGRAM_HEADERS_AT;
        while (content.getInt(at) != type) {
            at += 56;
        }
        return at;
    }

    private static long loadedBytes(byte[] file) {
        ByteBuffer content = ElfPatch.buffer(file);
        long end = 0;
        for (int index = 0; index < content.getShort(56); index++) {
            int at = PROGRAM_HEADERS_AT + index * 56;
            end = content.getInt(at) == 1 ? Math.max(end, content.getLong(at + 8) + content.getLong(at + 32)) : end;
        }
        return end;
    }

    /** Finds the first entry of the dynamic section with a tag. */
    private static int dynamicEntry(long tag) {
        ByteBuffer content = ElfPatch.buffer(dynamic);
        int at = (int) content.getLong(header(2) + 8);
        while (content.getLong(at) != tag) {
            at += 16;
        }
        return at;
    }
}
