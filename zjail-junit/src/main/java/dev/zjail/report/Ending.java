package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.engine.LimitKind;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.Termination.SyscallDenied;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a run ended, as a report tells it.
 *
 * @param stopper what stopped the program
 * @param cause what it was of that kind, such as {@code ptrace}, {@code SIGSEGV}, {@code CPU} or {@code status 3}
 * @param sentence the whole of it, without a full stop
 * @param call the system call that was denied, with its arguments; empty if it was none
 */
record Ending(Stopper stopper, String cause, String sentence, String call) {

    /** What can stop a program: the columns of the matrix. */
    enum Stopper {
        /** The filter, for a system call. */
        SYSTEM_CALL("Denied system call"),
        /** Any other signal. */
        SIGNAL("Signal"),
        /** A limit. */
        LIMIT("Limit"),
        /** Nothing: it ended by itself. */
        NOTHING("Nothing: it exited"),
        /** A record that this version cannot read. */
        UNKNOWN("Unknown");

        private final String heading;

        Stopper(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    static Ending of(RecordedFields record) {
        RecordedFields termination = record.object("termination").orElse(record);
        String recorded = termination.text("sentence").orElse("the record does not say how it ended");
        return switch (termination.text("kind").orElse("")) {
            case "exited" -> new Ending(Stopper.NOTHING, "status " + number(termination, "status"), recorded, "");
            case "syscall_denied" -> denied(termination, record.text("policy.name"));
            case "signaled" -> {
                String signal = termination.text("signal").orElse("a signal");
                yield new Ending(Stopper.SIGNAL, signal, recorded, "");
            }
            case "limit_exceeded" -> exceeded(termination, recorded);
            default -> new Ending(Stopper.UNKNOWN, "unknown", recorded, "");
        };
    }

    private static Ending denied(RecordedFields termination, Optional<String> policy) {
        String syscall = termination.text("syscall").orElse("a system call");
        String arguments = String.join(", ", termination.texts("arguments"));
        String architecture = termination.text("architecture").orElse("x86_64");
        String sentence = SyscallDenied.killedIn(syscall, number(termination, "number"), architecture)
                + ", which the policy " + policy.orElse("of the run") + " does not allow"
                + (termination.isTrue("in_forked_process") ? "; a process that the program had forked made it" : "");
        return new Ending(Stopper.SYSTEM_CALL, syscall, sentence, syscall + "(" + arguments + ")");
    }

    private static Ending exceeded(RecordedFields termination, String recorded) {
        String kind = termination.text("limit_kind").orElse("a limit");
        Optional<LimitKind> known = Arrays.stream(LimitKind.values())
                .filter(limit -> limit.name().equals(kind))
                .findFirst();
        String sentence = known.map(limit -> "ended: it reached its "
                        + kind.toLowerCase(Locale.ROOT).replace('_', ' ')
                        + " limit of "
                        + Quantities.format(limit, termination.number("limit").orElse(0)) + "; "
                        + Quantities.format(
                                limit, termination.number("observed").orElse(0)) + " observed")
                .orElse(recorded);
        return new Ending(Stopper.LIMIT, kind, sentence, "");
    }

    private static String number(RecordedFields fields, String name) {
        return fields.number(name).stream().mapToObj(Long::toString).findFirst().orElse("?");
    }

    /** The sentence, fit to begin one. */
    String capitalized() {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
