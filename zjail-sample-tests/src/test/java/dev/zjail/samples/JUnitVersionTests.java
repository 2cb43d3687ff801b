package dev.zjail.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What runs these tests is the JUnit that the build was asked for ({@code -Dsamples.junit.version}). Otherwise a run on
 * another version could be one on the usual version, and nobody would notice.
 */
@DisplayName("The JUnit that runs these tests")
class JUnitVersionTests {
    private static final String ASKED_FOR = System.getProperty("expected.junit.version", "(no version was passed on)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.junit.jupiter.api.Test",
                "org.junit.jupiter.params.ParameterizedTest",
                "org.junit.jupiter.engine.JupiterTestEngine",
            })
    void hasTheJupiterThatWasAskedFor(String type) throws ClassNotFoundException {
        assertThat(versionOfJarWith(type)).isEqualTo(ASKED_FOR);
    }

    /** Surefire brings the launcher, to go with the engine that it finds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.junit.platform.commons.JUnitException",
                "org.junit.platform.engine.TestEngine",
                "org.junit.platform.launcher.Launcher",
            })
    void hasThePlatformOfThatJupiter(String type) throws ClassNotFoundException {
        assertThat(versionOfJarWith(type)).isEqualTo(platformOf(ASKED_FOR));
    }

    /** Jupiter 5.x came with platform 1.x; since 6 the two are numbered alike. */
    private static String platformOf(String jupiter) {
        return jupiter.startsWith("5.") ? "1." + jupiter.substring(2) : jupiter;
    }

    private static String versionOfJarWith(String type) throws ClassNotFoundException {
        return Class.forName(type).getPackage().getImplementationVersion();
    }
}
