package dev.zjail.benchmark;

import dev.zjail.junit.Jail;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Takes the times of single runs where a {@link Jail} is to be had: in a test. */
final class RunsSuite {
    @Test
    @Jailed(Programs.EXIT_AT_ONCE)
    void byTurns(Jail jail) throws IOException {
        int rounds = Integer.getInteger("zjail.benchmark.rounds", 300);
        Table.print(
                "One run of a program that exits at once (" + rounds + " rounds)",
                Runs.ofNothing(jail, rounds),
                "ProcessBuilder");
        Table.print(
                "One run of a program that writes 1 MiB (" + rounds / 3 + " rounds)",
                Runs.ofMegabyte(jail, rounds / 3),
                "ProcessBuilder");
    }
}
