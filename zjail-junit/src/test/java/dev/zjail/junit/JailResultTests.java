package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Layer;
import dev.zjail.truthimatics.Verdict;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JailResultTests {

    @Test
    void givesWhatTheExecutionAndTheAssessmentHold() {
        JailResult run = SampleRuns.uncertain(SampleRuns.greeting());

        assertThat(run.termination()).isSameAs(run.execution().termination());
        assertThat(run.stdout()).isSameAs(run.execution().stdout());
        assertThat(run.stderr()).isSameAs(run.execution().stderr());
        assertThat(run.usage()).isSameAs(run.execution().usage());
        assertThat(run.confinement()).isSameAs(run.execution().confinement());
        assertThat(run.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(run.fingerprint()).isEqualTo(SampleRuns.FINGERPRINT);
    }

    @Test
    void tellsTheWholeStory() {
        JailResult run = SampleRuns.ended(SampleRuns.SOCKET_DENIED);

        assertThat(run.describe())
                .isEqualTo(
                        "greeter killed by the seccomp filter in syscall socket(0x2, 0x1, 0x0, 0x0, 0x0, 0x0), number 41"
                                + " of x86_64\n"
                                + run.assessment().describe()
                                + "\nstdout (6 bytes):\n  | hello\\n\nstderr: empty\n"
                                + "used: 2 ms CPU, 3 ms wall, 1 MiB resident\n"
                                + "to see every system call it makes beyond its policy: take a Jail and call observe()\n"
                                + "Remedy, if the program may: in @Jailed refuse = \"socket=EAFNOSUPPORT\";"
                                + " or else allow = {\"connect\", \"getsockname\", \"socket\"}\n"
                                + "audit: /project/target/reports/greets.audit.json");
    }

    @Test
    void endsWithHowToRunTheTestOnceMoreWhereThatIsKnown() {
        assertThat(SampleRuns.ended(SampleRuns.SOCKET_DENIED)
                        .rerunBy(Optional.of("mvn test -Dtest='T#m'"))
                        .describe())
                .endsWith("\naudit: /project/target/reports/greets.audit.json\nto run it again: mvn test -Dtest='T#m'");
    }

    @Test
    void namesEveryLayerThatWasNotInForce() {
        assertThat(SampleRuns.without(Set.of(Layer.SECCOMP, Layer.ROOTFS)).describe())
                .contains(
                        "\nnot in force: rootfs: rootfs was not seen\nnot in force: seccomp: seccomp was not seen\naudit: ");
    }

    @Test
    void tellsWhatTheProgramWroteEscapedAndBounded() {
        CapturedOutput hostile = SampleRuns.kept("\u001b[2J%s\u202e" + "x".repeat(1 << 20));

        assertThat(SampleRuns.wrote(hostile, new CapturedOutput(Bytes.utf8("a"), 9))
                        .describe())
                .contains("| \\x1b[2J%s\\u{202e}xxx", " bytes omitted\n", "\n  … 8 bytes not kept\n")
                .hasSizeLessThan(8192);
    }

    @Test
    void isCalledAfterItsProgramAndItsEnd() {
        assertThat(SampleRuns.uncertain(SampleRuns.greeting())).hasToString("greeter exited with status 0");
    }
}
