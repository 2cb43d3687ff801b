package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import dev.zjail.engine.launcher.TestLauncher.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A layer is left out of the launcher: then the program that says "ran" must not come to say it. */
@DisplayName("A layer that is not seen in force")
class AdmissionTests extends WithFixtures {
    private static final JailSpec SPEC = JailSpec.of(CProgram.staticMain("admitted", "puts(\"ran\"); return 0;"));

    /**
     * The kernel refuses the filter without the fifth, and layer 3 rests on the mode of the executable after execve.
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INHERITANCE", "DUMPABLE", "NO_NEW_PRIVS", "ROOTFS"})
    @DisplayName("ends the program before its first instruction, and is named")
    void endsTheProgram(Layer layer) throws IOException {
        for (Mode mode : Mode.possible()) {
            List<String> leftOut = List.of(
                    "--leave-out", Integer.toString(List.of(Layer.values()).indexOf(layer)));

            assertNeverRan(mode, leftOut, (engine, output) -> assertRefused(engine::run, layer));
            assertNeverRan(mode, leftOut, (engine, output) -> assertRefused(engine::watch, layer));
            assertNeverRan(mode, leftOut, (engine, output) -> assertRefused(engine::observe, layer));
        }
    }

    @Test
    @DisplayName("is told with all that was seen, and what to do")
    void message() {
        HostEngine engine = TestLauncher.engine(Mode.possible().get(0).host(), fixtures, List.of("--without-ipc"));

        assertThatThrownBy(() -> engine.run(SPEC))
                .hasMessage(
                        "the host did not confine the program: layer namespaces failed at look at the layer before the"
                                + " program's first instruction with none. Likely cause: it was applied, but is not seen in"
                                + " force (namespaces: ipc namespace is the host's), so the program was ended before it began."
                                + " Smallest fix: run the doctor (docs/doctor.md), and report its answer with this message:"
                                + " zjail does not know such a host.");
    }

    @Test
    @DisplayName("would have let it run: with all of them it does")
    void runsOtherwise() throws IOException {
        for (Mode mode : Mode.possible()) {
            Output output = Output.in(directory);
            HostEngine engine = TestLauncher.engine(mode.host(), fixtures, output.option());

            assertThat(engine.run(SPEC).termination()).isEqualTo(new Exited(0));
            assertThat(output.text()).isEqualTo("ran\n");
        }
    }

    private void assertNeverRan(Mode mode, List<String> options, BiConsumer<HostEngine, Output> assertion)
            throws IOException {
        Output output = Output.in(directory);
        List<String> all = new ArrayList<>(output.option());
        all.addAll(options);

        assertion.accept(TestLauncher.engine(mode.host(), fixtures, all), output);

        assertThat(output.text()).isEmpty();
        assertThat(output.processes()).isEmpty();
    }

    private interface Run {
        Object of(JailSpec spec);
    }

    private static void assertRefused(Run run, Layer layer) {
        assertThatThrownBy(() -> run.of(SPEC)).isInstanceOfSatisfying(ConfinementException.class, refusal -> {
            assertThat(refusal.likelyCause()).contains(layer.id() + ": ");
            assertThat(refusal.step()).isEqualTo("look at the layer before the program's first instruction");
        });
    }
}
