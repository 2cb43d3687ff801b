package dev.zjail.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command that runs a test once more")
class RerunCommandTests {
    private static final Map<String, String> SUREFIRE = Map.of("surefire.real.class.path", "/tmp/booter.jar");
    private static final Path REPORTS = Path.of("/project/target/surefire-reports");

    private static Optional<String> command(
            String testClass, String method, Path reportsDirectory, Map<String, String> properties) {
        return RerunCommand.of(
                testClass, Optional.of(method), reportsDirectory, name -> Optional.ofNullable(properties.get(name)));
    }

    @Test
    @DisplayName("calls Surefire where Surefire runs it, and quotes what a shell would take for a variable")
    void surefire() {
        assertThat(command("com.example.GreeterTests$Polite", "greets", REPORTS, SUREFIRE))
                .contains("mvn test -Dtest='com.example.GreeterTests$Polite#greets'"
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    @DisplayName("calls Surefire too where the fork is told its class path only by the other of Surefire's properties")
    void surefireWithoutItsJar() {
        assertThat(command("a.T", "greets", REPORTS, Map.of("surefire.test.class.path", "/project/target/classes")))
                .contains("mvn test -Dtest='a.T#greets' -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    @DisplayName("names a class of the default package so that Surefire takes none of another package for it")
    void defaultPackage() {
        assertThat(command("T$Polite", "greets$", REPORTS, SUREFIRE))
                .contains("mvn test -Dtest='%regex[T\\$Polite\\.class#greets\\$]'"
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
        assertThat(RerunCommand.of("T", Optional.empty(), REPORTS, name -> Optional.ofNullable(SUREFIRE.get(name))))
                .contains("mvn test -Dtest='%regex[T\\.class]' -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    @DisplayName("calls Failsafe where the reports are Failsafe's, and keeps Surefire from running all its tests first")
    void failsafe() {
        assertThat(command("a.T", "greets", Path.of("/project/target/failsafe-reports"), SUREFIRE))
                .contains("mvn verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dit.test='a.T#greets' -Dfailsafe.failIfNoSpecifiedTests=false");
    }

    @Test
    @DisplayName("calls Gradle where Gradle runs it, and the task whose reports these are")
    void gradle() {
        Map<String, String> worker = Map.of("org.gradle.test.worker", "1");

        assertThat(command("T", "greets", Path.of("/project/build/test-results/integrationTest"), worker))
                .contains("gradle integrationTest --tests 'T.greets'");
        assertThat(command("T", "greets", Path.of("/project/reports"), worker))
                .contains("gradle test --tests 'T.greets'");
    }

    @Test
    @DisplayName("names the class alone for a run of a lifecycle method, or a method with a name that is no plain one")
    void classOnly() {
        String all = "mvn test -Dtest='a.T' -Dsurefire.failIfNoSpecifiedTests=false";

        assertThat(command("a.T", "it's; rm -rf / #", REPORTS, SUREFIRE)).contains(all);
        assertThat(RerunCommand.of("a.T", Optional.empty(), REPORTS, name -> Optional.ofNullable(SUREFIRE.get(name))))
                .contains(all);
    }

    @Test
    @DisplayName("is not known for a class with a name that is no plain one, nor where no build tool is seen")
    void unknown() {
        assertThat(command("it's", "greets", REPORTS, SUREFIRE)).isEmpty();
        assertThat(command("T", "greets", REPORTS, Map.of())).isEmpty();
    }
}
