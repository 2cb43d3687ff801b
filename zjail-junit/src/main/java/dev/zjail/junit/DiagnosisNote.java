package dev.zjail.junit;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.HostEnvironment;
import dev.zjail.engine.doctor.ProbeResult;
import dev.zjail.internal.ForeignText;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the doctor has to say about a host that refused, at the end of the refusal. It never takes the refusal's place.
 */
final class DiagnosisNote {
    private static final int MOST_FINDINGS = 8;
    private static final int LONGEST_LINE = 600;

    private DiagnosisNote() {}

    /** Lets the doctor examine, and appends what was found to the message. */
    static ConfinementException appendTo(ConfinementException refusal, Supplier<Diagnosis> doctor) {
        return refusal.withNote(note(doctor));
    }

    private static String note(Supplier<Diagnosis> doctor) {
        try {
            return note(doctor.get());
        } catch (RuntimeException | LinkageError e) {
            // Whatever it was, what the test has to say is the refusal: this is only said beside it.
            return "\nzjail's doctor could not examine this host: " + bounded(e.toString());
        }
    }

    private static String note(Diagnosis diagnosis) {
        List<ProbeResult> findings = diagnosis.findings();
        if (findings.isEmpty()) {
            return "\nzjail's doctor found nothing wrong with this host" + recognised(diagnosis) + ".";
        }
        String lines = findings.stream()
                .limit(MOST_FINDINGS)
                .map(finding -> "\n  " + bounded(finding.line()))
                .collect(Collectors.joining());
        int more = findings.size() - MOST_FINDINGS;
        return "\nzjail's doctor found on this host" + recognised(diagnosis) + ":" + lines
                + (more > 0 ? "\n  … and " + more + " more" : "");
    }

    private static String recognised(Diagnosis diagnosis) {
        return diagnosis.environments().isEmpty()
                ? ""
                : diagnosis.environments().stream()
                        .map(HostEnvironment::description)
                        .collect(Collectors.joining("; ", ", where it recognised ", ""));
    }

    private static String bounded(String line) {
        return ForeignText.beginning(line, LONGEST_LINE);
    }
}
