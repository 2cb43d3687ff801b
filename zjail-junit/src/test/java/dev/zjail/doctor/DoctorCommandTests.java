package dev.zjail.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zjail.BuildServers;
import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.HostEnvironment;
import dev.zjail.engine.doctor.ProbeResult;
import dev.zjail.engine.doctor.ProbeStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The doctor's command")
class DoctorCommandTests {
    private static final ProbeResult KERNEL =
            new ProbeResult("kernel", ProbeStatus.PASS, "Linux 6.1.0", "none", "", "");
    private static final ProbeResult PTRACE = new ProbeResult(
            "ptrace", ProbeStatus.FAIL, "ptrace(PTRACE_SEIZE)", "EPERM", "it is \"forbidden\"", "allow it");
    private static final Diagnosis DIAGNOSIS = new Diagnosis(
            "Linux 6.1.0 on x86_64", List.of(HostEnvironment.DOCKER), List.of(KERNEL, PTRACE), List.of("jailed_run"));

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    @DisplayName("prints text")
    void text() {
        assertThat(run(DIAGNOSIS)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(DIAGNOSIS.text());
        assertThat(err.size()).isZero();
    }

    @Test
    @DisplayName("prints no order to a build server, wherever on the host it stands")
    void orders() {
        for (String order : BuildServers.ORDERS) {
            ProbeResult probe = new ProbeResult("kernel", ProbeStatus.WARN, order, "EPERM", order, order);
            Diagnosis diagnosis = new Diagnosis(order, List.of(), List.of(probe), List.of());
            out.reset();
            err.reset();
            run(diagnosis);
            BuildServers.assertNoneIsLeftIn(out.toString(StandardCharsets.UTF_8));
            out.reset();
            run(diagnosis, "--json");
            BuildServers.assertNoneIsLeftIn(out.toString(StandardCharsets.UTF_8));
            run(diagnosis, order);
            BuildServers.assertNoneIsLeftIn(err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("prints JSON")
    void json() {
        assertThat(run(DIAGNOSIS, "--json")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                {
                  "schema" : "zjail.doctor/v1",
                  "outcome" : "FAIL",
                  "exit_status" : 2,
                  "host" : "Linux 6.1.0 on x86_64",
                  "environments" : [ {
                    "id" : "docker",
                    "description" : "a Docker container (/.dockerenv exists)"
                  } ],
                  "probes" : [ {
                    "probe" : "kernel",
                    "outcome" : "PASS",
                    "observed" : "Linux 6.1.0"
                  }, {
                    "probe" : "ptrace",
                    "outcome" : "FAIL",
                    "observed" : "ptrace(PTRACE_SEIZE)",
                    "errno" : "EPERM",
                    "likely_cause" : "it is \\"forbidden\\"",
                    "fix" : "allow it"
                  } ],
                  "unexamined" : [ "jailed_run" ]
                }
                """);
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("exits with 0, 1 or 2, by the worst outcome")
    void exitStatus(ProbeStatus worst) {
        ProbeResult result = new ProbeResult("p", worst, "step", "EPERM", "cause", "fix");

        assertThat(run(new Diagnosis("", List.of(), List.of(KERNEL, result), List.of())))
                .isEqualTo(List.of(ProbeStatus.PASS, ProbeStatus.WARN, ProbeStatus.FAIL)
                        .indexOf(worst));
    }

    @Test
    @DisplayName("explains itself where it is asked something else, and examines nothing")
    void wrongArguments() {
        int status = new DoctorCommand(
                        () -> {
                            throw new AssertionError("it examined");
                        },
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of("--json", "--fast"));

        assertThat(status).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "zjail doctor: the arguments must be none or --json, but were: --json --fast."
                                + " Remedy: run it without arguments for text, with --json for JSON.\n");
        assertThat(out.size()).isZero();
    }

    @Test
    @DisplayName("examines this host, in a Java virtual machine of its own")
    void realHost() throws Exception {
        Said said = runInJvm(List.of(), "--json");

        JsonNode diagnosis = new ObjectMapper().readTree(said.text);
        assertThat(diagnosis.get("exit_status").asInt()).as(said.text).isEqualTo(said.status);
        assertThat(said.status).as(said.text).isIn(0, 1);
        assertThat(diagnosis.get("unexamined")).isEmpty();
        assertThat(diagnosis.get("probes").get(diagnosis.get("probes").size() - 1))
                .isEqualTo(new ObjectMapper()
                        .readTree(
                                "{\"probe\":\"jailed_run\",\"outcome\":\"PASS\",\"observed\":\"every layer was seen in"
                                        + " force\"}"));
    }

    @Test
    @DisplayName("exits with 2 where programs cannot be jailed")
    void unfitHost() throws Exception {
        Said said = runInJvm(List.of("-Djava.io.tmpdir=" + directory.resolve("missing")));

        assertThat(said.status).as(said.text).isEqualTo(2);
        assertThat(said.text).endsWith("failed: programs cannot be jailed on this host\n");
    }

    private int run(Diagnosis diagnosis, String... arguments) {
        return new DoctorCommand(
                        () -> diagnosis,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private record Said(int status, String text) {}

    private Said runInJvm(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        Stream.of(options.stream(), Stream.of(DoctorCommand.class.getName()), Stream.of(arguments))
                .flatMap(words -> words)
                .forEach(command::add);
        Path output = Files.createTempFile(directory, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        int status = process.waitFor();
        return new Said(status, Files.readString(output));
    }
}
