package dev.zjail.junit;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that pins what runs did")
class PinnedRunsTests {
    @TempDir
    Path directory;

    private Path file;
    private static volatile Path mapped = Path.of("");

    @BeforeEach
    void file() {
        file = directory.resolve("history").resolve("zjail.history");
    }

    private JailTestKit kit() {
        return JailTestKit.reportingTo(directory.resolve("reports")).with("zjail.history.file", file.toString());
    }

    private JailTestKit updating() {
        return kit().with("zjail.history.update", "true");
    }

    @Test
    @DisplayName("is written on request, with a line for each test and input, and agrees in the next build")
    void agrees() throws IOException {
        updating().execute(Clean.class).succeeded(5);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo(
                        "# zjail history 2: BLAKE2b-256 of the program, digest of what it did, test and digest of its"
                                + " input with all mapped files");
        assertThat(lines.get(1))
                .as("the same in every version: people keep such files")
                .isEqualTo("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                        + " e0e69470ed5e09eccd65328eeb9bd0b0626e6921d0f2cee275e1305bde0266f2"
                        + " dev.zjail.junit.PinnedRunsTests$Clean oneInput(JailResult) 753889c85f5dc5e9");
        kit().execute(Clean.class).succeeded(5);
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
    }

    @Test
    @DisplayName("rejects another outcome of the same program")
    void otherOutcome() throws IOException {
        updating().execute(Clean.class).succeeded(5);
        replace(" [0-9a-f]{64} ", " " + "0".repeat(64) + " ");

        kit().execute(OtherOutcome.class).succeeded(1);
    }

    @Test
    @DisplayName("rejects another program")
    void otherProgram() throws IOException {
        updating().execute(Clean.class).succeeded(5);
        replace("(?m)^[0-9a-f]{64} ", "0".repeat(64) + " ");

        kit().execute(OtherProgram.class).succeeded(1);
    }

    private void replace(String pattern, String replacement) throws IOException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll(pattern, replacement)
                        .replaceAll("PinnedRunsTests\\$Clean", "PinnedRunsTests\\$Other"));
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("$Other ", "$OtherOutcome ")
                        + text.lines()
                                .filter(line -> line.contains("$Other "))
                                .map(line -> line.replace("$Other ", "$OtherProgram ") + "\n")
                                .reduce("", String::concat));
    }

    static class Base {
        static void rejects(JailResult run, String id, String sentence) {
            assertThat(run).hasVerdict(Verdict.REJECT).assessment().hasEvidence(id);
            assertThat(run.assessment().evidence())
                    .extracting(Evidence::sentence)
                    .containsExactly(sentence);
        }
    }

    @ScriptedEngine.Installed
    static class Clean {
        @Test
        @Jailed("greeter")
        void oneInput(JailResult run) {
            assertThat(run).hasVerdict(Verdict.UNCERTAIN);
        }

        @RepeatedTest(value = 4, name = "again")
        @Jailed(value = "greeter", replays = 16)
        void repeated(JailResult run) {
            assertThat(run).hasVerdict(Verdict.DETERMINISTIC);
        }
    }

    @ScriptedEngine.Installed
    static class OtherOutcome {
        @Test
        @Jailed("greeter")
        void oneInput(JailResult run) {
            Base.rejects(
                    run,
                    "pinned_outcome_differs",
                    "the program is the pinned one, and what it did is not what zjail.history pins");
        }
    }

    @ScriptedEngine.Installed
    static class OtherProgram {
        @Test
        @Jailed("greeter")
        void oneInput(JailResult run) {
            Base.rejects(
                    run,
                    "pinned_program_differs",
                    "the executable has the BLAKE2b-256 " + SampleRuns.FINGERPRINT + ", and zjail.history pins "
                            + "0".repeat(64));
        }
    }

    @Test
    @DisplayName("is no place for a run that was rejected")
    void rejected() {
        updating().execute(Rejected.class).succeeded(1);

        assertThat(file).doesNotExist();
    }

    @ScriptedEngine.Installed
    static class Rejected {
        @Test
        @Jailed("socket")
        void test(JailResult run) {
            assertThat(run).hasVerdict(Verdict.REJECT);
        }
    }

    @Test
    @DisplayName("that is missing is an error which says how to write it")
    void missing() {
        assertThat(kit().execute(Clean.class).failures())
                .hasSize(5)
                .allSatisfy(failure -> assertThat(failure)
                        .isExactlyInstanceOf(ExtensionConfigurationException.class)
                        .hasMessage("Configuration parameter: the file " + file
                                + " of `zjail.history.file` must be readable, but: java.nio.file.NoSuchFileException: "
                                + file + ". Remedy: run the tests once with zjail.history.update=true."));
    }

    @Test
    @DisplayName("that is something else is an error which shows the line")
    void broken() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# a comment\n\nsomething\telse\n");

        assertThat(kit().execute(OtherOutcome.class).onlyFailure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Configuration parameter: the file " + file
                        + " of `zjail.history.file` must have two digests and a test in each line, but:"
                        + " \"something\\telse\". Remedy: take the line away, or write the file again with"
                        + " zjail.history.update=true.");
    }

    @Test
    @DisplayName("that another version wrote is an error, and no file in which nothing is found")
    void otherVersion() throws IOException {
        updating().execute(Clean.class).succeeded(5);
        Files.writeString(file, Files.readString(file).replaceFirst("# zjail history 2: ", "# zjail: "));

        assertThat(kit().execute(OtherOutcome.class).onlyFailure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Configuration parameter: the file " + file
                        + " of `zjail.history.file` must begin with the line \"# zjail history 2: BLAKE2b-256 of the"
                        + " program, digest of what it did, test and digest of its input with all mapped files\", but:"
                        + " \"# zjail: BLAKE2b-256 of the program, digest of what it did, test and digest of its input"
                        + " with all mapped files\". Remedy: another version of zjail wrote it, which looked at other"
                        + " inputs: write it again with zjail.history.update=true.");
        Files.writeString(file, Files.readString(file).replace("Clean", "Gone"));
        updating().execute(Clean.class).succeeded(5);
        assertThat(file).content().contains("$Clean ").doesNotContain("$Gone ");
    }

    @Test
    @DisplayName("says nothing of a run on which a mapped file had another content")
    void mappedFiles() throws IOException {
        mapped = Files.writeString(directory.resolve("mapped"), "one");
        updating().execute(Mapping.class).succeeded(1);
        updating().execute(Mapping.class).succeeded(1);
        assertThat(Files.readAllLines(file)).hasSize(2);

        Files.writeString(mapped, "two");
        updating().execute(Mapping.class).succeeded(1);

        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @ScriptedEngine.Installed
    static class Mapping {
        @Test
        @Jailed("reader")
        void test(Jail jail) {
            assertThat(jail.withFiles(mapped + " -> /x").run()).hasVerdict(Verdict.UNCERTAIN);
        }
    }

    @Test
    @DisplayName("has a line for each input, whatever makes it another")
    void inputs() throws IOException {
        updating().execute(Inputs.class).succeeded(1);

        assertThat(Files.readAllLines(file)).hasSize(1 + 7);
    }

    @ScriptedEngine.Installed
    static class Inputs {
        @Test
        @Jailed("greeter")
        void test(Jail jail) {
            jail.run();
            jail.run("A=1");
            jail.run("A=1", "B=2");
            jail.withEnv("A=1").run();
            jail.withEnv("B=2").run("A=1");
            jail.withStdin("A=1").run();
            jail.withNormalise("addresses").run();
        }
    }

    @Test
    @DisplayName("has one line for a test whose name has several")
    void names() throws IOException {
        updating().execute(Named.class).succeeded(1);

        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(Files.readAllLines(file).get(1)).contains(" one\\nother ");
        kit().execute(Named.class).succeeded(1);
    }

    @ScriptedEngine.Installed
    static class Named {
        @RepeatedTest(value = 1, name = "one\nother")
        @Jailed("greeter")
        void test(JailResult run) {
            assertThat(run).hasVerdict(Verdict.UNCERTAIN);
        }
    }

    @Test
    @DisplayName(
            "in a place that cannot be written is an error, and so is a line of it, of which the beginning is shown")
    void unwritable() throws IOException {
        Files.writeString(directory.resolve("history"), "x".repeat(201));

        assertThat(updating().execute(OtherOutcome.class).onlyFailure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Configuration parameter: the file " + file + " of `zjail.history.file` must be writable, but:"
                                + " java.nio.file.FileAlreadyExistsException: " + file.getParent()
                                + ". Remedy: name a place that can be written.");
        file = directory.resolve("history");
        assertThat(kit().execute(OtherOutcome.class).onlyFailure())
                .hasMessageContaining(" in each line, but: \"" + "x".repeat(200) + "\". Remedy: ");
    }

    @Test
    @DisplayName("loses no line to another Java virtual machine that writes it at the same time")
    void twoMachines() throws Exception {
        List<Process> machines = new ArrayList<>();
        for (String name : List.of("one", "other")) {
            Path temporary = Files.createDirectory(directory.resolve(name));
            machines.add(OtherJvm.running(temporary, PinningMachine.class, List.of(), temporary, file)
                    .start());
        }
        for (Process machine : machines) {
            OtherJvm.await(machine);
        }

        assertThat(Files.readAllLines(file)).hasSize(1 + 2 * PinningMachine.RUNS);
    }

    /** Pins many runs, each on an input of its own. */
    static final class PinningMachine {
        static final int RUNS = 100;
        private static String name = "";

        public static void main(String[] arguments) {
            name = arguments[0];
            JailTestKit.reportingTo(Path.of(arguments[0], "reports"))
                    .with("zjail.history.file", arguments[1])
                    .with("zjail.history.update", "true")
                    .execute(Many.class)
                    .succeeded(1);
        }

        @ScriptedEngine.Installed
        static class Many {
            @Test
            @Jailed("greeter")
            void test(Jail jail) {
                for (int i = 0; i < RUNS; i++) {
                    jail.run(name, Integer.toString(i));
                }
            }
        }
    }

    @Test
    @DisplayName("is updated by nothing but true")
    void wrongParameter() {
        assertThat(kit().with("zjail.history.update", "yes")
                        .execute(OtherOutcome.class)
                        .onlyFailure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Configuration parameter: `zjail.history.update` must be \"true\" or \"false\", but was: \"yes\"."
                                + " Remedy: correct it in junit-platform.properties or in the system property of that name.");
    }
}
