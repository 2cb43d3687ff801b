package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.HostEnvironment;
import dev.zjail.engine.doctor.ProbeResult;
import dev.zjail.engine.doctor.ProbeStatus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The doctor's note")
class DiagnosisNoteTests {
    private static final String REFUSAL = "the host did not confine the program: layer rootfs failed at pivot_root with"
            + " EINVAL. Likely cause: it is so. Smallest fix: change it.";

    private final ConfinementException refusal =
            new ConfinementException("rootfs", "pivot_root", "EINVAL", "it is so", "change it");

    @Test
    @DisplayName("names what did not pass, failures first, after the refusal, which is otherwise the same")
    void findings() {
        ConfinementException told = append(() -> diagnosis(
                List.of(HostEnvironment.CHROOT, HostEnvironment.SECCOMP_FILTER),
                probe("free_space", ProbeStatus.WARN),
                probe("kernel", ProbeStatus.PASS),
                probe("pivot_root", ProbeStatus.FAIL)));

        assertThat(told)
                .hasMessage(REFUSAL
                        + "\nzjail's doctor found on this host, where it recognised a chroot (no mount at / in"
                        + " /proc/self/mountinfo); a seccomp filter on this Java virtual machine (Seccomp is 2 in"
                        + " /proc/self/status):"
                        + "\n  FAIL pivot_root: step failed with EPERM. Likely cause: cause. Smallest fix: fix."
                        + "\n  WARN free_space: step failed with EPERM. Likely cause: cause. Smallest fix: fix.")
                .returns("rootfs", ConfinementException::layer)
                .returns("pivot_root", ConfinementException::step)
                .returns("EINVAL", ConfinementException::errno)
                .returns("it is so", ConfinementException::likelyCause)
                .returns("change it", ConfinementException::fix);
        assertThat(told.getStackTrace()).isEqualTo(refusal.getStackTrace());
    }

    @Test
    @DisplayName("says so where all is well")
    void allIsWell() {
        assertThat(append(() -> diagnosis(List.of(), probe("kernel", ProbeStatus.PASS))))
                .hasMessage(REFUSAL + "\nzjail's doctor found nothing wrong with this host.");
    }

    @Test
    @DisplayName("is bounded")
    void bounded() {
        ProbeResult[] many = IntStream.range(0, 11)
                .mapToObj(i -> probe("probe" + i, ProbeStatus.FAIL))
                .toArray(ProbeResult[]::new);
        assertThat(append(() -> diagnosis(List.of(), many)).getMessage())
                .contains("FAIL probe7: ")
                .doesNotContain("FAIL probe8: ")
                .endsWith("\n  … and 3 more");

        ProbeResult endless = new ProbeResult("p", ProbeStatus.FAIL, "x".repeat(9_000), "EPERM", "cause", "fix");
        assertThat(append(() -> diagnosis(List.of(), endless)).getMessage())
                .endsWith("xxx…")
                .hasSizeLessThan(1_000);
    }

    @Test
    @DisplayName("of a doctor who fails is that, and the refusal stays")
    void doctorFails() {
        assertThat(append(() -> {
                    throw new IllegalStateException("ill");
                }))
                .hasMessage(
                        REFUSAL + "\nzjail's doctor could not examine this host: java.lang.IllegalStateException: ill");
        assertThat(append(() -> {
                    throw new NoClassDefFoundError("gone");
                }))
                .hasMessage(
                        REFUSAL + "\nzjail's doctor could not examine this host: java.lang.NoClassDefFoundError: gone");
    }

    private ConfinementException append(Supplier<Diagnosis> doctor) {
        return DiagnosisNote.appendTo(refusal, doctor);
    }

    private static Diagnosis diagnosis(List<HostEnvironment> environments, ProbeResult... probes) {
        return new Diagnosis("Linux", environments, Stream.of(probes).toList(), List.of());
    }

    private static ProbeResult probe(String name, ProbeStatus outcome) {
        return new ProbeResult(name, outcome, "step", "EPERM", "cause", "fix");
    }
}
