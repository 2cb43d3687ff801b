package dev.zjail.engine;

import dev.zjail.internal.ForeignText;

/**
 * A run was asked for in a way that cannot be: a file that is not there, a unit that does not exist, an argument with a
 * NUL byte. Thrown before anything is created on the host.
 */
public final class InvalidJailSpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String component;
    private final String rule;
    private final String found;
    private final String remedy;

    /**
     * Describes what is wrong.
     *
     * @param component which part of the request, such as {@code executable} or {@code limits.cpu}
     * @param rule what must hold, as a sentence without its subject: {@code must name an existing file}
     * @param found the value found
     * @param remedy what to do about it
     */
    public InvalidJailSpecException(String component, String rule, String found, String remedy) {
        super(ForeignText.line("`" + component + "` " + rule + ", but was: " + found + ". Remedy: " + remedy + "."));
        this.component = component;
        this.rule = rule;
        this.found = found;
        this.remedy = remedy;
    }

    /**
     * Names the part of the request.
     *
     * @return such as {@code executable}
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
     * @return the value in words
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
