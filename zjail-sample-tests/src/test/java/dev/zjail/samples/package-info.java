/**
 * A stranger's tests: real binaries in the jail, through the published API alone.
 *
 * <p>Start with {@link dev.zjail.samples.GreeterTests}. The classic scenarios of a sandbox follow, one class for each
 * subject, then real programs of others: {@link dev.zjail.samples.ProtocTests} and
 * {@link dev.zjail.samples.HostSortTests}. The programs under test are in {@code src/test/c}; the build compiles them
 * into {@code target/native}.
 *
 * <p>No test here can pass because the program died early. Each payload announces its attempt ({@code about to:
 * socket}) just before it makes it; a test that expects death asserts that line and what killed, and stands beside one
 * in which the same payload gets past once the system call is allowed.
 */
package dev.zjail.samples;
