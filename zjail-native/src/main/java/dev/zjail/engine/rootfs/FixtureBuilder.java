package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.Layout.Planned;
import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Creates one planned fixture in an empty directory, and tells what landed there. */
final class FixtureBuilder {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> REWRITTEN = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> WHILE_WRITING = PosixFilePermissions.fromString("rw-------");

    /** The same for every fixture, so that equal contents look equal to the guest whenever they were built. */
    static final FileTime MODIFIED = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

    private static final int BUFFER_BYTES = 64 << 10;

    private final FixturePlan plan;
    private final Path root;
    private final SortedMap<String, Planned> entries;
    private final SortedMap<String, String> digests = new TreeMap<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private List<Long> randomInstructions = List.of();

    private FixtureBuilder(FixturePlan plan, Path root) {
        this.plan = plan;
        this.root = root;
        this.entries = plan.layout().entries();
    }

    /** Fills the directory, and leaves it to the caller to delete it if that fails. */
    static BuiltFixture build(FixturePlan plan, Path root) throws SourceChangedException {
        FixtureBuilder builder = new FixtureBuilder(plan, root);
        for (Map.Entry<String, Planned> entry : builder.entries.entrySet()) {
            builder.create(entry.getKey(), entry.getValue());
        }
        builder.finishDirectories();
        return new BuiltFixture(
                builder.key(), builder.digests, builder.files(), builder.rootDigests(), builder.randomInstructions);
    }

    private void create(String jailPath, Planned planned) throws SourceChangedException {
        Path target = inRoot(jailPath);
        LayoutEntry entry = planned.entry();
        if (entry instanceof LayoutEntry.Copy copy) {
            digests.put(jailPath, copy(copy, target, planned.owner().component(), jailPath.equals(plan.program())));
        } else if (entry instanceof LayoutEntry.Generated generated) {
            digests.put(jailPath, write(generated.content(), target));
        } else if (entry instanceof LayoutEntry.Link link) {
            storing(target, () -> Files.createSymbolicLink(target, Path.of(link.target())));
        } else if (isDirectory(entry)) {
            storing(target, () -> Files.createDirectory(target));
        } else {
            storing(target, () -> Files.createFile(target));
            finishFile(target, entry instanceof LayoutEntry.Account ? REWRITTEN : LayoutEntry.READ_ONLY);
        }
    }

    private Path inRoot(String jailPath) {
        return root.resolve(jailPath.substring(1));
    }

    private String copy(LayoutEntry.Copy copy, Path target, String component, boolean isProgram)
            throws SourceChangedException {
        Blake2b256 digest = new Blake2b256();
        try (InputStream source = openSource(copy, component);
                OutputStream sink = create(target)) {
            long left = copy.stamp().size();
            for (int count = read(source, copy); count > 0; count = read(source, copy)) {
                requireUninterrupted();
                left -= count;
                if (left < 0) {
                    throw new SourceChangedException(copy, component);
                }
                digest.bytes(buffer, count);
                int length = count;
                storing(target, () -> sink.write(buffer, 0, length));
            }
        } catch (IOException e) {
            throw RootfsStorageException.cannotStore(target, e);
        }
        requireUnchanged(copy, target, component);
        if (isProgram) {
            randomInstructions = readElf(copy, target, component, ElfReader::randomInstructions);
        }
        finishFile(target, copy.permissions());
        return digest.hex();
    }

    /**
     * An interruption ends what is done with a channel; the streams of Files are made of channels, but do not heed it.
     */
    private static void requireUninterrupted() throws ClosedByInterruptException {
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
    }

    /** What is missing or closed to us was there and readable a moment ago. */
    private static InputStream openSource(LayoutEntry.Copy copy, String component) throws SourceChangedException {
        try {
            return Files.newInputStream(copy.source());
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw new SourceChangedException(copy, component);
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(copy.source(), e);
        }
    }

    private int read(InputStream source, LayoutEntry.Copy copy) {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(copy.source(), e);
        }
    }

    private static OutputStream create(Path target) throws IOException {
        Files.createFile(target, PosixFilePermissions.asFileAttribute(WHILE_WRITING));
        return Files.newOutputStream(target, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Compares with what was planned. The stamps say whether the source was left alone. Where it was changed twice
     * within one tick of the clock they do not; so what was decided by the content of an ELF file is read again, from
     * the copy.
     */
    private static void requireUnchanged(LayoutEntry.Copy copy, Path target, String component)
            throws SourceChangedException {
        boolean sameStamp =
                FileStamp.ifPresent(copy.source()).filter(copy.stamp()::equals).isPresent();
        boolean sameElf =
                copy.elf().isEmpty() || copy.elf().get().equals(readElf(copy, target, component, ElfReader::program));
        if (!sameStamp || !sameElf) {
            throw new SourceChangedException(copy, component);
        }
    }

    /** What can be asked of an ELF file. */
    private interface ElfQuestion<T> {
        T ask(ElfReader reader) throws IOException, ElfFormatException;
    }

    /** Of the copy, which nobody but this writes to: what is found is in the bytes that were digested and will run. */
    private static <T> T readElf(LayoutEntry.Copy copy, Path target, String component, ElfQuestion<T> question)
            throws SourceChangedException {
        try (ElfReader reader = ElfReader.open(target)) {
            return question.ask(reader);
        } catch (ElfFormatException e) {
            throw new SourceChangedException(copy, component);
        } catch (IOException e) {
            throw RootfsStorageException.cannotStore(target, e);
        }
    }

    private static String write(byte[] content, Path target) {
        storing(target, () -> Files.write(target, content, StandardOpenOption.CREATE_NEW));
        finishFile(target, LayoutEntry.READ_ONLY);
        return Blake2b256.of(content);
    }

    /** The time first: setting it opens the file, which an execute-only file does not allow. */
    private static void finishFile(Path target, Set<PosixFilePermission> permissions) {
        storing(target, () -> Files.setLastModifiedTime(target, MODIFIED));
        storing(target, () -> Files.setPosixFilePermissions(target, permissions));
    }

    /** Whatever the umask of this JVM. Last, because creating a file in a directory changes the directory's time. */
    private void finishDirectories() {
        entries.forEach((jailPath, planned) -> {
            if (isDirectory(planned.entry())) {
                finishFile(inRoot(jailPath), DIRECTORY);
            }
        });
        finishFile(root, DIRECTORY);
    }

    private static boolean isDirectory(LayoutEntry entry) {
        return entry instanceof LayoutEntry.Directory
                || entry instanceof LayoutEntry.MountPoint
                || (entry instanceof LayoutEntry.Mounted mounted && mounted.isDirectory());
    }

    /** Names the content: two fixtures with the same key hold the same in the same places. */
    private String key() {
        Blake2b256 key = new Blake2b256();
        key.part(plan.executable());
        entries.forEach((jailPath, planned) -> {
            key.part(jailPath);
            key.part(describe(jailPath, planned.entry()));
        });
        plan.mounts().forEach(mount -> key.part(mount.toString()));
        return key.hex();
    }

    private RootDigests rootDigests() {
        return new RootDigests(digestOfWhatWasAskedForBy("files"::equals), digestOfOthers());
    }

    /** Of what is mounted upon something that is mounted, nothing is among the entries. */
    private String digestOfOthers() {
        String ofEntries = digestOfWhatWasAskedForBy(owner -> !owner.equals("files"));
        if (plan.mounts().isEmpty()) {
            return ofEntries;
        }
        Blake2b256 digest = new Blake2b256();
        digest.part(ofEntries);
        plan.mounts().forEach(mount -> digest.part(mount.toString()));
        return digest.hex();
    }

    /**
     * The directories on the way to something say nothing that its path does not, and belong to whoever was first to
     * need them: only what has nothing below it counts. Nor does the program, of which only its name does here.
     */
    private String digestOfWhatWasAskedForBy(Predicate<String> component) {
        Blake2b256 digest = new Blake2b256();
        entries.forEach((jailPath, planned) -> {
            if (component.test(planned.owner().component()) && holdsNothing(jailPath)) {
                digest.part(jailPath);
                digest.part(jailPath.equals(plan.fingerprinted()) ? "program" : describe(jailPath, planned.entry()));
            }
        });
        return digest.hex();
    }

    private boolean holdsNothing(String jailPath) {
        return entries.subMap(jailPath + "/", jailPath + "0").isEmpty();
    }

    private List<JailFile> files() {
        return entries.entrySet().stream()
                .filter(entry -> holdsNothing(entry.getKey()))
                .map(entry -> file(entry.getKey(), entry.getValue()))
                .toList();
    }

    private JailFile file(String jailPath, Planned planned) {
        LayoutEntry entry = planned.entry();
        return new JailFile(
                plan.placement().shown(jailPath),
                planned.owner().origin(),
                hostPath(entry),
                Optional.ofNullable(digests.get(jailPath)),
                entry instanceof LayoutEntry.Link link ? Optional.of(link.target()) : Optional.empty());
    }

    private static Optional<String> hostPath(LayoutEntry entry) {
        if (entry instanceof LayoutEntry.Copy copy) {
            return Optional.of(copy.source().toString());
        }
        return entry instanceof LayoutEntry.Mounted mounted && mounted.mount().kind() != JailMount.Kind.PROC
                ? Optional.of(mounted.mount().source())
                : Optional.empty();
    }

    private String describe(String jailPath, LayoutEntry entry) {
        if (entry instanceof LayoutEntry.Copy copy) {
            return "file " + PosixFilePermissions.toString(copy.permissions()) + " " + digests.get(jailPath);
        } else if (entry instanceof LayoutEntry.Generated) {
            return "file " + PosixFilePermissions.toString(LayoutEntry.READ_ONLY) + " " + digests.get(jailPath);
        } else if (entry instanceof LayoutEntry.Link link) {
            return "link " + link.target();
        } else if (entry instanceof LayoutEntry.Mounted mounted) {
            return "mount " + mounted.mount().kind() + " of " + mounted.mount().source();
        } else if (entry instanceof LayoutEntry.Account) {
            return "account";
        }
        return "directory";
    }

    private static void storing(Path path, Storing action) {
        try {
            action.run();
        } catch (IOException e) {
            throw RootfsStorageException.cannotStore(path, e);
        }
    }

    @FunctionalInterface
    private interface Storing {
        void run() throws IOException;
    }

    /**
     * What was built.
     *
     * @param key the name of the content
     * @param digests BLAKE2b-256 of every regular file, by its path in the jail
     * @param files what lies in it, and where it came from
     * @param rootDigests digests of its parts
     * @param randomInstructions where the program asks the processor for random numbers
     */
    record BuiltFixture(
            String key,
            SortedMap<String, String> digests,
            List<JailFile> files,
            RootDigests rootDigests,
            List<Long> randomInstructions) {

        /** The content alone: requests that name other files of the host may come to the same. */
        BuiltFixture withoutOrigins() {
            return new BuiltFixture(key, digests, List.of(), rootDigests, randomInstructions);
        }
    }
}
