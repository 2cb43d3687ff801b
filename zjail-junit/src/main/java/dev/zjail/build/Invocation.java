package dev.zjail.build;

import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Tells the JVMs of one build from those of every other. The first of these that is known:
 *
 * <ol>
 *   <li>the configuration parameter {@code zjail.invocation.id};
 *   <li>Maven's process, whose id Surefire and Failsafe tell their forks;
 *   <li>the process that started this one, where that is a test worker of Gradle's;
 *   <li>the process of this JVM itself, which then is a build of its own.
 * </ol>
 *
 * <p>A process is known by its id, by when it was started, and by the boot of the system; of these only a digest is
 * told.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Invocation {
    /** The configuration parameter that decides before all else. */
    public static final String PARAMETER = "zjail.invocation.id";

    private static final int LONGEST = 200;
    private static final int DIGITS = 16;

    /** Of the fields of proc_pid_stat(5) that follow the name of the program in parentheses. */
    private static final int START_TIME = 22 - 3;

    private static final int PARENT = 4 - 3;

    private Invocation() {}

    /**
     * Identifies the build that this JVM belongs to.
     *
     * @param configurationParameter looks up one of JUnit's configuration parameters
     * @return a text of at most 200 characters; empty if the processes cannot be looked at
     * @throws IllegalArgumentException if {@code zjail.invocation.id} is blank, or longer
     */
    public static Optional<String> id(Function<String, Optional<String>> configurationParameter) {
        return id(configurationParameter, name -> Optional.ofNullable(System.getProperty(name)), Path.of("/proc"));
    }

    static Optional<String> id(
            Function<String, Optional<String>> configurationParameter,
            Function<String, Optional<String>> systemProperty,
            Path proc) {
        Optional<String> given = configurationParameter.apply(PARAMETER).map(Invocation::requireId);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> maven = SurefireSettings.find(systemProperty)
                .flatMap(settings -> settings.get("pluginPid"))
                .filter(id -> id.matches("\\d{1,10}"));
        if (maven.isPresent()) {
            return identity(proc, maven.get());
        }
        boolean gradle = systemProperty.apply("org.gradle.test.worker").isPresent();
        return gradle ? parent(proc).flatMap(id -> identity(proc, id)) : identity(proc, "self");
    }

    private static String requireId(String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("`" + PARAMETER + "` must have 1 to " + LONGEST
                    + " characters, but was: "
                    + (value.isBlank() ? "\"" + value + "\"" : "a text of " + value.length() + " characters")
                    + ". Remedy: give what differs from build to build, such as the number that a build server counts,"
                    + " or do not set it.");
        }
        return value;
    }

    /** Not by a date: what the kernel says of a start in seconds since 1970 moves with the clock. */
    private static Optional<String> identity(Path proc, String process) {
        try {
            String boot = read(proc.resolve("sys/kernel/random/boot_id")).strip();
            String stat = read(proc.resolve(process).resolve("stat"));
            String id = stat.substring(0, stat.indexOf(' '));
            String start = behindName(stat)[START_TIME];
            return Optional.of(digest(boot + " " + id + " " + start).substring(0, DIGITS));
        } catch (IOException | IndexOutOfBoundsException e) {
            // No Linux, or one that hides its processes.
            return Optional.empty();
        }
    }

    private static Optional<String> parent(Path proc) {
        try {
            return Optional.of(behindName(read(proc.resolve("self/stat")))[PARENT]);
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String[] behindName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static String digest(String text) {
        return Blake2b256.of(text);
    }
}
