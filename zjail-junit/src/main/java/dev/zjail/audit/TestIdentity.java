package dev.zjail.audit;

/**
 * Which test a run was made for.
 *
 * @param testClass the binary name of the test class, such as {@code com.example.GreeterTests$Polite}
 * @param testName the name a person reads, such as {@code greets(JailResult)}; any text at all
 * @param uniqueId JUnit's unique id of the test
 */
public record TestIdentity(String testClass, String testName, String uniqueId) {}
