package dev.zjail.build;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Says how to run a test once more, where the build tool that runs it is known. Empty in an IDE, or under a plain
 * launcher: there is no command that would surely do the same.
 *
 * <p>A test method is the smallest thing that a command can name: all invocations of a parameterized one run again, and
 * all methods of the same name.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RerunCommand {
    /** Names that a shell takes as they are inside of single quotes, and a build tool for nothing but a name. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_$.]+");

    private RerunCommand() {}

    /**
     * Finds the command for this JVM's build tool.
     *
     * @param testClass the binary name of the test class
     * @param method the name of the test method; empty for a lifecycle method, whose class runs again
     * @param reportsDirectory where the reports of the test go, which tells one task of the build tool from another
     * @return one line for a shell
     */
    public static Optional<String> of(String testClass, Optional<String> method, Path reportsDirectory) {
        return of(testClass, method, reportsDirectory, name -> Optional.ofNullable(System.getProperty(name)));
    }

    static Optional<String> of(
            String testClass,
            Optional<String> method,
            Path reportsDirectory,
            Function<String, Optional<String>> systemProperty) {
        if (!PLAIN_NAME.matcher(testClass).matches()) {
            return Optional.empty();
        }
        Optional<String> plainMethod =
                method.filter(name -> PLAIN_NAME.matcher(name).matches());
        if (systemProperty.apply("surefire.real.class.path").isPresent()
                || systemProperty.apply("surefire.test.class.path").isPresent()) {
            return Optional.of(maven(selection(testClass, plainMethod), reportsDirectory));
        }
        return systemProperty
                .apply("org.gradle.test.worker")
                .map(worker -> "gradle " + gradleTask(reportsDirectory) + " --tests '" + testClass
                        + plainMethod.map(name -> "." + name).orElse("") + "'");
    }

    /**
     * Surefire looks for a class in every package below which its name may end so. For one in the default package that
     * would be each of its namesakes; only an expression finds it alone.
     */
    private static String selection(String testClass, Optional<String> method) {
        String methodPart = method.map(name -> "#" + name).orElse("");
        return testClass.contains(".")
                ? testClass + methodPart
                : "%regex[" + (testClass + "\\.class" + methodPart).replace("$", "\\$") + "]";
    }

    /**
     * The last option lets the command work in a project of several modules, too, where only one has the test. No class
     * is called {@code none}: where Failsafe runs one test, Surefire is to run no other before it.
     */
    private static String maven(String test, Path reportsDirectory) {
        return reportsDirectory.endsWith("failsafe-reports")
                ? "mvn verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='" + test
                        + "' -Dfailsafe.failIfNoSpecifiedTests=false"
                : "mvn test -Dtest='" + test + "' -Dsurefire.failIfNoSpecifiedTests=false";
    }

    /** The reports of a task are in {@code build/test-results/<task>}, unless someone has said otherwise. */
    private static String gradleTask(Path reportsDirectory) {
        Path parent = reportsDirectory.getParent();
        return parent != null && parent.endsWith("test-results")
                ? String.valueOf(reportsDirectory.getFileName())
                : "test";
    }
}
