package dev.zjail.engine.rootfs;

import static java.util.Objects.requireNonNull;

import dev.zjail.engine.rootfs.FixtureBuilder.BuiltFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Provides root file systems for the jail. Whoever is given one has it alone until it is given back; then it is reused.
 * So of each distinct content there are as many copies as were in use at once.
 *
 * <p>A request whose files have not changed is answered by looking at them, without reading. A file that was changed
 * less than two seconds before it was read is not trusted that way, because a change that follows at once may not show
 * in its timestamps; it is read again the next time. Contents decide in the end: two requests with the same contents
 * use the same copies one after the other. Each copy is made from the sources and hashed meanwhile, and only what came
 * out the same to the last byte counts as a copy.
 *
 * <p>Safe for use by many threads at once. Fixtures live until {@link #close()}; those a JVM leaves behind when it is
 * killed are deleted by the next one that uses the same cache directory. Two JVMs share none.
 *
 * <pre>{@code
 * try (RootfsFixtures fixtures = new RootfsFixtures(Path.of("target/zjail-rootfs"))) {
 *     RootfsFixture fixture = fixtures.provide(RootfsRequest.of(Path.of("target/native/greeter")));
 *     …
 *     fixtures.giveBack(fixture);
 * }
 * }</pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RootfsFixtures implements AutoCloseable {
    /** As long as git waits, with room for file systems that count whole seconds. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_REMEMBERED = 1_024;
    private static final int BUILD_LOCKS = 64;

    private final Path cacheDirectory;
    private final FixtureStore store;
    private final HostFiles host;
    private final InstantSource clock;
    private final Map<RootfsRequest, Remembered> remembered = Collections.synchronizedMap(new Recent());

    /** How many directories there were so far, by their content. */
    private final Map<String, Integer> named = new ConcurrentHashMap<>();

    /**
     * By all that was built, not by its key alone: the same may be in the jail as a mapping and as a place to write.
     */
    private final Map<BuiltFixture, FixtureCopies> published = new ConcurrentHashMap<>();

    private final Map<Path, FixtureCopies> inUse = new ConcurrentHashMap<>();

    private final ReentrantLock[] buildLocks = IntStream.range(0, BUILD_LOCKS)
            .mapToObj(index -> new ReentrantLock())
            .toArray(ReentrantLock[]::new);
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Opens a cache directory. It is created if it is missing, for this user alone.
     *
     * @param cacheDirectory the directory; on a file system with room for copies of the programs and their libraries
     * @throws RootfsStorageException if it cannot be created, belongs to another user, or can be written by others
     */
    public RootfsFixtures(Path cacheDirectory) {
        this(cacheDirectory, HostFiles.STANDARD, InstantSource.system());
    }

    RootfsFixtures(Path cacheDirectory, HostFiles host, InstantSource clock) {
        this.cacheDirectory = cacheDirectory.toAbsolutePath();
        this.store = FixtureStore.open(cacheDirectory);
        this.host = host;
        this.clock = clock;
    }

    /**
     * Provides a root file system that nobody else is given until it is given back.
     *
     * @param request what it is wanted for
     * @return a fixture that is ready; valid until {@link #giveBack} or {@link #close()}
     * @throws InvalidRootfsException if the request cannot be; nothing was created
     * @throws RootfsStorageException if the host could not read or store it; nothing is left behind
     * @throws IllegalStateException if this was closed
     */
    public RootfsFixture provide(RootfsRequest request) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the root file systems were closed");
            }
            Taken taken = recall(request).orElseGet(() -> buildAlone(request));
            inUse.put(taken.fixture.directory(), taken.copies);
            return taken.fixture;
        } finally {
            lifetime.readLock().unlock();
        }
    }

    /**
     * Takes a root file system back, for the next one who wants the same. Nothing may be running in it any more.
     *
     * @param fixture one that was provided; it is not valid any more
     */
    public void giveBack(RootfsFixture fixture) {
        lifetime.readLock().lock();
        try {
            FixtureCopies copies = inUse.remove(fixture.directory());
            if (!closed && copies != null && !copies.giveBack(fixture.directory())) {
                store.drop(fixture.directory());
            }
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private Optional<Taken> recall(RootfsRequest request) {
        return Optional.ofNullable(remembered.get(request))
                .filter(candidate -> candidate.observations.stillHold())
                .flatMap(candidate -> Taken.from(candidate.copies, candidate.fixture));
    }

    /** Of threads that want the same, one builds, and the others look again whether that is to be had by now. */
    private Taken buildAlone(RootfsRequest request) {
        ReentrantLock lock = buildLocks[Math.floorMod(request.hashCode(), BUILD_LOCKS)];
        lock.lock();
        try {
            return recall(request).orElseGet(() -> build(request));
        } finally {
            lock.unlock();
        }
    }

    private Taken build(RootfsRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                Instant start = clock.instant();
                FixturePlan plan = FixturePlan.of(request, host, cacheDirectory);
                Taken taken = build(plan);
                remember(request, plan.observations(), taken, start);
                return taken;
            } catch (SourceChangedException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e.asFinalAnswer();
                }
            }
        }
    }

    private Taken build(FixturePlan plan) throws SourceChangedException {
        Path work = store.createWorkDirectory();
        try {
            BuiltFixture built = FixtureBuilder.build(plan, work);
            FixtureCopies copies =
                    published.computeIfAbsent(built.withoutOrigins(), key -> new FixtureCopies(plan.bytes()));
            Optional<Path> idle = copies.take();
            if (idle.isPresent()) {
                store.drop(work);
                return new Taken(fixture(plan, built, idle.get()), copies);
            }
            return new Taken(fixture(plan, built, store.publish(work, nextName(built.key()))), copies);
        } catch (SourceChangedException | RuntimeException | Error e) {
            FileTrees.deleteAfter(e, work);
            throw e;
        }
    }

    /** By its content, and by a number if it is not the first. */
    private String nextName(String key) {
        int number = named.merge(key, 1, Integer::sum);
        return number == 1 ? key : key + "-" + number;
    }

    private static RootfsFixture fixture(FixturePlan plan, BuiltFixture built, Path directory) {
        String fingerprint = requireNonNull(built.digests().get(plan.fingerprinted()));
        return new RootfsFixture(
                directory,
                plan.executable(),
                plan.firstArguments(),
                plan.mounts(),
                plan.hasAccount(),
                fingerprint,
                plan.elf(),
                plan.loader(),
                built.digests(),
                built.files(),
                built.rootDigests(),
                built.randomInstructions());
    }

    private void remember(RootfsRequest request, Observations observations, Taken taken, Instant start) {
        if (observations.includeYoungerThan(start.minus(SETTLED))) {
            remembered.remove(request);
        } else {
            remembered.put(request, new Remembered(observations, taken.copies, taken.fixture));
        }
    }

    /** Deletes every fixture, after the calls of {@link #provide} that are under way. Does nothing the second time. */
    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                store.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    /** What was answered; the next answer differs from it by its directory alone. */
    private record Remembered(Observations observations, FixtureCopies copies, RootfsFixture fixture) {}

    /** A copy, and where it is given back. */
    private record Taken(RootfsFixture fixture, FixtureCopies copies) {
        static Optional<Taken> from(FixtureCopies copies, RootfsFixture like) {
            return copies.take().map(directory -> new Taken(like.in(directory), copies));
        }
    }

    /** Forgets what was not asked for longest, so that many different requests do not fill the heap. */
    private static final class Recent extends LinkedHashMap<RootfsRequest, Remembered> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<RootfsRequest, Remembered> eldest) {
            return size() > MAX_REMEMBERED;
        }
    }
}
