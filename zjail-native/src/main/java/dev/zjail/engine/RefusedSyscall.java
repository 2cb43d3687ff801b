package dev.zjail.engine;

import org.apiguardian.api.API;

/**
 * A system call that a program made and that was not made for it: it failed with an error, as the policy says, and the
 * program went on.
 *
 * @param syscall the kernel's name of the system call
 * @param errno the name of the error it failed with, such as {@code EPERM}
 * @param times how often it was made, by all processes together
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RefusedSyscall(String syscall, String errno, int times) {
    /**
     * Writes it for people.
     *
     * @return such as {@code socket (EACCES, 2 times)}
     */
    @Override
    public String toString() {
        return syscall + " (" + errno + (times == 1 ? ")" : ", " + times + " times)");
    }
}
