package dev.zjail.report;

import dev.zjail.internal.ForeignText;

/**
 * A configuration parameter that cannot be followed. A listener fails no test session for it, but says so at its end.
 *
 * @param parameter the name
 * @param rule what its value must be, such as {@code must name a file}
 * @param value what it was
 * @param consequence what is done instead, in a sentence without a full stop
 * @param remedy what to give
 */
record InvalidParameter(String parameter, String rule, String value, String consequence, String remedy) {
    private static final int LONGEST_VALUE = 200;

    /** One line, whatever the value holds. */
    String sentence() {
        return "`" + parameter + "` " + rule + ", but was: \"" + ForeignText.line(value, LONGEST_VALUE) + "\". "
                + consequence + ". Remedy: " + remedy + ", or do not set it.";
    }
}
