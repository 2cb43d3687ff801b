package dev.zjail.engine;

import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.rootfs.FileMapping;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Everything one run needs. Immutable and validated as far as that is possible without looking at the host; the engine
 * looks at the host before it creates anything.
 *
 * @param executable the program, on the host: an ELF executable of this machine's architecture
 * @param arguments its arguments, without the zeroth
 * @param environment its whole environment, as {@code NAME=value}; nothing else is passed on
 * @param stdin what it can read from standard input; end of file follows
 * @param policy which system calls it may make: a built-in policy, or one of the caller's own
 * @param allow names of system calls that are allowed beyond the policy
 * @param limits what it may use
 * @param files files and directories of the host it can read
 * @param scratches places it can write
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JailSpec(
        Path executable,
        List<String> arguments,
        List<String> environment,
        Bytes stdin,
        RequestedPolicy policy,
        Set<String> allow,
        ResourceLimits limits,
        List<FileMapping> files,
        List<Scratch> scratches) {
    /** What the launcher takes. */
    private static final int MOST_SCRATCHES = 32;

    /**
     * Checks each component by itself.
     *
     * @throws InvalidJailSpecException if a component breaks its rule
     */
    public JailSpec {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        allow = Collections.unmodifiableSet(new TreeSet<>(allow));
        files = List.copyOf(files);
        scratches = List.copyOf(scratches);
        arguments.forEach(argument -> UnicodeText.requireNoNul("args", argument));
        EnvironmentEntries.require("env", environment);
        scratches.forEach(JailSpec::requireSize);
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
                RequestedPolicy.auto(),
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
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Replaces the arguments.
     *
     * @param arguments the arguments, without the zeroth
     * @return a changed copy
     */
    public JailSpec withArguments(List<String> arguments) {
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Replaces the environment.
     *
     * @param environment entries of the form {@code NAME=value}
     * @return a changed copy
     */
    public JailSpec withEnvironment(List<String> environment) {
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Replaces the standard input.
     *
     * @param stdin the bytes
     * @return a changed copy
     */
    public JailSpec withStdin(Bytes stdin) {
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
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
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Replaces the system calls that are allowed beyond the policy.
     *
     * @param allow kernel names of system calls
     * @return a changed copy
     */
    public JailSpec withAllow(Set<String> allow) {
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Replaces the limits.
     *
     * @param limits what the run may use
     * @return a changed copy
     */
    public JailSpec withLimits(ResourceLimits limits) {
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Replaces the files of the host the guest can read.
     *
     * @param files the mappings
     * @return a changed copy
     */
    public JailSpec withFiles(List<FileMapping> files) {
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Replaces the writable places.
     *
     * @param scratches the places
     * @return a changed copy
     */
    public JailSpec withScratches(List<Scratch> scratches) {
        return new JailSpec(executable, arguments, environment, stdin, policy, allow, limits, files, scratches);
    }

    /**
     * Checks what only a run needs: that execve(2) takes arguments and environment, and the launcher the places to
     * write.
     *
     * @throws InvalidJailSpecException if a component breaks its rule
     */
    public void requireRunnable() {
        ExecveBounds.require(arguments, environment, limits);
        if (scratches.size() > MOST_SCRATCHES) {
            throw new InvalidJailSpecException(
                    "tmpfs",
                    "must name at most " + MOST_SCRATCHES + " places",
                    scratches.size() + " places",
                    "let the program make directories of its own in one of them");
        }
    }

    /** tmpfs(5): a size of 0 means no limit at all. */
    private static void requireSize(Scratch scratch) {
        if (scratch.sizeBytes() < Scratch.SMALLEST_BYTES) {
            throw new InvalidJailSpecException(
                    "tmpfs",
                    "must have a size of at least " + Scratch.SMALLEST_BYTES + " bytes, one page",
                    scratch.sizeBytes() + " bytes for " + scratch.path(),
                    "give it the size that the program needs");
        }
    }
}
