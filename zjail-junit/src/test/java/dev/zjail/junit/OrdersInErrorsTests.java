package dev.zjail.junit;

import static dev.zjail.BuildServers.assertNoneIsLeftIn;

import dev.zjail.BuildServers;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Orders to a build server, in errors")
class OrdersInErrorsTests {
    private static final JailSpec SPEC = JailSpec.of(Path.of("/bin/true"));
    private static final Setting ARGS = new Setting(Setting.JAILED, "args");

    static Stream<String> orders() {
        return BuildServers.ORDERS.stream();
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("that quote a setting are broken")
    void ofSettings(String order) {
        assertNoneIsLeftIn(
                JailErrors.invalid(ARGS, "must be a path", order, order).getMessage());
        assertNoneIsLeftIn(
                JailErrors.unknownParameterValue(order, order, "true").getMessage());
        assertNoneIsLeftIn(JailErrors.wrongHistoryFile(Path.of(order), "must be", order, order)
                .getMessage());
        assertNoneIsLeftIn(
                Assertions.catchThrowable(() -> Quantity.bytes(ARGS, order)).getMessage());
        SettingParser parser = new SettingParser(Path.of("/project"));
        assertNoneIsLeftIn(Assertions.catchThrowable(() -> parser.files(ARGS, List.of(order)))
                .getMessage());
        assertNoneIsLeftIn(Assertions.catchThrowable(() -> SettingParser.tmpfs(ARGS, List.of(order)))
                .getMessage());
        assertNoneIsLeftIn(Assertions.catchThrowable(() -> parser.hostPath(ARGS, order + "\0"))
                .getMessage());
        assertNoneIsLeftIn(Assertions.catchThrowable(() -> SettingParser.fingerprint(ARGS, order))
                .getMessage());
        assertNoneIsLeftIn(
                Assertions.catchThrowable(() -> parser.withPolicy(Setting.JAILED, SPEC, "/no/" + order + ".json"))
                        .toString());
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("of the engine are broken, and in those that name them as their cause")
    void ofTheEngine(String order) {
        List<Throwable> errors = List.of(
                new InvalidJailSpecException(order, order, order, order),
                Assertions.catchThrowable(() -> SPEC.withArguments(List.of(order + "\0"))),
                Assertions.catchThrowable(() -> SPEC.withEnvironment(List.of(order, order))),
                Assertions.catchThrowable(() -> SPEC.withEnvironment(List.of("=" + order))),
                Assertions.catchThrowable(() -> SPEC.withPolicy(order)),
                new ConfinementException(order, order, order, order, order),
                new ConfinementException(order, order, order, order, order).withNote("\n" + order),
                JailErrors.refused(Setting.JAILED, new InvalidJailSpecException(order, order, order, order)));
        for (Throwable error : errors) {
            for (Throwable each = error; each != null; each = each.getCause()) {
                assertNoneIsLeftIn(each.toString());
            }
        }
    }
}
