package dev.zjail.junit;

import dev.zjail.audit.AuditException;
import dev.zjail.audit.AuditTrail;
import dev.zjail.audit.TestIdentity;
import dev.zjail.build.RerunCommand;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.RunningJail;
import dev.zjail.truthimatics.Assessment;
import dev.zjail.truthimatics.Question;
import dev.zjail.truthimatics.Truthimatics;
import dev.zjail.truthimatics.Verdict;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes the runs of one test, or of the lifecycle methods of one class: engine, verdict, audit record, report entries.
 * Has no state of its own, and is safe for use by many threads.
 */
final class JailRunner {
    private static final String PROGRAM_CHANGED = "program_changed";

    private final ExtensionContext context;
    private final TestIdentity test;

    private JailRunner(ExtensionContext context, String testName) {
        this.context = context;
        this.test = new TestIdentity(context.getRequiredTestClass().getName(), testName, context.getUniqueId());
    }

    /** For the runs of a test. */
    static JailRunner forTest(ExtensionContext context) {
        return new JailRunner(context, testName(context));
    }

    /** For the runs of whoever received a {@link Jail} as the parameter of the given method. */
    static JailRunner forParameterOf(Executable method, ExtensionContext context) {
        return context.getTestMethod().isPresent() ? forTest(context) : new JailRunner(context, method.getName());
    }

    private static String testName(ExtensionContext context) {
        Optional<String> template = context.getParent()
                .filter(parent -> parent.getElement().equals(context.getElement()))
                .map(ExtensionContext::getDisplayName);
        return TestIdentity.testName(template, context.getDisplayName());
    }

    /** Makes and records one run; {@code owner} is whose settings are to blame if the request cannot be. */
    JailResult run(String owner, JailedConfig config) {
        AuditTrail trail = AuditTrails.of(context);
        return result(trail, config, execute(owner, config, (engine, spec) -> assessed(engine, spec, config, trail)));
    }

    /** Starts a run that is recorded when its dialogue is over. */
    JailSession start(String owner, JailedConfig config) {
        AuditTrail trail = AuditTrails.of(context);
        RunningJail jail = execute(owner, config, Engine::start);
        JailSession session = new JailSession(jail, end -> {
            Execution run = execute(owner, config, (engine, spec) -> end.get());
            return result(trail, config, assessed(run, config));
        });
        OpenSessions.add(context, session);
        return session;
    }

    /** Makes and records runs that are observed, and one that tries what came of them. */
    JailObservation observe(String owner, JailedConfig config, SettingParser parser) {
        return new Observing(
                        new Observing.Runs() {
                            @Override
                            public ObservedRun observe(JailedConfig round) {
                                return execute(owner, round, Engine::observe);
                            }

                            @Override
                            public JailResult record(JailedConfig round, ObservedRun observed) {
                                return result(AuditTrails.of(context), round, assessed(observed.execution(), round));
                            }

                            @Override
                            public JailResult run(JailedConfig round) {
                                Execution run = execute(owner, round, Engine::run);
                                return result(AuditTrails.of(context), round, assessed(run, round));
                            }
                        },
                        config,
                        parser)
                .observation();
    }

    private static Assessed assessed(Execution run, JailedConfig config) {
        return new Assessed(run, Truthimatics.assess(run, config.expectation()));
    }

    /** Makes a run, and those further ones that its test asks for. */
    private Assessed assessed(Engine engine, JailSpec spec, JailedConfig config, AuditTrail trail) {
        History history = History.of(context, trail);
        Execution first = engine.run(spec);
        Question question = config.question(spec).withPast(history.past(test, first, config));
        Assessment assessment = Truthimatics.assess(engine, first, question, () -> ConfiguredWeights.of(context));
        if (assessment.verdict() != Verdict.REJECT) {
            history.add(test, first, config);
        }
        return new Assessed(first, assessment);
    }

    /** A run, and what follows from it and from all further ones. */
    private record Assessed(Execution run, Assessment assessment) {}

    private JailResult result(AuditTrail trail, JailedConfig config, Assessed assessed) {
        RunScope.open(context, assessed.run(), config.exitCodes(), config.normalisers());
        JailResult result = new JailResult(
                assessed.run(), assessed.assessment(), record(trail, assessed.run(), assessed.assessment()));
        publish(result);
        return result.rerunBy(RerunCommand.of(
                test.testClass(), context.getTestMethod().map(Method::getName), trail.reportsDirectory()));
    }

    /** Returns where the record is or, if it could not be written, where it is missing. */
    private Path record(AuditTrail trail, Execution run, Assessment assessment) {
        try {
            Path auditFile = trail.append(test, run, assessment);
            Attachments.publish(context, auditFile);
            return auditFile;
        } catch (AuditException e) {
            UnrecordedRuns.add(context, e);
            return e.path();
        }
    }

    private <T> T execute(String owner, JailedConfig config, BiFunction<Engine, JailSpec, T> work) {
        UnsupportedHost unsupportedHost = UnsupportedHost.chosenFor(context);
        try {
            JailSpec spec = config.spec(owner);
            ReportsInJail.requireNone(owner, spec, AuditTrails.of(context).reportsDirectory());
            return work.apply(Engines.of(context), spec);
        } catch (InvalidJailSpecException e) {
            throw JailErrors.refused(owner, e, onPath(config));
        } catch (ConfinementException e) {
            throw unsupportedHost.outcome(DiagnosisNote.appendTo(e, HostDiagnosis.of(context)));
        }
    }

    private static Optional<Path> onPath(JailedConfig config) {
        Path module = SettingParser.ofThisModule().baseDirectory();
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return config.executable().flatMap(executable -> ProgramOnPath.find(executable, module, path));
    }

    private void publish(JailResult result) {
        context.publishReportEntry(Map.of(
                "zjail.verdict", result.verdict().name(),
                "zjail.termination", result.execution().termination().describe(),
                "zjail.audit", result.auditFile().toString()));
        result.assessment().evidence().stream()
                .filter(row -> row.id().equals(PROGRAM_CHANGED))
                .forEach(row -> context.publishReportEntry("zjail." + PROGRAM_CHANGED, row.sentence()));
    }
}
