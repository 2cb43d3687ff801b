package dev.zjail.engine;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * The policy a run was made under.
 *
 * @param name the policy's name, such as {@code static} or {@code static+getpid}
 * @param syscalls how many system calls it allows, with or without conditions
 * @param argumentRules how many of them it allows only with certain arguments
 * @param instructions the length of the filter, in BPF instructions
 * @param filterDigest BLAKE2b-256, in hexadecimal, of the filter (the address that marks the launcher's own execve, a
 *     secret drawn for each run, is zero in what is digested)
 * @param architecture the calling convention it allows, such as {@code x86_64}; no call of another one is allowed
 * @param conditional kernel names of the system calls that it allows only with certain arguments
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PolicyFacts(
        String name,
        int syscalls,
        int argumentRules,
        int instructions,
        String filterDigest,
        String architecture,
        SortedSet<String> conditional) {
    /** Copies the names. */
    public PolicyFacts {
        conditional = Collections.unmodifiableSortedSet(new TreeSet<>(conditional));
    }

    /**
     * Says whether a call that was denied would have been allowed with other arguments.
     *
     * @param denied the call
     * @return false for a call of another architecture: none of those is allowed
     */
    public boolean allowsWithOtherArguments(Termination.SyscallDenied denied) {
        return denied.architecture().equals(architecture) && conditional.contains(denied.syscall());
    }
}
