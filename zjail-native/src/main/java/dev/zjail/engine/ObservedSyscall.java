package dev.zjail.engine;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A system call that a program made beyond its policy while it was observed.
 *
 * @param syscall the kernel's name of the system call, or {@code syscall_N} where the number N has none
 * @param number its number
 * @param times how often it was made, with whatever arguments the policy does not allow
 * @param arguments the six argument registers of the first time; pointers are addresses in a program that is gone
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ObservedSyscall(String syscall, int number, int times, List<Long> arguments) {
    /** Copies the arguments. */
    public ObservedSyscall {
        arguments = List.copyOf(arguments);
    }
}
