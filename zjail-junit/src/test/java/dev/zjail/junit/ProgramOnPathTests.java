package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A program that is named as in a shell")
class ProgramOnPathTests {
    @TempDir
    private Path directory = Path.of("");

    private Path module = Path.of("");
    private Path program = Path.of("");
    private String path = "";

    @BeforeEach
    void install() throws IOException {
        module = Files.createDirectories(directory.resolve("module"));
        Path first = Files.createDirectories(directory.resolve("first"));
        Path second = Files.createDirectories(directory.resolve("second"));
        Files.createFile(first.resolve("tool"));
        program = Files.createFile(second.resolve("tool"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(first.resolve("directory"));
        path = "relative::" + first + ":\0:" + second;
    }

    @Test
    @DisplayName("is the first executable file of that name on PATH")
    void found() {
        assertThat(ProgramOnPath.find(module.resolve("tool"), module, path)).contains(program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "directory", "bin/tool", "/tool"})
    @DisplayName("is none where PATH has none, where it is no file, and where more than a name was given")
    void notFound(String value) {
        assertThat(ProgramOnPath.find(module.resolve(value), module, path)).isEmpty();
    }

    @Test
    @DisplayName("is the module's own if the module has it")
    void ownProgram() throws IOException {
        Path own = Files.createFile(module.resolve("tool"));

        assertThat(ProgramOnPath.find(own, module, path)).isEmpty();
    }

    @Test
    @DisplayName("is hinted at in the error, and not run")
    void hint() {
        assertThat(JailTestKit.reportingTo(directory.resolve("reports"))
                        .execute(ListsTestCases.class)
                        .onlyFailure())
                .message()
                .matches(
                        "(?s)@Jailed: `value` must name a file that exists, but was: .*/ls \\(no such file or directory\\)"
                                + "\\. Remedy: .*; for the program that a shell calls ls write \"/.*/ls\"\\.");
    }

    static class ListsTestCases {
        @Test
        @Jailed("ls")
        void lists(JailResult run) {
            assertThat(run).isNotNull();
        }
    }
}
