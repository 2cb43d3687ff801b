package dev.zjail.engine.launcher;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.Linkage;
import dev.zjail.engine.policy.SharedMemory;
import dev.zjail.engine.policy.SyscallPolicy;
import dev.zjail.engine.rootfs.ElfProgram;
import dev.zjail.engine.rootfs.RootfsFixture;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Judges a request by what was found on this host: the program, and the root file system that was made for it. */
final class RequestCheck {
    private RequestCheck() {}

    /**
     * Checks that the program begins in a directory that the jail has.
     *
     * @throws InvalidJailSpecException if it does not
     */
    static void requireFits(JailSpec spec, Conditions conditions, RootfsFixture fixture) {
        requireDirectory(spec, conditions, fixture);
    }

    /**
     * Decides which system calls the program may make.
     *
     * @param known policies that were decided before
     * @param sharedMemory whether a built-in policy may give shared anonymous memory
     * @throws InvalidPolicyException if there is no such policy
     * @throws InvalidJailSpecException if the program could get around it
     */
    static SyscallPolicy policy(PolicyCache known, JailSpec spec, RootfsFixture fixture, SharedMemory sharedMemory) {
        SyscallPolicy policy = known.policy(new PolicyCache.Request(
                spec.policy(), linkage(spec, fixture), sharedMemory, spec.allow(), spec.refuse()));
        requireNoWritableCode(fixture, policy, spec.executable());
        return policy;
    }

    /** What a static program may execute can be linked dynamically. */
    private static Linkage linkage(JailSpec spec, RootfsFixture fixture) {
        boolean onlyItself = !spec.allow().contains("execve");
        return fixture.program().isStatic() && onlyItself ? Linkage.STATIC : Linkage.DYNAMIC;
    }

    /** Not through symbolic links: what they mean in the jail is not what they mean here. */
    private static void requireDirectory(JailSpec spec, Conditions conditions, RootfsFixture fixture) {
        Path directory = conditions.workingDirectory(spec);
        if (fixture.mounts().stream().anyMatch(mount -> directory.startsWith(mount.target()))) {
            return; // The launcher sees whether it is there.
        }
        Path reached = fixture.directory();
        for (Path name : Path.of("/").relativize(directory)) {
            reached = reached.resolve(name);
            if (!Files.isDirectory(reached, LinkOption.NOFOLLOW_LINKS)) {
                throw new InvalidJailSpecException(
                        spec.workingDirectory().equals(directory) ? "workingDirectory" : "conditions.workingDirectory",
                        "must be a directory that is in the jail",
                        directory.toString(),
                        "map it with files or tmpfs, or begin in /");
            }
        }
    }

    /**
     * Checks that the program fits the limit for its address space. Of real memory it may take none of what it spans.
     *
     * @throws InvalidJailSpecException if it does not
     */
    static void requireRoom(JailSpec spec, RootfsFixture fixture, boolean memoryIsBounded) {
        long most = KernelLimits.addressSpace(spec.limits(), memoryIsBounded);
        long needed = fixture.program().memoryBytes();
        if (Long.compareUnsigned(needed, most) > 0) {
            throw FaultyPrograms.tooLarge(spec, most, "the program itself", needed);
        }
    }

    /**
     * A segment or a stack that is writable and executable needs no system call to run what was written there: the
     * filter's conditions on mmap and mprotect would be worth nothing. Where a policy has none, there is nothing to
     * break. The kernel maps the loader's segments as the loader asks, and the stack as the program does alone.
     */
    private static void requireNoWritableCode(RootfsFixture fixture, SyscallPolicy policy, Path executable) {
        if (policy.allowsWhateverArguments("mprotect")) {
            return;
        }
        ElfProgram program = fixture.program();
        requireNoWritableSegment(program, executable.toString(), policy);
        if (program.stack() == ElfProgram.Stack.EXECUTABLE) {
            throw writableCode(policy, executable + ", which asks for an executable stack (PT_GNU_STACK)");
        }
        fixture.loader()
                .ifPresent(loader -> requireNoWritableSegment(
                        loader,
                        "the dynamic loader " + program.interpreter().orElse("") + " of " + executable,
                        policy));
    }

    private static void requireNoWritableSegment(ElfProgram elf, String whose, SyscallPolicy policy) {
        switch (elf.writableCode()) {
            case NONE -> {}
            case SEGMENT ->
                throw writableCode(policy, whose + ", which has a segment that is writable and executable (PT_LOAD)");
            case BEYOND_FILE ->
                throw writableCode(
                        policy,
                        whose
                                + ", which has an executable segment that is larger in memory than in the file (PT_LOAD): the"
                                + " kernel makes the rest of it writable");
        }
    }

    private static InvalidJailSpecException writableCode(SyscallPolicy policy, String found) {
        return new InvalidJailSpecException(
                "executable",
                "must not ask for memory that is writable and executable at once, which the policy " + policy.name()
                        + " forbids",
                found,
                "link it with -z noexecstack and without -N, or accept such memory with allow = \"mprotect\"");
    }
}
