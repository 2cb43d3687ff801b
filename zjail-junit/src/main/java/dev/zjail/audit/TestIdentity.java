package dev.zjail.audit;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Which test a run was made for.
 *
 * @param testClass the binary name of the test class, such as {@code com.example.GreeterTests$Polite}
 * @param testName the name a person reads, such as {@code greets(JailResult)}; any text at all
 * @param uniqueId JUnit's unique id of the test
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TestIdentity(String testClass, String testName, String uniqueId) {
    /**
     * Names a test for a person. The invocation of a template, such as a parameterized test, is called something like
     * {@code [1] a} by itself; the template's name belongs in front.
     *
     * @param template the display name of the template that the test is an invocation of; empty if it is of none
     * @param displayName the test's own display name
     * @return such as {@code greets(String) [1] a}
     */
    public static String testName(Optional<String> template, String displayName) {
        return template.map(name -> name + " ").orElse("") + displayName;
    }
}
