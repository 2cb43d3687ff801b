package dev.zjail.truthimatics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Named is what a difference comes and goes with, and nothing else. */
class FactorSearchTests {
    private static final Variations VARIATIONS = Variations.of(ProgramEngine.wrote(ProgramEngine.SPEC, ""), 2);
    private static final int BUDGET = 100;

    private static FactorSearch search(Set<Axis> axes) {
        return new FactorSearch(VARIATIONS.replay(3, axes, 1), VARIATIONS, 1, true);
    }

    /** A program that differs by chance in half of its runs is as good as never said to depend on something. */
    @Test
    void chanceIsHardlyEverTakenForAnAxis() {
        Random coin = new Random(20261129);
        int named = 0;
        for (int i = 0; i < 2000; i++) {
            FactorSearch search = search(Set.of(Axis.MALLOC_FILL, Axis.CPU_COUNT, Axis.LOCALE));
            for (int run = 0; run < BUDGET && search.next().isPresent(); run++) {
                search.observed(coin.nextBoolean());
            }
            named += search.settled()
                            .filter(factor -> factor instanceof Factor.Dependence)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(named).as("of 2000 searches").isLessThanOrEqualTo(20);
    }

    @Test
    void aDifferenceThatComesMostlyWithTheAxisIsNamedInTheEnd() {
        FactorSearch search = search(Set.of(Axis.CPU_COUNT));
        int alone = 0;
        for (int run = 0; run < BUDGET; run++) {
            Optional<FurtherRun.Replay> next = search.next();
            if (next.isEmpty()) {
                break;
            }
            search.observed(!next.get().varied().isEmpty() && ++alone % 3 != 0);
        }
        assertThat(search.settled()).contains(new Factor.Dependence(Axis.CPU_COUNT));
    }

    @Test
    void whatComesWithNoAxisAloneIsNotNamed() {
        FactorSearch search = search(Set.of(Axis.CPU_COUNT, Axis.LOCALE));
        for (int run = 0; run < BUDGET && search.next().isPresent(); run++) {
            search.observed(false);
        }
        assertThat(search.settled()).isEmpty();
        assertThat(search.factor(BUDGET, false))
                .isEqualTo(new Factor.NotFound(
                        "what made it differ was not found: no axis alone did, so it may be chance"));
    }

    @Test
    void whatComesWithNoAxisAloneButWithoutAnyIsChance() {
        FactorSearch search = search(Set.of(Axis.CPU_COUNT, Axis.LOCALE));
        for (int run = 1; run < 20; run++) {
            assertThat(search.next()).isPresent();
            search.observed(false);
        }
        assertThat(search.next().map(FurtherRun.Replay::varied).orElseThrow()).isEmpty();
        search.observed(true);

        assertThat(search.settled()).contains(new Factor.Randomness());
    }

    @Test
    void aSearchThatABrokenRuleEndsDoesNotSayThatTheBudgetWasUsedUp() {
        assertThat(search(Set.of(Axis.CPU_COUNT)).factor(2, true))
                .isEqualTo(new Factor.NotFound("what made it differ was not looked for: a rule was broken"));
    }
}
