package dev.zjail.assertj;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.junit.GuestText;
import dev.zjail.junit.JailResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Writes what a failed assertion on a run says: what was expected, then the story of what happened. */
final class FailureText {
    private FailureText() {}

    static String expected(String expectation, JailResult actual) {
        return "\nExpected: " + expectation + "\nActual: " + actual.describe();
    }

    /** The output is as expected, and the program crashed behind it. */
    static String unseenEnding(String assertion, JailResult actual) {
        return "\nExpected: an end of its own, with whatever status, because " + assertion
                + " alone implies a normal ending\nActual: " + actual.describe()
                + "\nRemedy: if the program should end like this, assert it, best in front of " + assertion + ": "
                + endingAssertion(actual.execution().termination());
    }

    static String endingAssertion(Termination ending) {
        if (ending instanceof Termination.Exited exited) {
            return "exitedWith(" + exited.status() + "); or declare it: @Jailed(exitCodes = " + exited.status() + ")";
        }
        if (ending instanceof SyscallDenied denied) {
            return "wasKilledBySyscall(\"" + denied.syscall() + "\")";
        }
        return ending instanceof Termination.Signaled signaled
                ? "wasSignaledBy(\"" + signaled.signal() + "\")"
                : "exceeded(LimitKind."
                        + ((Termination.LimitExceeded) ending).kind().name() + ")";
    }

    static String call(String syscall, long... leadingArguments) {
        String arguments = LongStream.of(leadingArguments)
                .mapToObj(argument -> "0x" + Long.toHexString(argument))
                .collect(Collectors.joining(", ", "(", ", …)"));
        return SyscallDenied.killedIn(syscall + (leadingArguments.length == 0 ? "" : arguments));
    }

    static String stream(String name, String expected, CapturedOutput found, JailResult actual) {
        byte[] expectedBytes = expected.getBytes(StandardCharsets.UTF_8);
        return "\nExpected: " + expectedStream(name, expected) + "\nActual: " + GuestText.excerpt(name, found) + "\n"
                + difference(expectedBytes, found.bytes(), found.truncated()) + "\n" + actual.describeWithout(name);
    }

    static String expectedStream(String name, String expected) {
        Bytes bytes = Bytes.utf8(expected);
        return GuestText.excerpt(name, new CapturedOutput(bytes, bytes.size()));
    }

    static String difference(byte[] expected, byte[] found, boolean truncated) {
        int index = Arrays.mismatch(expected, found);
        if (index < 0) {
            return "No difference in what was kept, but more was written.";
        }
        return String.format(
                Locale.ROOT,
                "First difference at byte %d, line %d: expected %s, found %s.",
                index + 1,
                lineOf(expected, index),
                rest(expected, index, false),
                rest(found, index, truncated));
    }

    private static long lineOf(byte[] bytes, int index) {
        long line = 1;
        for (int i = 0; i < index; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** A few bytes are enough to recognise the place; a character cut at either end shows as escaped bytes. */
    private static String rest(byte[] bytes, int index, boolean truncated) {
        if (index == bytes.length) {
            return truncated ? "what was not kept" : "the end";
        }
        return "\"" + GuestText.escape(Arrays.copyOfRange(bytes, index, Math.min(index + 16, bytes.length))) + "\"";
    }
}
