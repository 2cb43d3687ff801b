package dev.zjail.junit;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.internal.ForeignText;
import dev.zjail.policyfile.PolicyFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Makes every error this package reports, so that they all read alike: who asks (annotation or type), the attribute in
 * backticks, the rule, what was found, the remedy.
 */
final class JailErrors {
    private JailErrors() {}

    /** A setting breaks its rule. The rule is a sentence without its subject, the remedy an imperative. */
    static ExtensionConfigurationException invalid(Setting setting, String rule, String found, String remedy) {
        return new ExtensionConfigurationException(text(setting, rule, found, remedy));
    }

    /** The engine refused a request that came from the given owner's settings. */
    static ExtensionConfigurationException refused(String owner, InvalidJailSpecException refusal) {
        return refused(owner, refusal, Optional.empty());
    }

    /** The same, where a shell would have found a program of that name. */
    static ExtensionConfigurationException refused(
            String owner, InvalidJailSpecException refusal, Optional<Path> onPath) {
        String hint = onPath.map(program ->
                        "; for the program that a shell calls " + program.getFileName() + " write \"" + program + "\"")
                .orElse("");
        return new ExtensionConfigurationException(
                text(
                        Setting.ofComponent(owner, refusal.component()),
                        refusal.rule(),
                        refusal.found(),
                        refusal.remedy() + hint),
                refusal);
    }

    /** A policy file that the given owner's settings name is wrong; the message says where. */
    static ExtensionConfigurationException refused(String owner, PolicyFileException refusal) {
        return new ExtensionConfigurationException(owner + ": " + refusal.getMessage(), refusal);
    }

    /** There is no program to run. */
    static ExtensionConfigurationException noExecutable(String owner) {
        String remedy = owner.equals(Setting.JAILED)
                ? "write @Jailed(\"target/native/program\"), or take a Jail as a parameter and run the program yourself"
                : "write @Jailed(\"target/native/program\"), or call withExecutable(Path) before run";
        return invalid(new Setting(owner, "value"), "must name the program to run", "nothing", remedy);
    }

    /** A configuration parameter has a value that is not one of those allowed. */
    static ExtensionConfigurationException unknownParameterValue(String key, String found, String allowed) {
        return new ExtensionConfigurationException(ForeignText.line("Configuration parameter: `" + key + "` must be "
                + allowed + ", but was: \"" + found
                + "\". Remedy: correct it in junit-platform.properties or in the system property"
                + " of that name."));
    }

    /** The file that pins what runs did cannot be used. */
    static ExtensionConfigurationException wrongHistoryFile(Path file, String rule, String found, String remedy) {
        return new ExtensionConfigurationException(ForeignText.line("Configuration parameter: the file " + file
                + " of `zjail.history.file` " + rule + ", but: " + found + ". Remedy: " + remedy + "."));
    }

    /** A constructor asks for a parameter that only methods can have. */
    static ParameterResolutionException inConstructor(ParameterContext parameter) {
        return new ParameterResolutionException("@Jailed: a " + typeOf(parameter)
                + " can be a parameter of methods only, but was found on the constructor of "
                + parameter.getDeclaringExecutable().getDeclaringClass().getName()
                + ". Remedy: take it in the test method"
                + (typeOf(parameter).equals("Jail") ? " or in a lifecycle method." : "."));
    }

    /** A lifecycle method asks for the result of a run that has not been made. */
    static ParameterResolutionException resultOutsideTest(ParameterContext parameter) {
        return new ParameterResolutionException(
                "@Jailed: a JailResult can be a parameter of test methods only, but was found on "
                        + parameter.getDeclaringExecutable().getName()
                        + ". Remedy: take it in the test method, or take a Jail here and run the program yourself.");
    }

    /** Nobody asked for the result of the annotated run, and it is one that must not pass unseen. */
    static AssertionFailedError rejected(JailResult result) {
        return new AssertionFailedError("the jailed run was rejected: " + result.describe());
    }

    /** The host cannot confine, and the project said that this aborts a test. */
    static TestAbortedException unsupported(ConfinementException cause) {
        return new TestAbortedException(cause.getMessage(), cause);
    }

    private static String text(Setting setting, String rule, String found, String remedy) {
        return ForeignText.line(setting.owner() + ": `" + setting.attribute() + "` " + rule + ", but was: " + found
                + ". Remedy: " + remedy + ".");
    }

    private static String typeOf(ParameterContext parameter) {
        return parameter.getParameter().getType().getSimpleName();
    }
}
