package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other opinion is objdump's, which comes with the compiler. */
@DisplayName("Instructions that ask the processor for random numbers")
class RandomInstructionsTests {
    private static final Pattern INSTRUCTION = Pattern.compile("^ +([0-9a-f]+):\t(.*)$", Pattern.MULTILINE);
    private static final Pattern TEXT_SECTION =
            Pattern.compile(" \\.text +([0-9a-f]+) +([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) ");

    /** So many that a retry can be told from a further draw. */
    private static final String APART = "__asm__ volatile(\".skip 100, 0x90\");";

    private Programs programs;

    @BeforeEach
    void directory(@TempDir Path directory) {
        programs = new Programs(directory);
    }

    @Test
    @DisplayName("are told from other bytes by lengths of instructions that are objdump's, in all of a C library")
    void lengths() throws IOException {
        Path program = programs.hello("hello", "-static");
        byte[] file = Files.readAllBytes(program);
        List<Line> lines = disassembled(program);

        assertThat(lines).hasSizeGreaterThan(50_000);
        assertThat(IntStream.range(0, lines.size() - 1)
                        .filter(line -> !lines.get(line).text().contains("(bad)"))
                        .filter(line -> X86Instruction.at(file, lines.get(line).offset())
                                        .end()
                                != lines.get(line + 1).offset())
                        .mapToObj(line -> lines.get(line).text()))
                .isEmpty();
    }

    @Test
    @DisplayName("are found where they are, with prefixes and without")
    void found() throws IOException, ElfFormatException {
        Path program = programs.compile("draws", body("rdrand %%eax", "rdseed %%r12", "rdrand %%ax", "rdseed %%rdx"));

        assertThat(found(program)).hasSize(4).isEqualTo(drawsIn(program));
    }

    @Test
    @DisplayName("are not found in a C library, nor where their bytes are part of another instruction")
    void notThere() throws IOException, ElfFormatException {
        assertThat(found(programs.hello("hello", "-static"))).isEmpty();
        assertThat(found(programs.compile("number", body("mov $0xf0c70f00, %%eax", "movabs $0x90f0c70f9090, %%rax"))))
                .isEmpty();
    }

    @Test
    @DisplayName("are all told if there are more of them than debug registers, but for one tried again")
    void many() throws IOException, ElfFormatException {
        Path several = programs.compile("several", body("rdrand %%eax; rdrand %%eax", "rdseed %%eax", "rdrand %%ecx"));
        Path again = programs.compile(
                "again", body("rdrand %%eax; rdrand %%eax", "rdseed %%eax", "rdrand %%ecx", "rdrand %%edx"));
        Path many = programs.compile(
                "many", body("rdrand %%eax", "rdseed %%eax", "rdrand %%ecx", "rdrand %%edx", "rdrand %%esi"));

        assertThat(found(several)).hasSize(4).isEqualTo(drawsIn(several));
        List<Long> all = drawsIn(again);
        assertThat(all).hasSize(5);
        assertThat(found(again)).containsExactly(all.get(0), all.get(2), all.get(3), all.get(4));
        assertThat(found(many)).hasSize(5).isEqualTo(drawsIn(many));
    }

    private static String body(String... draws) {
        return Arrays.stream(draws)
                .map(draw ->
                        "__asm__ volatile(\"" + draw + "\" ::: \"rax\", \"rcx\", \"rdx\", \"rsi\", \"r12\", \"cc\");")
                .collect(Collectors.joining(APART, "int main(void) {", "return 0; }"));
    }

    private static List<Long> found(Path program) throws IOException, ElfFormatException {
        try (ElfReader reader = ElfReader.open(program)) {
            return reader.randomInstructions().stream().sorted().toList();
        }
    }

    private static List<Long> drawsIn(Path program) {
        long entry = Commands.run("objdump", "-f", program.toString())
                .output()
                .lines()
                .filter(line -> line.startsWith("start address 0x"))
                .mapToLong(line -> Long.parseLong(line.substring("start address 0x".length()), 16))
                .findFirst()
                .orElseThrow();
        return disassembled(program).stream()
                .filter(line -> line.text().contains("rdrand") || line.text().contains("rdseed"))
                .map(line -> line.address() - entry)
                .toList();
    }

    private record Line(long address, int offset, String text) {}

    private static List<Line> disassembled(Path program) {
        MatchResult text = TEXT_SECTION
                .matcher(Commands.run("objdump", "-h", program.toString()).output())
                .results()
                .findFirst()
                .orElseThrow();
        long fileOffset = Long.parseLong(text.group(3), 16) - Long.parseLong(text.group(2), 16);
        String listing = Commands.run("objdump", "-d", "-w", "-j", ".text", "--no-show-raw-insn", program.toString())
                .output();
        return INSTRUCTION
                .matcher(listing)
                .results()
                .map(line -> {
                    long address = Long.parseLong(line.group(1), 16);
                    return new Line(address, (int) (address + fileOffset), line.group(2));
                })
                .toList();
    }
}
