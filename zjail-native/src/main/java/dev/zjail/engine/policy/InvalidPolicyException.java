package dev.zjail.engine.policy;

import dev.zjail.internal.ForeignText;
import dev.zjail.internal.NearestNames;
import java.util.Collection;

/**
 * A policy was asked for that cannot be: an unknown name, a system call that no architecture has, a rule that
 * contradicts another.
 */
public final class InvalidPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String component;
    private final String rule;
    private final String found;
    private final String remedy;

    InvalidPolicyException(String component, String rule, String found, String remedy) {
        super(ForeignText.line("`" + component + "` " + rule + ", but was: " + found + ". Remedy: " + remedy + "."));
        this.component = component;
        this.rule = rule;
        this.found = found;
        this.remedy = remedy;
    }

    static InvalidPolicyException unknownPolicy(String component, String name, Collection<String> known) {
        return new InvalidPolicyException(
                component,
                "must be one of " + String.join(", ", known),
                quoted(name),
                NearestNames.remedy(name, known, "name one of these"));
    }

    static InvalidPolicyException unknownSyscall(String component, String name) {
        return new InvalidPolicyException(
                component,
                "must hold the kernel's names of system calls",
                quoted(name),
                NearestNames.remedy(name, SyscallTable.names(), "see syscalls(2) for the names"));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /**
     * Names the part of the request, in the words of a policy file.
     *
     * @return such as {@code policy}, {@code allow} or {@code deny[2]}
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
