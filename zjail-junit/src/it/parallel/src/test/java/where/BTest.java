package where;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.zjail.junit.Jail;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    @Jailed("/usr/bin/true")
    void runs(int thread, Jail jail) {
        for (int i = 0; i < 25; i++) {
            assertEquals("exited with status 0", jail.run().termination().describe());
        }
    }
}
