package where;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.Test;

class ATest {
    @Test
    @Jailed(value = "/usr/bin/sleep", args = "1.5")
    void sleeps(JailResult run) {
        assertEquals("exited with status 0", run.termination().describe());
    }

    @Test
    @Jailed(value = "/usr/bin/sleep", args = "1.5")
    void sleepsAgain(JailResult run) {
        assertEquals("exited with status 0", run.termination().describe());
    }
}
