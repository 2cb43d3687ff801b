package dev.zjail.engine.policy;

import dev.zjail.internal.ErrorNames;
import dev.zjail.internal.NearestNames;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A system call that is not made and fails with an error, so that the program goes on: what a policy says instead of
 * killing. The result lists it.
 *
 * @param syscall the kernel's name of the call
 * @param errno the name of the error, such as {@code EPERM}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Refusal(String syscall, String errno) implements Comparable<Refusal> {
    static final String DEFAULT_ERRNO = "EPERM";

    private static final String COMPONENT = "refuse";

    /**
     * Checks both names.
     *
     * @throws InvalidPolicyException if there is no such call or no such error, or the call is the one that starts the
     *     program; its component is {@code refuse}
     */
    public Refusal {
        if (!SyscallTable.names().contains(syscall)) {
            throw InvalidPolicyException.unknownSyscall(COMPONENT, syscall);
        }
        requireRefusable(COMPONENT, syscall);
        requireErrno(COMPONENT, errno, syscall + "=" + DEFAULT_ERRNO);
    }

    static void requireRefusable(String component, String syscall) {
        if (syscall.equals("execve")) {
            throw new InvalidPolicyException(
                    component,
                    "must not hold the call that starts the program",
                    "\"execve\"",
                    "take it out; only the launcher's own execve passes unless allow has it");
        }
    }

    static void requireErrno(String component, String errno, String example) {
        if (ErrorNames.number(errno).isEmpty()) {
            throw new InvalidPolicyException(
                    component,
                    "must name errors as errno(3) does",
                    InvalidPolicyException.quoted(errno),
                    NearestNames.remedy(errno, ErrorNames.all(), "write for instance \"" + example + "\""));
        }
    }

    /**
     * Reads what a test says.
     *
     * @param text {@code "socket"}, which fails with EPERM, or {@code "socket=EAFNOSUPPORT"}
     * @return the refusal
     * @throws InvalidPolicyException if the text names no call or no error
     */
    public static Refusal of(String text) {
        int sign = text.indexOf('=');
        return sign < 0
                ? new Refusal(text, DEFAULT_ERRNO)
                : new Refusal(text.substring(0, sign), text.substring(sign + 1));
    }

    SyscallRule rule() {
        return SyscallRule.refused(syscall, ErrorNames.number(errno).orElseThrow(), List.of());
    }

    @Override
    public int compareTo(Refusal other) {
        int byCall = syscall.compareTo(other.syscall);
        return byCall != 0 ? byCall : errno.compareTo(other.errno);
    }

    @Override
    public String toString() {
        return errno.equals(DEFAULT_ERRNO) ? syscall : syscall + "=" + errno;
    }
}
