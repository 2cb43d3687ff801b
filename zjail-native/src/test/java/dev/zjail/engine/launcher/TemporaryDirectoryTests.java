package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.launcher.Subreaper.Aftermath;
import dev.zjail.engine.libc.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A temporary directory")
class TemporaryDirectoryTests {
    private static final String SUCCESS = "exited with status 0, hello, gaps []";
    private static final String MAKE_ROOM =
            "make room on that file system and let this user write there, or choose another cache directory with zjail.cache.dir";

    /** What there is while the virtual machine lives. */
    private static final String ONE_FIXTURE = "kept: [jvm-N, jvm-N/DIGEST-N, jvm-N/lock]";

    private static final String NOTHING_BUT_THE_LOCK = "kept: [jvm-N, jvm-N/lock]";

    private static final long USER = HostFacts.userIdOutside(Libc.get());

    /** Also the working directory of the runs: jnr-ffi puts its library there if the temporary directory takes none. */
    @TempDir
    private Path directory;

    private Path temporary;

    @BeforeEach
    void prepare() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    @DisplayName("with room will do, and is empty afterwards")
    void good() throws Exception {
        assertThat(story("size=16m")).containsExactly(SUCCESS, SUCCESS, ONE_FIXTURE);
    }

    @Test
    @DisplayName("that is read-only is named, with errno and remedy, to everybody who asks")
    void readOnly() throws Exception {
        String refusal = "rootfs: build the rootfs fixture: EROFS: " + temporary + "/zjail-" + USER
                + " could not be written: Read-only file system (it lies in java.io.tmpdir): " + MAKE_ROOM;

        assertThat(story("ro")).containsExactly(refusal, refusal, "kept: []");
    }

    @Test
    @DisplayName("that has no room for the program is named, with errno and remedy, and is left empty")
    void full() throws Exception {
        List<String> story = story("size=64k");

        assertThat(story.get(2)).isEqualTo(NOTHING_BUT_THE_LOCK);
        assertThat(story.subList(0, 2))
                .allSatisfy(refusal -> assertThat(refusal)
                        .startsWith(
                                "rootfs: build the rootfs fixture: ENOSPC: " + temporary + "/zjail-" + USER + "/jvm-")
                        .endsWith(
                                "/bin/any-ending could not be written: No space left on device (it lies in java.io.tmpdir): "
                                        + MAKE_ROOM));
    }

    @Test
    @DisplayName("that takes no further file is named, with errno and remedy, and is left empty")
    void noInodes() throws Exception {
        for (int inodes : List.of(2, 4, 6)) {
            List<String> story = story("nr_inodes=" + inodes);

            assertThat(story.get(2)).isEqualTo(inodes == 6 ? NOTHING_BUT_THE_LOCK : "kept: []");
            assertThat(story.subList(0, 2))
                    .allSatisfy(refusal -> assertThat(refusal)
                            .startsWith("rootfs: build the rootfs fixture: ENOSPC: " + temporary + "/zjail-" + USER));
        }
    }

    @Test
    @DisplayName("that is noexec is told of")
    void noexec() throws Exception {
        String refusal = "execve: execve: EACCES: the file system that holds the rootfs fixture is mounted noexec: set"
                + " java.io.tmpdir to a directory on a file system that allows execution";

        assertThat(story("noexec")).containsExactly(refusal, refusal, ONE_FIXTURE);
    }

    @Test
    @DisplayName("that is missing is created")
    void missing() throws Exception {
        Path missing = temporary.resolve("not/there");

        assertThat(story(List.of(), missing, directory)).containsExactly(SUCCESS, SUCCESS, ONE_FIXTURE);
        assertThat(missing.resolve("zjail-" + USER)).isEmptyDirectory();
    }

    @Test
    @DisplayName("that is a file is named, with errno and remedy")
    void file() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        String refusal = "rootfs: build the rootfs fixture: EEXIST: " + file + "/zjail-"
                + USER
                + " could not be written: another file is in its place (it lies in java.io.tmpdir): " + MAKE_ROOM;

        assertThat(story(List.of(), file, directory)).containsExactly(refusal, refusal, "kept: []");
    }

    @Test
    @DisplayName("in which jnr-ffi cannot put its library either is named, each time")
    void unusableForJnr() throws Exception {
        assertThat(story(List.of(), Path.of("/proc"), Path.of("/proc")).subList(0, 2))
                .allSatisfy(
                        refusal -> assertThat(refusal)
                                .startsWith("launcher: load jnr-ffi: none: ")
                                .contains("Unable to write jffi binary stub to `/proc`.")
                                .endsWith(
                                        "set java.io.tmpdir to a directory that can be written and whose file system allows execution"));
    }

    /** What two runs in a virtual machine come to whose temporary directory is a file system with these options. */
    private List<String> story(String mountOptions) throws Exception {
        List<String> unshare = new ArrayList<>(List.of("unshare", "--mount"));
        if (Libc.get().effectiveUserId() != 0) {
            unshare.addAll(List.of("--user", "--map-root-user"));
        }
        // What is left is told by the exit status: outside of the mount namespace it cannot be seen.
        unshare.addAll(List.of(
                "sh",
                "-c",
                "mount -t tmpfs -o \"$1\" none \"$0\" && shift && \"$@\" && test -z \"$(find \"$0\" -mindepth 2)\"",
                temporary.toString(),
                mountOptions));
        return story(unshare, temporary, directory);
    }

    private List<String> story(List<String> prefix, Path temporaryDirectory, Path workingDirectory) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        command.addAll(prefix);
        command.addAll(List.of("env", "--chdir=" + workingDirectory));
        command.addAll(
                Jvm.command(temporaryDirectory, RudeRuns.class, List.of(), directory, AnyEnding.compile(), "explain"));
        try (Subreaper subreaper = Subreaper.start(directory.resolve("printed"), command)) {
            Aftermath aftermath = subreaper.await();
            assertThat(aftermath.status()).as("%s", aftermath).isZero();
            assertThat(aftermath.orphans()).isZero();
            List<String> story = Files.readAllLines(directory.resolve(RudeRuns.STORY));
            assertThat(story.get(story.size() - 1)).isEqualTo("children: 0");
            return story.subList(0, story.size() - 1);
        }
    }
}
