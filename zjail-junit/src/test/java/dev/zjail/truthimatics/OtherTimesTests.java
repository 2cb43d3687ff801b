package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
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
        LocalDateTime leapDay = from.plus(OtherTimes.untilLeapDay(now));
        LocalDateTime newYear = from.plus(OtherTimes.untilNewYear(now));

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
}
