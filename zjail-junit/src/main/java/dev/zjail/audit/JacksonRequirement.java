package dev.zjail.audit;

import com.fasterxml.jackson.core.Version;

/** The Jackson that is there: the user's own, which may be older than the one that this was built with. */
final class JacksonRequirement {
    private JacksonRequirement() {}

    /**
     * Requires a Jackson that is new enough, before anything is recorded: a class that is missing is found out at the
     * end of all tests else.
     *
     * @throws IllegalStateException if it is older
     */
    static void require() {
        require("jackson-core", com.fasterxml.jackson.core.json.PackageVersion.VERSION);
        require("jackson-databind", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION);
    }

    static void require(String artifact, Version found) {
        // Version.compareTo compares the names of the artifacts first.
        if (found.getMajorVersion() < 2 || (found.getMajorVersion() == 2 && found.getMinorVersion() < 15)) {
            throw new IllegalStateException("zjail needs " + artifact + " 2.15 or newer to write its audit, but found "
                    + found + " on the class path. Remedy: give the version"
                    + " 2.15.4 or a newer one of com.fasterxml.jackson:jackson-bom, such as by the property"
                    + " jackson-bom.version where Spring Boot manages it.");
        }
    }
}
