package dev.zjail.engine.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes headers of a 64-bit ELF program in a way that no linker does. */
final class ElfHeaders {
    static final int PT_LOAD = 1;
    static final int PT_INTERP = 3;
    static final int PT_NOTE = 4;
    static final int PT_GNU_RELRO = 0x6474e552;
    private static final int PT_GNU_STACK = 0x6474e551;

    private final Path file;
    private final byte[] bytes;
    private final ByteBuffer content;

    private ElfHeaders(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ElfHeaders of(Path file) throws IOException {
        return new ElfHeaders(file, Files.readAllBytes(file));
    }

    ByteBuffer content() {
        return content;
    }

    void write() throws IOException {
        Files.write(file, bytes);
    }

    /** Finds the first program header of a type, wherever the linker put it. */
    int first(int type) {
        int at = (int) content.getLong(32);
        while (content.getInt(at) != type) {
            at += 56;
        }
        return at;
    }

    /** Makes a header of another type one for the stack. */
    ElfHeaders makeStack(int type, boolean executable) {
        int at = first(type);
        content.putInt(at, PT_GNU_STACK).putInt(at + 4, executable ? 7 : 6);
        return this;
    }

    /** Lets the segment with the code take more memory than it has bytes in the file. */
    ElfHeaders enlargeCode(int bytes) {
        int at = first(PT_LOAD);
        while ((content.getInt(at + 4) & 1) == 0) {
            at += 56;
        }
        content.putLong(at + 40, content.getLong(at + 32) + bytes);
        return this;
    }
}
