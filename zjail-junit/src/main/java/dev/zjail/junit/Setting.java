package dev.zjail.junit;

/**
 * Who asks for something, and by which name: an attribute of an annotation or a method of {@link Jail}.
 *
 * @param owner {@code @Jailed}, {@code @Limits} or {@code Jail}
 * @param attribute the attribute's or method's name
 */
record Setting(String owner, String attribute) {
    /** The owner of what the annotation says. */
    static final String JAILED = "@Jailed";
    /** The owner of what a {@link Jail} was told. */
    static final String JAIL = "Jail";

    /** The owner of what {@code @JailedCases} says. */
    static final String JAILED_CASES = "@JailedCases";

    private static final String LIMITS = "@Limits";
    private static final String LIMIT_PREFIX = "limits.";

    /** Finds the setting behind a component of the engine's request. */
    static Setting ofComponent(String owner, String component) {
        if (component.equals("executable")) {
            return new Setting(owner, "value");
        }
        if (owner.equals(JAILED) && component.startsWith(LIMIT_PREFIX)) {
            return new Setting(LIMITS, component.substring(LIMIT_PREFIX.length()));
        }
        return new Setting(owner, component);
    }
}
