package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A path in the jail")
class JailPathsTests {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/a/b,/a/b",
        "//a//b/,/a/b",
        "/a/./b/.,/a/b",
        "/a/../b,/b",
        "/../../b,/b",
        "/..,/",
        "/,/",
        "/a/..b,/a/..b"
    })
    @DisplayName("is what the kernel makes of it")
    void normalized(String path, String expected) {
        assertThat(JailPaths.normalize(path)).isEqualTo(expected);
    }

    @Test
    @DisplayName("leads through directories, `..` included")
    void directories() {
        assertThat(JailPaths.directoriesOnTheWay("/a/b/../../c/d")).containsExactly("/a", "/a/b", "/c");
        assertThat(JailPaths.directoriesOnTheWay("/a")).isEmpty();
    }
}
