package dev.zjail.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final List<Host> HOSTS =
            Hosts.all().stream().filter(host -> !host.isSlow()).toList();

    /** Each host is a process that waits for its Java virtual machine to start. */
    private static final int AT_ONCE = 2;

    private static final Map<Host, Future<Optional<String>>> FINDINGS = new LinkedHashMap<>();

    private static Bench bench;
    private static ExecutorService makers;

    @BeforeAll
    static void setUp() throws IOException {
        bench = Bench.setUp();
        makers = Executors.newFixedThreadPool(AT_ONCE);
        HostLab lab = new HostLab(bench);
        HOSTS.stream()
                .filter(host -> HostLab.whyNotMakeable(host).isEmpty())
                .forEach(host -> FINDINGS.put(host, makers.submit(() -> lab.findings(host))));
    }

    @AfterAll
    static void cleanUp() {
        makers.shutdownNow();
        bench.close();
    }

    @TestFactory
    @DisplayName("runs are confined, or refused with a cause and a remedy that helps:")
    Stream<DynamicTest> hosts() {
        return HOSTS.stream()
                .map(host -> dynamicTest(host.name(), () -> {
                    Optional<String> obstacle = HostLab.whyNotMakeable(host);
                    assumeTrue(obstacle.isEmpty(), () -> "not made: " + obstacle.orElseThrow());
                    assertThat(FINDINGS.get(host).get()).isEmpty();
                }));
    }

    @Test
    @DisplayName("there is something to be seen, whoever runs the tests")
    void someAreMakeable() {
        assertThat(FINDINGS).hasSizeGreaterThanOrEqualTo(8);
    }
}
