package dev.zjail.truthimatics;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.NondeterminismSource;
import dev.zjail.engine.ObservedRun;
import dev.zjail.engine.RunningJail;
import dev.zjail.engine.Termination;
import dev.zjail.engine.WatchedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Runs a program that is a function, and keeps under which conditions. Not safe for use by many threads. */
public final class ProgramEngine implements Engine {
    /** The specification of a program without inputs. */
    public static final JailSpec SPEC = JailSpec.of(Path.of("/project/target/native/program"));

    /** What a program does: given its inputs, what surrounds it, and how many runs were made before. */
    public interface Program {
        Execution run(JailSpec spec, Conditions conditions, int before);
    }

    private final Program program;
    private final Set<NondeterminismSource> sources;
    private Set<NondeterminismSource> unwatched = Set.of();
    private final List<Conditions> conditions = new ArrayList<>();
    private int watched;

    private ProgramEngine(Program program, Set<NondeterminismSource> sources) {
        this.program = program;
        this.sources = sources;
    }

    public static ProgramEngine of(Program program, NondeterminismSource... sources) {
        return new ProgramEngine(program, new TreeSet<>(List.of(sources)));
    }

    /** On a host that does not let a watched run see all of these. */
    public ProgramEngine unwatched(NondeterminismSource... notSeen) {
        unwatched = Set.of(notSeen);
        return this;
    }

    /** Writes its input and what it takes from the conditions. */
    public static ProgramEngine printing(
            java.util.function.Function<Conditions, Object> taken, NondeterminismSource... sources) {
        return of((spec, conditions, before) -> wrote(spec, spec.stdin().text() + taken.apply(conditions)), sources);
    }

    /** Writes its input. */
    public static ProgramEngine deterministic(NondeterminismSource... sources) {
        return printing(conditions -> "", sources);
    }

    /** Writes its input and a number that counts up. */
    public static ProgramEngine random(NondeterminismSource... sources) {
        return of((spec, conditions, before) -> wrote(spec, spec.stdin().text() + before), sources);
    }

    /** A run that wrote a text and exited with 0. */
    public static Execution wrote(JailSpec spec, String stdout) {
        return ended(spec, new Termination.Exited(0), stdout);
    }

    public static Execution ended(JailSpec spec, Termination termination, String stdout) {
        return ended(spec, termination, Bytes.utf8(stdout));
    }

    public static Execution ended(JailSpec spec, Termination termination, Bytes stdout) {
        Execution run = SampleRuns.run(spec, termination, Set.of());
        return new Execution(
                spec,
                run.startedAt(),
                termination,
                new CapturedOutput(stdout, stdout.size()),
                new CapturedOutput(Bytes.EMPTY, 0),
                run.usage(),
                run.confinement(),
                run.policy(),
                run.fingerprint(),
                run.root(),
                List.of(),
                run.contents(),
                CollectedFiles.NONE);
    }

    @Override
    public RunningJail start(JailSpec spec) {
        throw new UnsupportedOperationException("nothing runs here with which one could talk");
    }

    @Override
    public Execution run(JailSpec spec, Conditions conditions) {
        this.conditions.add(conditions);
        return program.run(spec, conditions, this.conditions.size() - 1);
    }

    @Override
    public WatchedRun watch(JailSpec spec) {
        watched++;
        return new WatchedRun(run(spec, Conditions.DEFAULTS), sources, unwatched);
    }

    @Override
    public ObservedRun observe(JailSpec spec) {
        throw new UnsupportedOperationException("nobody observes here");
    }

    /** The conditions of all runs, in order. */
    public List<Conditions> conditions() {
        return conditions;
    }

    public int watched() {
        return watched;
    }
}
