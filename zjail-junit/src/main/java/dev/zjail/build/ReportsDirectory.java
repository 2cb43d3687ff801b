package dev.zjail.build;

import dev.zjail.internal.ForeignText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Finds the directory in which the build tool, or whoever runs the tests, keeps reports. {@code docs/reports.md} lists
 * the places in their order; a test compares that table with this class.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReportsDirectory {
    /** The configuration parameter that decides before all else. */
    public static final String PARAMETER = "zjail.reports.dir";

    private static final String JUNIT_PARAMETER = "junit.platform.reporting.output.dir";
    private static final String UNIQUE_NUMBER = "{uniqueNumber}";

    private final Function<String, Optional<String>> parameters;
    private final Function<String, Optional<String>> properties;
    private final Path workingDirectory;

    private ReportsDirectory(
            Function<String, Optional<String>> parameters, Function<String, Optional<String>> properties) {
        this.parameters = parameters;
        this.properties = properties;
        this.workingDirectory = Path.of(properties.apply("user.dir").orElse(""));
    }

    /**
     * Finds the directory. Creates nothing.
     *
     * @param configurationParameter looks up one of JUnit's configuration parameters
     * @return an absolute path
     * @throws IllegalArgumentException if {@code zjail.reports.dir} is set and names no directory that could be
     */
    public static Path resolve(Function<String, Optional<String>> configurationParameter) {
        return resolve(configurationParameter, name -> Optional.ofNullable(System.getProperty(name)));
    }

    static Path resolve(
            Function<String, Optional<String>> configurationParameter,
            Function<String, Optional<String>> systemProperty) {
        return new ReportsDirectory(configurationParameter, systemProperty).resolve();
    }

    private Path resolve() {
        Stream<Supplier<Optional<Path>>> places =
                Stream.of(this::configured, this::toldBySurefire, this::mavenDefault, this::gradle, this::junit);
        Path found = places.flatMap(place -> place.get().stream()).findFirst().orElse(Path.of("zjail-reports"));
        return workingDirectory.resolve(found).toAbsolutePath().normalize();
    }

    private Optional<Path> configured() {
        return parameters.apply(PARAMETER).map(ReportsDirectory::requireDirectoryName);
    }

    private static Path requireDirectoryName(String value) {
        if (value.isBlank()) {
            throw invalid(value);
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw invalid(value);
        }
    }

    /** Without the cause, whose message holds the value as it is. */
    private static IllegalArgumentException invalid(String value) {
        return new IllegalArgumentException(
                "`" + PARAMETER + "` must name a directory, but was: \"" + ForeignText.line(value)
                        + "\". Remedy: give a path such as target/surefire-reports, or do not set it.");
    }

    /** Surefire and Failsafe set the same system properties; only what they told their fork tells them apart. */
    private Optional<Path> toldBySurefire() {
        return SurefireSettings.find(properties)
                .flatMap(settings -> settings.get("reportsDirectory"))
                .map(Path::of);
    }

    private Optional<Path> mavenDefault() {
        Optional<String> base = properties
                .apply("basedir")
                .or(() -> properties.apply("surefire.test.class.path").map(classPath -> ""));
        return base.map(directory -> Path.of(directory, "target", "surefire-reports"));
    }

    /**
     * Gradle names the task, and where the project builds, only in the temporary directory of its newer workers:
     * {@code <build>/tmp/<task>/work}. The working directory is the project's, unless the task has another.
     */
    private Optional<Path> gradle() {
        return properties
                .apply("org.gradle.test.worker")
                .map(worker -> properties
                        .apply("org.gradle.internal.worker.tmpdir")
                        .flatMap(ReportsDirectory::besideTemporaryDirectory)
                        .orElse(Path.of("build", "test-results", "test")));
    }

    private static Optional<Path> besideTemporaryDirectory(String temporaryDirectory) {
        Path task = Path.of(temporaryDirectory).getParent();
        Path tmp = task == null ? null : task.getParent();
        return task == null || tmp == null || !tmp.endsWith("tmp")
                ? Optional.empty()
                : Optional.of(tmp.resolveSibling("test-results").resolve(task.getFileName()));
    }

    private Optional<Path> junit() {
        return parameters
                .apply(JUNIT_PARAMETER)
                .map(value -> value.replace(
                        UNIQUE_NUMBER, Long.toString(ProcessHandle.current().pid())))
                .map(Path::of);
    }
}
