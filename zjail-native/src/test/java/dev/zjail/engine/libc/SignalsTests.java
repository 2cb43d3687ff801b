package dev.zjail.engine.libc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A signal")
class SignalsTests {

    @ParameterizedTest
    @CsvSource({
        "-1, signal -1",
        "0, signal 0",
        "1, SIGHUP",
        "9, SIGKILL",
        "11, SIGSEGV",
        "25, SIGXFSZ",
        "31, SIGSYS",
        "32, signal 32",
        "33, signal 33",
        "34, SIGRTMIN",
        "35, SIGRTMIN+1",
        "64, SIGRTMIN+30",
        "65, signal 65",
    })
    @DisplayName("is named as signal(7) does; of those that are the C library's own the number is told")
    void name(int number, String expected) {
        assertThat(Signals.name(number)).isEqualTo(expected);
    }
}
