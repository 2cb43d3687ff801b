package dev.zjail.build;

import java.nio.file.Path;
import org.apiguardian.api.API;

/** Where relative paths of the host start. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ModuleDirectory {
    private ModuleDirectory() {}

    /**
     * Finds the directory of the module whose tests run.
     *
     * @return Surefire's {@code basedir}, or else the working directory; absolute
     */
    public static Path path() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }
}
