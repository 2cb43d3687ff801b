package dev.zjail.engine.rootfs;

import dev.zjail.internal.ForeignText;
import dev.zjail.internal.InvalidRequestException;
import org.apiguardian.api.API;

/**
 * A root file system was asked for that cannot be: a program that is missing, a library that is nowhere, two files at
 * one path. Thrown before anything is created.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class InvalidRootfsException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2_000;

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
        super(component, shown(rule), shown(found), shown(remedy));
    }

    private static String shown(String text) {
        return ForeignText.line(text, LONGEST);
    }
}
