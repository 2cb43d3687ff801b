package dev.zjail.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.apiguardian.api.API;

/** Puts numbers with a unit into words, the same way in every message. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Quantities {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Quantities() {}

    /**
     * Formats a quantity of the given kind, such as {@code 5 s}, {@code 250 ms}, {@code 256 MiB} or {@code 16}.
     *
     * @param kind what was counted
     * @param value the number, in the unit of the kind
     * @return the number and its unit
     */
    public static String format(LimitKind kind, long value) {
        return switch (kind.unit()) {
            case NANOSECONDS -> duration(Duration.ofNanos(value));
            case BYTES -> bytes(value);
            case COUNT -> Long.toString(value);
        };
    }

    /**
     * Formats a duration in the largest unit that keeps it above one, with at most three decimals.
     *
     * @param duration the duration, not negative
     * @return such as {@code 1.25 s}
     */
    public static String duration(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos >= 1_000_000_000L) {
            return decimal(nanos, 1_000_000_000L) + " s";
        }
        if (nanos >= 1_000_000L) {
            return decimal(nanos, 1_000_000L) + " ms";
        }
        return decimal(nanos, 1_000L) + " µs";
    }

    /**
     * Formats a number of bytes in the largest power of 1024 that keeps it above one, with at most three decimals.
     *
     * @param bytes the number of bytes, not negative
     * @return such as {@code 1.5 MiB}
     */
    public static String bytes(long bytes) {
        int unit = 0;
        long divisor = 1;
        while (unit < BYTE_UNITS.length - 1 && bytes / divisor >= 1024) {
            divisor *= 1024;
            unit++;
        }
        return decimal(bytes, divisor) + " " + BYTE_UNITS[unit];
    }

    private static String decimal(long value, long divisor) {
        BigDecimal quotient = BigDecimal.valueOf(value).divide(BigDecimal.valueOf(divisor), 3, RoundingMode.HALF_UP);
        return quotient.signum() == 0 ? "0" : quotient.stripTrailingZeros().toPlainString();
    }
}
