package dev.zjail.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kernel's error behind what Java reports of a file")
class FileErrorsTests {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/f"), "EACCES"),
                Arguments.of(new NoSuchFileException("/f"), "ENOENT"),
                Arguments.of(new FileAlreadyExistsException("/f"), "EEXIST"),
                Arguments.of(new NotDirectoryException("/f"), "ENOTDIR"),
                Arguments.of(new FileSystemException("/f", null, "No space left on device"), "ENOSPC"),
                Arguments.of(new FileSystemException("/f", null, "Too many open files"), "EMFILE"),
                Arguments.of(new FileSystemException("/f", null, "Too many open files in system"), "ENFILE"),
                Arguments.of(new FileSystemException("/f", null, "Is a directory"), "EISDIR"),
                Arguments.of(new FileSystemException("/f", null, "Not a directory"), "ENOTDIR"),
                Arguments.of(new FileNotFoundException("/f (Permission denied)"), "EACCES"),
                Arguments.of(new IOException("Input/output error"), "EIO"),
                Arguments.of(new IOException("No space left on device, they say"), "none"),
                Arguments.of(new FileSystemException("/f", null, "Auf dem Gerät ist kein Platz mehr"), "none"),
                Arguments.of(new IOException(), "none"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("is known by the exception's class, else by the end of its text")
    void errno(IOException failure, String expected) {
        assertThat(FileErrors.errno(failure)).isEqualTo(expected);
    }
}
