package dev.zjail.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsDirectoryTests {
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    @TempDir
    Path project;

    @BeforeEach
    void workInTheProject() {
        properties.put("user.dir", project.toString());
    }

    @Test
    void withoutAnyHintItIsInTheWorkingDirectory() {
        assertThat(resolve()).isEqualTo(project.resolve("zjail-reports"));
    }

    @Test
    void junitsOutputDirectoryComesBeforeTheWorkingDirectory() {
        parameters.put("junit.platform.reporting.output.dir", "out");

        assertThat(resolve()).isEqualTo(project.resolve("out"));
    }

    @Test
    void junitsPlaceholderBecomesTheProcessId() {
        parameters.put("junit.platform.reporting.output.dir", "out/junit-{uniqueNumber}");

        assertThat(resolve())
                .isEqualTo(
                        project.resolve("out/junit-" + ProcessHandle.current().pid()));
    }

    @Test
    void aGradleWorkerComesBeforeJunitsOutputDirectory() {
        parameters.put("junit.platform.reporting.output.dir", "out");
        properties.put("org.gradle.test.worker", "7");

        assertThat(resolve()).isEqualTo(project.resolve("build/test-results/test"));
    }

    @Test
    void aGradleWorkersTaskIsTheOneItsTemporaryDirectoryNames() {
        properties.put("org.gradle.test.worker", "7");
        properties.put("org.gradle.internal.worker.tmpdir", project + "/build/tmp/integrationTest/work");

        assertThat(resolve()).isEqualTo(project.resolve("build/test-results/integrationTest"));
    }

    @Test
    void aGradleProjectThatBuildsElsewhereAndATaskThatWorksElsewhereHaveTheirReportsWhereGradlesAre() {
        properties.put("user.dir", project.resolve("data").toString());
        properties.put("org.gradle.test.worker", "7");
        properties.put("org.gradle.internal.worker.tmpdir", project + "/out/tmp/test/work");

        assertThat(resolve()).isEqualTo(project.resolve("out/test-results/test"));
    }

    @Test
    void aTemporaryDirectoryThatIsLaidOutOtherwiseLeavesGradlesDefault() {
        properties.put("org.gradle.test.worker", "7");
        for (String elsewhere : List.of("/build/scratch/integrationTest/work", "/work", "/", "work", "")) {
            properties.put("org.gradle.internal.worker.tmpdir", elsewhere);

            assertThat(resolve()).as(elsewhere).isEqualTo(project.resolve("build/test-results/test"));
        }
    }

    @Test
    void mavensBaseDirectoryComesBeforeGradle() {
        properties.put("org.gradle.test.worker", "7");
        properties.put("basedir", project.resolve("module").toString());

        assertThat(resolve()).isEqualTo(project.resolve("module/target/surefire-reports"));
    }

    @Test
    void surefireWithoutABaseDirectoryMeansTheWorkingDirectory() {
        properties.put("surefire.test.class.path", "/a.jar:/b.jar");

        assertThat(resolve()).isEqualTo(project.resolve("target/surefire-reports"));
    }

    @Test
    void whatSurefireOrFailsafeToldTheirForkComesBeforeMavensDefault() throws IOException {
        forkedByMaven("reportsDirectory=" + project.resolve("target/failsafe-reports") + "\nforkTestSet=x\n");

        assertThat(resolve()).isEqualTo(project.resolve("target/failsafe-reports"));
    }

    @Test
    void settingsOfSurefireThatNameNoDirectoryLeaveMavensDefault() throws IOException {
        forkedByMaven("somethingElse=\\u00zz\n");

        assertThat(resolve()).isEqualTo(project.resolve("target/surefire-reports"));
    }

    @Test
    void settingsOfSurefireThatAreGoneLeaveMavensDefault() throws IOException {
        forkedByMaven("reportsDirectory=/elsewhere\n");
        Files.delete(project.resolve("target/sure fire/surefire-1tmp"));

        assertThat(resolve()).isEqualTo(project.resolve("target/surefire-reports"));
    }

    @Test
    void ourParameterComesBeforeAll() throws IOException {
        forkedByMaven("reportsDirectory=/elsewhere\n");
        parameters.put("zjail.reports.dir", "evidence/./here");

        assertThat(resolve()).isEqualTo(project.resolve("evidence/here"));
    }

    @Test
    void ourParameterMayBeAbsolute() {
        parameters.put("zjail.reports.dir", "/var/reports");

        assertThat(resolve()).isEqualTo(Path.of("/var/reports"));
    }

    @Test
    void ourParameterMustNameADirectory() {
        parameters.put("zjail.reports.dir", " ");
        assertThatIllegalArgumentException()
                .isThrownBy(this::resolve)
                .withMessage("`zjail.reports.dir` must name a directory, but was: \" \". Remedy: give a path such as"
                        + " target/surefire-reports, or do not set it.");

        parameters.put("zjail.reports.dir", "a\0b");
        assertThatIllegalArgumentException()
                .isThrownBy(this::resolve)
                .withMessageStartingWith("`zjail.reports.dir` must name a directory, but was: ");
    }

    @Test
    void theTableOfTheDocumentationNamesWhatIsAskedForInThisOrder() throws IOException {
        List<String> asked = new ArrayList<>();
        ReportsDirectory.resolve(noting(asked), noting(asked));

        Path docs = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");
        List<String> documented = Files.readAllLines(docs.resolve("reports.md")).stream()
                .filter(line -> line.matches("\\| [1-6] \\| .*"))
                .map(line -> line.split(" \\| ", -1)[1])
                .flatMap(known -> Pattern.compile("`([^`]+)`").matcher(known).results())
                .map(name -> name.group(1))
                .toList();

        asked.removeAll(List.of("user.dir", "sun.java.command", "surefire.real.class.path"));
        assertThat(asked).isNotEmpty().isEqualTo(documented);
    }

    private static Function<String, Optional<String>> noting(List<String> asked) {
        return name -> {
            asked.add(name);
            return Optional.empty();
        };
    }

    @Test
    void thisVeryJvmIsFoundToBeForkedByMavenOrNot() {
        Path found = ReportsDirectory.resolve(name -> Optional.empty());

        assertThat(found).isAbsolute();
        assertThat(found.getFileName().toString())
                .isEqualTo(System.getProperty("basedir") == null ? "zjail-reports" : "surefire-reports");
    }

    /**
     * As Surefire 3.6 does it: the settings lie beside the jar the JVM was started with, also below a path with spaces.
     */
    private void forkedByMaven(String settings) throws IOException {
        Path directory = Files.createDirectories(project.resolve("target/sure fire"));
        Files.writeString(directory.resolve("surefire-1tmp"), settings);
        Path booter = directory.resolve("surefirebooter-3.jar");
        properties.put("basedir", project.toString());
        properties.put("surefire.real.class.path", booter.toString());
        properties.put("sun.java.command", booter + " " + directory + " 2026-jvmRun1 surefire-1tmp surefire_0-2tmp");
    }

    private Path resolve() {
        return ReportsDirectory.resolve(
                name -> Optional.ofNullable(parameters.get(name)), name -> Optional.ofNullable(properties.get(name)));
    }
}
