package dev.zjail.audit;

import dev.zjail.engine.Execution;
import dev.zjail.truthimatics.Assessment;
import java.util.Optional;

/**
 * One run as it goes into the trail.
 *
 * @param link its place in the chain
 * @param invocation which invocation of the build tool it belongs to, if that is known
 * @param test the test it was made for
 * @param runNumber how many runs of this test the trail then has, this one included
 * @param auditFile the run's own file, relative to the reports directory
 * @param run what was observed
 * @param assessment what follows from it
 * @param streamFiles where the whole output is, as far as the record does not hold it
 */
record AuditRecord(
        Link link,
        Optional<String> invocation,
        TestIdentity test,
        int runNumber,
        String auditFile,
        Execution run,
        Assessment assessment,
        StreamFiles streamFiles) {

    /** A record of a run of no known invocation, that has no files beside its own. */
    AuditRecord(Link link, TestIdentity test, int runNumber, String auditFile, Execution run, Assessment assessment) {
        this(link, Optional.empty(), test, runNumber, auditFile, run, assessment, StreamFiles.NONE);
    }

    /**
     * A place in a chain of lines.
     *
     * @param trail the trail's name: its file's without the suffix
     * @param seq the number of lines before
     * @param prevHash BLAKE2b-256 of the line before
     */
    record Link(String trail, long seq, String prevHash) {}
}
