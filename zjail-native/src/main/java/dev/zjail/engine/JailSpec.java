package dev.zjail.engine;

import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.Refusal;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.engine.rootfs.InvalidRootfsException;
import dev.zjail.engine.rootfs.Provisions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
 * @param mounts directories of the host it can read in place
 * @param provide what else programs expect around them
 * @param at where the program is in the jail, an absolute path; empty for its own path if it lies in a mounted
 *     directory, or else {@code /bin/} and its name
 * @param workingDirectory where the program begins: a directory that is in the jail, absolute and without {@code .} or
 *     {@code ..}
 * @param collect files and directories in those places that come back after its end
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
        List<Tmpfs> tmpfs,
        List<HostMount> mounts,
        Provisions provide,
        Optional<String> at,
        Path workingDirectory,
        List<String> collect) {
    private static final Path ROOT = Path.of("/");

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
        mounts = List.copyOf(mounts);
        collect = CollectPaths.checked(collect);
        arguments.forEach(argument -> UnicodeText.requireNoNul("args", argument));
        EnvironmentEntries.require("env", environment);
        tmpfs.forEach(JailSpec::requireSize);
        requireWorkingDirectory(workingDirectory);
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
                List.of(),
                List.of(),
                Provisions.DEFAULTS,
                Optional.empty(),
                ROOT,
                List.of());
    }

    /**
     * Replaces the executable.
     *
     * @param executable the program, on the host
     * @return a changed copy
     */
    public JailSpec withExecutable(Path executable) {
        return changed(copy -> copy.executable = executable);
    }

    /**
     * Replaces the arguments.
     *
     * @param arguments the arguments, without the zeroth
     * @return a changed copy
     */
    public JailSpec withArguments(List<String> arguments) {
        return changed(copy -> copy.arguments = arguments);
    }

    /**
     * Replaces the environment.
     *
     * @param environment entries of the form {@code NAME=value}
     * @return a changed copy
     */
    public JailSpec withEnvironment(List<String> environment) {
        return changed(copy -> copy.environment = environment);
    }

    /**
     * Replaces the standard input.
     *
     * @param stdin the bytes
     * @return a changed copy
     */
    public JailSpec withStdin(Bytes stdin) {
        return changed(copy -> copy.stdin = stdin);
    }

    /**
     * Says whether standard input stays open behind its last byte.
     *
     * @param stdinOpen whether no end of file follows
     * @return a changed copy
     */
    public JailSpec withStdinOpen(boolean stdinOpen) {
        return changed(copy -> copy.stdinOpen = stdinOpen);
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
        return changed(copy -> copy.policy = policy);
    }

    /**
     * Replaces the system calls that are allowed beyond the policy.
     *
     * @param allow kernel names of system calls
     * @return a changed copy
     */
    public JailSpec withAllow(Set<String> allow) {
        return changed(copy -> copy.allow = allow);
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
        return changed(copy -> copy.refuse = refuse);
    }

    /**
     * Replaces the limits.
     *
     * @param limits what the run may use
     * @return a changed copy
     */
    public JailSpec withLimits(ResourceLimits limits) {
        return changed(copy -> copy.limits = limits);
    }

    /**
     * Replaces the files of the host the guest can read.
     *
     * @param files the mappings
     * @return a changed copy
     */
    public JailSpec withFiles(List<FileMapping> files) {
        return changed(copy -> copy.files = files);
    }

    /**
     * Replaces the writable places.
     *
     * @param tmpfs the places
     * @return a changed copy
     */
    public JailSpec withTmpfs(List<Tmpfs> tmpfs) {
        return changed(copy -> copy.tmpfs = tmpfs);
    }

    /**
     * Replaces the directories of the host the guest can read in place.
     *
     * @param mounts the mounts
     * @return a changed copy
     */
    public JailSpec withMounts(List<HostMount> mounts) {
        return changed(copy -> copy.mounts = mounts);
    }

    /**
     * Tells what the program finds as its environment.
     *
     * @return the entries, without the names that are declared not to be there
     */
    public List<String> presentEnvironment() {
        return EnvironmentEntries.present(environment);
    }

    /**
     * Tells for which variables the specification speaks, be it that they are not there.
     *
     * @return their names
     */
    public Set<String> declaredVariables() {
        return environment.stream().map(EnvironmentEntries::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Replaces what else programs expect around them.
     *
     * @param provide such as {@code "proc"}; {@code "none"} leaves {@code dev} and {@code etc} out
     * @return a changed copy
     * @throws InvalidJailSpecException if one is unknown
     */
    public JailSpec withProvide(List<String> provide) {
        try {
            Provisions provisions = Provisions.of(provide);
            return changed(copy -> copy.provide = provisions);
        } catch (InvalidRootfsException e) {
            throw InvalidJailSpecException.of(e);
        }
    }

    /**
     * Replaces the program's path in the jail.
     *
     * @param at an absolute path
     * @return a changed copy
     */
    public JailSpec withAt(String at) {
        return changed(copy -> copy.at = Optional.of(at));
    }

    /**
     * Replaces the directory in which the program begins.
     *
     * @param workingDirectory an absolute path without {@code .} and {@code ..}
     * @return a changed copy
     * @throws InvalidJailSpecException if it is none
     */
    public JailSpec withWorkingDirectory(Path workingDirectory) {
        return changed(copy -> copy.workingDirectory = workingDirectory);
    }

    /**
     * Replaces what comes back from the places to write after the end of the run.
     *
     * @param collect files and directories in the places to write, absolute paths in the jail
     * @return a changed copy
     * @throws InvalidJailSpecException if one is no absolute path
     */
    public JailSpec withCollect(List<String> collect) {
        return changed(copy -> copy.collect = collect);
    }

    private JailSpec changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.frozen();
    }

    /** A specification that is being changed. */
    private static final class Copy {
        Path executable;
        List<String> arguments;
        List<String> environment;
        Bytes stdin;
        boolean stdinOpen;
        RequestedPolicy policy;
        Set<String> allow;
        Set<Refusal> refuse;
        ResourceLimits limits;
        List<FileMapping> files;
        List<Tmpfs> tmpfs;
        List<HostMount> mounts;
        Provisions provide;
        Optional<String> at;
        Path workingDirectory;
        List<String> collect;

        Copy(JailSpec original) {
            executable = original.executable;
            arguments = original.arguments;
            environment = original.environment;
            stdin = original.stdin;
            stdinOpen = original.stdinOpen;
            policy = original.policy;
            allow = original.allow;
            refuse = original.refuse;
            limits = original.limits;
            files = original.files;
            tmpfs = original.tmpfs;
            mounts = original.mounts;
            provide = original.provide;
            at = original.at;
            workingDirectory = original.workingDirectory;
            collect = original.collect;
        }

        JailSpec frozen() {
            return new JailSpec(
                    executable,
                    arguments,
                    environment,
                    stdin,
                    stdinOpen,
                    policy,
                    allow,
                    refuse,
                    limits,
                    files,
                    tmpfs,
                    mounts,
                    provide,
                    at,
                    workingDirectory,
                    collect);
        }
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
        CollectPaths.requireWritable(collect, tmpfs);
    }

    private static void requireWorkingDirectory(Path directory) {
        UnicodeText.requireNoNul("workingDirectory", directory.toString());
        if (!directory.isAbsolute() || !directory.normalize().equals(directory)) {
            throw new InvalidJailSpecException(
                    "workingDirectory",
                    "must be an absolute path in the jail without . and ..",
                    "\"" + directory + "\"",
                    "name a directory that is in the jail, such as the place of a tmpfs");
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
