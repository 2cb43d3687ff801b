package dev.zjail.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.Doctor;
import dev.zjail.engine.doctor.Outcome;
import org.junit.jupiter.api.Test;

/** Where tests run, programs can be jailed. */
class HostTests {
    // snippet: host-can-jail
    @Test
    void hostCanJail() {
        Diagnosis diagnosis = Doctor.examine();
        assertThat(diagnosis.outcome()).as(diagnosis::text).isNotEqualTo(Outcome.FAIL);
    }
    // end: host-can-jail
}
