package dev.zjail.audit;

import dev.zjail.audit.CheckedTrail.Mark;
import dev.zjail.audit.Manifest.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifest of a directory of trails, where it is kept: in {@code manifest.json}, or, if it is signed, inside of
 * {@code manifest.dsse.json} alone, so that a JVM that dies can leave no manifest with the signature of another.
 *
 * <p>Every JVM that has closed a trail writes it anew, one at a time. It keeps what the manifest before said of trails
 * that were closed: to take one away, or to write it anew, is not forgotten when the next JVM ends.
 */
final class ManifestFile {
    static final String UNSIGNED = "manifest.json";
    static final String SIGNED = "manifest.dsse.json";
    private static final String LOCK = ".manifest.lock";
    private static final int LONGEST = 64 << 20;
    private static final String START_ANEW = "delete the reports directory as a whole and run the tests again";

    private final Path directory;

    ManifestFile(Path trailDirectory) {
        this.directory = trailDirectory;
    }

    Path signed() {
        return directory.resolve(SIGNED);
    }

    Path unsigned() {
        return directory.resolve(UNSIGNED);
    }

    Optional<byte[]> readSigned() throws IOException {
        return read(signed());
    }

    Optional<byte[]> readUnsigned() throws IOException {
        return read(unsigned());
    }

    private static Optional<byte[]> read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
            return Optional.of(new byte[0]);
        }
        try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(input.readAllBytes());
        }
    }

    /**
     * Brings the manifest up to date, after a trail was closed.
     *
     * @param key what to sign it with. A JVM without a key leaves a signed manifest as it is, and its own trail
     *     unlisted
     * @throws AuditException if it cannot be written, or if what is there cannot be built upon
     */
    void update(Optional<SigningKey> key) {
        locked(() -> {
            Optional<byte[]> signed = readSigned();
            if (key.isPresent() || signed.isEmpty()) {
                Optional<byte[]> before = key.isPresent() ? signedBefore(signed, key.get()) : readUnsigned();
                replace(withTrails(before.map(this::parse).orElse(Manifest.EMPTY)), key);
            }
        });
    }

    /**
     * Writes the manifest of a directory that was verified, signed or not.
     *
     * @throws AuditException if it cannot be written
     */
    void rebuild(Optional<SigningKey> key) {
        locked(() -> {
            Optional<byte[]> signed = readSigned();
            if (signed.isPresent() && key.isEmpty()) {
                throw new AuditException(
                        signed(), "it is signed, and would not be any more", "name the key with --sign");
            }
            Optional<byte[]> before = signed.isPresent() ? signedBefore(signed, key.orElseThrow()) : readUnsigned();
            replace(withTrails(before.map(this::parse).orElse(Manifest.EMPTY)), key);
            if (key.isPresent()) {
                Files.deleteIfExists(unsigned());
            }
        });
    }

    /** To sign over what this key has not signed would vouch for what others may have done to it. */
    private Optional<byte[]> signedBefore(Optional<byte[]> signed, SigningKey key) throws IOException {
        if (signed.isEmpty() && readUnsigned().isPresent()) {
            throw new AuditException(
                    unsigned(),
                    "it is not signed, and a signature over what it says would vouch for what nobody signed",
                    START_ANEW + ", or verify the directory and sign it with the command `manifest`");
        }
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        try {
            DsseEnvelope envelope = DsseEnvelope.parse(signed.get());
            if (envelope.payloadType().equals(DsseEnvelope.PAYLOAD_TYPE)
                    && envelope.isSignedBy(key.verificationKey())) {
                return Optional.of(envelope.payload());
            }
        } catch (IllegalArgumentException e) {
            // What is no envelope is not signed by this key either.
        }
        throw new AuditException(signed(), "it is not signed by the key that is to sign it anew", START_ANEW);
    }

    private Manifest parse(byte[] content) {
        try {
            return ManifestJson.parse(content);
        } catch (IllegalArgumentException e) {
            throw new AuditException(unsigned(), "what is there is no manifest: " + e.getMessage(), START_ANEW);
        }
    }

    private Manifest withTrails(Manifest before) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>(before.entries());
        for (Path file : Trail.filesInDirectory(directory)) {
            String name = TrailVerifier.nameOf(file);
            Optional<Entry> known = Optional.ofNullable(before.entries().get(name));
            if (TrailFile.NAME.matcher(name).matches()
                    && known.map(Entry::state).filter(TrailState.INTACT::equals).isEmpty()) {
                brought(file, known).ifPresent(entry -> entries.put(name, entry));
            }
        }
        return new Manifest(entries);
    }

    /** Empty if the trail is not the one that is listed any more, which then stays listed as it was. */
    private static Optional<Entry> brought(Path file, Optional<Entry> known) throws IOException {
        Mark mark = known.map(Entry::mark).orElse(Mark.BEGINNING);
        CheckedTrail trail = TrailVerifier.verify(file, mark, (line, record, run) -> {});
        return trail.lines() < mark.lines() ? Optional.empty() : Optional.of(Entry.of(trail));
    }

    private void replace(Manifest manifest, Optional<SigningKey> key) throws IOException {
        byte[] content = ManifestJson.write(manifest, Instant.now());
        Path file = key.isPresent() ? signed() : unsigned();
        SharedDirectory.replace(
                file,
                file.resolveSibling("." + file.getFileName() + ".tmp"),
                key.map(signer -> DsseEnvelope.sign(content, signer)).orElse(content));
    }

    private FileChannel openLock() throws IOException {
        Path lock = directory.resolve(LOCK);
        try {
            return SharedDirectory.openLock(lock);
        } catch (FileAlreadyExistsException e) {
            throw new AuditException(lock, "it is not a regular file", "delete it");
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    // A lock on a file holds for the whole JVM and is refused, not waited for, in a second thread: hence synchronized
    // on
    // the class. A channel is closed under a thread that is interrupted: hence the flag is put aside.
    private void locked(Work work) {
        synchronized (ManifestFile.class) {
            boolean interrupted = Thread.interrupted();
            try (FileChannel channel = openLock();
                    FileLock lock = channel.lock()) {
                work.run();
                lock.release();
            } catch (IOException e) {
                throw new AuditException(unsigned(), e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
