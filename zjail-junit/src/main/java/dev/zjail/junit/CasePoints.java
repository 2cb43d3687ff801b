package dev.zjail.junit;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Publishes the points of cases as report entries: of each case when it is over, of a class their sum. */
final class CasePoints {
    private static final Namespace NAMESPACE = Namespace.create(CasePoints.class);
    private static final String ENTRY = "zjail.points";

    private CasePoints() {}

    /** A case is over. */
    static void settle(ExtensionContext context, boolean passed) {
        OptionalInt points =
                CaseInvocation.caseOf(context).map(JailedCase::points).orElse(OptionalInt.empty());
        points.ifPresent(worth -> {
            Sum sum = ofClass(context);
            sum.possible.addAndGet(worth);
            sum.earned.addAndGet(passed ? worth : 0);
            context.publishReportEntry(ENTRY, (passed ? worth : 0) + " of " + worth);
        });
    }

    @SuppressWarnings("deprecation") // its successor, computeIfAbsent, does not exist before JUnit 6
    private static Sum ofClass(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
            at = at.getParent().get();
        }
        ExtensionContext ofClass = at;
        return at.getStore(NAMESPACE).getOrComputeIfAbsent(at.getUniqueId(), id -> new Sum(ofClass), Sum.class);
    }

    /**
     * The points of a class so far. The store closes it when the class is over, and before JUnit says so: an extension
     * of a method alone is not told of that. What JUnit calls it by changed with 5.13, as {@code AuditTrails} explains.
     */
    @SuppressWarnings("deprecation")
    private record Sum(ExtensionContext ofClass, AtomicLong earned, AtomicLong possible)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        Sum(ExtensionContext ofClass) {
            this(ofClass, new AtomicLong(), new AtomicLong());
        }

        @Override
        public void close() {
            ofClass.publishReportEntry(ENTRY, earned + " of " + possible);
        }
    }
}
