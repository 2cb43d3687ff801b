package dev.zjail.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zjail.engine.Termination;
import dev.zjail.junit.Jailed;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("On the module path, the jars as they are published")
class ModulePathTests {
    private static final Path JUNIT = locationOf(Jailed.class);
    private static final Path ENGINE = locationOf(Termination.class);

    /** Of these no module has to know by name; the rest of the class path is of no use to a module. */
    private static final List<String> NEEDED = List.of(
            "junit-jupiter-api",
            "junit-jupiter-engine",
            "junit-platform-",
            "opentest4j",
            "apiguardian",
            "jspecify",
            "jackson-",
            "bcprov",
            "jnr-",
            "jffi",
            "asm");

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void jars() {
        assumeTrue(
                Files.isRegularFile(JUNIT) && Files.isRegularFile(ENGINE),
                "there are no jars before the phase `package`: mvn verify makes them, mvn test does not");
    }

    @Test
    @DisplayName("have names that a module may require, and share no package")
    void names() {
        assertThat(descriptor(ENGINE).name()).isEqualTo("dev.zjail.engine");
        assertThat(descriptor(JUNIT).name()).isEqualTo("dev.zjail.junit");
        Set<String> shared = new HashSet<>(descriptor(ENGINE).packages());
        shared.retainAll(descriptor(JUNIT).packages());
        assertThat(shared).isEmpty();
        assertThat(descriptor(JUNIT).provides())
                .anyMatch(each -> each.service().equals("org.junit.platform.launcher.LauncherSessionListener"));
    }

    @Test
    @DisplayName("let a test module jail a program, and write its audit and report")
    void testModule() throws Exception {
        Path classes = compile("""
                open module example.tests {
                  requires dev.zjail.junit;
                  requires dev.zjail.engine;
                  requires org.junit.jupiter.api;
                  requires org.junit.platform.launcher;
                }
                """, """
                package example.tests;

                import dev.zjail.engine.Termination;
                import dev.zjail.junit.JailResult;
                import dev.zjail.junit.Jailed;
                import org.junit.jupiter.api.Assertions;
                import org.junit.jupiter.api.Test;
                import org.junit.platform.engine.discovery.DiscoverySelectors;
                import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
                import org.junit.platform.launcher.core.LauncherFactory;
                import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

                class Main {
                  @Test
                  @Jailed("/bin/true")
                  void jails(JailResult run) {
                    Assertions.assertEquals(new Termination.Exited(0), run.termination());
                  }

                  public static void main(String[] arguments) {
                    var listener = new SummaryGeneratingListener();
                    try (var session = LauncherFactory.openSession()) {
                      session.getLauncher().execute(LauncherDiscoveryRequestBuilder.request()
                          .selectors(DiscoverySelectors.selectModule("example.tests"))
                          .selectors(DiscoverySelectors.selectClass(Main.class)).build(), listener);
                    }
                    listener.getSummary().getFailures().forEach(each -> each.getException().printStackTrace());
                    System.out.println(Main.class.getModule() + ": " + JailResult.class.getModule() + ", "
                        + Termination.class.getModule() + ": " + listener.getSummary().getTestsSucceededCount());
                  }
                }
                """);

        String output = run(List.of(
                java("java"),
                "-Dzjail.reports.dir=" + directory.resolve("reports"),
                "-p",
                modulePath() + File.pathSeparator + classes,
                "--add-modules",
                "ALL-MODULE-PATH",
                "-m",
                "example.tests/example.tests.Main"));

        assertThat(output)
                .contains("module example.tests: module dev.zjail.junit, module dev.zjail.engine: 1")
                .contains("zjail: 1 jailed run: 1 UNCERTAIN", "zjail: report in ");
        assertThat(directory.resolve("reports/zjail/index.html")).isNotEmptyFile();
    }

    private static ModuleDescriptor descriptor(Path jar) {
        Set<ModuleReference> found = ModuleFinder.of(jar).findAll();
        assertThat(found).hasSize(1);
        return found.iterator().next().descriptor();
    }

    private Path compile(String module, String test) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src/example/tests"));
        Path classes = directory.resolve("classes");
        Path main = Files.writeString(sources.resolve("Main.java"), test);
        Path info = Files.writeString(directory.resolve("src/module-info.java"), module);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-p", modulePath(), "-d", classes.toString(), info.toString(), main.toString());
        assertThat(status).as("javac").isZero();
        return classes;
    }

    private static String modulePath() {
        return Stream.concat(Stream.of(JUNIT, ENGINE), needed())
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<Path> needed() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> NEEDED.stream().anyMatch(String.valueOf(jar.getFileName())::startsWith));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
