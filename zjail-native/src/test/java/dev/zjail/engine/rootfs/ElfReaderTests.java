package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.rootfs.ElfProgram.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An ELF file")
class ElfReaderTests {
    @TempDir
    Path directory;

    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(directory);
    }

    @Test
    @DisplayName("that is static has no loader and no libraries")
    void staticProgram() throws Exception {
        ElfProgram program = read(programs.hello("static", "-static"));

        assertThat(program.isStatic()).isTrue();
        assertThat(program.type()).isEqualTo(ElfProgram.Type.FIXED_ADDRESS);
        assertThat(program.needed()).isEmpty();
        assertThat(program.hasEntryPoint()).isTrue();
        assertThat(program.architecture()).isEqualTo(ElfArchitecture.ofHost());
    }

    @Test
    @DisplayName("that is dynamic names its loader, its libraries and its search path")
    void dynamicProgram() throws Exception {
        ElfProgram rpath = read(programs.hello("rpath", "-Wl,-rpath,$ORIGIN:/x", "-Wl,--disable-new-dtags"));
        ElfProgram runpath = read(programs.hello("runpath", "-Wl,-rpath,/y", "-Wl,--enable-new-dtags"));

        assertThat(rpath.isStatic()).isFalse();
        assertThat(rpath.type()).isEqualTo(ElfProgram.Type.POSITION_INDEPENDENT);
        assertThat(rpath.interpreter().orElseThrow()).startsWith("/lib").contains("ld-linux");
        assertThat(rpath.needed()).containsExactly("libc.so.6");
        assertThat(rpath.rpath()).contains("$ORIGIN:/x");
        assertThat(rpath.runpath()).isEmpty();
        assertThat(runpath.runpath()).contains("/y");
        assertThat(runpath.rpath()).isEmpty();
    }

    @Test
    @DisplayName("that is a library says its own name")
    void library() throws Exception {
        assertThat(read(programs.library("libx.so", 1, "-Wl,-soname,libx.so.3")).soname())
                .contains("libx.so.3");
    }

    @Test
    @DisplayName("that was stripped of its section headers reads the same, because only segments are loaded")
    void withoutSectionHeaders() throws Exception {
        Path program = programs.hello("dynamic");
        ElfProgram before = read(program);
        patch(program, header -> header.putLong(40, 0).putShort(60, (short) 0).putShort(62, (short) 0));

        assertThat(read(program)).isEqualTo(before);
    }

    @Test
    @DisplayName("says how much memory its segments span, zeros that are not in the file included")
    void memory() throws Exception {
        ElfProgram small = read(programs.freestanding("small"));
        ElfProgram big = read(programs.compile(
                "big", "char zeros[64 << 20];\nvoid _start(void) { zeros[0] = 1; }\n", "-static", "-nostdlib"));

        assertThat(small.memoryBytes()).isBetween(1L, 64L << 10);
        assertThat(big.memoryBytes()).isBetween(64L << 20, 65L << 20);
    }

    @Test
    @DisplayName("shows a segment that is writable and executable")
    void writableCode() throws Exception {
        Path ordinary = programs.freestanding("ordinary");
        Path merged = programs.compile("merged", Programs.FREESTANDING, "-static", "-nostdlib", "-Wl,--omagic");

        assertThat(read(ordinary).writableCode()).isEqualTo(ElfProgram.WritableCode.NONE);
        assertThat(read(merged).writableCode()).isEqualTo(ElfProgram.WritableCode.SEGMENT);
    }

    @Test
    @DisplayName("shows what it asks for its stack: data, code too, or nothing")
    void stack() throws Exception {
        Path undeclared = programs.hello("undeclared", "-static");
        dropStackHeader(undeclared);

        assertThat(read(programs.hello("data", "-static")).stack()).isEqualTo(Stack.NOT_EXECUTABLE);
        assertThat(read(programs.hello("code", "-static", "-Wl,-z,execstack")).stack())
                .isEqualTo(Stack.EXECUTABLE);
        assertThat(read(undeclared).stack()).isEqualTo(Stack.UNDECLARED);
    }

    private static void dropStackHeader(Path file) throws IOException {
        patch(file, content -> {
            for (int at = (int) content.getLong(32), left = content.getShort(56); left > 0; left--, at += 56) {
                if (content.getInt(at) == 0x6474e551) {
                    content.putInt(at, 0);
                }
            }
        });
    }

    private static void patch(Path file, Consumer<ByteBuffer> change) throws IOException {
        byte[] content = Files.readAllBytes(file);
        change.accept(ElfPatch.buffer(content));
        Files.write(file, content);
    }

    private static ElfProgram read(Path file) throws Exception {
        try (ElfReader reader = ElfReader.open(file)) {
            return reader.program();
        }
    }
}
