package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Changes bytes of ELF files in place. */
final class ElfPatch {
    private ElfPatch() {}

    /** Sets {@code e_machine}. */
    static void machine(Path file, int machine) throws IOException {
        byte[] content = Files.readAllBytes(file);
        buffer(content).putShort(18, (short) machine);
        Files.write(file, content);
    }

    /** Replaces a text where it occurs first by one of the same length. */
    static void replace(Path file, String text, String replacement) throws IOException {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, content.replaceFirst(Pattern.quote(text), replacement), StandardCharsets.ISO_8859_1);
    }

    static ByteBuffer buffer(byte[] content) {
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }
}
