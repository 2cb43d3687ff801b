package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a dialogue is matched with and told from")
class DialoguePartsTests {
    @Test
    @DisplayName("is the same text wherever its bytes are cut")
    void anyCut() {
        String text = "a ü 日本 🙂\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            UnreadText unread = new UnreadText();
            unread.append(Bytes.of(Arrays.copyOfRange(bytes, 0, cut)), false);
            unread.append(Bytes.of(Arrays.copyOfRange(bytes, cut, bytes.length)), true);

            assertThat(unread.text().toString()).as("cut at " + cut).isEqualTo(text);
            assertThat(unread.nextLine(false).orElseThrow().text()).isEqualTo("a ü 日本 🙂");
        }
    }

    @Test
    @DisplayName("shows a character that never came to its end")
    void unfinishedCharacter() {
        UnreadText unread = new UnreadText();
        unread.append(Bytes.of(new byte[] {'a', (byte) 0xc3}), false);
        assertThat(unread.text().toString()).isEqualTo("a");
        unread.append(Bytes.EMPTY, true);

        assertThat(unread.text().toString()).isEqualTo("a\ufffd");
    }

    @Test
    @DisplayName("is searched for what is complete first, wherever it is cut")
    void firstComplete() {
        for (int cut = 0; cut <= 6; cut++) {
            UnreadText unread = new UnreadText();
            FirstOf search = new FirstOf(List.of("abcde", "cd", "bcd"));
            unread.append(Bytes.utf8("xabcde".substring(0, cut)), false);
            Optional<String> early = search.find(unread);
            unread.append(Bytes.utf8("xabcde".substring(cut)), true);

            assertThat(early.or(() -> search.find(unread))).as("cut at " + cut).contains("cd");
            assertThat(unread.text().toString()).isEqualTo("e");
        }
    }

    @Test
    @DisplayName("has no line before its end is seen, unless nothing follows")
    void lines() {
        UnreadText unread = new UnreadText();
        unread.append(Bytes.utf8("one"), false);

        assertThat(unread.nextLine(false)).isEmpty();
        assertThat(unread.nextLine(true)).contains(new UnreadText.Line("one", 3));
        unread.append(Bytes.utf8("\r\n\n"), false);
        assertThat(unread.nextLine(false)).contains(new UnreadText.Line("one", 5));
        unread.take(5);
        assertThat(unread.nextLine(false)).contains(new UnreadText.Line("", 1));
    }

    @Test
    @DisplayName("is shown by its end alone if it is long")
    void bounded() {
        DialogueSoFar soFar = new DialogueSoFar();
        assertThat(soFar.describe()).isEqualTo("dialogue so far: nothing was said");
        for (int i = 0; i < 10_000; i++) {
            soFar.add(DialogueSoFar.SENT, "question\n");
            soFar.add(DialogueSoFar.STDOUT, "answer\n");
        }
        soFar.add(DialogueSoFar.STDOUT, "x".repeat(100));

        assertThat(soFar.describe())
                .startsWith("dialogue so far (> sent, < stdout, ! stderr):\n  … 156004 characters omitted\n")
                .endsWith("\n  > question\\n\n  < answer\\n\n  < " + "x".repeat(100))
                .hasSizeLessThan(8192);
    }
}
