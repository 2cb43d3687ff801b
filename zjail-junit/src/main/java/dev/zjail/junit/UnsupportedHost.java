package dev.zjail.junit;

import dev.zjail.engine.ConfinementException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What becomes of a test where the host cannot confine its program. In neither case does the program run. */
enum UnsupportedHost {
    /** The test fails. The default, because a security test that is skipped in silence is worse than none. */
    FAIL {
        @Override
        RuntimeException outcome(ConfinementException refusal) {
            return refusal;
        }
    },
    /** The test is reported as aborted, for instance on a developer's laptop. */
    ABORT {
        @Override
        RuntimeException outcome(ConfinementException refusal) {
            return JailErrors.unsupported(refusal);
        }
    };

    /** The configuration parameter that chooses. */
    static final String PARAMETER = "zjail.unsupported";

    abstract RuntimeException outcome(ConfinementException refusal);

    static UnsupportedHost chosenFor(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER)
                .map(UnsupportedHost::parse)
                .orElse(FAIL);
    }

    private static UnsupportedHost parse(String value) {
        return Stream.of(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> JailErrors.unknownParameterValue(PARAMETER, value, "\"fail\" or \"abort\""));
    }
}
