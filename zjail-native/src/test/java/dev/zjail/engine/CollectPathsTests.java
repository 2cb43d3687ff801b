package dev.zjail.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A path that is to come back")
class CollectPathsTests {
    private static final JailSpec SPEC = JailSpec.of(Path.of("/bin/program"));

    @Test
    @DisplayName("is written as the kernel would")
    void plain() {
        assertThat(SPEC.withCollect(List.of("//tmp/./out.txt", "/tmp/")).collect())
                .containsExactly("/tmp/out.txt", "/tmp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tmp/out | `collect` must name an absolute path in the jail, but was: tmp/out. Remedy: write for instance "/tmp/out.txt".
            '' | `collect` must name an absolute path in the jail, but was: "". Remedy: write for instance "/tmp/out.txt".
            /tmp/../etc | `collect` must not name a path in the jail with `..`, but was: /tmp/../etc. Remedy: write the path without it.
            """)
    @DisplayName("must be absolute and lead down")
    void form(String path, String message) {
        assertThatThrownBy(() -> SPEC.withCollect(List.of(path)))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("must be a name that the kernel can have, once")
    void names() {
        assertThatThrownBy(() -> SPEC.withCollect(List.of("/tmp/\0")))
                .hasMessage("`collect` must not contain a NUL character, which ends a string for the kernel, but was:"
                        + " \"/tmp/\\0\". Remedy: remove the NUL, or pass the data through stdin or a file.");
        assertThatThrownBy(() -> SPEC.withCollect(List.of("/tmp/\ud800")))
                .hasMessageStartingWith("`collect` must not contain half of a surrogate pair");
        assertThatThrownBy(() -> SPEC.withCollect(List.of("/" + "a".repeat(3000))))
                .hasMessageStartingWith("`collect` must name a path in the jail of at most 2048 bytes, but was: /aaa")
                .hasMessageEndingWith(". Remedy: name a directory above.");
        assertThatThrownBy(() -> SPEC.withCollect(List.of("/tmp/a", "/tmp//a")))
                .hasMessage("`collect` must name each path once, but was: /tmp/a twice. Remedy: remove one of them.");
    }

    @Test
    @DisplayName("must lie in a tmpfs; following the remedy makes it so")
    void inATmpfs() {
        JailSpec nowhere = SPEC.withCollect(List.of("/out/a.txt"));
        JailSpec elsewhere = nowhere.withTmpfs(List.of(new Tmpfs("/tmp", 4096), new Tmpfs("/ou", 4096)));

        assertThatThrownBy(nowhere::requireRunnable)
                .hasMessage(
                        "`collect` must name a path in a place of `tmpfs`, but was: /out/a.txt, and there is no such"
                                + " place. Remedy: add tmpfs = \"/out:16MiB\".");
        assertThatThrownBy(elsewhere::requireRunnable)
                .hasMessage("`collect` must name a path in a place of `tmpfs`, but was: /out/a.txt, and the places are"
                        + " /tmp, /ou. Remedy: add tmpfs = \"/out:16MiB\".");
        assertThatThrownBy(SPEC.withCollect(List.of("/a.txt"))::requireRunnable)
                .hasMessage("`collect` must name a path in a place of `tmpfs`, but was: /a.txt, and there is no such"
                        + " place. Remedy: add tmpfs = \"/tmp:16MiB\", and let the program write below /tmp.");
        nowhere.withTmpfs(List.of(new Tmpfs("/out", 16 << 20))).requireRunnable();
    }

    @Test
    @DisplayName("is one of at most 64")
    void most() {
        JailSpec spec = SPEC.withTmpfs(List.of(new Tmpfs("/tmp", 4096)));
        List<String> paths = IntStream.range(0, 65).mapToObj(i -> "/tmp/" + i).toList();

        spec.withCollect(paths.subList(0, 64)).requireRunnable();
        assertThatThrownBy(spec.withCollect(paths)::requireRunnable)
                .hasMessage("`collect` must name at most 64 paths, but was: 65 paths. Remedy: name the directory that"
                        + " the files lie in: all regular files beneath it come back.");
    }
}
