package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.RunningJail;
import dev.zjail.internal.ForeignText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** Every error text of a {@link JailSession}. */
final class SessionErrors {
    static final String CLOSED = "close() was called";
    static final String RESULT_TAKEN = "result() was called";

    private static final String SESSION = "JailSession";

    private SessionErrors() {}

    /** The program, or the test's idea of it, is wrong. */
    static AssertionFailedError failure(
            String expected, String actual, UnreadText stdout, UnreadText stderr, DialogueSoFar soFar) {
        return new AssertionFailedError(ForeignText.lines("\nExpected: " + expected + "\nActual: " + actual + "\n"
                + unread("stdout", stdout) + (stderr.isEmpty() ? "" : "\n" + unread("stderr", stderr)) + "\n"
                + soFar.describe()));
    }

    private static String unread(String stream, UnreadText text) {
        Bytes bytes = Bytes.utf8(text.text().toString());
        return GuestText.excerpt("unread " + stream, new CapturedOutput(bytes, bytes.size()));
    }

    static String stillRuns(Duration timeout, boolean inputIsClosed) {
        return "the program still runs after " + seconds(timeout)
                + (inputIsClosed ? "" : ". Remedy: call closeStdin() first if it waits for the end of its input");
    }

    /** The dialogue is over. */
    static IllegalStateException over(String method, String because) {
        return new IllegalStateException(SESSION + "." + method + ": the dialogue is over, because " + because
                + ". Remedy: call " + method + " before that, or start another dialogue with Jail.start.");
    }

    /** The test itself has ended the program's input. */
    static IllegalStateException inputClosed(String method) {
        return new IllegalStateException(SESSION + "." + method
                + ": the program's input has ended, because closeStdin() was called. Remedy: send before that.");
    }

    static ExtensionConfigurationException noTime(Duration timeout) {
        return JailErrors.invalid(
                new Setting(SESSION, "withTimeout"),
                "must be longer than nothing",
                timeout.toString(),
                "give the time that an answer may take on a busy machine, such as Duration.ofSeconds(5)");
    }

    static ExtensionConfigurationException tooMuch(String method, long bytes) {
        return JailErrors.invalid(
                new Setting(SESSION, method),
                "must not send more than " + Quantities.bytes(RunningJail.MOST_SENT_BYTES) + " in one dialogue",
                bytes + " bytes",
                "give a large input at once, with Jail.withStdin");
    }

    static String quoted(String text) {
        return "\"" + GuestText.escapeBounded(text) + "\"";
    }

    static String anyOf(List<String> texts) {
        return "one of " + texts.stream().map(SessionErrors::quoted).collect(Collectors.joining(", ")) + " on stdout";
    }

    static String bytes(int count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    static String seconds(Duration duration) {
        return Quantities.duration(duration);
    }
}
