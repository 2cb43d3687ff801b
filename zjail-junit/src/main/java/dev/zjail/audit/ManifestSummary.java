package dev.zjail.audit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What is worth noting of a manifest outside of its directory, so that the directory can be held to it later. It is
 * what the manifest says, and is not checked against the trails.
 *
 * @param trails how many trails it lists
 * @param unfinished how many of them had no sound end when it was written: their JVM was still running, or had died
 * @param runs how many runs they have together
 * @param root the Merkle root over them, in 64 lower-case hexadecimal digits
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ManifestSummary(int trails, int unfinished, long runs, String root) {

    /**
     * Reads the manifest of a reports directory, signed or not. The signature of a signed one is not looked at.
     *
     * @param reportsDirectory a reports directory
     * @return what it says
     * @throws IOException if there is none, or what is there is none; the message says which, and of which file
     */
    public static ManifestSummary read(Path reportsDirectory) throws IOException {
        ManifestFile file = new ManifestFile(Trail.directory(reportsDirectory));
        Optional<byte[]> signed = file.readSigned();
        if (signed.isPresent()) {
            return parsed(file.signed(), signed.get(), true);
        }
        byte[] unsigned = file.readUnsigned()
                .orElseThrow(
                        () -> new NoSuchFileException(file.unsigned().toString(), null, "no such file or directory"));
        return parsed(file.unsigned(), unsigned, false);
    }

    private static ManifestSummary parsed(Path file, byte[] content, boolean signed) throws IOException {
        try {
            return of(ManifestJson.parse(signed ? DsseEnvelope.parse(content).payload() : content));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": it is no manifest: " + e.getMessage(), e);
        }
    }

    private static ManifestSummary of(Manifest manifest) {
        long unfinished = manifest.entries().values().stream()
                .filter(entry -> entry.state() != TrailState.INTACT)
                .count();
        return new ManifestSummary(manifest.entries().size(), (int) unfinished, manifest.runs(), manifest.root());
    }

    /**
     * Says how much it covers.
     *
     * @return such as {@code manifest of 3 trails (1 without an end), 207 records}
     */
    public String sentence() {
        return "manifest of " + trails + (trails == 1 ? " trail" : " trails")
                + (unfinished == 0 ? "" : " (" + unfinished + " without an end)") + ", " + runs
                + (runs == 1 ? " record" : " records");
    }

    /**
     * Says with which options {@link AuditCommand} holds a directory to it.
     *
     * @return such as {@code --head 9f86… --count 207}, with nothing in it that a shell would take for its own
     */
    public String anchor() {
        return "--head " + root + " --count " + runs;
    }
}
