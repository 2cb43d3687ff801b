package dev.zjail.engine.doctor;

import org.apiguardian.api.API;

/** What a probe came to. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum ProbeStatus {
    /** It works. */
    PASS(0),
    /** Programs can be jailed, but something is less than it could be. */
    WARN(1),
    /** Programs cannot be jailed. */
    FAIL(2);

    private final int exitStatus;

    ProbeStatus(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /**
     * Returns the exit status of a command whose worst probe came to this.
     *
     * @return 0, 1 or 2
     */
    public int exitStatus() {
        return exitStatus;
    }
}
