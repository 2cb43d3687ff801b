package dev.zjail.junit;

import dev.zjail.internal.ForeignText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * Says in our words what is wrong where a method takes a {@link Jail} or a {@link JailResult} and nothing carries
 * {@code @Jailed}. JUnit then does not know of this package and only says that no {@code ParameterResolver} is
 * registered; so whoever listens to the session adds the sentence to that failure.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MissingJailed {
    private static final Pattern UNRESOLVED = Pattern.compile(
            "No ParameterResolver registered for parameter \\[dev\\.zjail\\.junit\\.(Jail|JailResult)\\b.*?]"
                    + " in (?:method|constructor) \\[(.*?)]\\.?",
            Pattern.DOTALL);

    private MissingJailed() {}

    /**
     * Adds the sentence to a failure of that kind, as a suppressed exception, so that it stands in the stack trace.
     *
     * @param failure what a test or a class failed with
     */
    public static void explain(Throwable failure) {
        Optional.of(failure)
                .filter(ParameterResolutionException.class::isInstance)
                .map(thrown -> UNRESOLVED.matcher(String.valueOf(thrown.getMessage())))
                .filter(Matcher::matches)
                .ifPresent(found -> failure.addSuppressed(
                        new ParameterResolutionException(sentence(found.group(1), found.group(2)))));
    }

    private static String sentence(String type, String method) {
        return ForeignText.line("@Jailed: the parameter of type " + type
                + " needs the annotation, but neither the method "
                + method + " nor its class has it. Remedy: write @Jailed(\"target/native/program\") on the method or on"
                + " the class.");
    }
}
