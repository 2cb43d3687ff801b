package dev.zjail.report;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Placeholder of this branch. */
public final class ReportsDirectory {
    private ReportsDirectory() {}

    /**
     * Finds the reports directory.
     *
     * @param configurationParameter reads a configuration parameter
     * @return the directory
     */
    public static Path resolve(Function<String, Optional<String>> configurationParameter) {
        return Path.of(configurationParameter.apply("zjail.reports.dir").orElse("target/zjail"));
    }
}
