package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Layer;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.launcher.LaunchReport.Refused;
import dev.zjail.engine.launcher.LaunchReport.Stop;
import dev.zjail.engine.libc.Errno;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A guest id under which others run")
class TakenGuestIdTests {
    private static final LaunchReport TAKEN =
            new Refused(Refusals.STAGE_EXECVE, "execve", Errno.EAGAIN.number(), 0, Stop.NOT);
    private static final LaunchReport REFUSED = new Refused(Refusals.STAGE_EXECVE, "execve", 13, 0, Stop.NOT);
    private static final int TAKEN_ID = HostFacts.FIRST_GUEST_ID + 5;
    private static final int FREE_ID = HostFacts.FIRST_GUEST_ID + 6;

    @TempDir
    private Path directory;

    /** The five processes stand for the guests of another container, whose ids nothing keeps from being ours. */
    @Test
    @DisplayName("is given up for another, which is drawn anew")
    void drawsAgain() throws Exception {
        HostFacts host = HostFacts.read(Libc.get());
        assumeFalse(host.needsUserNamespace(), "in a user namespace of the guest's own nobody else has its id");
        List<Process> others = new ArrayList<>();
        try (RootfsFixtures fixtures = new RootfsFixtures(directory.resolve("cache"))) {
            for (int i = 0; i < 5; i++) {
                others.add(startAs(TAKEN_ID));
            }
            Drawn ids = new Drawn(5, 5, 6);
            HostEngine engine = TestLauncher.engine(host, fixtures, ids);

            Execution run = engine.run(JailSpec.of(CProgram.staticMain("returns-three", "return 3;")));

            assertThat(run.termination()).isEqualTo(new Exited(3));
            assertThat(uid(run)).isEqualTo(FREE_ID);
            assertThat(ids.left()).as("ids not drawn").isZero();
        } finally {
            others.forEach(Process::destroyForcibly);
        }
    }

    @Test
    @DisplayName("is tried eight times at most, and what is refused for another reason once")
    void isBounded() {
        List<LaunchReport> reports = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            reports.add(TAKEN);
        }
        assertThat(retry(reports)).isEqualTo(TAKEN);
        assertThat(reports).hasSize(1);

        reports = new ArrayList<>(List.of(TAKEN, REFUSED, TAKEN));
        assertThat(retry(reports)).isEqualTo(REFUSED);
        assertThat(reports).hasSize(1);
    }

    @Test
    @DisplayName("lies in the range that is nobody's, wherever in it it is drawn")
    void liesInTheRange() {
        HostFacts host = new HostFacts(false, HostFacts.read(Libc.get()).namespaces(), 0);

        assertThat(host.guestId(new Drawn(0))).isEqualTo(0x7000_0000);
        assertThat(host.guestId(new Drawn(0x0fff_ffff))).isEqualTo(0x7fff_ffff);
    }

    private static LaunchReport retry(List<LaunchReport> reports) {
        return TakenGuestId.retry(Function.identity(), () -> reports.remove(0));
    }

    /** Running as that user by the time this returns. */
    private static Process startAs(int id) throws Exception {
        String user = Integer.toString(id);
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid",
                        user,
                        "--regid",
                        user,
                        "--clear-groups",
                        "sh",
                        "-c",
                        "echo; exec sleep 60")
                .start();
        assertThat(process.getInputStream().read()).as("it started").isEqualTo('\n');
        return process;
    }

    private static int uid(Execution run) {
        LayerState capabilities = run.confinement().layers().stream()
                .filter(state -> state.layer() == Layer.CAPABILITIES)
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(String.valueOf(capabilities.facts().get("Uid")).split("\t", -1)[0]);
    }

    /** Draws what it is told. */
    private static final class Drawn implements RandomGenerator {
        private final List<Integer> numbers;

        Drawn(Integer... numbers) {
            this.numbers = new ArrayList<>(List.of(numbers));
        }

        int left() {
            return numbers.size();
        }

        @Override
        public int nextInt(int bound) {
            int number = numbers.remove(0);
            assertThat(number).isLessThan(bound);
            return number;
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }
    }
}
