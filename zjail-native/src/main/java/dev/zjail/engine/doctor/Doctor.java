package dev.zjail.engine.doctor;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Examines whether programs can be jailed on this host: makes every probe by doing, and for what does not work says why
 * that usually is and what helps.
 *
 * <p>It takes about a second, leaves nothing behind, and needs no rights that running a jailed program does not need.
 * Safe for use by many threads.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Doctor.examine();
 * assertThat(diagnosis.outcome()).as(diagnosis::text).isNotEqualTo(ProbeStatus.FAIL);
 * }</pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Doctor {
    private Doctor() {}

    /**
     * Examines this host.
     *
     * @return what was found; a probe that fails is a result, never an exception
     */
    public static Diagnosis examine() {
        return examine(HostView.REAL);
    }

    static Diagnosis examine(HostView view) {
        List<HostEnvironment> environments = HostEnvironment.recognise(view);
        return new Examination(view, environments).diagnose();
    }
}
