package where;

import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.Test;

@Jailed("/usr/bin/false")
class AnIT {
    @Test
    void plain() {}

    @Test
    void other() {}
}
