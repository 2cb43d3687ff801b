package dev.zjail.junit;

import dev.zjail.engine.JailSpec;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One case that is a test. Puts itself into the store of that test, before any code of the user runs; there
 * {@link JailedExtension} finds it.
 *
 * @param directory where the case is from
 * @param name which one it is
 * @param comparison how its output is compared
 */
record CaseInvocation(CaseDirectory directory, String name, CaseComparison comparison) implements BeforeEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(CaseInvocation.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(CaseInvocation.class, this);
        context.getStore(NAMESPACE).put(JailedCase.class, directory.read(name));
    }

    /** The case whose test this is; empty for a test that is none. */
    static Optional<CaseInvocation> of(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(CaseInvocation.class, CaseInvocation.class));
    }

    static Optional<JailedCase> caseOf(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(JailedCase.class, JailedCase.class));
    }

    /** What the annotations ask for, with the input of the case. */
    static JailedConfig withCase(ExtensionContext context, JailedConfig config) {
        return caseOf(context).map(found -> withInputs(config, found)).orElse(config);
    }

    private static JailedConfig withInputs(JailedConfig config, JailedCase found) {
        JailSpec request = config.request()
                .withStdin(found.input())
                .withArguments(Stream.concat(config.request().arguments().stream(), found.args().stream())
                        .toList());
        JailedConfig changed = config.withRequest(request);
        return found.exitStatus()
                .map(status -> changed.withExitCodes(Set.of(status)))
                .orElse(changed);
    }

    /** Whether the output is compared before the method begins. */
    boolean isChecked() {
        return comparison.check() != CaseCheck.NONE;
    }
}
