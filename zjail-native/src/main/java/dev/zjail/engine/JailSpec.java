package dev.zjail.engine;

import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.Refusal;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.rootfs.FileMapping;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Everything one run needs. Immutable and validated as far as that is possible without looking at the host; the engine
 * looks at the host before it creates anything.
 *
 * @param executable the program, on the host: an ELF executable of this machine's architecture
 * @param arguments its arguments, without the zeroth
 * @param environment its whole environment, as {@code NAME=value}; nothing else is passed on
 * @param stdin what it can read from standard input; end of file follows
 * @param stdinOpen whether no end of file follows, so that the program waits for more that never comes
 * @param policy which system calls it may make: a built-in policy, or one of the caller's own
 * @param allow names of system calls that are allowed beyond the policy
 * @param refuse system calls that are not made and fail with an error
 * @param limits what it may use
 * @param files files and directories of the host it can read
 * @param tmpfs places it can write
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JailSpec(
        Path executable,
        List<String> arguments,
        List<String> environment,
        Bytes stdin,
        boolean stdinOpen,
        RequestedPolicy policy,
        Set<String> allow,
        Set<Refusal> refuse,
        ResourceLimits limits,
        List<FileMapping> files,
        List<Tmpfs> tmpfs) {
    /** What the launcher takes. */
    private static final int MOST_TMPFS = 32;

    /**
     * Checks each component by itself.
     *
     * @throws InvalidJailSpecException if a component breaks its rule
     */
    public JailSpec {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        allow = Collections.unmodifiableSet(new TreeSet<>(allow));
        refuse = Collections.unmodifiableSet(new TreeSet<>(refuse));
        files = List.copyOf(files);
        tmpfs = List.copyOf(tmpfs);
        arguments.forEach(argument -> UnicodeText.requireNoNul("args", argument));
        EnvironmentEntries.require("env", environment);
        tmpfs.forEach(JailSpec::requireSize);
    }

    /**
     * Begins with a program that has no arguments, no environment and no input, under the policy {@code auto} and the
     * default limits.
     *
     * @param executable the program
     * @return a specification to refine
     */
    public static JailSpec of(Path executable) {
        return new JailSpec(
                executable,
                List.of(),
                List.of(),
                Bytes.EMPTY,
                false,
                RequestedPolicy.auto(),
                Set.of(),
                Set.of(),
                ResourceLimits.DEFAULTS,
                List.of(),
                List.of());
    }

    /**
     * Replaces the executable.
     *
     * @param executable the program, on the host
     * @return a changed copy
     */
    public JailSpec withExecutable(Path executable) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the arguments.
     *
     * @param arguments the arguments, without the zeroth
     * @return a changed copy
     */
    public JailSpec withArguments(List<String> arguments) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the environment.
     *
     * @param environment entries of the form {@code NAME=value}
     * @return a changed copy
     */
    public JailSpec withEnvironment(List<String> environment) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the standard input.
     *
     * @param stdin the bytes
     * @return a changed copy
     */
    public JailSpec withStdin(Bytes stdin) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Says whether standard input stays open behind its last byte.
     *
     * @param stdinOpen whether no end of file follows
     * @return a changed copy
     */
    public JailSpec withStdinOpen(boolean stdinOpen) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the policy by a built-in one.
     *
     * @param policy the name of a built-in policy, such as {@code auto}, {@code strict} or {@code threads}
     * @return a changed copy
     * @throws InvalidJailSpecException if there is no policy of that name
     */
    public JailSpec withPolicy(String policy) {
        try {
            return withPolicy(RequestedPolicy.named(policy));
        } catch (InvalidPolicyException e) {
            throw InvalidJailSpecException.of(e);
        }
    }

    /**
     * Replaces the policy.
     *
     * @param policy a built-in policy or one of the caller's own
     * @return a changed copy
     */
    public JailSpec withPolicy(RequestedPolicy policy) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the system calls that are allowed beyond the policy.
     *
     * @param allow kernel names of system calls
     * @return a changed copy
     */
    public JailSpec withAllow(Set<String> allow) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the system calls that fail instead of killing.
     *
     * @param refuse such as {@code "socket"}, which fails with EPERM, or {@code "socket=EAFNOSUPPORT"}
     * @return a changed copy
     * @throws InvalidJailSpecException if there is no such call or no such error
     */
    public JailSpec withRefuse(List<String> refuse) {
        try {
            return withRefuse(refuse.stream().map(Refusal::of).collect(Collectors.toSet()));
        } catch (InvalidPolicyException e) {
            throw InvalidJailSpecException.of(e);
        }
    }

    /**
     * Replaces the system calls that fail instead of killing.
     *
     * @param refuse the calls and their errors
     * @return a changed copy
     */
    public JailSpec withRefuse(Set<Refusal> refuse) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the limits.
     *
     * @param limits what the run may use
     * @return a changed copy
     */
    public JailSpec withLimits(ResourceLimits limits) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the files of the host the guest can read.
     *
     * @param files the mappings
     * @return a changed copy
     */
    public JailSpec withFiles(List<FileMapping> files) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Replaces the writable places.
     *
     * @param tmpfs the places
     * @return a changed copy
     */
    public JailSpec withTmpfs(List<Tmpfs> tmpfs) {
        return new JailSpec(
                executable, arguments, environment, stdin, stdinOpen, policy, allow, refuse, limits, files, tmpfs);
    }

    /**
     * Checks what only a run needs: that execve(2) takes arguments and environment, and the launcher the places to
     * write.
     *
     * @throws InvalidJailSpecException if a component breaks its rule
     */
    public void requireRunnable() {
        ExecveBounds.require(arguments, environment, limits);
        if (tmpfs.size() > MOST_TMPFS) {
            throw new InvalidJailSpecException(
                    "tmpfs",
                    "must name at most " + MOST_TMPFS + " places",
                    tmpfs.size() + " places",
                    "let the program make directories of its own in one of them");
        }
    }

    /** tmpfs(5): a size of 0 means no limit at all. */
    private static void requireSize(Tmpfs mount) {
        if (mount.sizeBytes() < Tmpfs.SMALLEST_BYTES) {
            throw new InvalidJailSpecException(
                    "tmpfs",
                    "must have a size of at least " + Tmpfs.SMALLEST_BYTES + " bytes, one page",
                    mount.sizeBytes() + " bytes for " + mount.path(),
                    "give it the size that the program needs");
        }
    }
}
