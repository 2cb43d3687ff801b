package dev.zjail.junit;

import dev.zjail.engine.ResourceLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers with a unit. Their ranges are the engine's business. */
final class Quantity {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+)([A-Za-z]+)");

    private static final Map<String, Long> NANOSECONDS =
            Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
    private static final Map<String, String> AMBIGUOUS = Map.ofEntries(
            Map.entry("K", "KiB"),
            Map.entry("k", "KiB"),
            Map.entry("KB", "KiB"),
            Map.entry("kB", "KiB"),
            Map.entry("M", "MiB"),
            Map.entry("MB", "MiB"),
            Map.entry("G", "GiB"),
            Map.entry("GB", "GiB"),
            Map.entry("T", "TiB"),
            Map.entry("TB", "TiB"));

    private Quantity() {}

    static Duration duration(Setting setting, String text) {
        long nanoseconds = amount(text, NANOSECONDS)
                .orElseThrow(() -> JailErrors.invalid(
                        setting,
                        "must be a whole number directly followed by ms, s, m or h, below 292 years",
                        quoted(text),
                        "write for instance \"5s\" or \"250ms\""));
        return Duration.ofNanos(nanoseconds);
    }

    static long bytes(Setting setting, String text) {
        return amount(text, BYTES)
                .orElseThrow(() -> JailErrors.invalid(
                        setting,
                        "must be a whole number directly followed by B, KiB, MiB, GiB or TiB, below 8 EiB",
                        quoted(text),
                        bytesRemedy(text)));
    }

    /** The same, or {@code unlimited}. */
    static long bytesOrUnlimited(Setting setting, String text) {
        return text.equals("unlimited") ? ResourceLimits.UNLIMITED : bytes(setting, text);
    }

    private static String bytesRemedy(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (matcher.matches() && AMBIGUOUS.containsKey(matcher.group(2))) {
            String clear = matcher.group(1) + AMBIGUOUS.get(matcher.group(2));
            return matcher.group(2) + " means a power of 1000 to some and of 1024 to others: write \"" + clear
                    + "\" for the latter";
        }
        return "write for instance \"16MiB\" or \"64KiB\"";
    }

    private static Optional<Long> amount(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2))));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    static String quoted(String text) {
        return "\"" + GuestText.escape(text) + "\"";
    }
}
