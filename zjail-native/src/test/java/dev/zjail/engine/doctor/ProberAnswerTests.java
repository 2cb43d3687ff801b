package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.doctor.ProberAnswer.MalformedAnswerException;
import dev.zjail.engine.doctor.ProberAnswer.Step;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The prober's answer")
class ProberAnswerTests {
    private static final String WELL = LauncherProbe.all().stream()
            .map(probe -> probe.id() + " 0 0 -\n")
            .collect(Collectors.joining("", "", "end\n"));

    @Test
    @DisplayName("is read in the form that its theory of operation gives")
    void isRead() throws Exception {
        assertThat(ProberAnswer.parse(WELL).steps()).hasSize(20).allMatch(Step::works);

        assertThat(ProberAnswer.parse(WELL.replace("tmpfs 0 0 -", "tmpfs 13 0 fsmount(tmpfs)"))
                        .steps())
                .filteredOn(step -> !step.works())
                .containsExactly(new Step(LauncherProbe.TMPFS, 13, 0, "fsmount(tmpfs)"));
    }

    @Test
    @DisplayName("tells an error, a signal, and what was done but did not hold")
    void tellsTheEnd() {
        assertThat(new Step(LauncherProbe.TMPFS, 13, 0, "fsmount(tmpfs)"))
                .returns("fsmount(tmpfs)", Step::inWords)
                .returns("EACCES", Step::errno);
        assertThat(new Step(LauncherProbe.TMPFS, 0, 31, "tmpfs"))
                .returns("tmpfs (ended by SIGSYS)", Step::inWords)
                .returns("none", Step::errno);
        assertThat(new Step(LauncherProbe.SECCOMP, 0, 0, "seccomp"))
                .returns("seccomp (it was done but did not hold)", Step::inWords)
                .returns("none", Step::errno);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "tmpfs; tmpfs",
                "private_mounts tmpfs bind_mount pivot_root; private_mounts",
                "user_namespace mount_namespace id_maps ptrace private_mounts; user_namespace",
                "processes parallel_processes pid_namespace seccomp; processes",
                "pid_namespace seccomp; pid_namespace seccomp",
            })
    @DisplayName("tells a failure from those that only follow from it")
    void tellsConsequences(String failed, String causes) throws Exception {
        String text = WELL;
        for (String probe : failed.split(" ", -1)) {
            text = text.replace("\n" + probe + " 0 0 -", "\n" + probe + " 11 0 clone(x)")
                    .replaceFirst("^" + probe + " 0 0 -", probe + " 11 0 clone(x)");
        }
        ProberAnswer answer = ProberAnswer.parse(text);

        assertThat(answer.steps().stream()
                        .filter(step -> !step.works() && !answer.isConsequence(step))
                        .map(step -> step.probe().id())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(causes);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(textBlock = """
            '(?s)tmpfs.*',            '',                         'it ended before tmpfs'
            'end\n',                  '',                         'it did not end where it has to'
            'end\n',                  'end\nend\n',               'it did not end where it has to'
            'tmpfs',                  'tmpfz',                    'it did not say what tmpfs came to'
            'tmpfs 0',                'tmpfs -1',                 'it did not say what tmpfs came to'
            'tmpfs 0',                'tmpfs 1234567',            'it did not say what tmpfs came to'
            'tmpfs 0 0 -',            'tmpfs 0 0',                'it did not say what tmpfs came to'
            'tmpfs 0 0 -',            'tmpfs 1 0 \u001b[31m',     'it did not say what tmpfs came to'
            'tmpfs 0 0 -',            'tmpfs 1 0 -',              'tmpfs came to an error at no step'
            """)
    @DisplayName("is not believed in any other form")
    void isNotBelieved(String form, String replacement, String problem) {
        String answer = WELL.replaceFirst(form, replacement);

        assertThat(answer).isNotEqualTo(WELL);
        assertThatThrownBy(() -> ProberAnswer.parse(answer))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage(problem);
    }
}
