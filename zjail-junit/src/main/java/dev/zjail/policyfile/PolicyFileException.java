package dev.zjail.policyfile;

import dev.zjail.internal.ForeignText;
import org.apiguardian.api.API;

/** A policy file cannot be read, or says something that cannot be. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PolicyFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private PolicyFileException(String message) {
        super(ForeignText.line(message));
    }

    /** Something in a file is wrong: the rule is a sentence without its subject, the remedy an imperative. */
    static PolicyFileException in(
            String file, Position position, String component, String rule, String found, String remedy) {
        return new PolicyFileException("`policy` file " + file + ", " + position + ": `" + component + "` " + rule
                + ", but was: " + found + ". Remedy: " + remedy + ".");
    }

    /** The file that somebody asked for is none. */
    static PolicyFileException unreadable(String rule, String found, String remedy) {
        return new PolicyFileException("`policy` " + rule + ", but was: " + found + ". Remedy: " + remedy + ".");
    }
}
