package dev.zjail.engine.policy;

import org.apiguardian.api.API;

/**
 * What of a filter is known only when its guest starts.
 *
 * @param execvePath the address at which the launcher keeps the path it executes; 0 for the form to fingerprint
 * @param userId the guest's user and group id; {@link #NO_ID} for the form to fingerprint
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GuestStart(long execvePath, int userId) {

    /** No process has this id: to the calls that change ids it means "leave it". */
    public static final int NO_ID = -1;

    /** With it a filter is the same for every run. */
    public static final GuestStart ANY = new GuestStart(0, NO_ID);
}
