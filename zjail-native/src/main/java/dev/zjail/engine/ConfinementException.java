package dev.zjail.engine;

import dev.zjail.internal.ForeignText;
import org.apiguardian.api.API;

/**
 * The host refused to confine the program, or the sandbox itself failed. The program did not run, or what it did is
 * worth nothing; this is never the program's own failure.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConfinementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String layer;
    private final String step;
    private final String errno;
    private final String likelyCause;
    private final String fix;

    /**
     * Describes a refusal.
     *
     * @param layer the id of the {@link Layer} that could not be applied, or {@code launcher} for the harness itself
     * @param step the call that failed, such as {@code unshare(CLONE_NEWUSER)}
     * @param errno the name of the error, such as {@code EPERM}; {@code none} where there is no number
     * @param likelyCause why this usually happens, a sentence without a full stop
     * @param fix the smallest change that helps, an imperative without a full stop
     */
    public ConfinementException(String layer, String step, String errno, String likelyCause, String fix) {
        this(
                "the host did not confine the program: layer " + layer + " failed at " + step + " with " + errno
                        + ". Likely cause: " + likelyCause + ". Smallest fix: " + fix + ".",
                layer,
                step,
                errno,
                likelyCause,
                fix);
    }

    private ConfinementException(
            String message, String layer, String step, String errno, String likelyCause, String fix) {
        super(ForeignText.lines(message));
        this.layer = layer;
        this.step = step;
        this.errno = errno;
        this.likelyCause = likelyCause;
        this.fix = fix;
    }

    /**
     * Names the layer.
     *
     * @return the id of a {@link Layer}, or {@code launcher}
     */
    public String layer() {
        return layer;
    }

    /**
     * Names the call that failed.
     *
     * @return such as {@code mount(tmpfs)}
     */
    public String step() {
        return step;
    }

    /**
     * Names the error.
     *
     * @return such as {@code EPERM}, or {@code none}
     */
    public String errno() {
        return errno;
    }

    /**
     * Says why this usually happens.
     *
     * @return a sentence without a full stop
     */
    public String likelyCause() {
        return likelyCause;
    }

    /**
     * Says what to do about it.
     *
     * @return an imperative without a full stop
     */
    public String fix() {
        return fix;
    }

    /**
     * Says more about the same refusal.
     *
     * @param note what follows the message
     * @return the same refusal, from the same place, with a longer message
     */
    public ConfinementException withNote(String note) {
        ConfinementException more = new ConfinementException(getMessage() + note, layer, step, errno, likelyCause, fix);
        more.setStackTrace(getStackTrace());
        more.initCause(getCause());
        for (Throwable suppressed : getSuppressed()) {
            more.addSuppressed(suppressed);
        }
        return more;
    }
}
