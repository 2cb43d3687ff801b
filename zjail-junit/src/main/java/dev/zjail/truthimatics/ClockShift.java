package dev.zjail.truthimatics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far all clocks are ahead in a replay.
 *
 * @param ahead in whole seconds
 * @param phrase when that is, such as {@code on a leap day}
 */
record ClockShift(Duration ahead, String phrase) {
    private static final List<OtherTimes> NAMED = List.of(OtherTimes.values());

    /** So far apart, they come by all days of the week and of the month, all months and all hours. */
    private static final Duration APART =
            Duration.ofDays(37).plusHours(5).plusMinutes(17).plusSeconds(29);

    private static final Duration FIRST = Duration.ofDays(365);

    /** The first are times of which programs take notice, the others are many. */
    static ClockShift of(int variant, Instant now) {
        if (variant <= NAMED.size()) {
            OtherTimes named = NAMED.get(variant - 1);
            return new ClockShift(named.ahead(now), named.phrase());
        }
        Duration ahead = FIRST.plus(APART.multipliedBy(variant - NAMED.size()));
        return new ClockShift(ahead, ahead.toDays() + " days and " + ahead.toHoursPart() + " hours ahead");
    }
}
