package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a directory that others write in, too,")
class SharedDirectoryTests {
    private static final int ROUNDS = 3_000;

    @TempDir
    Path directory;

    @Test
    @DisplayName("nothing is written through a link that somebody lays there in any moment")
    void links() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Path file = directory.resolve("file");
        Path link = Files.createSymbolicLink(directory.resolve("link"), victim);
        AtomicBoolean going = new AtomicBoolean(true);
        Thread other = new Thread(() -> layLinks(link, file, going));
        other.start();
        int written = 0;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                written += write(file) ? 1 : 0;
                assertThat(victim).hasContent("mine");
            }
        } finally {
            going.set(false);
            other.join();
        }
        assertThat(write(file)).as("control: where nobody lays links").isTrue();
        assertThat(file).hasContent("ours");
        assertThat(written).isBetween(0, ROUNDS);
    }

    private static boolean write(Path file) throws IOException {
        try (OutputStream stream = SharedDirectory.newFile(file)) {
            stream.write("ours".getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** A copy of the link takes the place of whatever is there, at once. */
    private static void layLinks(Path link, Path file, AtomicBoolean going) {
        while (going.get()) {
            try {
                Path copy = Files.createSymbolicLink(file.resolveSibling("copy"), Files.readSymbolicLink(link));
                Files.move(copy, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    @DisplayName("an interrupted thread still writes")
    void interrupted() throws IOException {
        Path file = directory.resolve("file");
        Thread.currentThread().interrupt();
        try {
            assertThat(write(file)).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("ours");
    }

    @Test
    @DisplayName("a file is a lock, and neither a pipe nor a link nor a directory is")
    void locks() throws Exception {
        Path lock = directory.resolve("lock");
        try (FileChannel made = SharedDirectory.openLock(lock);
                FileChannel again = SharedDirectory.openLock(lock)) {
            assertThat(made.isOpen() && again.isOpen()).isTrue();
        }
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(directory.resolve("a link"), directory.resolve("none"));
        for (Path other : new Path[] {pipe, link, Files.createDirectory(directory.resolve("a directory"))}) {
            assertThatIOException()
                    .as(other.toString())
                    .isThrownBy(() -> SharedDirectory.openLock(other).close());
        }
        assertThat(directory.resolve("none")).doesNotExist();
    }
}
