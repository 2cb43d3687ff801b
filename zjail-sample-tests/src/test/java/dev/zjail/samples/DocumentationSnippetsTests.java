package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.JailSession;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import dev.zjail.samples.Documentation.Block;
import dev.zjail.samples.Documentation.Snippets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation shows what is compiled and run here, and what a failed test prints. */
class DocumentationSnippetsTests {
    @Nested
    @DisplayName("Code in the documentation")
    class Code {
        private static final Snippets SNIPPETS = Snippets.below(Path.of("src/test/java"));

        /** A name with a slash is a file, shown whole. */
        @ParameterizedTest
        @MethodSource("blocks")
        void isWhatIsCompiledHere(Block block) {
            assertThat(block.text())
                    .as("the block of %s under <!-- snippet: %s -->", block.page(), block.name())
                    .isEqualTo(block.name().contains("/") ? file(block) : snippet(block));
        }

        @Test
        void showsEachSnippetThatIsMarked() {
            assertThat(blocks().stream().map(Block::name).collect(Collectors.toSet()))
                    .as("what docs and README show of the snippets that are marked")
                    .containsAll(SNIPPETS.names());
        }

        private static String snippet(Block block) {
            assertThat(SNIPPETS.names())
                    .as("snippets below src/test/java, one of which %s names", block.page())
                    .contains(block.name());
            return SNIPPETS.text(block.name());
        }

        private static String file(Block block) {
            Path file = Path.of(block.name());
            assertThat(file).as("a file that %s shows", block.page()).isRegularFile();
            return Documentation.read(file);
        }

        static List<Block> blocks() {
            List<Block> blocks = Documentation.blocks("snippet");
            assertThat(blocks).isNotEmpty();
            return blocks;
        }
    }

    /** Numbers and paths may be others. */
    @Nested
    @DisplayName("A failure in the documentation")
    class Failures {
        @Test
        @Jailed("target/native/greeter-dynamic")
        void ofAnotherOutput(JailResult run) {
            isPrinted("wrong-output", () -> assertThat(run).exitedWith(0).hasStdout("hello, world\n"));
        }

        @Test
        @Jailed("target/native/greeter_online-dynamic")
        void ofADeniedCall(JailResult run) {
            isPrinted("denied-call", () -> assertThat(run).exitedWith(0).hasStdout("hello\n"));
        }

        @Test
        @Jailed(value = "target/native/spin", limits = @Limits(cpu = "200ms"))
        void ofALimit(JailResult run) {
            isPrinted("cpu-limit", () -> assertThat(run).exitedWith(0));
        }

        @Test
        @Jailed("target/native/inventory")
        void ofAGoldenFile(JailResult run) {
            isPrinted(
                    "golden-difference",
                    () -> assertThat(run).exitedWith(0).hasStdoutAs(Path.of("src/test/golden/inventory.txt")));
        }

        @Test
        @Jailed("target/native/guessing_game")
        void ofADialogue(Jail jail) {
            try (JailSession game = jail.start().withTimeout(Duration.ofSeconds(30))) {
                game.expectLine("I think of a number from 1 to 9.").sendLine("guess 5");
                isPrinted("other-answer", () -> game.expectLine("too high"));
            }
        }

        /** Line by line; one of three dots stands for any number of lines. */
        private static void isPrinted(String name, Runnable failing) {
            List<String> printed =
                    comparable(catchThrowable(failing::run).getMessage().strip());
            List<Block> blocks = Documentation.blocks("output").stream()
                    .filter(block -> block.name().equals(name))
                    .toList();
            assertThat(blocks).as("blocks under <!-- output: %s -->", name).isNotEmpty();
            assertThat(blocks)
                    .allSatisfy(block -> assertThat(
                                    isShortened(comparable(block.text().strip()), printed))
                            .withFailMessage(() -> block.page() + " shows under <!-- output: " + name
                                    + " --> what is not printed." + " Printed is:\n" + String.join("\n", printed))
                            .isTrue());
        }

        private static boolean isShortened(List<String> shown, List<String> printed) {
            Iterator<String> rest = printed.iterator();
            boolean gap = false;
            for (String line : shown) {
                if (line.equals("…")) {
                    gap = true;
                    continue;
                }
                String found = next(rest);
                while (gap && !found.equals(line) && rest.hasNext()) {
                    found = rest.next();
                }
                if (!found.equals(line)) {
                    return false;
                }
                gap = false;
            }
            return gap || !rest.hasNext();
        }

        private static String next(Iterator<String> lines) {
            return lines.hasNext() ? lines.next() : "nothing more is printed";
        }

        private static List<String> comparable(String text) {
            return text.replaceAll("0x[0-9a-f]+", "0x…")
                    .replaceAll("[0-9.]+ (?:ns|µs|ms|KiB|MiB)\\b", "N")
                    .replaceAll("audit: \\S+", "audit: …")
                    .replaceAll("-Dtest=\\S+", "-Dtest=…")
                    .replaceAll("(?:greeter|greeter_online)-dynamic", "greeter")
                    .replace("spin ", "forever ")
                    .lines()
                    .toList();
        }
    }
}
