package dev.zjail.engine;

import java.time.Duration;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What a program is told otherwise than it is when it asks for something that is no input of it. A deterministic
 * program does the same. The calls are made, and what they give is amended; so the run is {@linkplain Engine#watch
 * watched}, but for what it draws from. Immutable.
 *
 * @param clocksAhead how far all its clocks are ahead: whole seconds, not negative. Times of files that it makes, times
 *     until which it waits, and the time stamp counter are in keeping with them.
 * @param randomBytes what the kernel's random bytes are made from (getrandom(2), AT_RANDOM); the first sixteen all are
 *     the number's lowest byte. Empty: the kernel's own.
 * @param host how much the host has to do, and how much memory and room it has
 * @param directoriesReversed whether the entries of a directory come the other way round, and files and devices have
 *     other numbers
 * @param otherRelease whether the kernel has another release
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Answers(
        Duration clocksAhead, OptionalLong randomBytes, Host host, boolean directoriesReversed, boolean otherRelease) {
    /** Everything as it is. */
    public static final Answers AS_IT_IS =
            new Answers(Duration.ZERO, OptionalLong.empty(), Host.AS_IT_IS, false, false);

    /** What a program is told of the host. */
    public enum Host {
        /** What is so. */
        AS_IT_IS,
        /** Much load, little free memory, less room on its file systems. */
        BUSY,
        /** No load. */
        IDLE
    }

    /**
     * Checks the clocks.
     *
     * @throws InvalidJailSpecException if they are behind, or not by whole seconds
     */
    public Answers {
        if (clocksAhead.isNegative() || !clocksAhead.equals(Duration.ofSeconds(clocksAhead.toSeconds()))) {
            throw new InvalidJailSpecException(
                    "conditions.answers.clocksAhead",
                    "must be whole seconds, and not negative",
                    clocksAhead.toString(),
                    "take another value, or Answers.AS_IT_IS");
        }
    }
}
