package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.CaseCheck;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.JailedCase;
import dev.zjail.junit.JailedCases;
import dev.zjail.junit.Limits;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A program with many inputs")
class CasesTests {
    // snippet: cases
    @JailedCases(value = "src/test/cases/sum", check = CaseCheck.TOKENS, recursive = true)
    @Jailed(value = "target/native/student_sum", limits = @Limits(cpu = "500ms"))
    void sums() {}
    // end: cases

    // snippet: cases-method
    @JailedCases(value = "src/test/cases/sum", check = CaseCheck.TOKENS, recursive = true)
    @Jailed("target/native/student_sum")
    void staysSmall(JailResult run, JailedCase sum) {
        assertThat(run).usage().hasMaxResidentBelow(8 << 20);
        assertThat(sum.points().orElse(0)).isPositive();
    }
    // end: cases-method

    // snippet: cases-checker
    @JailedCases(
            value = "src/test/cases/sum",
            check = CaseCheck.PROGRAM,
            checker = "target/native/check_sum",
            recursive = true)
    @Jailed("target/native/student_sum")
    void sumsAsTheCheckerSays() {}
    // end: cases-checker
}
