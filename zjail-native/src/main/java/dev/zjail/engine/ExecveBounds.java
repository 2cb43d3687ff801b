package dev.zjail.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What execve(2) takes of arguments and environment, and what can be written in them. A request beyond that is wrong on
 * every host, so it is refused before there is anything to run.
 */
final class ExecveBounds {
    /** MAX_ARG_STRLEN (include/uapi/linux/binfmts.h) with pages of 4 KiB, without the NUL that ends a string. */
    private static final int LONGEST_TEXT = 32 * 4096 - 1;

    /** What the launcher takes, less what the engine adds to vary a run. */
    private static final int MOST_TEXTS = 65_000;

    private static final long POINTER_BYTES = 8;

    /** bprm_stack_limits() in fs/exec.c: a quarter of the stack, and ARG_MAX where that is less. */
    private static final long LEAST_ROOM = 131_072;

    private static final long USUAL_STACK = 8L << 20;

    /** For the program's own path, twice, and for what the engine adds to the environment to vary a run. */
    private static final long RESERVED = 32L << 10;

    private ExecveBounds() {}

    static void require(List<String> arguments, List<String> environment, ResourceLimits limits) {
        require("args", "argument", arguments);
        require("env", "entry", environment);
        long taken = bytes(arguments) + bytes(environment);
        long room = Math.max(LEAST_ROOM, stack(limits) / 4) - RESERVED;
        if (taken > room) {
            boolean areArguments = bytes(arguments) >= bytes(environment);
            throw new InvalidJailSpecException(
                    areArguments ? "args" : "env",
                    "must take at most " + room
                            + " bytes, arguments and environment together: the text of each, one byte"
                            + " for its end and " + POINTER_BYTES + " for the pointer to it",
                    taken + " bytes in " + arguments.size() + " arguments and " + environment.size()
                            + " entries of the environment",
                    "pass the data through stdin or a file");
        }
    }

    /** execve(2): a quarter of the limit for the stack, and of 8 MiB at most. */
    private static long stack(ResourceLimits limits) {
        long asked = limits.stackBytes() == ResourceLimits.UNLIMITED ? USUAL_STACK : limits.stackBytes();
        return Math.min(Math.min(USUAL_STACK, asked), limits.memoryBytes());
    }

    private static void require(String component, String noun, List<String> texts) {
        if (texts.size() > MOST_TEXTS) {
            throw new InvalidJailSpecException(
                    component,
                    "must hold at most " + MOST_TEXTS + " texts",
                    texts.size() + "",
                    "pass the data through stdin or a file");
        }
        for (String text : texts) {
            UnicodeText.require(component, text);
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (length > LONGEST_TEXT) {
                throw new InvalidJailSpecException(
                        component,
                        "must have no " + noun + " longer than " + LONGEST_TEXT
                                + " bytes, the most that execve(2) takes",
                        "one of " + length + " bytes that begins with \"" + beginning(text) + "\"",
                        "pass the data through stdin or a file");
            }
        }
    }

    private static String beginning(String text) {
        return text.codePoints()
                .limit(20)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static long bytes(List<String> texts) {
        return texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length + 1 + POINTER_BYTES)
                .sum();
    }
}
