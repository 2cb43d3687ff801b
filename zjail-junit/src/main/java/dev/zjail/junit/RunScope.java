package dev.zjail.junit;

import dev.zjail.engine.Execution;
import dev.zjail.engine.Termination;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.truthimatics.Normaliser;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What the test around a run says of it, for assertions on its result: which exit statuses it declared, what may
 * differ, the configuration parameters. And whether somebody looked at how the run ended: an assertion on its output
 * alone is not to pass over a crash, and the assertion on the ending may come behind it.
 *
 * <p>A run belongs to the test, or the class, whose context made it, until that is over. The result of a run that was
 * made elsewhere has a scope of the defaults, and none that is over waits for an assertion. Safe for use by many
 * threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunScope {
    private static final Namespace NAMESPACE = Namespace.create(RunScope.class);

    /** As long as somebody has the result: a test can make any number of runs. */
    private static final Map<Key, RunScope> OPEN = new ConcurrentHashMap<>();

    private static final ReferenceQueue<Execution> GONE = new ReferenceQueue<>();

    private final Scopes scopes;
    private final Termination termination;
    private final Set<Integer> exitCodes;
    private final Set<Normaliser> normalisers;
    private final Function<String, Optional<String>> parameters;
    private boolean endingSeen;
    private @Nullable AssertionError unseenEnding;

    private RunScope(
            Scopes scopes,
            Termination termination,
            Set<Integer> exitCodes,
            Set<Normaliser> normalisers,
            Function<String, Optional<String>> parameters) {
        this.scopes = scopes;
        this.termination = termination;
        this.exitCodes = new TreeSet<>(exitCodes);
        this.normalisers = Set.copyOf(normalisers);
        this.parameters = parameters;
    }

    /** Begins when a run was made. */
    static void open(ExtensionContext context, Execution run, Set<Integer> exitCodes, Set<Normaliser> normalisers) {
        for (Reference<? extends Execution> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            OPEN.remove(gone);
        }
        OPEN.put(
                new Key(run, GONE),
                new RunScope(
                        ofContext(context),
                        run.termination(),
                        exitCodes,
                        normalisers,
                        context::getConfigurationParameter));
    }

    /**
     * Finds the scope of a run.
     *
     * @param run the run of a result, or of a copy of that
     * @return the scope
     */
    public static RunScope of(Execution run) {
        RunScope open = OPEN.get(new Key(run, null));
        return open != null
                ? open
                : new RunScope(
                        Scopes.over(),
                        run.termination(),
                        Set.of(0),
                        Set.of(),
                        name -> Optional.ofNullable(System.getProperty(name)));
    }

    static void endingSeen(Execution run) {
        RunScope open = OPEN.get(new Key(run, null));
        if (open != null) {
            open.endingSeen();
        }
    }

    /** Notes that somebody looked at how the run ended. */
    public synchronized void endingSeen() {
        endingSeen = true;
    }

    /**
     * Fails the test at its end unless the program ended by itself, whatever its status, or somebody looks at how it
     * ended until then.
     *
     * @param failure makes the failure, whose stack trace shows this call
     * @return whether that is all; {@code false} if the run belongs to no test, and so the failure is due now
     */
    public synchronized boolean requiresSeenOrNormalEnding(Supplier<AssertionError> failure) {
        if (endingSeen || termination instanceof Exited) {
            return true;
        }
        if (unseenEnding == null && scopes.add(this)) {
            unseenEnding = failure.get();
        }
        return unseenEnding != null;
    }

    /**
     * Says whether the program ended by itself with a status that was declared, or somebody looked at how it ended.
     *
     * @return whether one of both holds by now
     */
    public synchronized boolean isEndingSettled() {
        return endingSeen || (termination instanceof Exited exited && exitCodes.contains(exited.status()));
    }

    /**
     * Says what may differ between two runs.
     *
     * @return those of {@link Jailed#normalise()}
     */
    public Set<Normaliser> normalisers() {
        return normalisers;
    }

    /**
     * Looks up one of JUnit's configuration parameters; where the run belongs to no test, a system property.
     *
     * @param name the parameter
     * @return its value, if it is set
     */
    public Optional<String> parameter(String name) {
        return parameters.apply(name);
    }

    /** Ends the scopes of this very context: the first ending that nobody looked at, the others suppressed in it. */
    static Optional<AssertionError> close(ExtensionContext context) {
        Optional<AssertionError> first = Optional.empty();
        for (RunScope scope : ofContext(context).take()) {
            Optional<AssertionError> unseen = scope.close();
            if (first.isEmpty()) {
                first = unseen;
            } else {
                unseen.ifPresent(first.get()::addSuppressed);
            }
        }
        return first;
    }

    private synchronized Optional<AssertionError> close() {
        Optional<AssertionError> unseen = endingSeen ? Optional.empty() : Optional.ofNullable(unseenEnding);
        unseenEnding = null;
        return unseen;
    }

    /** By the unique id: a store falls back to those of enclosing contexts, whose runs are theirs. */
    @SuppressWarnings("deprecation") // its successor, computeIfAbsent, does not exist before JUnit 6
    private static Scopes ofContext(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> new Scopes(), Scopes.class);
    }

    /** The scopes of one test, or class, in which an ending is yet to be looked at. */
    private static final class Scopes {
        private final List<RunScope> waiting = new ArrayList<>();
        private boolean over;

        static Scopes over() {
            Scopes scopes = new Scopes();
            scopes.over = true;
            return scopes;
        }

        synchronized boolean add(RunScope scope) {
            return !over && waiting.add(scope);
        }

        synchronized List<RunScope> take() {
            over = true;
            return List.copyOf(waiting);
        }
    }

    /** By identity, since two runs of one program can be equal, and without keeping the run. */
    private static final class Key extends WeakReference<Execution> {
        private final int hash;

        Key(Execution run, @Nullable ReferenceQueue<Execution> gone) {
            super(run, gone);
            this.hash = System.identityHashCode(run);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Execution run = get();
            return run != null && other instanceof Key key && key.refersTo(run);
        }
    }
}
