package dev.zjail.lab;

import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.LimitExceeded;
import dev.zjail.engine.Termination.SyscallDenied;

/** Says how a run ended, without what differs from run to run. */
final class Endings {
    private Endings() {}

    static String describe(Termination termination) {
        if (termination instanceof SyscallDenied denied) {
            return "denied " + denied.syscall();
        }
        return termination instanceof LimitExceeded limit ? limit.kind().name() : termination.describe();
    }
}
