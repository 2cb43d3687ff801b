package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.Version;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A Jackson")
class JacksonVersionTests {
    @ParameterizedTest
    @CsvSource({"2, 14, 3", "2, 9, 10", "1, 9, 13"})
    @DisplayName("that is too old is named in one sentence, with what to do")
    void tooOld(int major, int minor, int patch) {
        assertThatIllegalStateException()
                .isThrownBy(() -> JacksonRequirement.require("jackson-core", version(major, minor, patch)))
                .withMessage(
                        "zjail needs jackson-core 2.15 or newer to write its audit, but found " + major + "." + minor
                                + "." + patch + " on the class path. Remedy: give the version 2.15.4 or a newer one of"
                                + " com.fasterxml.jackson:jackson-bom, such as by the property jackson-bom.version where Spring"
                                + " Boot manages it.");
    }

    @ParameterizedTest
    @CsvSource({"2, 15, 0", "2, 15, 4", "2, 17, 2", "2, 23, 0", "3, 0, 0"})
    @DisplayName("that is not is taken")
    void newEnough(int major, int minor, int patch) {
        assertThatCode(() -> JacksonRequirement.require("jackson-core", version(major, minor, patch)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("that these tests run on is taken")
    void ours() {
        assertThatCode(JacksonRequirement::require).doesNotThrowAnyException();
    }

    private static Version version(int major, int minor, int patch) {
        return new Version(major, minor, patch, null, "com.fasterxml.jackson.core", "jackson-core");
    }
}
