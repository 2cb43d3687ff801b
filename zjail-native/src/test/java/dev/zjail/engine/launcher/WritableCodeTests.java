package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.Signaled;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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

    private void assertRefused(Path program, String what) {
        assertThatThrownBy(() -> engine.run(JailSpec.of(program)))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessage("`executable` must not ask for memory that is writable and executable at once, which the"
                        + " policy static forbids, but was: " + program + ", which " + what + ". Remedy: link it with"
                        + " -z noexecstack and without -N, or accept such memory with allow = \"mprotect\".");
    }
}
