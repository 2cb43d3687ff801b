package dev.zjail.junit;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.ConfinementException;
import dev.zjail.truthimatics.Axis;
import dev.zjail.truthimatics.Evidence;
import dev.zjail.truthimatics.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** The table of verdicts, and what else further runs mean for a test; each row is a fixture run by the real JUnit. */
@DisplayName("A test that asks for further runs")
class ReplaysTests {
    @TempDir
    Path reports;

    private JailTestKit.Results execute(Class<?> fixture) {
        return JailTestKit.reportingTo(reports).execute(fixture);
    }

    @Test
    @DisplayName("gets the verdict that the table of verdicts says")
    void table() {
        execute(Table.class).succeeded(9);
    }

    @ScriptedEngine.Installed
    static class Table {
        @Test
        @Jailed("greeter")
        void oneRunIsUncertain(JailResult run) {
            assertThat(run).hasVerdict(Verdict.UNCERTAIN);
            assertThat(run.assessment().investigation().replays()).isZero();
        }

        @Test
        @Jailed(value = "greeter", replays = 16)
        void replaysThatAgreeAreDeterministic(JailResult run) {
            assertThat(run).hasVerdict(Verdict.DETERMINISTIC);
            assertThat(run.assessment().investigation().replays()).isBetween(1, 16);
        }

        @Test
        @Jailed(value = "greeter", replays = 16, contrasts = "z\n")
        void otherInputThatChangesNothingIsVacuous(JailResult run) {
            assertThat(run).hasVerdict(Verdict.UNCERTAIN).assessment().hasEvidence("vacuous");
        }

        @Test
        @Jailed(value = "greeter", replays = 16, contrasts = "z\n", inputIndependent = true)
        void otherInputThatNeedNotChangeAnythingIsDeterministic(JailResult run) {
            assertThat(run).hasVerdict(Verdict.DETERMINISTIC);
        }

        @Test
        @Jailed(value = "lines-of-input", stdin = "a\n", contrasts = "z\n")
        void otherInputThatChangesTheOutputIsDeterministicWithMoreBehindIt(Jail jail) {
            JailResult with = jail.withReplays(16).run();
            JailResult without = jail.withReplays(16).withContrasts().run();

            assertThat(with).hasVerdict(Verdict.DETERMINISTIC).assessment().hasEvidence("contrasts");
            assertThat(without).hasVerdict(Verdict.DETERMINISTIC);
            assertThat(jail.run()).hasVerdict(Verdict.UNCERTAIN);
        }

        @Test
        @Jailed(value = "address", replays = 16)
        void replaysThatDifferAreUncertainWithTheCounterExample(JailResult run) {
            assertThat(run)
                    .hasVerdict(Verdict.UNCERTAIN)
                    .assessment()
                    .hasEvidence("difference")
                    .isNondeterministic();
        }

        @Test
        @Jailed(value = "where-am-i", replays = 40)
        void replaysThatDifferAlongOneAxisNameIt(JailResult run) {
            assertThat(run).hasVerdict(Verdict.UNCERTAIN).assessment().dependsOn(Axis.WORKING_DIRECTORY);
        }

        @Test
        @Jailed(value = "socket", replays = 16, contrasts = "z\n")
        void aDeniedSystemCallIsRejected(JailResult run) {
            assertThat(run).hasVerdict(Verdict.REJECT).assessment().hasEvidence("syscall_denied");
            assertThat(run.assessment().investigation().replays()).isZero();
        }

        @Test
        @Jailed(value = "crashing-elsewhere", replays = 16)
        void aSignalInAReplayIsRejected(JailResult run) {
            assertThat(run).hasVerdict(Verdict.REJECT).assessment().hasEvidence("signaled");
            assertThat(run.assessment().evidence())
                    .extracting(Evidence::sentence)
                    .contains("in replay 3 (MALLOC_PERTURB_=85, "
                            + (Runtime.getRuntime().availableProcessors() > 1 ? "one CPU, " : "")
                            + "LANG=C.UTF-8 LC_ALL=C.UTF-8, "
                            + "host name elsewhere, input in pieces), the program was killed by signal SIGSEGV (11)");
        }
    }

    @Test
    @DisplayName("finds the whole working in the record and in the failure of an assertion")
    void working() {
        JailTestKit.Results results = execute(Working.class).succeeded(1);

        assertThat(results.runs()).hasSize(1);
        assertThat(results.runs().get(0).record())
                .contains("\"verdict\" : \"UNCERTAIN\"")
                .contains("\"part\" : \"STDOUT\"")
                .contains("\"axis\" : \"WORKING_DIRECTORY\"");
    }

    @ScriptedEngine.Installed
    static class Working {
        @Test
        @Jailed(value = "where-am-i", replays = 40)
        void test(JailResult run) {
            assertThatThrownBy(() -> assertThat(run).hasVerdict(Verdict.DETERMINISTIC))
                    .hasMessageContaining(
                            "stdout differs first at byte 9; it depends on its working directory, which the"
                                    + " test does not declare")
                    .hasMessageContaining("\n    first run: \"I am in /\"\n    replay 5: \"I am in /bin\"\n");
        }
    }

    @Test
    @DisplayName("can say what may differ, and the verdict names it")
    void normalisers() {
        execute(Normalisers.class).succeeded(2);
    }

    @ScriptedEngine.Installed
    static class Normalisers {
        @Test
        @Jailed(value = "address", replays = 16, normalise = "addresses")
        void annotated(JailResult run) {
            assertThat(run).hasVerdict(Verdict.DETERMINISTIC);
            assertThat(run.assessment().label()).isEqualTo("DETERMINISTIC modulo addresses");
            assertThat(run.stdout().text()).startsWith("at 0x100");
        }

        @Test
        @Jailed(value = "address", replays = 16)
        void told(Jail jail) {
            assertThat(jail.withNormalise("timestamps", "addresses").run()).hasVerdict(Verdict.DETERMINISTIC);
            assertThatThrownBy(() -> jail.withNormalise("addreses"))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("Jail: `withNormalise` must name what may differ between runs, but was: \"addreses\"."
                            + " Remedy: write one of \"timestamps\", \"addresses\", \"temporary-paths\".");
        }
    }

    @Test
    @DisplayName("learns of a name that nobody knows before anything is run")
    void unknownNormaliser() {
        JailTestKit.Results results = execute(UnknownNormaliser.class);

        assertThat(results.onlyFailure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Jailed: `normalise` must name what may differ between runs, but was: \"weather\". Remedy:"
                        + " write one of \"timestamps\", \"addresses\", \"temporary-paths\".");
        assertThat(results.runs()).isEmpty();
    }

    @ScriptedEngine.Installed
    static class UnknownNormaliser {
        @Test
        @Jailed(value = "greeter", normalise = "weather")
        void test() {}
    }

    @Test
    @DisplayName("can contrast one jail with another")
    void contrasting() {
        execute(Contrasting.class).succeeded(2);
    }

    @ScriptedEngine.Installed
    static class Contrasting {
        @Test
        @Jailed(value = "lines-of-input", replays = 16)
        void arguments(Jail jail) {
            JailResult run = jail.contrastingWith(jail.withArgs("-n"))
                    .contrastingWith(jail.withFiles("x -> /x"))
                    .run("-r");

            assertThat(run).hasVerdict(Verdict.DETERMINISTIC).assessment().hasEvidence("contrasts");
            assertThat(run.assessment().investigation().contrasts()).isEqualTo(2);
        }

        @Test
        @Jailed("greeter")
        void nothing(Jail jail) {
            assertThatThrownBy(() -> jail.contrastingWith(jail.withReplays(3)).run())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                            "Jail: `contrastingWith` must get a jail with other arguments, environment, standard input"
                                    + " or files, but was: one with the same. Remedy: change an input of it for which the program"
                                    + " must answer differently.");
        }
    }

    @Test
    @DisplayName("fails where a replay could not be confined, as where the first run could not")
    void unconfinable() {
        JailTestKit.Results results = execute(Unconfinable.class);

        assertThat(results.onlyFailure())
                .isExactlyInstanceOf(ConfinementException.class)
                .hasMessageStartingWith("the host did not confine the program: layer namespaces failed at unshare(2)");
        assertThat(results.runs()).isEmpty();
    }

    @ScriptedEngine.Installed
    static class Unconfinable {
        @Test
        @Jailed(value = "unconfinable-later", replays = 16)
        void test() {}
    }
}
