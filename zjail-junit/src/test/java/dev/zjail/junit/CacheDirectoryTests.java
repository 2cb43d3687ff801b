package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

@DisplayName("The configuration parameter zjail.cache.dir")
class CacheDirectoryTests {
    @TempDir
    private Path directory = Path.of("");

    @Test
    @DisplayName("says where root file systems are kept, in junit-platform.properties or as a system property")
    void decides() throws IOException, InterruptedException {
        Path chosen = directory.resolve("chosen");
        Path byProperty = directory.resolve("by-property");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));

        OtherJvm.await(OtherJvm.running(temporary, CacheDirectoryTests.class, List.of(), directory, chosen)
                .start());
        OtherJvm.await(OtherJvm.running(
                        temporary, CacheDirectoryTests.class, List.of("-Dzjail.cache.dir=" + byProperty), directory)
                .start());

        assertThat(chosen).isEmptyDirectory();
        assertThat(byProperty).isEmptyDirectory();
        assertThat(temporary).isDirectoryNotContaining("glob:**/zjail-*");
    }

    @Test
    @DisplayName("is refused where it names no directory")
    void refused() {
        assertThat(JailTestKit.reportingTo(directory)
                        .with("zjail.cache.dir", " ")
                        .execute(TrueTestCases.class)
                        .onlyFailure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Configuration parameter: `zjail.cache.dir` must be the path of a directory, but was: \" \"."
                                + " Remedy: correct it in junit-platform.properties or in the system property of that name.");
    }

    /** The main method of a Java virtual machine of its own, whose engine is not open yet. */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(TrueTestCases.class))
                .configurationParameter("zjail.reports.dir", arguments[0]);
        if (arguments.length > 1) {
            request.configurationParameter("zjail.cache.dir", arguments[1]);
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
        listener.getSummary().printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.exit(listener.getSummary().getTestsSucceededCount() == 1 ? 0 : 1);
    }

    static class TrueTestCases {
        @Test
        @Jailed("/bin/true")
        void succeeds(JailResult run) {
            assertThat(run.termination().describe()).isEqualTo("exited with status 0");
        }
    }
}
