package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.Explanation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A diagnosis")
class DiagnosisTests {
    private static final ProbeResult WELL = ProbeResult.pass("kernel", "Linux 6.1.0");
    private static final ProbeResult WARNED =
            ProbeResult.warn("free_space", "3 MiB in /tmp", new Explanation("it is full", "make room"));
    private static final ProbeResult FAILED = ProbeResult.failed(
            "ptrace",
            ProbeStatus.FAIL,
            "ptrace(PTRACE_SEIZE)",
            "EPERM",
            new Explanation("it is forbidden", "allow it"));

    @Test
    @DisplayName("reads as a list, a line for each probe")
    void text() {
        Diagnosis diagnosis = new Diagnosis(
                "Linux 6.1.0 on x86_64, Java 17.0.15, user id 1000",
                List.of(HostEnvironment.DOCKER, HostEnvironment.SECCOMP_FILTER),
                List.of(WELL, WARNED, FAILED, ProbeResult.pass("proc", "")),
                List.of("tmpfs", "pivot_root"));

        assertThat(diagnosis.text()).isEqualTo("""
                host: Linux 6.1.0 on x86_64, Java 17.0.15, user id 1000
                recognised: a Docker container (/.dockerenv exists)
                recognised: a seccomp filter on this Java virtual machine (Seccomp is 2 in /proc/self/status)

                PASS  kernel      Linux 6.1.0
                WARN  free_space  3 MiB in /tmp. Likely cause: it is full. Smallest fix: make room.
                FAIL  ptrace      ptrace(PTRACE_SEIZE) failed with EPERM. Likely cause: it is forbidden. Smallest fix: allow it.
                PASS  proc
                not examined because of a failure above: tmpfs, pivot_root

                2 passed, 1 warned, 1 failed: programs cannot be jailed on this host
                """);
    }

    @Test
    @DisplayName("is as good as its worst probe, and names what did not pass, the worst first")
    void outcome() {
        assertThat(of(WELL)).returns(ProbeStatus.PASS, Diagnosis::outcome).returns(List.of(), Diagnosis::findings);
        assertThat(of(WELL, WARNED)).returns(ProbeStatus.WARN, Diagnosis::outcome);
        assertThat(of(WARNED, FAILED, WELL))
                .returns(ProbeStatus.FAIL, Diagnosis::outcome)
                .returns(List.of(FAILED, WARNED), Diagnosis::findings);
        assertThat(of().outcome()).isEqualTo(ProbeStatus.FAIL);
        assertThat(List.of(ProbeStatus.values())).map(ProbeStatus::exitStatus).containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName("says one probe in one line")
    void line() {
        assertThat(WELL.line()).isEqualTo("PASS kernel: Linux 6.1.0");
        assertThat(FAILED.line())
                .isEqualTo("FAIL ptrace: ptrace(PTRACE_SEIZE) failed with EPERM. Likely cause: it is forbidden."
                        + " Smallest fix: allow it.");
    }

    private static Diagnosis of(ProbeResult... probes) {
        return new Diagnosis("", List.of(), List.of(probes), List.of());
    }
}
