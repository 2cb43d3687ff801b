package dev.zjail.audit;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Execution;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files beside a run's own file that hold what a program wrote, where the record does not hold all of it.
 *
 * @param stdout the file of standard output, relative to the reports directory; empty if there is none
 * @param stderr the same of standard error
 */
record StreamFiles(Optional<String> stdout, Optional<String> stderr) {
    static final StreamFiles NONE = new StreamFiles(Optional.empty(), Optional.empty());

    /**
     * Writes what is needed, in front of the record that will refer to it.
     *
     * @param auditFile the run's own file
     * @param left how many bytes may still be written for this trail; counted down
     * @throws AuditException if a file cannot be written
     */
    static StreamFiles write(AuditFile auditFile, Execution run, AtomicLong left) {
        return new StreamFiles(
                write(auditFile, "stdout", run.stdout(), left), write(auditFile, "stderr", run.stderr(), left));
    }

    private static Optional<String> write(AuditFile auditFile, String stream, CapturedOutput output, AtomicLong left) {
        byte[] kept = output.bytes();
        if (OutputExcerpt.of(kept).whole() || !taken(left, kept.length)) {
            return Optional.empty();
        }
        Path file = auditFile.streamFile(stream);
        try (OutputStream target = SharedDirectory.newFile(file)) {
            target.write(kept);
        } catch (IOException e) {
            throw new AuditException(file, e);
        }
        return Optional.of(auditFile.relativeNameOf(file));
    }

    private static boolean taken(AtomicLong left, int bytes) {
        return left.getAndUpdate(before -> before >= bytes ? before - bytes : before) >= bytes;
    }
}
