package dev.zjail.doctor;

import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.Doctor;
import dev.zjail.internal.ForeignText;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Examines from a shell whether programs can be jailed on this host:
 *
 * <pre>{@code
 * java -cp CLASSPATH dev.zjail.doctor.DoctorCommand [--json]
 * }</pre>
 *
 * <p>It exits with 0 if every probe passed, 1 if there were only warnings, 2 if programs cannot be jailed, and 64 for a
 * wrong argument.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DoctorCommand {
    private static final String JSON_OPTION = "--json";
    private static final int WRONG_USAGE = 64; // EX_USAGE in sysexits.h

    private final Supplier<Diagnosis> doctor;
    private final PrintStream out;
    private final PrintStream err;

    DoctorCommand(Supplier<Diagnosis> doctor, PrintStream out, PrintStream err) {
        this.doctor = doctor;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command and ends the Java virtual machine.
     *
     * @param arguments none for text, {@code --json} for JSON
     */
    public static void main(String[] arguments) {
        System.exit(new DoctorCommand(Doctor::examine, System.out, System.err).run(List.of(arguments)));
    }

    /** Returns the exit status. */
    int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            Diagnosis diagnosis = doctor.get();
            out.print(diagnosis.text());
            return diagnosis.outcome().exitStatus();
        }
        if (arguments.equals(List.of(JSON_OPTION))) {
            Diagnosis diagnosis = doctor.get();
            out.println(DiagnosisJson.of(diagnosis));
            return diagnosis.outcome().exitStatus();
        }
        err.println("zjail doctor: the arguments must be none or " + JSON_OPTION + ", but were: "
                + ForeignText.line(String.join(" ", arguments)) + ". Remedy: run it without arguments for text, with "
                + JSON_OPTION
                + " for JSON.");
        return WRONG_USAGE;
    }
}
