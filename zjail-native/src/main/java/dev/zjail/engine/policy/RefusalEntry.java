package dev.zjail.engine.policy;

import dev.zjail.internal.ErrorNames;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a policy of one's own says of one system call that is to fail instead of killing. With other arguments than it
 * names, the call kills.
 *
 * @param call the call, with which arguments, on which machines
 * @param errno the name of the error it fails with
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RefusalEntry(PolicyEntry call, String errno) {

    /**
     * Checks that the call can be refused, and the name of the error.
     *
     * @throws InvalidPolicyException if not; its component is {@code syscall} or {@code errno}
     */
    public RefusalEntry {
        Refusal.requireRefusable("syscall", call.syscall());
        Refusal.requireErrno("errno", errno, Refusal.DEFAULT_ERRNO);
    }

    /**
     * A call that fails with {@code EPERM}.
     *
     * @param call the call, with which arguments, on which machines
     * @return the entry
     * @throws InvalidPolicyException if the call cannot be refused
     */
    public static RefusalEntry of(PolicyEntry call) {
        return new RefusalEntry(call, Refusal.DEFAULT_ERRNO);
    }

    /**
     * A call that fails whatever its arguments and whatever the machine.
     *
     * @param text {@code "socket"}, which fails with EPERM, or {@code "socket=EAFNOSUPPORT"}
     * @return the entry
     * @throws InvalidPolicyException if the text names no call or no error
     */
    public static RefusalEntry of(String text) {
        Refusal refusal = Refusal.of(text);
        return new RefusalEntry(PolicyEntry.of(refusal.syscall()), refusal.errno());
    }

    SyscallRule rule() {
        return SyscallRule.refused(
                call.syscall(),
                ErrorNames.number(errno).orElseThrow(),
                call.conditional() ? call.combinations() : List.of());
    }
}
