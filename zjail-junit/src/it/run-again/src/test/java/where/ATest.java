package where;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class ATest {
    private static int attempts;

    @Test
    @Jailed("/usr/bin/true")
    void passesAtTheSecondAttempt(JailResult run) {
        assertEquals(2, ++attempts);
    }

    @Test
    @Disabled("to be reported as not run")
    @Jailed("/usr/bin/true")
    void disabled() {}
}
