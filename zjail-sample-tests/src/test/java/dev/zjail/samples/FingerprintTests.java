package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.truthimatics.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What ran is known by its content. */
@DisplayName("The fingerprint")
@Jailed("target/native/hello")
class FingerprintTests {
    private static final Path HELLO = Path.of("target/native/hello");
    private static final Path GREETER = Path.of("target/native/greeter");

    @Test
    void isTheBlake2b256OfTheFile(JailResult run) {
        assertThat(run).hasFingerprint(B2sum.of(HELLO));
    }

    @Test
    @Jailed("target/native/hello-dynamic")
    void isThatOfTheProgramAndNotOfItsLoader(JailResult run) {
        assertThat(run).hasFingerprint(B2sum.of(Path.of("target/native/hello-dynamic")));
    }

    @Test
    void thatMatchesThePinnedOneIsNoReasonToReject(Jail jail) {
        JailResult run = jail.withFingerprint(B2sum.of(HELLO)).run();

        assertThat(run).exitedWith(0).hasStdout("hello\n");
        assertThat(run.verdict()).isNotEqualTo(Verdict.REJECT);
    }

    /** The program itself behaves the same in both tests; only what was pinned differs. */
    @Test
    void thatDiffersFromThePinnedOneIsRejected(Jail jail) {
        JailResult run = jail.withFingerprint(B2sum.of(GREETER)).run();

        assertThat(run).exitedWith(0).hasStdout("hello\n").hasVerdict(Verdict.REJECT);
    }
}
