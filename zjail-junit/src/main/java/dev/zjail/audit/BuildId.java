package dev.zjail.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build of zjail writes the records. */
final class BuildId {
    /** Where Maven's packaging records the version; present in every jar, absent when run from a classes directory. */
    private static final String POM_PROPERTIES = "/META-INF/maven/dev.zjail/zjail-junit/pom.properties";

    static final String VALUE = "zjail/" + version();

    private BuildId() {}

    private static String version() {
        try (InputStream resource = BuildId.class.getResourceAsStream(POM_PROPERTIES)) {
            Properties properties = new Properties();
            if (resource != null) {
                properties.load(resource);
            }
            return properties.getProperty("version", "unpackaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
