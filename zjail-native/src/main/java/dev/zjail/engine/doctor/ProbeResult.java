package dev.zjail.engine.doctor;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.launcher.Explanation;
import org.apiguardian.api.API;

/**
 * What one probe came to.
 *
 * @param probe the probe's name, such as {@code mount_namespace}
 * @param outcome what it came to
 * @param observed what was found, or the step that failed, such as {@code unshare(CLONE_NEWNS)}; may be empty where it
 *     works
 * @param errno the name of the error, such as {@code EPERM}; {@code none} where there is none
 * @param likelyCause why this usually happens, a sentence without a full stop; empty where it works
 * @param fix the smallest change that helps, an imperative without a full stop; empty where it works
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ProbeResult(
        String probe, ProbeStatus outcome, String observed, String errno, String likelyCause, String fix) {
    private static final String NO_ERROR = "none";

    static ProbeResult pass(String probe, String observed) {
        return new ProbeResult(probe, ProbeStatus.PASS, observed, NO_ERROR, "", "");
    }

    static ProbeResult warn(String probe, String observed, Explanation explanation) {
        return new ProbeResult(
                probe, ProbeStatus.WARN, observed, NO_ERROR, explanation.likelyCause(), explanation.fix());
    }

    static ProbeResult fail(String probe, String observed, Explanation explanation) {
        return failed(probe, ProbeStatus.FAIL, observed, NO_ERROR, explanation);
    }

    static ProbeResult failed(String probe, ProbeStatus outcome, String step, String errno, Explanation explanation) {
        return new ProbeResult(probe, outcome, step, errno, explanation.likelyCause(), explanation.fix());
    }

    static ProbeResult refused(String probe, ConfinementException refusal, Explanation explanation) {
        return failed(probe, ProbeStatus.FAIL, refusal.step(), refusal.errno(), explanation);
    }

    /**
     * Says it in one line.
     *
     * @return such as {@code FAIL ptrace: ptrace(PTRACE_SEIZE) failed with EPERM. Likely cause: …. Smallest fix: ….}
     */
    public String line() {
        return outcome + " " + probe + (observed.isEmpty() ? "" : ": " + details());
    }

    /** What follows the probe's name. */
    String details() {
        if (outcome == ProbeStatus.PASS) {
            return observed;
        }
        String failure = errno.equals(NO_ERROR) ? observed : observed + " failed with " + errno;
        return failure + ". Likely cause: " + likelyCause + ". Smallest fix: " + fix + ".";
    }
}
