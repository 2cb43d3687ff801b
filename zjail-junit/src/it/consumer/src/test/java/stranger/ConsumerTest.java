package stranger;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.Test;

class ConsumerTest {
    @Test
    @Jailed(value = "/usr/bin/echo", args = "hello")
    void echoes(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("hello\n").isFullyConfined();
    }

    @Test
    @Jailed(value = "/usr/bin/false", exitCodes = 1)
    void fails(JailResult run) {
        assertThat(run).exitedWith(1);
    }
}
