package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
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

    /**
     * Of what is no instruction there is no length. A prefix before other prefixes objdump shows by itself. Of near
     * jumps with operands of 16 bits, and of extrq, AMD's manual says something else than Intel's. VIA's instructions
     * are in neither; and no program may use control and debug registers.
     */
    private static final Pattern DISPUTED = Pattern.compile("\\(bad\\)|^(data16 |addr32 )?rex\\.?[WRXB]* *$"
            + "|call|^(data16 )?j[a-z,]+ |extrq|xcrypt|xstore|montmul|xsha|%cr|%db");

    /** Longer than any instruction. */
    private static final int PLACE = 32;

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

    /** A C library has few of them: each opcode of each map, in a place of its own, with what makes it longer. */
    @Test
    @DisplayName("are told from other bytes by lengths of instructions that are objdump's, also of those that are rare")
    void lengthsOfRareInstructions(@TempDir Path directory) throws IOException {
        ByteArrayOutputStream places = new ByteArrayOutputStream();
        for (String prefixes : List.of("", "66", "67", "48", "6648")) {
            for (String map :
                    List.of("", "0f", "0f38", "0f3a", "c5f8", "c4e178", "c4e379", "8fe878", "8fe978", "8fea78")) {
                for (int opcode = 0; opcode < 256; opcode++) {
                    for (String operand : operands(map, opcode)) {
                        places.writeBytes(place(prefixes + map + HexFormat.of().toHexDigits((byte) opcode) + operand));
                    }
                }
            }
        }
        byte[] code = places.toByteArray();
        Path file = Files.write(directory.resolve("code"), code);
        List<Line> lines = lines(
                Commands.run(
                                "objdump",
                                "-D",
                                "-w",
                                "-b",
                                "binary",
                                "-m",
                                "i386:x86-64",
                                "--no-show-raw-insn",
                                file.toString())
                        .output(),
                0);

        List<Integer> sure = IntStream.range(0, lines.size() - 1)
                .filter(line -> lines.get(line).offset() % PLACE == 0)
                .filter(line -> !DISPUTED.matcher(lines.get(line).text()).find())
                .boxed()
                .toList();
        assertThat(sure.size()).isGreaterThan(15_000);
        assertThat(sure.stream()
                        .filter(line -> X86Instruction.at(code, lines.get(line).offset())
                                        .end()
                                != lines.get(line + 1).offset())
                        .map(line -> HexFormat.of()
                                        .formatHex(
                                                code,
                                                lines.get(line).offset(),
                                                lines.get(line).offset() + 8)
                                + ": " + lines.get(line).text()))
                .isEmpty();
    }

    /** None behind fwait, and behind what objdump takes for a prefix since it knows of REX2. */
    private static List<String> operands(String map, int opcode) {
        boolean isOther = map.isEmpty() && (opcode == 0x9b || opcode == 0xd5);
        return isOther ? List.of() : List.of("c1", "00", "44", "9c", "05", "d8");
    }

    private static byte[] place(String instruction) {
        byte[] place = new byte[PLACE];
        Arrays.fill(place, (byte) 0x90);
        byte[] bytes = HexFormat.of().parseHex(instruction);
        System.arraycopy(bytes, 0, place, 0, bytes.length);
        return place;
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
        return lines(listing, fileOffset);
    }

    private static List<Line> lines(String listing, long fileOffset) {
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
