package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is attached to a test. These tests run on JUnit 5.10, which can attach nothing; what a newer one declares is
 * here a method of the same form. That the real ones take it, {@code src/it} sees.
 */
@DisplayName("The files of a run")
class AttachmentsTests {
    /** What JUnit 5.12 declares. */
    public interface NewerContext {
        void publishDirectory(String name, ThrowingConsumer<Path> action);

        void publishFile(String name, ThrowingConsumer<Path> action);
    }

    /** What a later JUnit could declare, and what would not take what we give. */
    public interface OtherParameters {
        void publishDirectory(String name);

        void publishDirectory(Path name, ThrowingConsumer<Path> action);

        void publishDirectory(String name, ThrowingConsumer<Path> action, boolean more);
    }

    @TempDir
    Path directory;

    private Path attachments;
    private Path auditFile;

    private final List<String> published = new ArrayList<>();

    @BeforeEach
    void writeARun() throws IOException {
        attachments = Files.createDirectories(directory.resolve("attachments"));
        auditFile = write("greets-1f2e3d4c.2.audit.json", "{}");
        write("greets-1f2e3d4c.2.stdout.txt", "out");
        write("greets-1f2e3d4c.2.stderr.txt", "err");
        write("greets-1f2e3d4c.audit.json", "of another run");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(
                Files.createDirectories(directory.resolve("reports")).resolve(name), content);
    }

    private void publish(ThrowingConsumer<ThrowingConsumer<Path>> junit) {
        Attachments.publish(publishDirectory(), new Context(published, junit), auditFile);
    }

    private static Method publishDirectory() {
        return Attachments.publishDirectoryOf(NewerContext.class).orElseThrow();
    }

    private record Context(List<String> published, ThrowingConsumer<ThrowingConsumer<Path>> junit)
            implements NewerContext {
        @Override
        public void publishDirectory(String name, ThrowingConsumer<Path> action) {
            try {
                junit.accept(action);
                published.add(name);
            } catch (Throwable e) {
                throw new IllegalStateException("as JUnit wraps what the action throws", e);
            }
        }

        @Override
        public void publishFile(String name, ThrowingConsumer<Path> action) {
            throw new AssertionError("not this one");
        }
    }

    @Test
    @DisplayName("are linked into the directory that JUnit makes, which has the name of the run, and no others are")
    void linked() throws IOException {
        publish(action -> action.accept(attachments));

        assertThat(published).containsExactly("greets-1f2e3d4c.2");
        try (var files = Files.list(attachments)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "greets-1f2e3d4c.2.audit.json",
                            "greets-1f2e3d4c.2.stdout.txt",
                            "greets-1f2e3d4c.2.stderr.txt");
        }
        assertThat(attachments.resolve("greets-1f2e3d4c.2.audit.json")).hasContent("{}");
        assertThat(attachments.resolve("greets-1f2e3d4c.2.stdout.txt")).hasContent("out");
        assertThat(attachments.resolve("greets-1f2e3d4c.2.stderr.txt")).hasContent("err");
        assertThat(auditFile).hasContent("{}");
        assertThat(Files.isSameFile(auditFile, attachments.resolve("greets-1f2e3d4c.2.audit.json")))
                .as("stored once")
                .isTrue();
    }

    @Test
    @DisplayName("are copied where no link can lead, as to another file system")
    void elsewhere() throws IOException {
        Path otherFileSystem = Files.createTempDirectory(Path.of("/dev/shm"), "attachments");
        try {
            publish(action -> action.accept(otherFileSystem));

            assertThat(otherFileSystem.resolve("greets-1f2e3d4c.2.audit.json")).hasContent("{}");
        } finally {
            try (var files = Files.walk(otherFileSystem)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    @DisplayName("are attached without streams where the record holds all that the program wrote")
    void withoutStreams() throws IOException {
        auditFile = write("quiet-1f2e3d4c.audit.json", "{}");

        publish(action -> action.accept(attachments));

        assertThat(published).containsExactly("quiet-1f2e3d4c");
        assertThat(attachments)
                .isDirectoryContaining("glob:**/quiet-1f2e3d4c.audit.json")
                .isDirectoryNotContaining("glob:**.txt");
    }

    @Test
    @DisplayName("take the place of those that an earlier build attached, and follow no link")
    void again() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Files.writeString(attachments.resolve("greets-1f2e3d4c.2.audit.json"), "of an earlier build");
        Files.createSymbolicLink(attachments.resolve("greets-1f2e3d4c.2.stdout.txt"), victim);

        publish(action -> action.accept(attachments));

        assertThat(attachments.resolve("greets-1f2e3d4c.2.audit.json")).hasContent("{}");
        assertThat(attachments.resolve("greets-1f2e3d4c.2.stdout.txt")).hasContent("out");
        assertThat(victim).hasContent("precious");
    }

    @Test
    @DisplayName("that cannot be attached fail nothing, and stay where they are")
    void failing() {
        assertThatNoException()
                .as("a directory that is not there")
                .isThrownBy(() -> publish(action -> action.accept(directory.resolve("missing"))));
        assertThatNoException()
                .isThrownBy(() -> publish(action -> {
                    throw new UnsupportedOperationException("as JUnit's test kit throws");
                }));

        assertThat(published).isEmpty();
        assertThat(auditFile).hasContent("{}");
    }

    @Test
    @DisplayName("are attached by nothing where JUnit has no method for it, as 5.10 and 5.11 do not")
    void notThere() {
        assertThat(Attachments.publishDirectoryOf(OtherParameters.class))
                .as("of that name, but for something else")
                .isEmpty();
        assertThat(List.of(ExtensionContext.class.getMethods()))
                .as("this project is built against 5.10")
                .noneMatch(method -> method.getName().equals("publishDirectory"));
        assertThat(Attachments.publishDirectoryOf(ExtensionContext.class)).isEmpty();
    }
}
