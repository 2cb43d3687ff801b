package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.audit.RecordedRun;
import java.util.Optional;

/**
 * One run of a report, with what the index and the summary want to know of its record, which is read once for both.
 *
 * @param test the test it was made for
 * @param run the run
 * @param program the name a reader knows its program by
 * @param ending how it ended
 * @param nearest the limit it came closest to, where there is one
 * @param askedFor whether its verdict was asked for
 */
record ReportedRun(
        ReportedTest test,
        RecordedRun run,
        String program,
        Ending ending,
        Optional<LimitUse> nearest,
        boolean askedFor) {

    static ReportedRun of(ReportedTest test, RecordedRun run) {
        RecordedFields fields = run.fields();
        return new ReportedRun(
                test,
                run,
                Page.program(fields),
                Ending.of(fields),
                LimitUse.nearest(fields),
                Page.wasAskedFor(fields, run.verdict()));
    }
}
