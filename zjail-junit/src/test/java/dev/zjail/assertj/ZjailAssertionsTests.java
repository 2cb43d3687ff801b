package dev.zjail.assertj;

import static dev.zjail.assertj.ZjailAssertFactories.ASSESSMENT;
import static dev.zjail.assertj.ZjailAssertFactories.JAIL_RESULT;
import static dev.zjail.assertj.ZjailAssertFactories.USAGE;
import static dev.zjail.assertj.ZjailBDDAssertions.then;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.SampleRuns;
import dev.zjail.truthimatics.Verdict;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ways into the assertions. */
class ZjailAssertionsTests {
    private final JailResult run = SampleRuns.uncertain(SampleRuns.greeting());

    @Test
    void then_begins_the_same_assertions() {
        then(run).exitedWith(0).hasStdout("hello\n");
        then(run.usage()).hasCpuBelow(Duration.ofSeconds(1));
        then(run.assessment()).hasVerdict(Verdict.UNCERTAIN);
    }

    @Test
    void factories_serve_as_instance_of_and_elements() {
        assertThat((Object) run).asInstanceOf(JAIL_RESULT).exitedWith(0);
        assertThat(List.of(run)).first(as(JAIL_RESULT)).exitedWith(0);
        assertThat(List.of(run.usage())).first(as(USAGE)).hasCpuBelow(Duration.ofSeconds(1));
        assertThat(List.of(run.assessment())).first(as(ASSESSMENT)).hasEvidence("single_run");
    }

    @Test
    void every_way_in_knows_the_same_subjects() {
        List<String> subjects = entries(ZjailAssertions.class, "assertThat");

        assertThat(subjects).hasSize(4);
        assertThat(entries(ZjailBDDAssertions.class, "then")).isEqualTo(subjects);
        assertThat(entries(ZjailSoftAssertionsProvider.class, "assertThat")).isEqualTo(subjects);
        assertThat(ZjailAssertFactories.class.getFields()).hasSameSizeAs(subjects);
    }

    private static List<String> entries(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .peek(method -> assertThat(method.getName()).isEqualTo(name))
                .map(ZjailAssertionsTests::signature)
                .sorted()
                .toList();
    }

    private static String signature(Method method) {
        return Arrays.toString(method.getParameterTypes()) + " " + method.getReturnType();
    }
}
