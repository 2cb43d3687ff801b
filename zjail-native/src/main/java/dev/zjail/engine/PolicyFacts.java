package dev.zjail.engine;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The policy a run was made under.
 *
 * @param name the policy's name, such as {@code static} or {@code static+getpid}
 * @param syscalls how many system calls it allows, with or without conditions
 * @param argumentRules how many of them it allows only with certain arguments
 * @param instructions the length of the filter, in BPF instructions
 * @param filterDigest BLAKE2b-256, in hexadecimal, of the filter (the address that marks the launcher's own execve, a
 *     secret drawn for each run, is zero in what is digested)
 * @param conditional kernel names of the system calls that it allows only with certain arguments
 */
public record PolicyFacts(
        String name,
        int syscalls,
        int argumentRules,
        int instructions,
        String filterDigest,
        SortedSet<String> conditional) {
    /** Copies the names. */
    public PolicyFacts {
        conditional = Collections.unmodifiableSortedSet(new TreeSet<>(conditional));
    }
}
