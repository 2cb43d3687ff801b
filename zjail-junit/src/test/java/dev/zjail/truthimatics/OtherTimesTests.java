package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherTimesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T12:00:00Z",
                "2028-02-29T00:00:00.999Z",
                "2027-12-31T23:59:59Z",
                "2096-03-01T11:28:43Z",
                "2100-12-31T23:59:59.5Z"
            })
    void aLeapDayDiffersInAllThatAClockShowsAndANewYearIsASecondAway(String text) {
        Instant now = Instant.parse(text);
        LocalDateTime from = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        LocalDateTime leapDay = from.plus(OtherTimes.LEAP_DAY.ahead(now));
        LocalDateTime newYear = from.plus(OtherTimes.NEW_YEAR.ahead(now));

        assertThat(leapDay.getMonth()).isEqualTo(Month.FEBRUARY);
        assertThat(leapDay.getDayOfMonth()).isEqualTo(29);
        assertThat(leapDay.getYear()).isGreaterThan(from.getYear());
        assertThat(leapDay.getDayOfWeek()).isNotEqualTo(from.getDayOfWeek());
        assertThat(leapDay.getHour() < 12).isNotEqualTo(from.getHour() < 12);
        assertThat(leapDay.getMinute()).isNotEqualTo(from.getMinute());
        assertThat(leapDay.getSecond()).isNotEqualTo(from.getSecond());
        assertThat(newYear.plusSeconds(1).getDayOfYear()).isOne();
        assertThat(newYear.getYear()).isGreaterThanOrEqualTo(2100);
    }

    /** Each a day of the week that no other one is, whatever today is; and none within what is left of this year. */
    @Test
    void theOtherTimesAreOnOtherDaysAndInOtherMonthsAndHours() {
        Instant now = Instant.parse("2026-11-29T16:00:00Z");
        LocalDateTime from = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        List<LocalDateTime> others = Stream.of(
                        OtherTimes.FRIDAY_13,
                        OtherTimes.SUMMER_SUNDAY,
                        OtherTimes.SPRING_MONDAY,
                        OtherTimes.AUTUMN_WEDNESDAY)
                .map(other -> from.plus(other.ahead(now)))
                .toList();

        assertThat(others)
                .extracting(LocalDateTime::getDayOfWeek)
                .containsExactly(DayOfWeek.FRIDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY);
        assertThat(others.get(0).getDayOfMonth()).isEqualTo(13);
        assertThat(others).extracting(LocalDateTime::getMonth).doesNotHaveDuplicates();
        assertThat(others).extracting(time -> time.getHour() / 6).doesNotHaveDuplicates();
        assertThat(others).allSatisfy(time -> assertThat(time.getYear()).isGreaterThan(from.getYear()));
    }
}
