package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Judges the run of one case: how it ended, then what it wrote. */
final class CaseJudge {
    private static final Set<Integer> WRONG = Set.of(1, 2);

    private final ExtensionContext context;
    private final CaseInvocation invocation;
    private final JailedCase jailedCase;

    CaseJudge(ExtensionContext context, CaseInvocation invocation) {
        this.context = context;
        this.invocation = invocation;
        this.jailedCase = CaseInvocation.caseOf(context).orElseThrow();
    }

    /** Fails the test unless the run is as the case says. */
    void require(JailResult result) {
        if (!RunScope.of(result.execution()).isEndingSettled()) {
            throw failure("did not end as it should", result);
        }
        CapturedOutput stdout = result.stdout();
        Optional<String> difference = invocation.comparison().check() == CaseCheck.PROGRAM && !stdout.truncated()
                ? byProgram(stdout)
                : invocation.comparison().difference(jailedCase.expected(), stdout);
        if (difference.isPresent()) {
            throw compared("stdout", difference.get(), jailedCase.expected(), stdout, result);
        }
        jailedCase
                .expectedError()
                .ifPresent(expected -> invocation
                        .comparison()
                        .difference(expected, result.stderr())
                        .ifPresent(text -> {
                            throw compared("stderr", text, expected, result.stderr(), result);
                        }));
    }

    private AssertionFailedError failure(String what, JailResult result) {
        return new AssertionFailedError(headline() + " " + what + ": " + result.describe() + source());
    }

    private AssertionFailedError compared(
            String stream, String difference, Bytes expected, CapturedOutput found, JailResult result) {
        String expectedText = GuestText.excerpt(stream, new CapturedOutput(expected, expected.size()));
        String foundText = GuestText.excerpt(stream, found);
        return new AssertionFailedError(
                headline() + " has a wrong " + stream + ": " + difference + "\nExpected: " + expectedText + "\nActual: "
                        + foundText + "\n" + result.describeWithout(stream) + source(),
                expectedText,
                foundText);
    }

    private String headline() {
        return "case " + ForeignText.line(jailedCase.name());
    }

    private String source() {
        return "\ninput: " + ForeignText.line(file(".in").toString());
    }

    private Path file(String ending) {
        return invocation.directory().file(jailedCase.name(), ending);
    }

    private Optional<String> byProgram(CapturedOutput stdout) {
        try {
            Path output = Files.createTempFile("zjail-case-", ".out");
            try {
                Files.write(output, stdout.bytes());
                return byProgram(output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** testlib's convention: 0 is right, 1 a wrong answer, 2 a wrong form; on standard error is why. */
    private Optional<String> byProgram(Path output) {
        JailSpec request = JailedConfig.DEFAULTS
                .request()
                .withArguments(List.of("/case/input", "/case/output", "/case/answer"))
                .withFiles(List.of(
                        new FileMapping(file(".in"), "/case/input"),
                        new FileMapping(output, "/case/output"),
                        new FileMapping(file(".out"), "/case/answer")));
        JailedConfig config = JailedConfig.DEFAULTS
                .withExecutable(invocation.comparison().checker())
                .withRequest(request)
                .withExitCodes(Set.of(0, 1, 2));
        JailResult verdict = JailRunner.forTest(context).run(Setting.JAILED_CASES + " checker", config);
        Termination ending = verdict.execution().termination();
        if (ending.equals(new Exited(0))) {
            return Optional.empty();
        }
        if (ending instanceof Exited exited && WRONG.contains(exited.status())) {
            return Optional.of("the checker says: " + GuestText.excerpt("stderr", verdict.stderr()));
        }
        throw checkerFailed(verdict);
    }

    private static ExtensionConfigurationException checkerFailed(JailResult verdict) {
        return new ExtensionConfigurationException(Setting.JAILED_CASES
                + ": `checker` must exit with status 0 (right), or 1 or 2 (wrong), but was: " + verdict.describe()
                + "\nRemedy: mend the checker; nothing is said of the program that it should check.");
    }
}
