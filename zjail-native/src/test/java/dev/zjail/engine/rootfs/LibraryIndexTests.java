package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The index of libraries")
class LibraryIndexTests {
    private static final Map<String, String> LIBRARIES = Map.of(
            "libc.so.6", "/lib/libc.so.6",
            "libfoo.so.10", "/a/libfoo.so.10",
            "libfoo.so.9", "/a/libfoo.so.9",
            "libfoo.so", "/b/libfoo.so",
            "libzig-2.so", "/c/libzig-2.so");

    @TempDir
    Path directory;

    @Test
    @DisplayName("of ldconfig is understood, in its new format and behind the old one")
    void writtenByLdconfig() throws IOException {
        Programs programs = new Programs(directory);
        Path one = programs.library("libs/libone.so.1", 1, "-Wl,-soname,libone.so.1");
        Path two = programs.library("libs/libtwo.so.2", 2, "-Wl,-soname,libtwo.so.2");

        for (String format : List.of("new", "compat")) {
            Map<String, List<String>> index = LibraryIndex.read(Files.readAllBytes(ldconfig(format)));

            assertThat(index)
                    .as(format)
                    .containsEntry("libone.so.1", List.of(one.toString()))
                    .containsEntry("libtwo.so.2", List.of(two.toString()));
        }
    }

    private Path ldconfig(String format) throws IOException {
        Path index = directory.resolve("index-" + format);
        Path configuration = Files.writeString(directory.resolve("conf"), directory.resolve("libs") + "\n");
        Commands.Result result = Commands.run(
                "/sbin/ldconfig", "-X", "-c", format, "-C", index.toString(), "-f", configuration.toString());
        assertThat(result.status()).as(result.output()).isZero();
        return index;
    }

    @Test
    @DisplayName("that is written is understood by ldconfig and by this class")
    void written() throws IOException {
        byte[] content = LibraryIndex.write(LIBRARIES, ElfArchitecture.ofHost());
        Path file = Files.write(directory.resolve("index"), content);

        assertThat(LibraryIndex.read(content))
                .isEqualTo(LIBRARIES.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
        String printed =
                Commands.run("/sbin/ldconfig", "-C", file.toString(), "-p").output();
        LIBRARIES.forEach((name, path) -> assertThat(printed).contains(name + " (libc6,", " => " + path + "\n"));
    }

    @Test
    @DisplayName("is in the order in which the loader searches by halves: descending, with numbers as numbers")
    void order() {
        String content = new String(
                LibraryIndex.write(new TreeMap<>(LIBRARIES), ElfArchitecture.ofHost()), StandardCharsets.ISO_8859_1);

        assertThat(List.of("libzig-2.so\0", "libfoo.so.10\0", "libfoo.so.9\0", "libfoo.so\0", "libc.so.6\0"))
                .extracting(name -> content.indexOf(name))
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    @DisplayName("leaves out libraries for some processors only")
    void hardwareCapabilities() {
        byte[] content = LibraryIndex.write(Map.of("libx.so", "/x/libx.so"), ElfArchitecture.ofHost());
        ElfPatch.buffer(content).putLong(48 + 16, 1L << 62);

        assertThat(LibraryIndex.read(content)).isEmpty();
    }

    @Test
    @DisplayName("that is broken is ignored, as the loader does, or read as far as it goes")
    void broken() {
        byte[] whole = LibraryIndex.write(LIBRARIES, ElfArchitecture.ofHost());
        for (int length = 0; length < whole.length; length++) {
            assertThat(LibraryIndex.read(Arrays.copyOf(whole, length))).hasSizeLessThanOrEqualTo(LIBRARIES.size());
        }
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            assertThat(LibraryIndex.read(changed)).hasSizeLessThanOrEqualTo(LIBRARIES.size());
        }
        byte[] old = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("ld.so-1.7.0\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(-1)
                .array();
        assertThat(LibraryIndex.read(old)).isEmpty();
    }
}
