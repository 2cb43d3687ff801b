package dev.zjail.truthimatics;

import org.apiguardian.api.API;

/** What the evidence says about a program under test. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Verdict {
    /**
     * Run again on the same input it would behave the same: enough varied runs agreed, and nothing speaks against it.
     */
    DETERMINISTIC,
    /** A rule was broken: the program did what it must not, or the run was not what the test declared. */
    REJECT,
    /** Neither: the evidence does not decide. The assessment says what would. */
    UNCERTAIN
}
