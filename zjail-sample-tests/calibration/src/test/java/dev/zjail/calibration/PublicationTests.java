package dev.zjail.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A publication of a calibration")
class PublicationTests {
    @TempDir
    private Path directory;

    private Publication publication = new Publication(Path.of(""), Path.of(""), Path.of(""));

    @BeforeEach
    void write() throws IOException {
        publication = new Publication(
                directory.resolve("shipped.json"), directory.resolve("shipped.jsonl"), directory.resolve("page.md"));
        Files.writeString(directory.resolve("weights.json"), "weights");
        Files.writeString(directory.resolve("judgements.jsonl"), "judgements");
        Files.writeString(directory.resolve("evaluation.md"), "| new |\n");
        Files.writeString(publication.weights(), "old");
    }

    @Test
    void replacesTheFilesAndTheTablesOfThePageAndNothingElse() throws IOException {
        Files.writeString(publication.page(), """
                before
                ## What came of it

                | old |

                ### What is missed, and why
                after
                """);

        publication.publish(directory);

        assertThat(publication.weights()).hasContent("weights");
        assertThat(publication.judgements()).hasContent("judgements");
        assertThat(Files.readString(publication.page())).isEqualTo("""
                before
                ## What came of it

                | new |

                ### What is missed, and why
                after
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before\n",
                "## What came of it\n",
                "\n### What is missed, and why\n",
                "\n### What is missed, and why\n## What came of it\n"
            })
    void publishesNothingWhereThePageHasNoPlaceForIt(String page) throws IOException {
        Files.writeString(publication.page(), page);

        assertThatIllegalStateException()
                .isThrownBy(() -> publication.publish(directory))
                .withMessage(publication.page() + " must have the headings `## What came of it` and"
                        + " `### What is missed, and why` in this order, but it has not. Nothing was published.");
        assertThat(publication.weights()).hasContent("old");
    }
}
