package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.LimitKind;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailSession;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A program with which the test talks while it runs. */
@DisplayName("A guessing game")
@Jailed(value = "target/native/guessing_game", limits = @Limits(wall = "1m"))
class DialogueTests {
    // snippet: dialogue
    @Test
    @Jailed("target/native/guessing_game")
    void saysHowAGuessCompares(Jail jail) {
        try (JailSession game = jail.start()) {
            game.expectLine("I think of a number from 1 to 9.");
            game.sendLine("guess 5").expectLine("too low");
            game.sendLine("guess 7").expectLine("right").expectEnd();
            assertThat(game.result()).exitedWith(0);
        }
    }
    // end: dialogue

    // snippet: dialogue-any
    @Test
    void isWonByHalving(Jail jail) {
        try (JailSession game = jail.start().withTimeout(Duration.ofSeconds(30))) {
            int low = 1;
            int high = 9;
            String answer = "";
            while (!answer.equals("right")) {
                int guess = (low + high) / 2;
                game.sendLine("guess " + guess);
                answer = game.expectAny("too low", "too high", "right");
                low = answer.equals("too low") ? guess + 1 : low;
                high = answer.equals("too high") ? guess - 1 : high;
            }
            assertThat(game.result()).exitedWith(0);
        }
    }
    // end: dialogue-any

    @Test
    void endsWhereItIsGivenNoGuess(Jail jail) {
        try (JailSession game = jail.start().withTimeout(Duration.ofSeconds(30))) {
            game.sendLine("what?").expectStderrLine("no guess");
            assertThat(game.result()).exitedWith(1).hasStderr("no guess\n");
        }
    }

    // snippet: both-streams
    @Test
    void tellsBothStreamsInOrder(Jail jail) {
        assertThat(jail.withStdin("guess 9\nwhat?\n").run())
                .hasOutput("I think of a number from 1 to 9.\ntoo high\nno guess\n");
    }
    // end: both-streams

    // snippet: stdin-open
    @Test
    @Jailed(limits = @Limits(idle = "1s"))
    void waitsForAGuess(Jail jail) {
        assertThat(jail.run()).exitedWith(1).hasStderr("no guess\n");
        assertThat(jail.withStdinOpen().run()).exceeded(LimitKind.IDLE).hasStderr("");
    }
    // end: stdin-open
}
