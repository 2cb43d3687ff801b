package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is advised; that a temporary directory is, where one is the cause, is shown in {@link TemporaryDirectoryTests}.
 */
class CLibraryTests {
    private static final String DENIED = "Illegal native access from an unnamed module (file:/jffi.jar)";

    /** With JDK 25 and --illegal-native-access=deny jnr-ffi keeps the text, and behind it the stack. */
    static Stream<LinkageError> denials() {
        LinkageError asJnrThrowsIt = new UnsatisfiedLinkError(
                "java.lang.IllegalCallerException: " + DENIED + "\n\tat java.base/java.lang.Module");
        return Stream.of(
                asJnrThrowsIt,
                causing(new UnsatisfiedLinkError("could not load FFI provider"), asJnrThrowsIt),
                new ExceptionInInitializerError(new IllegalCallerException(DENIED)));
    }

    private static LinkageError causing(LinkageError error, Throwable cause) {
        error.initCause(cause);
        return error;
    }

    @ParameterizedTest
    @MethodSource("denials")
    void whereJavaDeniesNativeAccessItIsToBeEnabled(LinkageError denial) {
        assertThat(CLibrary.notLoaded(denial))
                .hasMessage(
                        "the host did not confine the program: layer launcher failed at load jnr-ffi with none. Likely"
                                + " cause: java.lang.IllegalCallerException: " + DENIED
                                + ". Smallest fix: start Java with --enable-native-access=ALL-UNNAMED.")
                .hasCause(denial);
    }

    @Test
    void elseAnotherTemporaryDirectoryMayHelp() {
        assertThat(CLibrary.notLoaded(new UnsatisfiedLinkError("failed to map segment from shared object")))
                .hasMessage(
                        "the host did not confine the program: layer launcher failed at load jnr-ffi with none. Likely"
                                + " cause: failed to map segment from shared object. Smallest fix: set java.io.tmpdir to a"
                                + " directory that can be written and whose file system allows execution.");
    }
}
