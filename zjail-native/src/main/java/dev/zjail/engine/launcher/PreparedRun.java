package dev.zjail.engine.launcher;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.policy.FilterTemplate;
import dev.zjail.engine.policy.SyscallPolicy;
import dev.zjail.engine.rootfs.RootfsFixture;
import java.util.Optional;

/**
 * A run of which everything is decided, and nothing started.
 *
 * @param spec what was asked for
 * @param conditions what surrounds it
 * @param fixture its root file system
 * @param policy which system calls it may make
 * @param filtering what is done about the others
 * @param filter what it is compiled to
 * @param talk who talks with it while it runs
 */
record PreparedRun(
        JailSpec spec,
        Conditions conditions,
        RootfsFixture fixture,
        SyscallPolicy policy,
        FilterMode filtering,
        FilterTemplate filter,
        Optional<Talk> talk) {}
