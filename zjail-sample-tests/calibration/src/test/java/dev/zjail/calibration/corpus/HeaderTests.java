package dev.zjail.calibration.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The header of a program of the corpus")
class HeaderTests {
    @TempDir
    private Path directory;

    @Test
    void saysWhatItNeeds() throws IOException {
        Header header = parsed("""
                //: stdin a\\tb\\x00\\xff\\n
                //: contrast c
                //: exit 0 3
                //: tmpfs /tmp:64KiB
                //: memory 64
                // It is what it is.
                #include "corpus.h"
                // This is no part of it.
                """);

        JailSpec spec = header.spec(Path.of("/program"));
        assertThat(header.reason()).isEqualTo("It is what it is.");
        assertThat(spec.stdin()).isEqualTo(Bytes.of(new byte[] {'a', '\t', 'b', 0, (byte) 0xff, '\n'}));
        assertThat(header.contrast()).contains(Bytes.utf8("c"));
        assertThat(header.exitStatuses()).containsExactlyInAnyOrder(0, 3);
        assertThat(spec.tmpfs()).singleElement().satisfies(place -> {
            assertThat(place.path()).isEqualTo("/tmp");
            assertThat(place.sizeBytes()).isEqualTo(65_536);
        });
        assertThat(spec.limits().memoryBytes()).isEqualTo(67_108_864);
    }

    @Test
    void saysHowItIsCompiledAndRun() throws IOException {
        Header header = parsed("""
                //: policy threads
                //: allow getcpu gettid
                //: link dynamic
                //: gcc -O0 -fwrapv
                //: args one two
                //: env A=1 B=2
                //: cpu 100
                //: wall 200
                // It is.
                """);

        JailSpec spec = header.spec(Path.of("/program"));
        assertThat(spec.policy().name()).isEqualTo("threads");
        assertThat(spec.allow()).containsExactlyInAnyOrder("getcpu", "gettid");
        assertThat(header.isDynamic()).isTrue();
        assertThat(header.compilerOptions()).containsExactly("-O0", "-fwrapv");
        assertThat(spec.arguments()).containsExactly("one", "two");
        assertThat(spec.environment()).containsExactly("A=1", "B=2");
        assertThat(spec.limits().cpu()).hasMillis(100);
        assertThat(spec.limits().wall()).hasMillis(200);
        assertThat(spec.limits().processes()).isEqualTo(20);
    }

    @Test
    void needsNothingUnlessItSaysSo() throws IOException {
        Header header = parsed("// It is.\n");

        assertThat(header.isDynamic()).isFalse();
        assertThat(header.missing()).isEmpty();
        assertThat(header.exitStatuses()).containsExactly(0);
        assertThat(header.spec(Path.of("/program")).limits().processes()).isOne();
    }

    @Test
    void saysWhatTheMachineLacks() throws IOException {
        assertThat(parsed("//: processor no_such_instruction\n// It is.\n").missing())
                .contains("the processor's instruction no_such_instruction");
    }

    @Test
    void hasNoKeyThatNobodyKnows() {
        assertThatThrownBy(() -> parsed("//: stdinn a\n// It is.\n"))
                .hasMessageEndingWith("has a key that nobody knows: //: stdinn a");
    }

    @Test
    void hasNoKeyTwice() {
        assertThatThrownBy(() -> parsed("//: stdin a\n//: stdin b\n// It is.\n"))
                .hasMessageEndingWith("has a key twice: //: stdin b");
    }

    @Test
    void saysWhy() {
        assertThatThrownBy(() -> parsed("//: stdin a\n#include \"corpus.h\"\n"))
                .hasMessageEndingWith("must say in a sentence why its nature is what it is");
    }

    @Test
    void hasFactsOfTheRightForm() throws IOException {
        Header header = parsed("//: tmpfs /tmp\n// It is.\n");

        assertThatThrownBy(() -> header.spec(Path.of("/program"))).hasMessageStartingWith("`tmpfs` must have the form");
    }

    private Header parsed(String text) throws IOException {
        return Header.parse(Files.writeString(directory.resolve("program.c"), text));
    }
}
