package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.assertj.ZjailAssertions;
import dev.zjail.engine.ObservedSyscall;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observes real programs in real jails. */
@DisplayName("Observing a program")
@Timeout(300)
@Jailed(limits = @Limits(wall = "60s"))
class ObservingTests {
    /** Every host has it, and no jail where nobody asks for it. */
    private static final String ON_HOST = "/usr/bin/env";

    private Jail jail;

    @BeforeEach
    void program(Jail annotated) {
        jail = annotated.withExecutable(CompiledProgram.of("beyond"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "thread      | policy = \"threads\"",
                "process     | policy = \"processes\"",
                "client      | refuse = \"socket=EAFNOSUPPORT\"",
                "server      | allow = {\"bind\", \"socket\"}",
                "insisting   | allow = \"socket\"",
                "options     | allow = \"prctl\"",
                "memory file | refuse = \"memfd_create=ENOSYS\"",
                "shell       | allow = \"execve\", files = \"/bin/sh -> /bin/sh\", policy = \"processes\"",
            })
    @DisplayName("names the least that lets it do what it does, and tries that")
    void leastThatIsEnough(String what, String attributes) {
        JailObservation observation = jail.observe(what);

        assertThat(observation.asAttributes()).isEqualTo(attributes);
        assertThat(observation.complete()).isTrue();
        assertThat(observation.tried())
                .hasValueSatisfying(
                        run -> ZjailAssertions.assertThat(run).exitedWith(0).isFullyConfined());
    }

    @Test
    @DisplayName("names nothing where nothing is lacking, and tries nothing")
    void nothing() {
        JailObservation observation = jail.observe("/etc/passwd");

        assertThat(observation.attributes()).isEmpty();
        assertThat(observation.tried()).isEmpty();
        assertThat(observation).hasToString("beyond what the test gives the program: nothing");
    }

    @Test
    @DisplayName("lists paths that the program did not find and the host has, and goes on with them")
    void paths() {
        JailObservation observation = jail.observe(ON_HOST);

        assertThat(observation.asAttributes()).isEqualTo("files = \"" + ON_HOST + " -> " + ON_HOST + "\"");
        assertThat(observation.tried())
                .hasValueSatisfying(run -> ZjailAssertions.assertThat(run).exitedWith(0));
    }

    @Test
    @DisplayName("tells values of the argument apart that says what a call is, and writes a rule about them")
    void arguments(@TempDir Path directory) throws IOException {
        JailObservation observation = jail.observe("options");
        Path policy = Files.writeString(directory.resolve("observed.json"), observation.asPolicyFile());

        assertThat(observation.syscalls()).extracting(ObservedSyscall::syscall).containsExactly("prctl", "prctl");
        assertThat(observation.syscalls())
                .extracting(call -> call.arguments().get(0))
                .containsExactly(1L, 2L);
        assertThat(observation.asPolicyFile())
                .contains(
                        "{\"syscall\": \"prctl\", \"arguments\": [{\"index\": 0, \"anyOf\": [\"0x1\", \"0x2\", \"0xf\",")
                .doesNotContain("    \"prctl\"");
        ZjailAssertions.assertThat(jail.withPolicy(policy.toString()).run("options"))
                .exitedWith(0);
    }

    @Test
    @DisplayName("writes a policy file that refuses, and is read as it was written")
    void refusingPolicyFile(@TempDir Path directory) throws IOException {
        String content = jail.observe("client").asPolicyFile();
        Path policy = Files.writeString(directory.resolve("observed.json"), content);

        assertThat(content).contains("\"refuse\": [\n    \"socket=EAFNOSUPPORT\"\n  ]");
        ZjailAssertions.assertThat(jail.withPolicy(policy.toString()).run("client"))
                .exitedWith(0)
                .refused("socket");
    }

    @Test
    @DisplayName("says that it is not complete where the program did not end as expected")
    void incomplete() {
        JailObservation observation = jail.observe("fail");

        assertThat(observation.complete()).isFalse();
        assertThat(observation.toString())
                .contains(
                        "not complete: the program exited with status 3; what it would do behind that, or calls beyond"
                                + " those recorded, were not seen\nadd: allow = \"getpriority\"\ntried with that: exited with status 3\n");
        assertThat(jail.withExitCodes(3).observe("fail").complete()).isTrue();
    }

    @Test
    @DisplayName("prints an annotation that a test pastes, compiles and passes with")
    void annotation(@TempDir Path directory) throws Exception {
        String annotation = jail.withEnv("QUOTE=\"\\ \t\u00e4").observe("shell").asAnnotation();

        Class<?> test = compiled(directory, """
                package pasted;
                import dev.zjail.junit.*;
                import org.junit.jupiter.api.Test;
                class PastedTests {
                    @Test
                    %s
                    void passes(JailResult run) {
                        dev.zjail.assertj.ZjailAssertions.assertThat(run).exitedWith(0);
                    }
                }
                """.formatted(annotation));

        assertThat(annotation).contains("policy = \"processes\"").contains("env = \"QUOTE=\\\"\\\\ \\t\u00e4\"");
        JailTestKit.reportingTo(directory.resolve("reports")).execute(test).succeeded(1);
    }

    private static Class<?> compiled(Path directory, String source) throws Exception {
        Path file = Files.writeString(directory.resolve("PastedTests.java"), source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-encoding",
                        "UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        file.toString());
        assertThat(status).isZero();
        URL[] urls = {directory.toUri().toURL()};
        URLClassLoader loader = new URLClassLoader(urls, ObservingTests.class.getClassLoader());
        return loader.loadClass("pasted.PastedTests");
    }

    @Test
    @DisplayName("records every run that it makes")
    void recorded() {
        List<String> calls = jail.observe("priority").allow();

        assertThat(calls).containsExactly("getpriority");
        ZjailAssertions.assertThat(jail.withAllow(calls.toArray(String[]::new)).run("priority"))
                .exitedWith(0);
    }
}
