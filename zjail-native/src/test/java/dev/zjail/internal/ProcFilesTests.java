package dev.zjail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The reader of /proc")
class ProcFilesTests {
    @Test
    @DisplayName("reads a status by names and leaves out what is no line of one")
    void status() {
        assertThat(ProcFiles.status("Name:\ta: b\nGroups:\t \nUid:\t1\t2\t3\t4\nno colon\n:\tno name\na b:\tx\n\n"))
                .isEqualTo(Map.of("Name", "a: b", "Groups", "", "Uid", "1\t2\t3\t4"));
    }

    @Test
    @DisplayName("reads namespaces and leaves out what is no link to one")
    void namespaces() {
        assertThat(ProcFiles.namespaces("net:[4026531840]  mnt:[] pid uts:[12 user:[x] ipc:[7]"))
                .isEqualTo(Map.of("net", "net:[4026531840]", "ipc", "ipc:[7]"));
    }

    @Test
    @DisplayName("reads words between spaces")
    void words() {
        assertThat(ProcFiles.words(" 0 1  2 ")).containsExactly("0", "1", "2");
        assertThat(ProcFiles.words("")).isEmpty();
    }

    @Test
    @DisplayName("reads a file whatever bytes are in the names it holds")
    void read(@TempDir Path directory) throws IOException {
        Path file =
                Files.write(directory.resolve("status"), new byte[] {'N', ':', (byte) 0xff, '\r', '\n', 'U', ':', '1'});

        assertThat(ProcFiles.status(ProcFiles.read(file.toString()))).isEqualTo(Map.of("N", "\ufffd", "U", "1"));
        assertThat(ProcFiles.lines(ProcFiles.read(file.toString()))).containsExactly("N:\ufffd\r", "U:1");
    }
}
