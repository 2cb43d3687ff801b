package dev.zjail.junit;

import org.apiguardian.api.API;

/**
 * How the output of a case is compared with what it should be, see {@link JailedCases#check()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CaseCheck {
    /** Byte by byte. */
    EXACT,
    /** Token by token: what is between white space. Which white space, and how much, does not count. */
    TOKENS,
    /**
     * Token by token, and two numbers are equal if they differ by at most {@link JailedCases#tolerance()}, absolutely
     * or in relation to the expected one. What is no decimal number is compared as text.
     */
    NUMBERS,
    /** By a program that is run in a jail of its own, see {@link JailedCases#checker()}. */
    PROGRAM,
    /** Not at all: the test method does it. */
    NONE
}
