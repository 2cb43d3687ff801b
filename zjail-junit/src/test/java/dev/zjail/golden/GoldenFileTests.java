package dev.zjail.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zjail.golden.GoldenFile.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A golden file")
class GoldenFileTests {
    private static final GoldenSettings CHECK = settings("check", Map.of());
    private static final GoldenSettings UPDATE = settings("update", Map.of());

    @TempDir
    Path base;

    @AfterEach
    void forgetWhatWasWritten() {
        GoldenFiles.takeWritten();
    }

    private static GoldenSettings settings(String value, Map<String, String> environment) {
        return GoldenSettings.of(name -> Optional.of(value), name -> Optional.ofNullable(environment.get(name)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<String> check(GoldenSettings settings, String output) {
        return check(settings, utf8(output));
    }

    private Optional<String> check(GoldenSettings settings, byte[] output) {
        return failure(settings, output, Map.of()).map(Failure::text);
    }

    private Optional<Failure> failure(GoldenSettings settings, byte[] output, Map<String, String> variables) {
        return GoldenFile.of(Path.of("golden/x.txt"), base, variables, settings)
                .check("stdout", output, Optional.empty());
    }

    private Path file(String content) throws IOException {
        Files.createDirectories(base.resolve("golden"));
        return Files.writeString(base.resolve("golden/x.txt"), content, StandardCharsets.ISO_8859_1);
    }

    @Nested
    @DisplayName("that is compared with")
    class Compared {
        @Test
        void isRightByteForByte() throws IOException {
            file("gr\u00c3\u00bc\u00c3\u009f [..]\n");
            assertThat(check(CHECK, "grüß dich\n")).isEmpty();
            assertThat(check(CHECK, "grüß dich")).isPresent();
        }

        @Test
        void holdsBytesThatAreNoText() throws IOException {
            file("\u00ff\u0000[..]\u00fe\n");
            assertThat(check(CHECK, new byte[] {(byte) 0xff, 0, 1, 2, (byte) 0xfe, '\n'}))
                    .isEmpty();
            assertThat(check(CHECK, new byte[] {(byte) 0xff, 0, (byte) 0xfd, '\n'}))
                    .hasValueSatisfying(text ->
                            assertThat(text).endsWith("\n    - | \\xff\\x00[..]\\xfe\\n\n    + | \\xff\\x00\\xfd\\n"));
        }

        @Test
        void showsTheFirstDifference() throws IOException {
            file("one\ntwo\nthree\nfour\nin [..] ms\nsix\nseven\neight\nnine\n");
            assertThat(check(CHECK, "one\ntwo\nthree\nfour\nin 5 s\nsix\u001b\n"))
                    .contains("""
                            Expected: stdout as in golden/x.txt
                            Actual: another from line 5 of stdout on, line 5 of the file (- the file, + stdout):
                                  …
                                  | two\\n
                                  | three\\n
                                  | four\\n
                                - | in [..] ms\\n
                                - | six\\n
                                - | seven\\n
                                - … 2 more lines
                                + | in 5 s\\n
                                + | six\\x1b\\n""");
        }

        @Test
        void showsThatThereIsMoreOrLess() throws IOException {
            file("one\n");
            assertThat(check(CHECK, "one\ntwo\n"))
                    .hasValueSatisfying(text -> assertThat(text).endsWith("\n      | one\\n\n    + | two\\n"));
            assertThat(check(CHECK, ""))
                    .hasValueSatisfying(text -> assertThat(text).endsWith("\n    - | one\\n"));
        }

        @Test
        void isShownBounded() throws IOException {
            file("x".repeat(1 << 20) + "a\n".repeat(1000));
            String text = check(CHECK, "x".repeat(1 << 20) + "b\n".repeat(1000)).orElseThrow();
            assertThat(text).hasSizeLessThan(2048).contains("    - | … " + "x".repeat(40) + "a\\n");
        }

        @Test
        void saysWhichVariableIsNotGiven() throws IOException {
            file("[VERSION] of [NAME]\n");
            assertThat(failure(CHECK, utf8("1.2 of it\n"), Map.of("NAME", "it"))
                            .orElseThrow()
                            .text())
                    .endsWith(
                            "\n    [VERSION] stands for itself: the test gives no variable of that name (given: NAME)");
            assertThat(failure(CHECK, utf8("1.2 of it\n"), Map.of("NAME", "it", "VERSION", "1.2")))
                    .isEmpty();
        }

        @Test
        void givesToolsWhatItWouldBecome() throws IOException {
            file("in [..] ms\nb\n");
            assertThat(failure(CHECK, utf8("in 5 ms\nc\n"), Map.of()).orElseThrow())
                    .extracting(Failure::expected, Failure::found)
                    .containsExactly(Optional.of("in [..] ms\nb\n"), "in [..] ms\nc\n");
            assertThat(GoldenFile.shown("in [..] ms\n\u001b\n")).isEqualTo("in [..] ms\\n\n\\x1b\\n");
        }

        @Test
        void withCarriageReturnsThroughoutIsAsIfItHadNone() throws IOException {
            file("a\r\nb\r\n");
            assertThat(check(CHECK, "a\nb\n")).isEmpty();
            assertThat(check(CHECK, "a\r\nb\r\n")).isEmpty();
            assertThat(check(CHECK, "a\r\nb\n")).isPresent();
            file("a\r\nb\n");
            assertThat(check(CHECK, "a\nb\n")).isPresent();
        }
    }

    @Nested
    @DisplayName("that is rewritten")
    class Rewritten {
        @Test
        void isCreatedWithItsDirectories() {
            assertThat(check(UPDATE, "new\n[..]\n")).isEmpty();
            assertThat(base.resolve("golden/x.txt")).hasContent("new\n\\[..]\n");
            assertThat(check(CHECK, "new\n[..]\n")).isEmpty();
            assertThat(GoldenFiles.takeWritten()).contains(base.resolve("golden/x.txt"));
        }

        @Test
        void keepsElisionsCarriageReturnsAndMode() throws IOException {
            Path file = file("in [..] ms\r\nold\r\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
            assertThat(check(UPDATE, "in 5 ms\nnew\n")).isEmpty();
            assertThat(file).hasBinaryContent(utf8("in [..] ms\r\nnew\r\n"));
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files).containsExactly(file);
            }
        }

        @Test
        void isNotTouchedIfItMatches() throws IOException {
            Path file = file("in [..] ms\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
            assertThat(check(UPDATE, "in 5 ms\n")).isEmpty();
            assertThat(file).hasContent("in [..] ms\n");
            assertThat(GoldenFiles.takeWritten()).doesNotContain(file);
        }

        @Test
        void staysALink() throws IOException {
            Path target = Files.writeString(base.resolve("target.txt"), "old\n");
            Files.createDirectories(base.resolve("golden"));
            Path link = Files.createSymbolicLink(base.resolve("golden/x.txt"), target);
            assertThat(check(UPDATE, "new\n")).isEmpty();
            assertThat(link).isSymbolicLink().hasContent("new\n");
            assertThat(target).hasContent("new\n");
        }

        @Test
        void isSoOnceOnly() throws IOException {
            Path file = file("old\n");
            assertThat(check(UPDATE, "first\n")).isEmpty();
            assertThat(check(UPDATE, "first\n")).isEmpty();
            assertThat(check(UPDATE, "second\n"))
                    .contains("Golden file: `golden/x.txt` must be the same for all assertions that use it in one run,"
                            + " but was: one that another assertion has just found right or written. Remedy: give each"
                            + " its own file, or elide what differs by [..].");
            assertThat(file).hasContent("first\n");
        }

        @Test
        void isNotSoFromARunThatCrashed() {
            assertThat(GoldenFile.of(Path.of("new.txt"), base, Map.of(), UPDATE)
                            .check("stdout", utf8("x"), Optional.of("it crashed. Remedy: mend it.")))
                    .get()
                    .extracting(Failure::text)
                    .isEqualTo("Golden file: `new.txt` was not rewritten: it crashed. Remedy: mend it.");
            assertThat(base.resolve("new.txt")).doesNotExist();
        }

        @ParameterizedTest
        @CsvSource({"CI, true", "TF_BUILD, True", "TEAMCITY_VERSION, 2024.1", "JENKINS_URL, https://jenkins/"})
        void isNotSoOnABuildServer(String variable, String value) throws IOException {
            Path file = file("old\n");
            assertThat(check(settings("update", Map.of(variable, value)), "new\n"))
                    .contains(
                            "Configuration parameter: `zjail.golden` must not be \"update\" on a build server, but the"
                                    + " environment variable " + variable
                                    + " is set. Remedy: rewrite golden files on your"
                                    + " machine, look at what changed, and commit it; if this is your machine, unset "
                                    + variable
                                    + ".");
            assertThat(file).hasContent("old\n");
            assertThat(check(settings("check", Map.of(variable, value)), "old\n"))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "false", "0"})
        void isSoWhereTheVariableSaysNo(String value) {
            assertThat(check(settings("update", Map.of("CI", value)), "new\n")).isEmpty();
        }
    }

    @Nested
    @DisplayName("that cannot be used")
    class Unusable {
        @Test
        void becauseItIsMissing() {
            assertThat(check(CHECK, "x\n"))
                    .contains(
                            "Golden file: `golden/x.txt` must exist, but was: no file. Remedy: look at the output below,"
                                    + " and if it is right, run the test once with -Dzjail.golden=update, which creates the"
                                    + " file.");
        }

        @Test
        void becauseItIsADirectory() throws IOException {
            Files.createDirectories(base.resolve("golden/x.txt"));
            assertThat(check(UPDATE, "x\n"))
                    .contains(
                            "Golden file: `golden/x.txt` must be a file, but was: a directory. Remedy: name a file in it.");
        }

        /** Reading the memory of a process at address 0 fails for root too. */
        @Test
        void becauseItCannotBeRead() {
            assertThat(GoldenFile.of(Path.of("/proc/self/mem"), base, Map.of(), CHECK)
                            .check("stdout", utf8("x"), Optional.empty()))
                    .get()
                    .extracting(Failure::text)
                    .isEqualTo(
                            "Golden file: `/proc/self/mem` must be readable, but was: java.io.IOException: Input/output"
                                    + " error. Remedy: let this user read it: chmod u+r.");
        }

        @Test
        void becauseItIsTooLarge() throws IOException {
            file("x".repeat((16 << 20) + 1));
            assertThat(check(CHECK, "x\n"))
                    .contains("Golden file: `golden/x.txt` must have at most 16 MiB, but was: 16777217 bytes. Remedy:"
                            + " compare a digest, or a part of the output.");
        }

        @Test
        void becauseItCannotBeRewritten() throws IOException {
            Files.writeString(base.resolve("golden"), "a file, below which nothing can be");
            assertThat(check(UPDATE, "x\n"))
                    .hasValueSatisfying(text -> assertThat(text)
                            .startsWith(
                                    "Golden file: `golden/x.txt` must be writable to be rewritten, but was: java.nio.file.")
                            .endsWith(". Remedy: let this user write it and its directory: chmod u+w."));
        }

        @Test
        void becauseTheParameterIsUnknown() throws IOException {
            file("x\n");
            assertThat(check(settings("upd\u001bate", Map.of()), "x\n"))
                    .contains("Configuration parameter: `zjail.golden` must be \"check\" or \"update\", but was:"
                            + " \"upd\\u{1b}ate\". Remedy: correct it in junit-platform.properties or in the system"
                            + " property of that name.");
        }

        @Test
        void becauseAVariableIsNone() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> failure(CHECK, utf8(""), Map.of("version", "1")))
                    .withMessage("a variable of a golden file must have a name of capital letters, digits and"
                            + " underscores, but was: \"version\". Remedy: write for instance VERSION.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> failure(CHECK, utf8(""), Map.of("A", "1\n")))
                    .withMessage("the value of [A] must be a part of one line, but was: \"1\\u{a}\". Remedy: give one"
                            + " line of it, or write ... in the golden file.");
        }
    }

    @Test
    @DisplayName("is unused if it lies beside one that was used")
    void unused() throws IOException {
        Path used = file("x\n");
        Path other = Files.writeString(used.resolveSibling("y.txt"), "y");
        Files.writeString(used.resolveSibling(".hidden"), "y");
        assertThat(check(CHECK, "x\n")).isEmpty();
        assertThat(GoldenFiles.unused()).contains(other).doesNotContain(used, used.resolveSibling(".hidden"));
    }
}
