package dev.zjail.truthimatics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/** Times at which programs do something else that care: other days of the week and of the month, other times of day. */
enum OtherTimes {
    LEAP_DAY("on a leap day") {
        @Override
        LocalDateTime next(LocalDateTime now) {
            return first(
                            now,
                            date -> date.getMonth() == Month.FEBRUARY
                                    && date.getDayOfMonth() == 29
                                    && date.getDayOfWeek() != now.getDayOfWeek())
                    .atTime(anotherThan(now.toLocalTime()));
        }

        /** In the other half of the day, and at another minute and second. */
        private LocalTime anotherThan(LocalTime time) {
            return time.plusHours(12).withMinute((time.getMinute() + 31) % 60).withSecond((time.getSecond() + 17) % 60);
        }
    },
    /**
     * The last second of a year: the next one begins while the program runs, or at once after it. Behind 19 January
     * 2038, when a count of seconds in 31 bits is full, and behind most dates in programs.
     */
    NEW_YEAR("at the end of a year far ahead") {
        @Override
        LocalDateTime next(LocalDateTime now) {
            return LocalDate.of(Math.max(2100, now.getYear() + 1), Month.DECEMBER, 31)
                    .atTime(23, 59, 59);
        }
    },
    FRIDAY_13("on a Friday the 13th, at night") {
        @Override
        LocalDateTime next(LocalDateTime now) {
            return first(now, date -> date.getDayOfMonth() == 13 && date.getDayOfWeek() == DayOfWeek.FRIDAY)
                    .atTime(3, 7, 4);
        }
    },
    SUMMER_SUNDAY("on a Sunday in July, at noon") {
        @Override
        LocalDateTime next(LocalDateTime now) {
            return first(now, date -> date.getMonth() == Month.JULY && date.getDayOfWeek() == DayOfWeek.SUNDAY)
                    .atTime(12, 24, 39);
        }
    },
    SPRING_MONDAY("on a Monday in April, in the evening") {
        @Override
        LocalDateTime next(LocalDateTime now) {
            return first(now, date -> date.getMonth() == Month.APRIL && date.getDayOfWeek() == DayOfWeek.MONDAY)
                    .atTime(18, 41, 58);
        }
    },
    AUTUMN_WEDNESDAY("on a Wednesday in October, in the morning") {
        @Override
        LocalDateTime next(LocalDateTime now) {
            return first(now, date -> date.getMonth() == Month.OCTOBER && date.getDayOfWeek() == DayOfWeek.WEDNESDAY)
                    .atTime(8, 52, 21);
        }
    };

    private final String phrase;

    OtherTimes(String phrase) {
        this.phrase = phrase;
    }

    /** Which time that is, from now on. */
    abstract LocalDateTime next(LocalDateTime now);

    /** How far away it is, in whole seconds. */
    Duration ahead(Instant now) {
        LocalDateTime from = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        return Duration.ofSeconds(ChronoUnit.SECONDS.between(from.truncatedTo(ChronoUnit.SECONDS), next(from)));
    }

    /** When that is, such as {@code on a leap day}. */
    String phrase() {
        return phrase;
    }

    /** In another year: not next week. */
    private static LocalDate first(LocalDateTime now, Predicate<LocalDate> wanted) {
        return LocalDate.of(now.getYear() + 1, Month.JANUARY, 1)
                .datesUntil(LocalDate.of(now.getYear() + 50, Month.JANUARY, 1))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }
}
