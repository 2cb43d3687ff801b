package dev.zjail.engine.rootfs;

import dev.zjail.internal.ForeignText;

/**
 * A root file system was asked for that cannot be: a program that is missing, a library that is nowhere, two files at
 * one path. Thrown before anything is created.
 */
public final class InvalidRootfsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2_000;

    private final String component;
    private final String rule;
    private final String found;
    private final String remedy;

    /**
     * Describes what is wrong. Control characters in the parts are escaped and long parts are shortened, because file
     * names come from anywhere.
     *
     * @param component which part of the request: {@code executable}, {@code files} or {@code tmpfs}
     * @param rule what must hold, as a sentence without its subject
     * @param found the value found
     * @param remedy what to do about it, an imperative without a full stop
     */
    public InvalidRootfsException(String component, String rule, String found, String remedy) {
        super("`" + component + "` " + shown(rule) + ", but was: " + shown(found) + ". Remedy: " + shown(remedy) + ".");
        this.component = component;
        this.rule = shown(rule);
        this.found = shown(found);
        this.remedy = shown(remedy);
    }

    private static String shown(String text) {
        return ForeignText.line(text, LONGEST);
    }

    /**
     * Names the part of the request.
     *
     * @return {@code executable}, {@code files} or {@code tmpfs}
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
