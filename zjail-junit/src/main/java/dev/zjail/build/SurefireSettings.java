package dev.zjail.build;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Surefire or Failsafe told the JVM that it forked: a file beside the jar that the JVM was started with, whose
 * name is the last argument but one.
 *
 * @param content the settings
 */
record SurefireSettings(Properties content) {
    private static final Pattern LAST_BUT_ONE = Pattern.compile(" ([^ ]+) [^ ]+$");

    /** Finds the settings of this JVM; empty if neither of the two has started it. */
    static Optional<SurefireSettings> find(Function<String, Optional<String>> systemProperty) {
        Optional<String> name = systemProperty.apply("sun.java.command").flatMap(SurefireSettings::lastButOne);
        return systemProperty
                .apply("surefire.real.class.path")
                .flatMap(booterJar -> name.map(Path.of(booterJar)::resolveSibling))
                .filter(Files::isReadable)
                .flatMap(SurefireSettings::read);
    }

    private static Optional<String> lastButOne(String command) {
        Matcher words = LAST_BUT_ONE.matcher(command);
        return words.find() ? Optional.of(words.group(1)) : Optional.empty();
    }

    private static Optional<SurefireSettings> read(Path file) {
        Properties content = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            content.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Another file than the one we look for: the defaults of Maven hold.
            return Optional.empty();
        }
        return Optional.of(new SurefireSettings(content));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(content.getProperty(name));
    }
}
