package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.Signaled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel gives these programs memory that is writable and executable before their first system call. */
@DisplayName("A program that asks for writable and executable memory")
class WritableCodeTests {
    /** Writes "mov $7, %eax; ret" to a place and calls it. */
    private static final String WRITES_CODE = """
            static const unsigned char code[] = {0xb8, 7, 0, 0, 0, 0xc3};
            for (unsigned i = 0; i < sizeof code; i++) ((volatile unsigned char *)place)[i] = code[i];
            int result = ((int (*)(void))(void *)place)();""";

    private static final String ON_STACK =
            "unsigned char place[16]; write(1, \"writes\\n\", 7); " + WRITES_CODE + " return result;";
    private static final String IN_DATA =
            "static unsigned char place[16] = {1}; " + WRITES_CODE + " call(__NR_exit_group, result, 0, 0);";

    private static final String BEHIND_CODE = "extern char _start; char *place = &_start + 0x8000; " + WRITES_CODE
            + " call(__NR_exit_group, result, 0, 0);";

    private final Engine engine = HostEngine.shared();

    @Test
    @DisplayName("for its stack is refused where the policy forbids such memory, and runs where it does not")
    void executableStack() {
        Path program = CProgram.staticMain("executable-stack", ON_STACK, "-z", "execstack");

        assertRefused(program, "asks for an executable stack (PT_GNU_STACK)");
        assertThat(engine.run(JailSpec.of(program).withAllow(Set.of("mprotect")))
                        .termination())
                .isEqualTo(new Exited(7));
    }

    @Test
    @DisplayName("for a segment is refused where the policy forbids such memory, and runs where it does not")
    void writableCode() {
        Path program = CProgram.freestanding("writable-code", IN_DATA, "-Wl,-N");

        assertRefused(program, "has a segment that is writable and executable (PT_LOAD)");
        assertThat(engine.run(JailSpec.of(program).withAllow(Set.of("mprotect")))
                        .termination())
                .isEqualTo(new Exited(7));
    }

    @Test
    @DisplayName("in vain, because it does not say so in its headers, dies when it runs what it wrote")
    void undeclared() {
        Execution run = engine.run(JailSpec.of(CProgram.staticMain("plain-stack", ON_STACK)));

        assertThat(run.stdout().text()).isEqualTo("writes\n");
        assertThat(run.termination()).isEqualTo(new Signaled("SIGSEGV", 11, false));
    }

    @Test
    @DisplayName("for its stack, in the last of several headers, is refused: that one counts for the kernel")
    void lastStackHeader() throws IOException {
        Path program = CProgram.staticMain("last-stack", ON_STACK);
        ElfHeaders headers = ElfHeaders.of(program);
        headers.makeStack(ElfHeaders.PT_GNU_RELRO, true).write();

        assertRefused(program, "asks for an executable stack (PT_GNU_STACK)");
        assertThat(engine.run(JailSpec.of(program).withAllow(Set.of("mprotect")))
                        .termination())
                .isEqualTo(new Exited(7));
    }

    @Test
    @DisplayName("for its stack, in a header before the last, gets none and dies when it runs what it wrote")
    void earlierStackHeader() throws IOException {
        Path program = CProgram.staticMain("earlier-stack", ON_STACK);
        ElfHeaders headers = ElfHeaders.of(program);
        headers.makeStack(ElfHeaders.PT_NOTE, true).write();

        Execution run = engine.run(JailSpec.of(program));

        assertThat(run.stdout().text()).isEqualTo("writes\n");
        assertThat(run.termination()).isEqualTo(new Signaled("SIGSEGV", 11, false));
    }

    @Test
    @DisplayName("behind the end of its code in the file is refused: the kernel makes that writable")
    void codeBeyondTheFile() throws IOException {
        Path program = CProgram.freestanding("code-beyond-file", BEHIND_CODE);
        ElfHeaders.of(program).enlargeCode(0x10000).write();

        assertRefused(
                program,
                "has an executable segment that is larger in memory than in the file (PT_LOAD): the kernel makes the"
                        + " rest of it writable");
        assertThat(engine.run(JailSpec.of(program).withAllow(Set.of("mprotect")))
                        .termination())
                .isEqualTo(new Exited(7));
    }

    @Test
    @DisplayName("in vain, behind the end of its code in the file but within its page, runs as ever")
    void codeWithinItsPage() throws IOException {
        Path program = CProgram.freestanding("code-within-page", "call(__NR_exit_group, 7, 0, 0);");
        ElfHeaders.of(program).enlargeCode(1).write();

        assertThat(engine.run(JailSpec.of(program)).termination()).isEqualTo(new Exited(7));
    }

    @Test
    @DisplayName(
            "through its dynamic loader is refused where the policy forbids such memory, and runs where it does not")
    void loaderOfItsOwn() {
        Path loader = CProgram.freestanding(
                "ld-writable-code.so.1",
                IN_DATA,
                "-shared",
                "-fPIC",
                "-Wl,-N",
                "-Wl,-Bsymbolic",
                "-Wl,-soname,ld-writable-code.so.1");
        Path program = CProgram.dynamicMain("its-own-loader", "return 3;", "-Wl,--dynamic-linker=" + loader);

        assertThatThrownBy(() -> engine.run(JailSpec.of(program)))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessage("`executable` must not ask for memory that is writable and executable at once, which the"
                        + " policy dynamic forbids, but was: the dynamic loader " + loader + " of " + program
                        + ", which has a segment that is writable and executable (PT_LOAD). Remedy: link it with"
                        + " -z noexecstack and without -N, or accept such memory with allow = \"mprotect\".");
        assertThat(engine.run(JailSpec.of(program).withAllow(Set.of("mprotect")))
                        .termination())
                .isEqualTo(new Exited(7));
    }

    /** The filter cannot know it: after this call of personality, mmap of readable memory maps executable memory. */
    @Test
    @DisplayName("by a personality gets it from no kernel that can refuse it, unless the policy allows such memory")
    void personality() {
        Path program = CProgram.staticMain("by-personality", """
                (void)!write(1, "writes\\n", 7);
                if (syscall(SYS_personality, 0x0400000 /* READ_IMPLIES_EXEC */) < 0) return 1;
                unsigned char *place = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                if (place == MAP_FAILED) return errno == EACCES ? 5 : 6;
                %s return result;""".formatted(WRITES_CODE));
        JailSpec spec = JailSpec.of(program);

        Execution run = engine.run(spec.withAllow(Set.of("personality")));

        assertThat(run.stdout().text()).isEqualTo("writes\n");
        assertThat(run.termination()).isEqualTo(new Exited(FaultInjectionTests.knowsExecGain() ? 5 : 7));
        assertThat(engine.run(spec.withAllow(Set.of("personality", "mprotect"))).termination())
                .isEqualTo(new Exited(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "dynamic"})
    @DisplayName("in vain is told by the kernel that it gets none, through execve and in a child, and runs as ever")
    void refusedByTheKernel(String linkage) {
        String body = """
                int own = prctl(66 /* PR_GET_MDWE */, 0, 0, 0, 0), status = 0;
                if (fork() == 0) _exit(prctl(66, 0, 0, 0, 0) == own ? 0 : 1);
                return wait(&status) < 0 || status != 0 ? 99 : own;""";
        Path program = linkage.equals("static")
                ? CProgram.staticMain("asks-for-exec-gain", body)
                : CProgram.dynamicMain("asks-for-exec-gain-dynamic", body);
        JailSpec spec =
                JailSpec.of(program).withPolicy("processes").withLimits(ResourceLimits.DEFAULTS.withProcesses(2));

        assertThat(engine.run(spec.withAllow(Set.of("prctl"))).termination())
                .isEqualTo(new Exited(FaultInjectionTests.knowsExecGain() ? 1 : 0));
        assertThat(engine.run(spec.withAllow(Set.of("prctl", "mprotect"))).termination())
                .isEqualTo(new Exited(0));
    }

    private void assertRefused(Path program, String what) {
        assertThatThrownBy(() -> engine.run(JailSpec.of(program)))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessage("`executable` must not ask for memory that is writable and executable at once, which the"
                        + " policy static forbids, but was: " + program + ", which " + what + ". Remedy: link it with"
                        + " -z noexecstack and without -N, or accept such memory with allow = \"mprotect\".");
    }
}
