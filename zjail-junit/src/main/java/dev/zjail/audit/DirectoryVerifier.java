package dev.zjail.audit;

import dev.zjail.audit.CheckedTrail.Mark;
import dev.zjail.audit.Manifest.Entry;
import dev.zjail.audit.Verification.Anchor;
import dev.zjail.audit.Verification.Finding;
import dev.zjail.audit.Verification.State;
import dev.zjail.audit.Verification.TrailSummary;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** Checks the manifest of a directory, its signature, every trail, and the files of single runs. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DirectoryVerifier {
    private final Path reportsDirectory;
    private final Path trailDirectory;
    private final Optional<VerificationKey> key;
    private final Optional<Anchor> anchor;
    private final ManifestFile manifestFile;
    private final RunFiles runFiles;
    private final List<TrailSummary> trails = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> vouchers = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final SortedMap<String, Entry> found = new TreeMap<>();

    private DirectoryVerifier(Path reportsDirectory, Optional<VerificationKey> key, Optional<Anchor> anchor) {
        this.reportsDirectory = reportsDirectory;
        this.trailDirectory = Trail.directory(reportsDirectory);
        this.key = key;
        this.anchor = anchor;
        this.manifestFile = new ManifestFile(trailDirectory);
        this.runFiles = new RunFiles(reportsDirectory);
    }

    /**
     * Checks everything.
     *
     * @param reportsDirectory a reports directory, or a copy of one
     * @param key whose signature the manifest must have, if anybody's
     * @param anchor what was noted of it, if anything
     * @return what was found
     * @throws IOException if the directory or a trail cannot be read
     */
    public static Verification verify(Path reportsDirectory, Optional<VerificationKey> key, Optional<Anchor> anchor)
            throws IOException {
        return new DirectoryVerifier(reportsDirectory, key, anchor).verify();
    }

    private Verification verify() throws IOException {
        Optional<Manifest> manifest = manifest();
        SortedMap<String, Entry> listed = manifest.map(Manifest::entries).orElseGet(TreeMap::new);
        for (Path file : trailFiles()) {
            checkTrail(file, listed);
        }
        listed.keySet().stream().filter(name -> !found.containsKey(name)).forEach(this::reportMissing);
        findings.addAll(runFiles.findings());
        Manifest counted = manifest.orElseGet(() -> new Manifest(found));
        checkAnchor(counted);
        return new Verification(
                reportsDirectory,
                state(),
                trails,
                counted.runs(),
                counted.root(),
                vouchers,
                findings,
                remarks,
                runFiles.missing());
    }

    private List<Path> trailFiles() throws IOException {
        List<Path> files = Trail.filesInDirectory(trailDirectory);
        if (files.isEmpty()
                && manifestFile.readSigned().isEmpty()
                && manifestFile.readUnsigned().isEmpty()) {
            throw new NoSuchFileException(trailDirectory.toString(), null, "there is no audit trail");
        }
        return files;
    }

    private State state() {
        List<State> states = findings.stream().map(Finding::state).toList();
        if (states.contains(State.TAMPERED)) {
            return State.TAMPERED;
        }
        if (states.contains(State.INCOMPLETE)) {
            return State.INCOMPLETE;
        }
        return vouchers.isEmpty() ? State.UNANCHORED : State.INTACT;
    }

    /** Empty where there is none that can be used, which is then among the findings. */
    private Optional<Manifest> manifest() throws IOException {
        Optional<byte[]> signed = manifestFile.readSigned();
        if (signed.isPresent()) {
            return opened(signed.get()).flatMap(payload -> parsed(manifestFile.signed(), payload));
        }
        if (key.isPresent()) {
            remarks.add("there is no signature that the key could check");
        }
        Optional<byte[]> unsigned = manifestFile.readUnsigned();
        if (unsigned.isEmpty()) {
            report(
                    VerificationCheck.MANIFEST_MISSING,
                    manifestFile.unsigned(),
                    0,
                    "there is no manifest, so that a trail which was taken away would not be missed");
        }
        return unsigned.flatMap(content -> parsed(manifestFile.unsigned(), content));
    }

    private Optional<byte[]> opened(byte[] content) {
        Path file = manifestFile.signed();
        try {
            DsseEnvelope envelope = DsseEnvelope.parse(content);
            if (!envelope.payloadType().equals(DsseEnvelope.PAYLOAD_TYPE)) {
                report(
                        VerificationCheck.PAYLOAD_TYPE,
                        file,
                        0,
                        "what is signed is not of the type " + DsseEnvelope.PAYLOAD_TYPE);
            } else if (key.isEmpty()) {
                remarks.add("the manifest is signed, but no key was given to check the signature with");
            } else if (envelope.isSignedBy(key.get())) {
                vouchers.add("the signature of the key " + key.get().id());
            } else {
                report(
                        VerificationCheck.SIGNATURE,
                        file,
                        0,
                        "it is not signed by the key " + key.get().id());
            }
            return Optional.of(envelope.payload());
        } catch (IllegalArgumentException e) {
            report(VerificationCheck.MANIFEST, file, 0, "it is no DSSE envelope");
            return Optional.empty();
        }
    }

    private Optional<Manifest> parsed(Path file, byte[] content) {
        try {
            return Optional.of(ManifestJson.parse(content));
        } catch (IllegalArgumentException e) {
            report(VerificationCheck.MANIFEST, file, 0, "it is no manifest: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void checkTrail(Path file, SortedMap<String, Entry> listed) throws IOException {
        String name = TrailVerifier.nameOf(file);
        Optional<Entry> entry = Optional.ofNullable(listed.get(name));
        Mark mark = entry.map(Entry::mark).orElse(Mark.BEGINNING);
        CheckedTrail trail =
                TrailVerifier.verify(file, mark, (line, record, run) -> runFiles.check(file, line, record, run));
        Entry now = Entry.of(trail);
        found.put(name, now);
        trails.add(new TrailSummary(name, trail.state(), trail.finding(), now.runs(), trail.head()));
        trail.remarks().forEach(remark -> remarks.add(file.getFileName() + ": " + remark));
        trail.fault().ifPresent(fault -> report(fault.check(), file, fault.line(), fault.sentence()));
        if (trail.fault().isEmpty() || trail.state() == TrailState.INCOMPLETE) {
            entry.ifPresent(then -> compare(file, then, now));
        }
        if (entry.isEmpty()
                && findings.stream().noneMatch(finding -> finding.check() == VerificationCheck.MANIFEST_MISSING)) {
            report(VerificationCheck.MANIFEST_COVERAGE, file, 0, "the manifest does not list it");
        }
    }

    /** The place that was noted was found by now: what is left is how the trail ends. */
    private void compare(Path file, Entry then, Entry now) {
        if (then.state() == TrailState.INTACT && !then.equals(now)) {
            report(VerificationCheck.MANIFEST_ENTRY, file, 0, "the manifest says something else of it");
        } else if (then.state() != TrailState.INTACT && now.state() == TrailState.INTACT) {
            report(
                    VerificationCheck.MANIFEST_COVERAGE,
                    file,
                    then.lines() + 1,
                    "line " + (then.lines() + 1) + " and what follows it were written after the manifest");
        }
    }

    private void reportMissing(String name) {
        report(
                VerificationCheck.MANIFEST_ENTRY,
                trailDirectory.resolve(name + TrailFile.SUFFIX),
                0,
                "it is missing, and was there when the manifest was written");
    }

    private void checkAnchor(Manifest counted) {
        if (anchor.isPresent()) {
            String root = counted.root();
            if (anchor.get().equals(new Anchor(root, counted.runs()))) {
                vouchers.add("the root and count that were noted elsewhere");
            } else {
                report(
                        VerificationCheck.ANCHOR,
                        trailDirectory,
                        0,
                        "its root is " + root + " and it has " + counted.runs() + " records, but what was noted is "
                                + anchor.get().root() + " and " + anchor.get().runs());
            }
        }
    }

    private void report(VerificationCheck check, Path file, long line, String sentence) {
        findings.add(new Finding(check, file, line, sentence));
    }
}
