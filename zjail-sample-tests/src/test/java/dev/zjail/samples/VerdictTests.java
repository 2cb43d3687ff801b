package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import dev.zjail.truthimatics.Axis;
import dev.zjail.truthimatics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@code replays} and {@code contrasts} find out; docs/calibration.md says what they rest on. */
class VerdictTests {
    private static final Path PAGE = Path.of("../docs/truthimatics.md");

    // snippet: verdict
    @Test
    @Jailed(value = "target/native/sort", stdin = "b\na\n", replays = 16, contrasts = "z\n")
    void sortsDeterministically(JailResult run) {
        assertThat(run).hasStdout("a\nb\n").hasVerdict(Verdict.DETERMINISTIC);
    }
    // end: verdict

    @Nested
    @DisplayName("A program that sorts")
    @Jailed(value = "target/native/sort", stdin = "b\na\n", replays = 16, contrasts = "z\n")
    class Sort {
        private static final String UNSEEN_COUNTER =
                " (this host does not show whether it read the time stamp counter, which every run finds changed)";

        /**
         * The worked example of the documentation. With one CPU there is one axis less, and other numbers; and some
         * virtual machines do not let the time stamp counter be trapped.
         */
        @Test
        void isWhatThePageShows(JailResult run) throws IOException {
            String described =
                    run.assessment().describe().replace(UNSEEN_COUNTER, "").indent(4);
            if (Runtime.getRuntime().availableProcessors() > 1) {
                assertThat(Files.readString(PAGE)).contains(described);
            } else {
                assertThat(described)
                        .startsWith("    verdict: DETERMINISTIC\n")
                        .endsWith("not varied: CPU_COUNT: there is one CPU only\n");
            }
        }

        /** One clean run says little about determinism, and the verdict says so. */
        @Test
        void isUncertainWithoutReplays(Jail jail) {
            assertThat(jail.withReplays(0).withContrasts().run()).hasVerdict(Verdict.UNCERTAIN);
        }

        @Test
        void isUncertainIfItsInputDoesNotMatter(Jail jail) {
            assertThat(jail.withContrasts("a\nb\n").run())
                    .hasVerdict(Verdict.UNCERTAIN)
                    .assessment()
                    .hasEvidence("vacuous");
        }
    }

    @Nested
    @DisplayName("A program that prints the hour of an instant")
    @Jailed(value = "target/native/show_hour", replays = 16)
    class Hour {
        @Test
        void dependsOnTheTimeZone(JailResult run) {
            assertThat(run)
                    .hasStdout("01:46\n")
                    .hasVerdict(Verdict.UNCERTAIN)
                    .assessment()
                    .dependsOn(Axis.TIME_ZONE);
        }

        @Test
        @Jailed(env = "TZ=UTC0")
        void isDeterministicWhereTheTestDeclaresIt(JailResult run) {
            assertThat(run).hasStdout("01:46\n").hasVerdict(Verdict.DETERMINISTIC);
        }
    }

    @Nested
    @DisplayName("A program that rolls eight dice, which show the same once in 6^8, and in two replays once in 6^16,")
    @Jailed(value = "target/native/roll_dice", replays = 16)
    class Dice {
        @Test
        void isNondeterministic(JailResult run) {
            assertThat(run).hasVerdict(Verdict.UNCERTAIN).assessment().isNondeterministic();
        }
    }

    @Nested
    @DisplayName("A program that takes what memory there is")
    @Jailed(value = "target/native/hoard", limits = @Limits(memory = "16MiB", addressSpace = "16MiB"), replays = 2)
    class Hoard {
        /** Whether its verdict holds elsewhere depends on how much memory there is for it. */
        @Test
        void isNearALimit(JailResult run) {
            assertThat(run.assessment().describe())
                    .containsPattern("near a limit: used \\d+ % of the MEMORY limit of 16 MiB in .*,"
                            + " and may reach it on another machine");
        }

        /** It has no other process than itself, which is all that it may have. */
        @Test
        @Jailed(value = "target/native/hello", limits = @Limits(memory = "16MiB"))
        void isNearNoLimitForItsOneProcess(JailResult run) {
            assertThat(run).assessment().isNearNoLimit();
        }
    }
}
