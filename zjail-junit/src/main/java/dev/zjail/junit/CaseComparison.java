package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * How the output of a case is compared, but for what a program does.
 *
 * @param check in which way
 * @param tolerance how far two numbers may be apart
 * @param checker the program that compares, where one does
 */
record CaseComparison(CaseCheck check, double tolerance, Path checker) {
    /** No name of a number that is none, no type suffix, no hexadecimal digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private static final int LONGEST_TOKEN = 60;

    /** Says why output is wrong, in a clause; empty if it is right. By tokens where a program compares. */
    Optional<String> difference(Bytes expected, CapturedOutput found) {
        if (found.truncated()) {
            return Optional.of("more was written than was kept: raise limits.output, or let the program write less");
        }
        return switch (check) {
            case EXACT -> exactly(expected.toArray(), found.bytes());
            case TOKENS, PROGRAM -> byTokens(expected, found, false);
            case NUMBERS -> byTokens(expected, found, true);
            case NONE -> Optional.empty();
        };
    }

    private static Optional<String> exactly(byte[] expected, byte[] found) {
        int at = Arrays.mismatch(expected, found);
        if (at < 0) {
            return Optional.empty();
        }
        long line = 1;
        for (int i = 0; i < at; i++) {
            line += expected[i] == '\n' ? 1 : 0;
        }
        return Optional.of("line " + line + " (byte " + (at + 1) + "): expected " + rest(expected, at) + ", found "
                + rest(found, at));
    }

    private static String rest(byte[] bytes, int at) {
        return at == bytes.length
                ? "the end"
                : "\"" + GuestText.escape(Arrays.copyOfRange(bytes, at, Math.min(at + 16, bytes.length))) + "\"";
    }

    private Optional<String> byTokens(Bytes expected, CapturedOutput found, boolean numbers) {
        List<String> expectedTokens = tokens(expected.toArray());
        List<String> foundTokens = tokens(found.bytes());
        int both = Math.min(expectedTokens.size(), foundTokens.size());
        for (int at = 0; at < both; at++) {
            String one = expectedTokens.get(at);
            String other = foundTokens.get(at);
            if (!one.equals(other) && !(numbers && isNear(one, other))) {
                return Optional.of("token " + (at + 1) + ": expected " + shown(one) + ", found " + shown(other)
                        + (numbers && isNumber(one) ? ", farther apart than " + tolerance : ""));
            }
        }
        return expectedTokens.size() == foundTokens.size()
                ? Optional.empty()
                : Optional.of("token " + (both + 1) + ": expected " + token(expectedTokens, both) + ", found "
                        + token(foundTokens, both));
    }

    private static String token(List<String> tokens, int at) {
        return at < tokens.size() ? shown(tokens.get(at)) : "the end";
    }

    /** Bytes that are no text are compared too: one character each. The white space is C's, not Unicode's. */
    private static List<String> tokens(byte[] bytes) {
        StringTokenizer tokens = new StringTokenizer(new String(bytes, StandardCharsets.ISO_8859_1), " \t\n\r\f\u000b");
        List<String> all = new ArrayList<>();
        while (tokens.hasMoreTokens()) {
            all.add(tokens.nextToken());
        }
        return all;
    }

    private static String shown(String token) {
        byte[] bytes =
                token.substring(0, Math.min(token.length(), LONGEST_TOKEN)).getBytes(StandardCharsets.ISO_8859_1);
        return "\"" + GuestText.escape(bytes) + (token.length() > LONGEST_TOKEN ? "…" : "") + "\"";
    }

    private boolean isNear(String expected, String found) {
        if (!isNumber(expected) || !isNumber(found)) {
            return false;
        }
        double one = Double.parseDouble(expected);
        double other = Double.parseDouble(found);
        double bound = tolerance * Math.max(1, Math.abs(one));
        return Double.isFinite(one) && Double.isFinite(other) && Math.abs(one - other) <= bound;
    }

    private static boolean isNumber(String token) {
        return NUMBER.matcher(token).matches();
    }
}
