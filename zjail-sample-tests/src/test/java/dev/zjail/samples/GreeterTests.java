package dev.zjail.samples;

// snippet: first-test
// snippet: greeter-tests
import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.Test;

class GreeterTests {
    @Test
    @Jailed("target/native/greeter")
    void greets(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("hello\n");
    }
    // end: first-test

    @Test
    @Jailed("target/native/greeter_online")
    void mayNotCallHome(JailResult run) {
        assertThat(run).wasKilledBySyscall("socket");
    }
    // snippet: first-test
}
// end: first-test
// end: greeter-tests
