package where;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.Test;

class A1Test {
    @Test
    @Jailed("/usr/bin/true")
    void succeeds(JailResult run) {
        assertEquals("exited with status 0", run.termination().describe());
    }

    @Test
    @Jailed(value = "/usr/bin/false", exitCodes = 1)
    void fails(JailResult run) {
        assertEquals("exited with status 1", run.termination().describe());
    }
}
