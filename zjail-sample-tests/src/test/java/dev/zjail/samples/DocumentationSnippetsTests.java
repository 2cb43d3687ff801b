package dev.zjail.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.samples.Documentation.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows of this project is what is compiled and run here. */
@DisplayName("Code in the documentation")
class DocumentationSnippetsTests {
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
