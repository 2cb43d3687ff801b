package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executes real programs the way the launcher does: from a secret address, with the filter in force already. */
@DisplayName("An ordinary program, from before its main to its end,")
class OrdinaryProgramTests {
    private static final long EXECVE_PATH = 0x2A5A_5A5A_5678L;
    private static final int SIGABRT_STATUS = 128 + 6;

    @TempDir
    private static Path directory = Path.of("");

    private static Path probe = Path.of("");
    private static Path linkedStatically = Path.of("");
    private static Path linkedDynamically = Path.of("");

    @BeforeAll
    static void compilePrograms() {
        probe = Native.compile("filter-probe.c", directory, "-static");
        linkedStatically = Native.compile("ordinary-program.c", directory, "-static");
        linkedDynamically = Native.compile("ordinary-program.c", directory, "-pie", "-fPIE");
    }

    @Test
    void runsUnderStaticWhereItIsLinkedStatically() {
        Native.Outcome outcome = run(SyscallPolicy.named("static"), linkedStatically);

        assertThat(outcome.output()).endsWith("all done\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void runsUnderDynamicWhereItIsLinkedDynamically() {
        Native.Outcome outcome = run(SyscallPolicy.named("dynamic"), linkedDynamically);

        assertThat(outcome.output()).endsWith("all done\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void isKilledUnderStaticBeforeMainWhereItIsLinkedDynamically() {
        Native.Outcome outcome = run(SyscallPolicy.named("static"), linkedDynamically);

        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.killedByFilter()).isTrue();
    }

    @Test
    void isKilledUnderStrictBeforeMainWhereItHasACLibrary() {
        Native.Outcome outcome = run(SyscallPolicy.named("strict"), linkedStatically);

        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.killedByFilter()).isTrue();
    }

    @Test
    void diesOfSigabrtWhereItAborts() {
        Native.Outcome outcome = run(SyscallPolicy.named("static"), linkedStatically, "abort");

        assertThat(outcome.output()).isEqualTo("before abort\n");
        assertThat(outcome.status()).isEqualTo(SIGABRT_STATUS);
    }

    @Test
    void cannotExecuteAnotherProgram() {
        String[] another = {"exec", linkedStatically.toString()};
        SyscallPolicy policy = SyscallPolicy.named("static");

        Native.Outcome killed = run(policy, linkedStatically, another);
        assertThat(killed.output()).isEqualTo("before exec\n");
        assertThat(killed.killedByFilter()).isTrue();
        Native.Outcome allowed = run(policy.allow(Set.of("execve")), linkedStatically, another);
        assertThat(allowed.output()).startsWith("before exec\n").endsWith("all done\n");
    }

    @ParameterizedTest
    @CsvSource({"fork, clone wait4", "thread, clone"})
    void makesAProcessOrAThreadOnlyWhereThatIsAllowed(String what, String calls) {
        SyscallPolicy policy = SyscallPolicy.named("static");

        Native.Outcome killed = run(policy, linkedStatically, what);
        assertThat(killed.output()).startsWith("before the ").doesNotContain("all done");
        assertThat(killed.killedByFilter()).isTrue();
        Native.Outcome allowed = run(policy.allow(Set.of(calls.split(" "))), linkedStatically, what);
        assertThat(allowed.output()).endsWith("all done\n");
        assertThat(allowed.status()).isZero();
    }

    private static Native.Outcome run(SyscallPolicy policy, Path program, String... arguments) {
        try {
            Path filter = Files.createTempFile(directory, "filter", ".bpf");
            Files.write(
                    filter,
                    policy.compile(Architecture.X86_64, new GuestStart(EXECVE_PATH, GuestStart.NO_ID))
                            .toBytes());
            List<String> command = new ArrayList<>(
                    List.of(probe.toString(), filter.toString(), "exec", "" + EXECVE_PATH, program.toString()));
            command.addAll(List.of(arguments));
            Path workingDirectory = Files.createTempDirectory(directory, "work");
            return Native.run(workingDirectory, command);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
