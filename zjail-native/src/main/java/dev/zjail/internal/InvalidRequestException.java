package dev.zjail.internal;

import org.apiguardian.api.API;

/** Something was asked for that cannot be: which part of it, the rule it breaks, what was found, and what to do. */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class InvalidRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String component;
    private final String rule;
    private final String found;
    private final String remedy;

    /** Makes a message of one line of the parts; the parts themselves stay as they are. */
    protected InvalidRequestException(String component, String rule, String found, String remedy) {
        super(ForeignText.line("`" + component + "` " + rule + ", but was: " + found + ". Remedy: " + remedy + "."));
        this.component = component;
        this.rule = rule;
        this.found = found;
        this.remedy = remedy;
    }

    /**
     * Names the part of the request.
     *
     * @return such as {@code executable}, {@code limits.cpu} or {@code deny[2]}
     */
    public final String component() {
        return component;
    }

    /**
     * Returns the rule that was broken.
     *
     * @return a sentence without its subject: {@code must name an existing file}
     */
    public final String rule() {
        return rule;
    }

    /**
     * Returns the value that broke the rule.
     *
     * @return the value, in words or in quotation marks
     */
    public final String found() {
        return found;
    }

    /**
     * Says what to do about it.
     *
     * @return an imperative without a full stop
     */
    public final String remedy() {
        return remedy;
    }
}
