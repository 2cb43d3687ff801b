package dev.zjail.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Requires that an assertion fails, as a failed assertion and nothing else. */
final class Failing {
    private Failing() {}

    static AssertionError failureOf(ThrowingCallable assertion) {
        AssertionError failure = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(failure).as("failure").isNotNull();
        return failure;
    }
}
