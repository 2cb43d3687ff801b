package dev.zjail.truthimatics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneOffset;

/** Times at which programs do something else that care. */
final class OtherTimes {
    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

    /** Behind 19 January 2038, when a count of seconds in 31 bits is full, and behind most dates in programs. */
    private static final int FAR_AHEAD = 2100;

    private OtherTimes() {}

    /** The next leap day of another year that is another day of the week, at another time of day. */
    static Duration untilLeapDay(Instant now) {
        LocalDateTime from = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        int year = from.getYear() + 1;
        while (!Year.isLeap(year) || LEAP_DAY.atYear(year).getDayOfWeek() == from.getDayOfWeek()) {
            year++;
        }
        return wholeSeconds(from, LEAP_DAY.atYear(year).atTime(another(from.toLocalTime())));
    }

    /** In the other half of the day, and at another minute and second. */
    private static LocalTime another(LocalTime time) {
        return time.plusHours(12).withMinute((time.getMinute() + 31) % 60).withSecond((time.getSecond() + 17) % 60);
    }

    /** The last second of a year: the next one begins while the program runs, or at once after it. */
    static Duration untilNewYear(Instant now) {
        LocalDateTime from = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        int year = Math.max(FAR_AHEAD, from.getYear() + 1);
        return wholeSeconds(
                from,
                from.withYear(year)
                        .withMonth(12)
                        .withDayOfMonth(31)
                        .withHour(23)
                        .withMinute(59)
                        .withSecond(59));
    }

    private static Duration wholeSeconds(LocalDateTime from, LocalDateTime to) {
        return Duration.ofSeconds(Duration.between(from, to).toSeconds());
    }
}
