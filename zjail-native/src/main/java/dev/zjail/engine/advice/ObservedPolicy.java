package dev.zjail.engine.advice;

import dev.zjail.engine.Execution;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.policy.Linkage;
import dev.zjail.engine.policy.PolicyEntry;
import dev.zjail.engine.policy.PolicyGap;
import dev.zjail.engine.policy.PolicyGap.MadeCall;
import dev.zjail.engine.rootfs.JailFile.Origin;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;

/** What was observed of a program, as a policy of one's own says it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ObservedPolicy {
    private ObservedPolicy() {}

    /**
     * Says what to allow: where an argument says what a call is, no more values of it than were seen.
     *
     * @param run the run under the policy to extend
     * @param allow the calls to allow, by name
     * @param calls what the program made beyond its policy
     * @return entries for {@code allow}
     */
    public static List<PolicyEntry> allow(Execution run, Collection<String> allow, Collection<ObservedSyscall> calls) {
        return PolicyGap.entries(run.spec().policy(), linkage(run), allow, made(calls));
    }

    static List<MadeCall> made(Collection<ObservedSyscall> calls) {
        return calls.stream()
                .map(call -> new MadeCall(call.syscall(), call.arguments()))
                .toList();
    }

    /** A policy that goes by the header of the program has it in its name; else what is in the jail tells. */
    static Linkage linkage(Execution run) {
        if (run.policy().name().startsWith("static")) {
            return Linkage.STATIC;
        }
        return run.contents().stream().anyMatch(file -> file.origin() == Origin.LOADER)
                ? Linkage.DYNAMIC
                : Linkage.STATIC;
    }
}
