package dev.zjail.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** Reads a configuration parameter that is {@code true} or {@code false}. */
final class BooleanParameter {
    private BooleanParameter() {}

    static boolean of(ExtensionContext context, String parameter, boolean unlessGiven) {
        return context.getConfigurationParameter(parameter)
                .map(text -> of(parameter, text))
                .orElse(unlessGiven);
    }

    private static boolean of(String parameter, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw JailErrors.unknownParameterValue(parameter, text, "\"true\" or \"false\"");
        };
    }
}
