package dev.zjail.assertj;

import static dev.zjail.assertj.Failing.failureOf;
import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.zjail.BuildServers;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Axis;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Orders to a build server, in the messages of failed assertions")
class OrdersToBuildServersTests {

    static Stream<String> orders() {
        return BuildServers.ORDERS.stream();
    }

    /** Everything that others choose of a run says the same. */
    private static JailResult saying(String order) {
        JailSpec spec = JailSpec.of(Path.of("/project", order)).withArguments(List.of(order));
        Evidence evidence = new Evidence("sample_rule", Evidence.Kind.RULE, 0, order, List.of(order));
        return new JailResult(
                SampleRuns.execution(
                        spec, new Exited(1), SampleRuns.kept(order + "\n" + order), SampleRuns.kept(order)),
                new Assessment(Verdict.REJECT, List.of(evidence), ""),
                Path.of("/project/", order, "a.audit.json"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("are broken in what we say of a run")
    void ofARun(String order) {
        JailResult run = saying(order);

        BuildServers.assertNoneIsLeftIn(run.describe());
        BuildServers.assertNoneIsLeftIn(run.toString());
        BuildServers.assertNoneIsLeftIn(run.assessment().describe());
        assertNoneIn(order, each -> each.exitedWith(0));
        assertNoneIn(order, each -> each.hasStdout("x"));
        assertNoneIn(order, each -> each.hasStdout(order + "x"));
        assertNoneIn(order, each -> each.hasStderr(order + order));
        assertNoneIn(order, each -> each.hasVerdict(Verdict.DETERMINISTIC));
        assertNoneIn(order, each -> each.wasKilledBySyscall(order));
        assertNoneIn(order, each -> each.wasSignaledBy(order));
        assertNoneIn(order, each -> each.hasFingerprint(order));
        assertNoneIn(order, each -> each.as("%s", order).exitedWith(0));
        assertNoneIn(order, each -> each.assessment().hasEvidence(order));
        assertNoneIn(order, each -> each.assessment().dependsOn(Axis.ADDRESS_LAYOUT));
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("are broken in what AssertJ says of its output")
    void ofAssertJ(String order) {
        assertNoneIn(order, each -> each.stdout().isEqualTo(order));
        assertNoneIn(order, each -> each.stdout().isEqualTo("x"));
        assertNoneIn(order, each -> each.stdout().isEmpty());
        assertNoneIn(order, each -> each.stdout().contains("x" + order));
        assertNoneIn(order, each -> each.stdout().contains(order + 1, order + 2));
        assertNoneIn(order, each -> each.stdout().doesNotContain(order));
        assertNoneIn(order, each -> each.stdout().startsWith("x" + order));
        assertNoneIn(order, each -> each.stdout().matches(Pattern.compile(Pattern.quote(order) + "x")));
        assertNoneIn(order, each -> each.stdout().containsPattern(Pattern.quote(order) + "x"));
        assertNoneIn(order, each -> each.stdout().isEqualToIgnoringCase("x" + order));
        assertNoneIn(order, each -> each.stdout().isEqualToNormalizingNewlines("x" + order));
        assertNoneIn(order, each -> each.stdout().isEqualToIgnoringWhitespace("x" + order));
        assertNoneIn(order, each -> each.stdout().isSubstringOf("x" + order));
        assertNoneIn(order, each -> each.stdout().hasLineCount(77));
        assertNoneIn(order, each -> each.stdout().hasSameSizeAs("x".repeat(777)));
        assertNoneIn(order, each -> each.stdout().isInstanceOf(Integer.class));
        assertNoneIn(order, each -> each.stdout().isIn(order + 1, order + 2));
        assertNoneIn(order, each -> each.stdout().isBase64());
        assertNoneIn(order, each -> each.stdout().asInt());

        assertNoneIn(order, each -> each.stderr().containsOnlyDigits());
        assertNoneIn(order, each -> each.extracting(run -> run.stdout().text()).isEqualTo("x"));
        assertNoneIn(
                order,
                each -> each.extracting(run -> List.of(run.stdout().text())).isEqualTo(List.of()));
        assertNoneIn(order, each -> each.extracting(JailResult::auditFile).isEqualTo(Path.of(order)));
        assertNoneIn(
                order, each -> each.extracting(run -> run.execution().spec()).isNull());
        assertNoneIn(order, each -> each.returns("x", run -> run.stdout().text()));
        assertNoneIn(order, each -> each.isNull());
        assertNoneIn(order, each -> each.isEqualTo(saying("x")));
        assertNoneIn(order, each -> each.hasToString(order));
        assertNoneIn(order, each -> each.matches(run -> false, order));
        assertNoneIn(order, each -> each.assessment().isEqualTo(null));
        assertNoneIn(
                order,
                each -> each.assessment().extracting(Assessment::evidence).isNull());
        assertNoneIn(order, each -> each.usage().isNull());
        assertNoneIn(order, each -> each.termination().isNull());
    }

    @Test
    @DisplayName("are seen by these tests where nobody breaks them")
    void control() {
        BuildServers.ORDERS.forEach(order -> assertThatCode(() -> BuildServers.assertNoneIsLeftIn("a\n" + order))
                .as(order)
                .isInstanceOf(AssertionError.class));
    }

    @Test
    @DisplayName("do not make other text hard to read")
    void readable() {
        JailResult run = SampleRuns.wrote(
                SampleRuns.kept("std::string a;\n#include <b>\n## c\n::1\n---\n"), SampleRuns.kept(""));

        assertThat(failureOf(() -> assertThat(run).hasStdout("")))
                .hasMessageContaining(
                        "\n  | std::string a;\\n\n  | #include <b>\\n\n  | ## c\\n\n  | ::1\\n\n  | ---\\n\n");
        assertThat(failureOf(() -> assertThat(run).stdout().isEmpty()))
                .hasMessageContaining("\"std::string a;\\n#include <b>\\n## c\\n::1\\n---\\n\"");
    }

    private static void assertNoneIn(String order, Consumer<JailResultAssert> assertion) {
        AssertionError failure = failureOf(() -> assertion.accept(assertThat(saying(order))));
        for (Throwable each = failure; each != null; each = each.getCause()) {
            BuildServers.assertNoneIsLeftIn(each.toString());
        }
    }
}
