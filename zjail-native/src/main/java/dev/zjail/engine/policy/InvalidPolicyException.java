package dev.zjail.engine.policy;

import dev.zjail.internal.InvalidRequestException;
import dev.zjail.internal.NearestNames;
import java.util.Collection;
import org.apiguardian.api.API;

/**
 * A policy was asked for that cannot be: an unknown name, a system call that no architecture has, a rule that
 * contradicts another.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class InvalidPolicyException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    InvalidPolicyException(String component, String rule, String found, String remedy) {
        super(component, rule, found, remedy);
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
}
