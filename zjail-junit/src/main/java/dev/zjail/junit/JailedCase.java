package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * One case of {@link JailedCases}. A test method can take it as a parameter.
 *
 * @param name the name of its files, without their ending
 * @param input the standard input
 * @param expected what the program must write to standard output
 * @param expectedError what it must write to standard error, if the case says
 * @param args the case's own arguments
 * @param exitStatus the exit status, if the case says
 * @param points what it is worth, if the directory has points
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JailedCase(
        String name,
        Bytes input,
        Bytes expected,
        Optional<Bytes> expectedError,
        List<String> args,
        Optional<Integer> exitStatus,
        OptionalInt points) {

    /** Copies the arguments. */
    public JailedCase {
        args = List.copyOf(args);
    }

    /**
     * Names the case.
     *
     * @return its name
     */
    @Override
    public String toString() {
        return name;
    }
}
