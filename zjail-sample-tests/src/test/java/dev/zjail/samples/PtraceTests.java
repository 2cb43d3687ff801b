package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A program that offers itself for tracing. */
@DisplayName("A program that calls ptrace")
class PtraceTests {
    @Test
    @Jailed("target/native/tracer")
    void isKilledInPtrace(JailResult run) {
        assertThat(run).hasStdout("about to: ptrace\n").wasKilledBySyscall("ptrace");
    }

    @Test
    @Jailed("target/native/tracer-dynamic")
    void isKilledInPtraceUnderThePolicyDynamic(JailResult run) {
        assertThat(run).hasStdout("about to: ptrace\n").wasKilledBySyscall("ptrace");
    }

    @Test
    @Jailed(value = "target/native/tracer-freestanding", policy = "strict")
    void isKilledInPtraceUnderThePolicyStrict(JailResult run) {
        assertThat(run).hasStdout("about to: ptrace\n").wasKilledBySyscall("ptrace");
    }

    /** The supervisor traces the guest already, and nobody has two tracers: here the kernel refuses. */
    @Test
    @Jailed(value = "target/native/tracer", allow = "ptrace")
    void isRefusedByTheKernelOnceTheFilterAllowsIt(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("about to: ptrace\nptrace: errno EPERM\n");
    }
}
