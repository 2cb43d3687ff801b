package dev.zjail.golden;

import dev.zjail.build.BuildServer;
import dev.zjail.internal.ForeignText;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Whether golden files are compared with, or rewritten.
 *
 * @param updates whether they are rewritten
 * @param problem why neither can be done, if the setting is wrong
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GoldenSettings(boolean updates, Optional<String> problem) {
    /** The configuration parameter. */
    public static final String PARAMETER = "zjail.golden";

    private static final int LONGEST_VALUE = 200;

    /**
     * Reads the configuration parameter.
     *
     * @param parameters looks up a configuration parameter
     * @return the settings
     */
    public static GoldenSettings of(Function<String, Optional<String>> parameters) {
        return of(parameters, name -> Optional.ofNullable(System.getenv(name)));
    }

    static GoldenSettings of(
            Function<String, Optional<String>> parameters, Function<String, Optional<String>> environment) {
        String value = parameters.apply(PARAMETER).orElse("check");
        return switch (value) {
            case "check" -> new GoldenSettings(false, Optional.empty());
            case "update" ->
                new GoldenSettings(true, BuildServer.variable(environment).map(GoldenSettings::onServer));
            default -> new GoldenSettings(false, Optional.of(unknown(value)));
        };
    }

    private static String onServer(String variable) {
        return "Configuration parameter: `" + PARAMETER + "` must not be \"update\" on a build server, but the"
                + " environment variable " + variable + " is set. Remedy: rewrite golden files on your machine, look at"
                + " what changed, and commit it; if this is your machine, unset " + variable + ".";
    }

    private static String unknown(String value) {
        return "Configuration parameter: `" + PARAMETER + "` must be \"check\" or \"update\", but was: \""
                + ForeignText.line(value, LONGEST_VALUE)
                + "\". Remedy: correct it in junit-platform.properties or in the"
                + " system property of that name.";
    }
}
