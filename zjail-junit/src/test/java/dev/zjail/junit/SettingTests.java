package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A component of the engine's request")
class SettingTests {

    @ParameterizedTest(name = "{1} of {0} is {3} of {2}")
    @CsvSource({
        "@Jailed, executable,    @Jailed, value",
        "Jail,    executable,    Jail,    value",
        "@Jailed, limits.cpu,    @Limits, cpu",
        "Jail,    limits.cpu,    Jail,    limits.cpu",
        "@Jailed, arguments,     @Jailed, arguments",
        "Jail,    environment,   Jail,    environment",
    })
    @DisplayName("is blamed on the attribute that the user wrote")
    void ofComponent(String owner, String component, String expectedOwner, String attribute) {
        assertThat(Setting.ofComponent(owner, component)).isEqualTo(new Setting(expectedOwner, attribute));
    }
}
