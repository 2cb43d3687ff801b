package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The architecture")
class ArchitectureTests {

    @ParameterizedTest
    @CsvSource({"amd64, X86_64", "x86_64, X86_64", "aarch64, AARCH64", "arm64, AARCH64"})
    void isNamedByTheVirtualMachine(String name, Architecture expected) {
        assertThat(Architecture.ofName(name)).isEqualTo(expected);
    }

    @Test
    void ofThisMachineIsKnown() {
        assertThat(Architecture.current()).isIn((Object[]) Architecture.values());
    }

    @Test
    void withoutATableIsRefused() {
        assertThatThrownBy(() -> Architecture.ofName("riscv64"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "a system call policy must be compiled for x86_64 or aarch64, but the system property os.arch"
                                + " is: riscv64. Remedy: run on one of these machines, with a Java built for it.");
    }

    @Test
    void hasItsAuditValueAndItsNumbers() {
        assertThat(Architecture.X86_64.auditArch()).isEqualTo(0xC000003E);
        assertThat(Architecture.AARCH64.auditArch()).isEqualTo(0xC00000B7);
        assertThat(Architecture.X86_64.syscallNumber("openat")).hasValue(257);
        assertThat(Architecture.AARCH64.syscallNumber("openat")).hasValue(56);
        assertThat(Architecture.AARCH64.syscallNumber("open")).isEmpty();
        assertThat(Architecture.X86_64.syscallNumber("ptrace")).hasValue(101);
        assertThat(Architecture.AARCH64.syscallNumber("ptrace")).hasValue(117);
    }
}
