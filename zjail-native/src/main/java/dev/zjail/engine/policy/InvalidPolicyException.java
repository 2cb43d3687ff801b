package dev.zjail.engine.policy;

/** A policy was asked for that cannot be: an unknown name, or a system call that no architecture has. */
public final class InvalidPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String component;
    private final String rule;
    private final String found;
    private final String remedy;

    InvalidPolicyException(String component, String rule, String found, String remedy) {
        super("`" + component + "` " + rule + ", but was: " + found + ". Remedy: " + remedy + ".");
        this.component = component;
        this.rule = rule;
        this.found = found;
        this.remedy = remedy;
    }

    /**
     * Names the part of the request.
     *
     * @return {@code policy} or {@code allow}
     */
    public String component() {
        return component;
    }

    /**
     * Returns the rule that was broken.
     *
     * @return a sentence without its subject
     */
    public String rule() {
        return rule;
    }

    /**
     * Returns the value that broke the rule.
     *
     * @return the value, in quotation marks
     */
    public String found() {
        return found;
    }

    /**
     * Says what to do about it.
     *
     * @return an imperative without a full stop
     */
    public String remedy() {
        return remedy;
    }
}
