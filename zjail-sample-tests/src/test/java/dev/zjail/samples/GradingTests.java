package dev.zjail.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Termination;
import dev.zjail.junit.CaseCheck;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.JailedCases;
import dev.zjail.junit.Limits;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Student's programs: one that is right, and what becomes of those that are not. */
@DisplayName("A student's program")
// snippet: grading
@Jailed(
        value = "target/native/student_sum",
        limits = @Limits(cpu = "500ms", wall = "1m", memory = "64MiB", output = "4KiB"))
class GradingTests {
    @JailedCases(value = "src/test/cases/sum", check = CaseCheck.TOKENS, recursive = true)
    void sums() {}
    // end: grading

    @ParameterizedTest
    @CsvSource({
        "spin, '', ended by the CPU limit of 500 ms",
        "flood, 1, ended by the OUTPUT limit of 4 KiB",
        "segfault, '', killed by signal SIGSEGV (11)",
        "greeter_online, '', killed by the seccomp filter in syscall socket"
    })
    void isToldWhyItFailed(String program, String argument, String reason, Jail jail) {
        Jail submitted = jail.withExecutable(Path.of("target/native", program));
        JailResult run = argument.isEmpty() ? submitted.run() : submitted.run(argument);

        assertThat(feedback(run)).startsWith(reason);
    }

    // snippet: feedback
    static String feedback(JailResult run) {
        Termination end = run.termination();
        if (end.equals(new Termination.Exited(0))) {
            return "ran to its end";
        }
        return end.describe(); // such as: ended by the CPU limit of 500 ms (500.3 ms observed)
    }
    // end: feedback
    // snippet: grading
}
// end: grading
