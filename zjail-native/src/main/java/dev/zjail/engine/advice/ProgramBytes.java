package dev.zjail.engine.advice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a program, to look for names in: those of functions it imports stand there between zeros (elf(5), string
 * tables), and so do paths it opens.
 *
 * @param text one character for each byte
 */
record ProgramBytes(String text) {
    /** Most programs are smaller; of a larger one the beginning has the names of what it imports. */
    private static final int MOST = 16 << 20;

    private static final char END = '\0';

    static ProgramBytes read(Path executable) {
        try (InputStream stream = Files.newInputStream(executable)) {
            return new ProgramBytes(new String(stream.readNBytes(MOST), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It ran a moment ago. If it is gone, it has nothing more to tell.
            return new ProgramBytes("");
        }
    }

    boolean has(String name) {
        return text.contains(END + name + END);
    }

    boolean hasPathBelow(String directory) {
        return text.contains(END + directory + "/");
    }
}
