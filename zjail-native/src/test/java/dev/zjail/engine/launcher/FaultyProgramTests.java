package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zjail.engine.Engine;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.FileMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of them was told as the host's fault, and a project that aborts tests on such hosts was green. */
@DisplayName("A program or a request that is wrong")
class FaultyProgramTests {
    private static final String NOT_LOADED = "must be a program that this kernel loads";
    private static final int RANDOM_DAMAGES = Integer.getInteger("zjail.fuzz.programs", 60);

    private final Engine engine = HostEngine.shared();

    @TempDir
    Path directory;

    @Test
    @DisplayName("because a segment is where the kernel puts none is the program's fault")
    void segmentWhereNoneCanBe() throws IOException {
        Path program = damaged("call(__NR_exit_group, 7, 0, 0);", "no-place", headers -> {
            int load = headers.first(ElfHeaders.PT_LOAD);
            headers.content().putLong(load + 16, 0);
        });

        assertThat(refusal(JailSpec.of(program)))
                .hasMessage("`executable` " + NOT_LOADED + ", but was: " + program
                        + ", which the kernel cannot load (SIGSEGV in execve). Remedy: build or copy it again.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("because of what only execve finds is never the host's fault, whatever header is damaged")
    void damagedHeaders(boolean isDynamic) throws IOException {
        Path program = isDynamic
                ? CProgram.dynamicMain("sound-dynamic", "return 7;")
                : sound("call(__NR_exit_group, 7, 0, 0);");
        byte[] sound = Files.readAllBytes(program);
        Random random = new Random(20261128);
        int refused = 0;
        for (int round = 0; round < RANDOM_DAMAGES; round++) {
            byte[] damaged = sound.clone();
            int headers = 64 + damaged[56] * 56;
            for (int change = 0; change <= random.nextInt(3); change++) {
                damaged[16 + random.nextInt(headers - 16)] = (byte) (1 << random.nextInt(8));
            }
            refused += isRefused(damaged, "round-" + round) ? 1 : 0;
        }
        assertThat(refused).as("some run, and some do not").isBetween(RANDOM_DAMAGES / 10, RANDOM_DAMAGES - 5);
    }

    @Test
    @DisplayName("because it is cut off is never the host's fault, wherever that is")
    void cutOff() throws IOException {
        byte[] sound = Files.readAllBytes(sound("call(__NR_exit_group, 7, 0, 0);"));
        for (int length : new int[] {1, 4, 20, 63, 64, 100, 200, 400, 0x1001, 0x1010}) {
            assertThat(isRefused(Arrays.copyOf(sound, length), "length-" + length))
                    .as("%d bytes", length)
                    .isTrue();
        }
    }

    /** Fails the test for a refusal that is told as the host's: that is no InvalidJailSpecException. */
    private boolean isRefused(byte[] content, String name) throws IOException {
        Path program = Files.write(directory.resolve(name), content);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try {
            engine.run(JailSpec.of(program).withLimits(ResourceLimits.DEFAULTS.withWall(Duration.ofSeconds(2))));
            return false;
        } catch (InvalidJailSpecException e) {
            assertThat(e.component()).isIn("executable", "limits.memory");
            return true;
        }
    }

    @Test
    @DisplayName("because its address space has no room for program, loader and stack names that limit")
    void tooLittleAddressSpace() {
        Path program = CProgram.dynamicMain("needs-room", "return 7;");
        JailSpec spec = JailSpec.of(program);

        assertThat(refusal(spec.withLimits(ResourceLimits.DEFAULTS.withAddressSpaceBytes(128 << 10)))
                        .component())
                .isEqualTo("limits.addressSpace");
        assertThat(engine.run(spec).termination()).isEqualTo(new Exited(7));
    }

    @Test
    @DisplayName("by one byte in an argument is refused before anything is launched; without it, it runs")
    void argument() {
        Path program = sound("call(__NR_exit_group, 7, 0, 0);");
        String longest = "a".repeat((128 << 10) - 1);

        assertThat(engine.run(JailSpec.of(program).withArguments(List.of(longest)))
                        .termination())
                .isEqualTo(new Exited(7));
        assertThat(refusal(JailSpec.of(program).withArguments(List.of(longest + "a"))))
                .hasMessage("`args` must have no argument longer than 131071 bytes, the most that execve(2) takes, but"
                        + " was: one of 131072 bytes that begins with \"aaaaaaaaaaaaaaaaaaaa\". Remedy: pass the data"
                        + " through stdin or a file.");
        assertThat(refusal(JailSpec.of(program).withEnvironment(List.of("A=" + longest)))
                        .component())
                .isEqualTo("env");
    }

    @ParameterizedTest
    @ValueSource(longs = {256 << 10, 4 << 20, 64 << 20})
    @DisplayName("by too many arguments for the stack is refused; with as many as there may be it runs")
    void arguments(long memory) {
        Path program = sound("call(__NR_exit_group, 7, 0, 0);");
        JailSpec spec = JailSpec.of(program).withLimits(ResourceLimits.DEFAULTS.withMemoryBytes(memory));
        long room = Math.max(128 << 10, Math.min(8 << 20, memory) / 4) - (32 << 10);
        int count = (int) (room / 100);
        List<String> most = Collections.nCopies(count, "a".repeat(91));

        assertThat(engine.run(spec.withArguments(most)).termination()).isEqualTo(new Exited(7));
        assertThat(refusal(spec.withArguments(most).withEnvironment(List.of("A=" + "a".repeat(100)))))
                .hasMessage("`args` must take at most " + room + " bytes, arguments and environment together: the text"
                        + " of each, one byte for its end and 8 for the pointer to it, but was: " + (count * 100L + 111)
                        + " bytes in " + count + " arguments and 1 entries of the environment. Remedy: pass the data"
                        + " through stdin or a file.");
    }

    @Test
    @DisplayName("by the number of its arguments is refused")
    void numberOfArguments() {
        Path program = sound("call(__NR_exit_group, 7, 0, 0);");
        List<String> most = Collections.nCopies(65_000, "");

        assertThat(engine.run(JailSpec.of(program).withArguments(most)).termination())
                .isEqualTo(new Exited(7));
        assertThat(refusal(JailSpec.of(program).withArguments(Collections.nCopies(65_001, ""))))
                .hasMessage(
                        "`args` must hold at most 65000 texts, but was: 65001. Remedy: pass the data through stdin or a"
                                + " file.");
    }

    @Test
    @DisplayName("by half of a surrogate pair is refused")
    void surrogate() {
        Path program = sound("call(__NR_exit_group, 7, 0, 0);");
        String half = "x\ud83d";

        assertThat(refusal(JailSpec.of(program).withArguments(List.of(half))))
                .hasMessage("`args` must not contain half of a surrogate pair, which is no character and has no form in"
                        + " UTF-8, but was: \\ud83d at index 1 of 2. Remedy: write the whole character; for other"
                        + " bytes, pass them through stdin or a file.");
        assertThat(refusal(JailSpec.of(program).withEnvironment(List.of("A=" + half)))
                        .component())
                .isEqualTo("env");
        assertThat(refusal(JailSpec.of(program).withTmpfs(List.of(new Tmpfs("/" + half, 4096))))
                        .component())
                .isEqualTo("tmpfs");
        assertThat(refusal(JailSpec.of(program).withFiles(List.of(new FileMapping(program, "/" + half))))
                        .component())
                .isEqualTo("files");
        assertThat(engine.run(JailSpec.of(program).withArguments(List.of("\ud83d\ude00")))
                        .termination())
                .isEqualTo(new Exited(7));
    }

    @Test
    @DisplayName("by the number of its places to write is refused; with as many as there may be it runs")
    void placesToWrite() {
        Path program = sound("call(__NR_exit_group, 7, 0, 0);");
        List<Tmpfs> most = IntStream.range(0, 32)
                .mapToObj(number -> new Tmpfs("/" + number, 4096))
                .toList();
        List<Tmpfs> more = Stream.concat(most.stream(), Stream.of(new Tmpfs("/more", 4096)))
                .toList();

        assertThat(engine.run(JailSpec.of(program).withTmpfs(most)).termination())
                .isEqualTo(new Exited(7));
        assertThat(refusal(JailSpec.of(program).withTmpfs(more)))
                .hasMessage("`tmpfs` must name at most 32 places, but was: 33 places. Remedy: let the program make"
                        + " directories of its own in one of them.");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8})
    @DisplayName("in vain, because it asks for next to no open files, gets places to write all the same")
    void fewOpenFiles(int openFiles) {
        Path program = sound("call(__NR_exit_group, 7, 0, 0);");
        JailSpec spec = JailSpec.of(program).withLimits(ResourceLimits.DEFAULTS.withOpenFiles(openFiles));

        assertThat(engine.run(spec).termination()).isEqualTo(new Exited(7));
        assertThat(engine.run(spec.withTmpfs(List.of(new Tmpfs("/a", 4096), new Tmpfs("/b", 4096))))
                        .termination())
                .isEqualTo(new Exited(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//tmp//", "/tmp/", "/tmp/.", "/./tmp"})
    @DisplayName("in vain, because a place to write is only written otherwise, has that place")
    void placeToWrite(String path) {
        Path program = CProgram.staticMain("writes-to-tmp", """
                int file = open("/tmp/x", O_CREAT | O_WRONLY, 0600);
                return file >= 0 && write(file, "ARMED", 5) == 5 ? 7 : 1;""");

        var run = engine.run(JailSpec.of(program).withTmpfs(List.of(new Tmpfs(path, 1 << 20))));

        assertThat(run.termination()).isEqualTo(new Exited(7));
        assertThat(run.confinement().complete()).isTrue();
        assertThat(run.spec().tmpfs()).containsExactly(new Tmpfs("/tmp", 1 << 20));
    }

    private static Path sound(String body) {
        return CProgram.freestanding("sound", body);
    }

    private static Path damaged(String body, String name, Consumer<ElfHeaders> damage) throws IOException {
        Path program = CProgram.freestanding(name, body);
        ElfHeaders headers = ElfHeaders.of(program);
        damage.accept(headers);
        headers.write();
        return program;
    }

    private InvalidJailSpecException refusal(JailSpec spec) {
        return catchThrowableOfType(InvalidJailSpecException.class, () -> engine.run(spec));
    }
}
