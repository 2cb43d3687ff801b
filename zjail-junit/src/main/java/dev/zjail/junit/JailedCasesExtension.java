package dev.zjail.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** What JUnit calls for {@code @JailedCases}: makes a test of each case. The run is made as for every jailed test. */
final class JailedCasesExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return !annotations(context).isEmpty();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        JailedCases cases = annotations(context).get(0);
        SettingParser parser = SettingParser.ofThisModule();
        Setting value = new Setting(Setting.JAILED_CASES, "value");
        if (cases.value().isBlank()) {
            throw JailErrors.invalid(
                    value, "must name a directory", "nothing", "write for instance \"src/test/cases\"");
        }
        Path path = parser.hostPath(value, cases.value());
        CaseComparison comparison = comparison(cases, parser);
        List<String> names = CaseDirectory.names(path, cases.recursive());
        CaseDirectory directory = CaseDirectory.of(path, cases.recursive(), names);
        return names.stream().map(name -> new Invocation(new CaseInvocation(directory, name, comparison)));
    }

    private static List<JailedCases> annotations(ExtensionContext context) {
        return JailedAnnotations.presentOn(context.getRequiredTestMethod(), JailedCases.class);
    }

    private static CaseComparison comparison(JailedCases cases, SettingParser parser) {
        Setting checker = new Setting(Setting.JAILED_CASES, "checker");
        if (cases.check() != CaseCheck.PROGRAM && !cases.checker().isEmpty()) {
            throw JailErrors.invalid(
                    checker,
                    "must be given only with check = PROGRAM",
                    Quantity.quoted(cases.checker()) + " with check = " + cases.check(),
                    "write check = CaseCheck.PROGRAM");
        }
        if (cases.check() == CaseCheck.PROGRAM && cases.checker().isBlank()) {
            throw JailErrors.invalid(
                    checker,
                    "must name the program that compares",
                    "nothing",
                    "write for instance checker = \"target/native/checker\"");
        }
        if (!(cases.tolerance() >= 0 && cases.tolerance() < 1)) {
            throw JailErrors.invalid(
                    new Setting(Setting.JAILED_CASES, "tolerance"),
                    "must be from 0 to less than 1",
                    Double.toString(cases.tolerance()),
                    "write for instance 1e-6");
        }
        return new CaseComparison(cases.check(), cases.tolerance(), parser.hostPath(checker, cases.checker()));
    }

    /** The test of one case; {@link JailedExtension} finds the case in the store. */
    private record Invocation(CaseInvocation invocation) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return invocation.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(invocation);
        }
    }
}
