package dev.zjail.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Odd hosts, those of them that take seconds; {@code .ci/hosts} makes all. On each, every run is confined with all
 * layers seen and no payload gets anything; or it is refused with the true cause, and confined after its remedy.
 */
@DisplayName("On an odd host")
class HostLabTests {
    private static Bench bench;

    @BeforeAll
    static void setUp() throws IOException {
        bench = Bench.setUp();
    }

    @AfterAll
    static void cleanUp() {
        bench.close();
    }

    @TestFactory
    @DisplayName("runs are confined, or refused with a cause and a remedy that helps:")
    Stream<DynamicTest> hosts() {
        return Hosts.all().stream()
                .filter(host -> !host.isSlow())
                .map(host -> dynamicTest(host.name(), () -> {
                    Optional<String> obstacle = HostLab.whyNotMakeable(host);
                    assumeTrue(obstacle.isEmpty(), () -> "not made: " + obstacle.orElseThrow());
                    assertThat(new HostLab(bench).findings(host)).isEmpty();
                }));
    }

    @Test
    @DisplayName("there is something to be seen, whoever runs the tests")
    void someAreMakeable() {
        assertThat(Hosts.all())
                .filteredOn(
                        host -> !host.isSlow() && HostLab.whyNotMakeable(host).isEmpty())
                .hasSizeGreaterThanOrEqualTo(8);
    }
}
