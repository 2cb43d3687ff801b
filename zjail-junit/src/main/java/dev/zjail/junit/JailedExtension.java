package dev.zjail.junit;

import dev.zjail.truthimatics.Verdict;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What JUnit calls for {@code @Jailed}.
 *
 * <p>The approach: {@code beforeAll} and {@code beforeEach} only read the annotations, so that a wrong one is reported
 * before any code of the user runs. The annotated run is made in {@code beforeTestExecution}: after the user's
 * {@code @BeforeEach} methods, which may prepare its files, and outside of parameter resolution, where JUnit would wrap
 * its errors (an aborted test would be a failed one). {@code resolveParameter} only hands out what there is.
 *
 * <p>A run that could not be recorded fails its test or class when that is over, see {@link UnrecordedRuns}; so does
 * one whose output was asserted and whose ending nobody looked at, see {@link RunScope}.
 *
 * <p>The store of a test holds the result of its annotated run. A mark in the store of a test or class says that its
 * code was given a {@link Jail}; JUnit looks marks up in the stores of enclosing contexts too, which is what we want: a
 * jail taken in {@code @BeforeAll} serves all tests of the class. The extension itself has no state.
 */
final class JailedExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(JailedExtension.class);
    private static final String JAIL_WAS_TAKEN = "a Jail was taken";

    @Override
    public void beforeAll(ExtensionContext context) {
        requireValidAnnotations(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        requireValidAnnotations(context);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        List<Class<?>> parameters = List.of(context.getRequiredTestMethod().getParameterTypes());
        Optional<CaseInvocation> invocation = CaseInvocation.of(context);
        if (invocation.filter(CaseInvocation::isChecked).isPresent()) {
            JailResult run = annotatedRun(context);
            store(context).put(JailResult.class, run);
            new CaseJudge(context, invocation.get()).require(run);
        } else if (parameters.contains(JailResult.class)) {
            store(context).put(JailResult.class, annotatedRun(context));
        } else if (!parameters.contains(Jail.class) && !jailWasTaken(context)) {
            requireNotRejected(annotatedRun(context));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        OpenSessions.closeAllOf(context);
        boolean passed = false;
        try {
            failAtTheEndOf(context);
            passed = context.getExecutionException().isEmpty();
        } finally {
            CasePoints.settle(context, passed);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        OpenSessions.closeAllOf(context);
        failAtTheEndOf(context);
    }

    /** What failed already says how its run ended. */
    private static void failAtTheEndOf(ExtensionContext context) {
        Optional<AssertionError> unseenEnding = RunScope.close(context);
        UnrecordedRuns.failAtTheEndOf(context);
        if (unseenEnding.isPresent() && context.getExecutionException().isEmpty()) {
            throw unseenEnding.get();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Jail.class
                || type == JailResult.class
                || (type == JailedCase.class && CaseInvocation.of(context).isPresent());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getDeclaringExecutable() instanceof Constructor<?>) {
            throw JailErrors.inConstructor(parameter);
        }
        if (parameter.getParameter().getType() == JailedCase.class) {
            return CaseInvocation.caseOf(context).orElseThrow();
        }
        return parameter.getParameter().getType() == Jail.class
                ? jail(parameter.getDeclaringExecutable(), context)
                : resultOfAnnotatedRun(parameter, context);
    }

    private static Jail jail(Executable method, ExtensionContext context) {
        store(context).put(JAIL_WAS_TAKEN, true);
        SettingParser parser = SettingParser.ofThisModule();
        JailedConfig config = JailedMerge.merge(JailedAnnotations.closestFirst(method, context), parser);
        return new Jail(CaseInvocation.withCase(context, config), parser, JailRunner.forParameterOf(method, context));
    }

    private static JailResult resultOfAnnotatedRun(ParameterContext parameter, ExtensionContext context) {
        if (!context.getTestMethod().equals(Optional.of(parameter.getDeclaringExecutable()))) {
            throw JailErrors.resultOutsideTest(parameter);
        }
        return Optional.ofNullable(store(context).get(JailResult.class, JailResult.class))
                .orElseThrow(() -> new IllegalStateException("the annotated run was not made before the test method"));
    }

    private static JailResult annotatedRun(ExtensionContext context) {
        return JailRunner.forTest(context).run(Setting.JAILED, config(context));
    }

    private static void requireValidAnnotations(ExtensionContext context) {
        config(context);
    }

    private static JailedConfig config(ExtensionContext context) {
        return CaseInvocation.withCase(
                context, JailedMerge.merge(JailedAnnotations.closestFirst(context), SettingParser.ofThisModule()));
    }

    private static boolean jailWasTaken(ExtensionContext context) {
        return store(context).get(JAIL_WAS_TAKEN) != null;
    }

    private static void requireNotRejected(JailResult result) {
        if (result.verdict() == Verdict.REJECT) {
            throw JailErrors.rejected(result);
        }
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
