package dev.zjail.engine;

import dev.zjail.internal.InvalidRequestException;
import org.apiguardian.api.API;

/**
 * A run was asked for in a way that cannot be: a file that is not there, a unit that does not exist, an argument with a
 * NUL byte. Thrown before anything is created on the host.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidJailSpecException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes what is wrong.
     *
     * @param component which part of the request, such as {@code executable} or {@code limits.cpu}
     * @param rule what must hold, as a sentence without its subject: {@code must name an existing file}
     * @param found the value found
     * @param remedy what to do about it
     */
    public InvalidJailSpecException(String component, String rule, String found, String remedy) {
        super(component, rule, found, remedy);
    }

    /**
     * Says of a whole request what was said of a part of it, in the same words.
     *
     * @param part what is wrong with the part
     * @return what is wrong with the request
     */
    public static InvalidJailSpecException of(InvalidRequestException part) {
        return new InvalidJailSpecException(part.component(), part.rule(), part.found(), part.remedy());
    }
}
