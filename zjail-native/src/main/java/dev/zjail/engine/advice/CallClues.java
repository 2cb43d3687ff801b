package dev.zjail.engine.advice;

import dev.zjail.engine.Execution;
import dev.zjail.engine.ObservedSyscall;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.policy.PolicyGap;
import dev.zjail.engine.policy.PolicyGap.MadeCall;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Says what lets a program make the calls that it was seen to make. */
final class CallClues {
    private static final Set<String> MAKE_PROCESSES = Set.of("clone", "clone3", "fork", "vfork");
    private static final String EXECVE = "execve";

    /** Of a socket alone there is no use. */
    private static final List<String> TALK = List.of("connect", "getsockname", "socket");

    private static final int PROTECTION = 2;
    private static final long PROT_EXEC = 0x4;

    private final Execution run;
    private final JailContents contents;
    private final HostPrograms host;

    CallClues(Execution run) {
        this.run = run;
        contents = new JailContents(run.contents());
        host = HostPrograms.ofPathIn(run.spec().environment());
    }

    /** For the first of several calls, perhaps: what the program was killed for is all that it shows. */
    List<Suggestion> onDenied(SyscallDenied denied) {
        if (!denied.isSeen() || !denied.architecture().equals(run.policy().architecture())) {
            return List.of();
        }
        Suggestion least = onCalls(List.of(new MadeCall(denied.syscall(), denied.arguments())));
        if (denied.syscall().equals(EXECVE)) {
            return List.of(least.and(programs()));
        }
        if (MAKE_PROCESSES.contains(denied.syscall())) {
            return onNewTask(denied, least);
        }
        if (!least.values("refuse").isEmpty()) {
            List<String> allowed = denied.syscall().equals("socket") ? TALK : List.of(denied.syscall());
            return List.of(least, Suggestion.of("allow", allowed));
        }
        return List.of(least.and(ofSanitizer(denied)).and(ofWrittenCode(denied)));
    }

    /** Who makes a process may execute another program in it; vfork(2) is for nothing else. clone3(2) is of both. */
    private List<Suggestion> onNewTask(SyscallDenied denied, Suggestion least) {
        Suggestion toRunPrograms = Suggestion.of("policy", "processes")
                .and(Suggestion.of("allow", EXECVE))
                .and(programs());
        return mayStartPrograms(denied, least)
                ? List.of(toRunPrograms, least)
                : List.of(least.and(host.driver(run.spec(), contents)), toRunPrograms);
    }

    private boolean mayStartPrograms(SyscallDenied denied, Suggestion least) {
        return switch (denied.syscall()) {
            case "vfork" -> true;
            case "clone3" -> host.startsPrograms(run.spec().executable());
            default ->
                !least.values("policy").equals(List.of("threads"))
                        && !host.namedInArguments(run.spec(), contents).isEmpty();
        };
    }

    /**
     * What it will execute is not to be seen in the call; its arguments, and what it is, say most often what that is.
     */
    private Suggestion programs() {
        return host.namedBy(run.spec(), contents);
    }

    /**
     * The run-time library of AddressSanitizer says what it needs only by dying of it, one by one; and its search for
     * leaks traces the process, which only one can.
     */
    private Suggestion ofSanitizer(SyscallDenied denied) {
        boolean isAddress = run.contents().stream().anyMatch(file -> file.path().contains("/libasan.so"));
        return isAddress && denied.syscall().equals("prlimit64")
                ? Suggestion.of("env", "ASAN_OPTIONS=detect_leaks=0").and(Suggestion.of("allow", "prctl"))
                : Suggestion.NONE;
    }

    /** What makes code at run time maps it first and changes its protection then, or the other way round. */
    private static Suggestion ofWrittenCode(SyscallDenied denied) {
        boolean makesCode = Set.of("mmap", "mprotect").contains(denied.syscall())
                && denied.arguments().size() > PROTECTION
                && (denied.arguments().get(PROTECTION) & PROT_EXEC) != 0;
        return makesCode ? Suggestion.of("allow", List.of("mmap", "mprotect")) : Suggestion.NONE;
    }

    /** What lets it make all of them; what may be refused is allowed. */
    Suggestion onMade(Collection<ObservedSyscall> calls) {
        PolicyGap gap = gap(ObservedPolicy.made(calls));
        Suggestion suggestion = suggestion(gap).allowingInsteadOfRefusing(gap.instead());
        return calls.stream().anyMatch(call -> call.syscall().equals(EXECVE)) ? suggestion.and(programs()) : suggestion;
    }

    /** The same, with all refused that may be. */
    Suggestion refusing(Suggestion allowing, Collection<ObservedSyscall> calls) {
        PolicyGap gap = gap(ObservedPolicy.made(calls));
        return allowing.refusingInsteadOfAllowing(gap.instead(), gap.refuse());
    }

    private Suggestion onCalls(List<MadeCall> calls) {
        return suggestion(gap(calls));
    }

    private PolicyGap gap(List<MadeCall> calls) {
        return PolicyGap.of(run.spec().policy(), ObservedPolicy.linkage(run), calls);
    }

    private static Suggestion suggestion(PolicyGap gap) {
        Suggestion suggestion = Suggestion.of("allow", List.copyOf(gap.allow()))
                .and(Suggestion.of("refuse", List.copyOf(gap.refuse())));
        return gap.policy()
                .map(policy -> suggestion.and(Suggestion.of("policy", policy)))
                .orElse(suggestion);
    }
}
