package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailVerifierTests {
    @TempDir
    Path reports;

    private Path trail = Path.of("");

    @BeforeEach
    void writeATrailOfThreeRuns() throws IOException {
        trail = Trails.closed(reports, 3);
    }

    @Test
    void anUntouchedTrailIsIntact() throws IOException {
        Trail read = Trail.read(trail);

        assertThat(read.state()).isEqualTo(TrailState.INTACT);
        assertThat(read.finding())
                .isEqualTo("3 records, closed, head "
                        + Blake2b256.of(Files.readAllLines(trail).get(3)));
        assertThat(read.runs()).hasSize(3);
    }

    @Test
    void aFlippedByteAnywhereInARunIsFound() throws IOException {
        byte[] content = Files.readAllBytes(trail);
        int closingLine = Files.readString(trail).indexOf("{\"schema\":\"zjail.audit/v1\",\"record\":\"closing\"");
        for (int at = 0; at < closingLine; at += 7) {
            byte[] changed = content.clone();
            changed[at] ^= 1;
            Files.write(trail, changed);

            assertThat(Trail.read(trail).state()).as("byte %d", at).isEqualTo(TrailState.TAMPERED);
        }
    }

    @Test
    void theHeadOfAnIntactTrailCoversTheClosingRecordToo() throws IOException {
        String finding = Trail.read(trail).finding();
        edit(lines -> lines.set(3, lines.get(3).replace("\"timestamp\":1", "\"timestamp\":2")));

        assertThat(Trail.read(trail).state()).isEqualTo(TrailState.INTACT);
        assertThat(Trail.read(trail).finding()).isNotEqualTo(finding);
    }

    @Test
    void aChangedRecordIsFoundByTheLineAfterIt() throws IOException {
        edit(lines -> lines.set(1, lines.get(1).replace("UNCERTAIN", "DETERMINISTIC")));

        assertFound(TrailState.TAMPERED, "line 3 does not hold the digest of the line before");
    }

    @Test
    void aChangedClosingRecordIsFound() throws IOException {
        edit(lines -> lines.set(3, lines.get(3).replace("\"count\":3", "\"count\":4")));

        assertFound(TrailState.TAMPERED, "line 4 closes another trail: its count or head differs");
    }

    @Test
    void aClosingRecordWithAnotherHeadIsFound() throws IOException {
        edit(lines -> lines.set(3, lines.get(3).replaceFirst("\"head\":\"....", "\"head\":\"0000")));

        assertFound(TrailState.TAMPERED, "line 4 closes another trail: its count or head differs");
    }

    @Test
    void swappedLinesAreFound() throws IOException {
        edit(lines -> Collections.swap(lines, 0, 1));

        assertFound(TrailState.TAMPERED, "line 1 is out of order");
    }

    @Test
    void aMissingFirstLineIsFound() throws IOException {
        edit(lines -> lines.remove(0));

        assertFound(TrailState.TAMPERED, "line 1 is out of order");
    }

    @Test
    void aMissingMiddleLineIsFound() throws IOException {
        edit(lines -> lines.remove(1));

        assertFound(TrailState.TAMPERED, "line 2 is out of order");
    }

    @Test
    void aRepeatedLineIsFound() throws IOException {
        edit(lines -> lines.add(1, lines.get(0)));

        assertFound(TrailState.TAMPERED, "line 2 is out of order");
    }

    @Test
    void aMissingTailIsIncomplete() throws IOException {
        edit(lines -> lines.subList(2, 4).clear());

        assertFound(TrailState.INCOMPLETE, "no closing record after line 2");
    }

    @Test
    void aCutLineIsIncomplete() throws IOException {
        String content = Files.readString(trail);
        Files.writeString(trail, content.substring(0, content.indexOf('\n') + 50));

        assertFound(TrailState.INCOMPLETE, "line 2 was cut");
        assertThat(Trail.read(trail).runs()).hasSize(1);
    }

    @Test
    void aLastRunCutOutFromBeforeTheClosingRecordIsFound() throws IOException {
        edit(lines -> lines.remove(2));

        assertFound(TrailState.TAMPERED, "line 3 is out of order");
    }

    @Test
    void aLineAfterTheClosingRecordIsFound() throws IOException {
        edit(lines -> lines.add(lines.get(0)));

        assertFound(TrailState.TAMPERED, "line 5 follows the closing record");
    }

    @Test
    void aCutLineAfterTheClosingRecordIsFound() throws IOException {
        Files.writeString(trail, Files.readString(trail) + "{");

        assertFound(TrailState.TAMPERED, "line 5 follows the closing record");
    }

    @Test
    void windowsLineEndsAreFound() throws IOException {
        Files.writeString(trail, Files.readString(trail).replace("\n", "\r\n"));

        assertFound(TrailState.TAMPERED, "line 2 does not hold the digest of the line before");
    }

    @Test
    void duplicateKeysAreFound() throws IOException {
        edit(lines -> lines.set(0, lines.get(0).replace("{\"schema\"", "{\"seq\":0,\"schema\"")));

        assertFound(TrailState.TAMPERED, "line 1 is not one JSON object");
    }

    @Test
    void aSecondObjectOnALineIsFound() throws IOException {
        edit(lines -> lines.set(0, lines.get(0) + lines.get(0)));

        assertFound(TrailState.TAMPERED, "line 1 is not one JSON object");
    }

    @Test
    void anEmptyLineIsFound() throws IOException {
        edit(lines -> lines.add(0, ""));

        assertFound(TrailState.TAMPERED, "line 1 is not of the schema zjail.audit/v1");
    }

    @Test
    void bytesThatAreNotUtf8AreFound() throws IOException {
        byte[] content = Files.readAllBytes(trail);
        content[new String(content, StandardCharsets.ISO_8859_1).indexOf("greets")] = (byte) 0xff;
        Files.write(trail, content);

        assertFound(TrailState.TAMPERED, "line 1 has a byte that is not ASCII");
    }

    @Test
    void aLineLongerThanAnyRecordIsFound() throws IOException {
        Files.writeString(trail, " ".repeat((8 << 20) + 1) + Files.readString(trail));

        assertFound(TrailState.TAMPERED, "line 1 is longer than any record");
    }

    @Test
    void aTrailUnderAnotherNameIsFound() throws IOException {
        Path renamed = Files.move(trail, trail.resolveSibling("1-2-3.audit.jsonl"));

        assertThat(Trail.read(renamed).finding()).isEqualTo("line 1 belongs to another trail");
    }

    @Test
    void aRecordWithoutItsFieldsIsFound() throws IOException {
        edit(lines -> lines.set(0, lines.get(0).replace("\"settled_by\"", "\"settledBy\"")));

        assertFound(TrailState.TAMPERED, "line 1 is not a record of the schema");
    }

    @Test
    void aFieldWeDoNotKnowIsToleratedByTheReader() throws IOException {
        edit(lines -> {
            lines.subList(1, 4).clear();
            lines.set(0, lines.get(0).replace("{\"schema\"", "{\"later\":1,\"schema\""));
        });

        assertFound(TrailState.INCOMPLETE, "no closing record after line 1");
        assertThat(Trail.read(trail).runs()).hasSize(1);
    }

    @Test
    void anEmptyFileIsIncomplete() throws IOException {
        Files.writeString(trail, "");

        assertFound(TrailState.INCOMPLETE, "no closing record after line 0");
    }

    private void edit(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(trail));
        change.accept(lines);
        Files.writeString(trail, String.join("\n", lines) + "\n");
    }

    private void assertFound(TrailState state, String finding) throws IOException {
        Trail read = Trail.read(trail);
        assertThat(read.finding()).isEqualTo(finding);
        assertThat(read.state()).isEqualTo(state);
    }
}
