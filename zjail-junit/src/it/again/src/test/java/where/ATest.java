package where;

import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Jailed("/usr/bin/false")
class ATest {
    @Test
    void plain() {}

    @Test
    void plainer() {}

    @Test
    void with$dollar() {}

    @Test
    @DisplayName("it's a \"name\" of [several] words, $HOME and `date`; false")
    void named() {}

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a b", "$x", "[1]", "it's", "\"q\""})
    void parameterized(String value) {}

    @RepeatedTest(2)
    void repeated() {}

    @Nested
    class Inner {
        @Test
        void plain() {}

        @Test
        void other() {}
    }
}
