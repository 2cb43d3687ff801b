package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A directory of cases")
class CaseDirectoryTests {
    @TempDir
    Path directory;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(directory.resolve(name).resolveSibling(""));
            Files.writeString(directory.resolve(name), "content of " + name);
        }
    }

    private List<String> names(boolean recursive) {
        return CaseDirectory.names(directory, recursive);
    }

    private CaseDirectory read() {
        return CaseDirectory.of(directory, false, names(false));
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(call)
                .withMessage(message);
    }

    @Test
    @DisplayName("has its cases in their natural order")
    void naturalOrder() throws IOException {
        for (String name : List.of("10", "9", "1", "a10", "a9", "a09b", "02", "b", "a")) {
            files(name + ".in", name + ".out");
        }
        assertThat(names(false)).containsExactly("1", "02", "9", "10", "a", "a9", "a09b", "a10", "b");
    }

    @Test
    @DisplayName("has those of its directories too where that is asked for")
    void recursive() throws IOException {
        files("1.in", "1.out", "large/2.in", "large/2.out", "large/10.in", "large/10.out", ".git/x.in", "README.md");
        assertThat(names(false)).containsExactly("1");
        assertThat(names(true)).containsExactly("1", "large/2", "large/10");
    }

    @Test
    @DisplayName("is read with all that belongs to a case")
    void reads() throws IOException {
        files("1.in", "1.out", "1.err", "2.in", "2.out");
        Files.writeString(directory.resolve("1.args"), "-n\n\nlast one\n");
        Files.writeString(directory.resolve("1.exit"), "3\n");
        Files.writeString(directory.resolve("points.tsv"), "# case, points\n\n1\t5\n2\t 0 \r\n");

        JailedCase first = read().read("1");
        assertThat(first.input().text()).isEqualTo("content of 1.in");
        assertThat(first.expected().text()).isEqualTo("content of 1.out");
        assertThat(first.expectedError().orElseThrow().text()).isEqualTo("content of 1.err");
        assertThat(first.args()).containsExactly("-n", "", "last one");
        assertThat(first.exitStatus()).contains(3);
        assertThat(first.points()).hasValue(5);
        assertThat(first).hasToString("1");
        assertThat(read().read("2"))
                .extracting(JailedCase::expectedError, JailedCase::args, JailedCase::exitStatus, JailedCase::points)
                .containsExactly(Optional.empty(), List.of(), Optional.empty(), OptionalInt.of(0));
    }

    @Test
    @DisplayName("is refused if it is none, or has no case")
    void noCases() throws IOException {
        Path missing = directory.resolve("missing");
        assertRefused(
                () -> CaseDirectory.names(missing, false),
                "@JailedCases: `value` must name a directory, but was: \"" + missing
                        + "\", which does not exist. Remedy: make it, and put 1.in and 1.out into it.");
        files("file", "deeper/1.in", "deeper/1.out");
        assertRefused(
                () -> CaseDirectory.names(directory.resolve("file"), false),
                "@JailedCases: `value` must name a directory, but was: \"" + directory.resolve("file")
                        + "\", which is a file. Remedy: make it, and put 1.in and 1.out into it.");
        assertRefused(
                () -> names(false),
                "@JailedCases: `value` must name a directory with cases, but was: \"" + directory
                        + "\", which has none. Remedy: put 1.in and 1.out into it, or write recursive = true if they lie"
                        + " deeper.");
    }

    @Test
    @DisplayName("is refused if a file of a case lacks another")
    void pairs() throws IOException {
        files("1.in", "1.out", "2.in");
        assertRefused(
                () -> names(false),
                "@JailedCases: `value` must hold a file .out for each .in, but was: \"" + directory.resolve("2.in")
                        + "\" without 2.out. Remedy: add the file, which may be empty, or take the other away.");
        files("2.out", "3.out");
        assertRefused(
                () -> names(false),
                "@JailedCases: `value` must hold a file .in for each .out, but was: \"" + directory.resolve("3.out")
                        + "\" without 3.in. Remedy: add the file, which may be empty, or take the other away.");
        files("3.in", "4.args");
        assertRefused(
                () -> names(false),
                "@JailedCases: `value` must hold a file .in for each .args, but was: \"" + directory.resolve("4.args")
                        + "\" without 4.in. Remedy: add the file, which may be empty, or take the other away.");
    }

    @Test
    @DisplayName("is refused if case is all that tells two names apart, or an ending")
    void upperCase() throws IOException {
        files("a.in", "a.out", "B.IN");
        assertRefused(
                () -> names(false),
                "@JailedCases: `value` must hold files whose names end in lower case, but was: \""
                        + directory.resolve("B.IN") + "\". Remedy: rename it to end with .in.");
        Files.delete(directory.resolve("B.IN"));
        files("A.in", "A.out");
        assertRefused(
                () -> names(false),
                "@JailedCases: `value` must hold cases whose names differ in more than upper and lower case, but was: \""
                        + directory.resolve("A") + "\" and a. Remedy: rename one of them.");
    }

    @Test
    @DisplayName("is refused if its points are wrong")
    void points() throws IOException {
        files("1.in", "1.out", "2.in", "2.out");
        assertPointsRefused(
                "1 5\n",
                "must have a case, a tabulator and whole points in each line, but was: \"1 5\"."
                        + " Remedy: write 1<TAB>5.");
        assertPointsRefused(
                "1\t-5\n",
                "must have a case, a tabulator and whole points in each line, but was:"
                        + " \"1\\u{9}-5\". Remedy: write 1<TAB>5.");
        assertPointsRefused(
                "3\t5\n",
                "must name cases of the directory, but was: \"3\\u{9}5\". Remedy: correct the name,"
                        + " or add the case.");
        assertPointsRefused(
                "1\t5\n1\t6\n",
                "must name each case once, but was: \"1\\u{9}6\". Remedy: take one of the" + " lines away.");
        assertPointsRefused("1\t5\n", "must name each case, but was: no line for 2. Remedy: give it points, or 0.");
    }

    private void assertPointsRefused(String content, String message) throws IOException {
        Files.writeString(directory.resolve("points.tsv"), content);
        assertRefused(this::read, "@JailedCases: `points.tsv` " + message);
    }

    @Test
    @DisplayName("is refused when a case is read whose files cannot be used")
    void files() throws IOException {
        files("1.in", "1.out", "2.in");
        Files.createDirectory(directory.resolve("2.out"));
        Files.writeString(directory.resolve("1.exit"), "256");
        assertRefused(
                () -> read().read("1"),
                "@JailedCases: `value` must hold files .exit with an exit status from 0 to 255, but was: \""
                        + directory.resolve("1.exit") + "\" with \"256\". Remedy: write for instance 1.");
        assertRefused(
                () -> read().read("2"),
                "@JailedCases: `value` must hold regular files of at most 64 MiB, but was: \""
                        + directory.resolve("2.out")
                        + "\". Remedy: make it smaller, or let the test method give the input: jail.withStdin(bytes).");
    }
}
