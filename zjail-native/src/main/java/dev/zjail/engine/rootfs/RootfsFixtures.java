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

/**
 * Provides root file systems for the jail: each is built once for each distinct content, and then reused.
 *
 * <p>A request whose files have not changed is answered by looking at them, without reading. A file that was changed
 * less than two seconds before it was read is not trusted that way, because a change that follows at once may not show
 * in its timestamps; it is read again the next time. Contents decide in the end: two requests with the same contents
 * share a fixture.
 *
 * <p>Safe for use by many threads at once. Fixtures live until {@link #close()}; those a JVM leaves behind when it is
 * killed are deleted by the next one that uses the same cache directory.
 *
 * <pre>{@code
 * try (RootfsFixtures fixtures = new RootfsFixtures(Path.of("target/zjail-rootfs"))) {
 *     RootfsFixture fixture = fixtures.provide(RootfsRequest.of(Path.of("target/native/greeter")));
 * }
 * }</pre>
 */
public final class RootfsFixtures implements AutoCloseable {
    /** As long as git waits, with room for file systems that count whole seconds. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_REMEMBERED = 1_024;
    private static final int BUILD_LOCKS = 64;

    private final FixtureStore store;
    private final HostFiles host;
    private final InstantSource clock;
    private final Map<RootfsRequest, Remembered> remembered = Collections.synchronizedMap(new Recent());
    /**
     * By all that was built, not by its key alone: the same may be in the jail as a mapping and as a place to write.
     */
    private final Map<BuiltFixture, RootfsFixture> published = new ConcurrentHashMap<>();

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
        this.store = FixtureStore.open(cacheDirectory);
        this.host = host;
        this.clock = clock;
    }

    /**
     * Provides a root file system.
     *
     * @param request what it is wanted for
     * @return a fixture that is ready; valid until {@link #close()}
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
            return recall(request).orElseGet(() -> buildAlone(request));
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private Optional<RootfsFixture> recall(RootfsRequest request) {
        return Optional.ofNullable(remembered.get(request))
                .filter(candidate -> candidate.observations.stillHold())
                .map(Remembered::fixture);
    }

    /** Of threads that want the same, one builds, and the others look again at what it remembered. */
    private RootfsFixture buildAlone(RootfsRequest request) {
        ReentrantLock lock = buildLocks[Math.floorMod(request.hashCode(), BUILD_LOCKS)];
        lock.lock();
        try {
            return recall(request).orElseGet(() -> build(request));
        } finally {
            lock.unlock();
        }
    }

    private RootfsFixture build(RootfsRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                Instant start = clock.instant();
                FixturePlan plan = FixturePlan.of(request, host);
                RootfsFixture fixture = build(plan);
                remember(request, plan.observations(), fixture, start);
                return fixture;
            } catch (SourceChangedException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e.asFinalAnswer();
                }
            }
        }
    }

    private RootfsFixture build(FixturePlan plan) throws SourceChangedException {
        Path work = store.createWorkDirectory();
        try {
            BuiltFixture built = FixtureBuilder.build(plan, work);
            Path directory = store.publish(work, built.key());
            return published.computeIfAbsent(built, key -> fixture(plan, built, directory));
        } catch (SourceChangedException | RuntimeException | Error e) {
            FileTrees.deleteAfter(e, work);
            throw e;
        }
    }

    private static RootfsFixture fixture(FixturePlan plan, BuiltFixture built, Path directory) {
        String fingerprint = requireNonNull(built.digests().get(plan.executable()));
        return new RootfsFixture(
                directory,
                plan.executable(),
                fingerprint,
                plan.program(),
                plan.loader(),
                built.digests(),
                built.files(),
                built.rootDigests(),
                built.randomInstructions());
    }

    private void remember(RootfsRequest request, Observations observations, RootfsFixture fixture, Instant start) {
        if (observations.includeYoungerThan(start.minus(SETTLED))) {
            remembered.remove(request);
        } else {
            remembered.put(request, new Remembered(observations, fixture));
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

    private record Remembered(Observations observations, RootfsFixture fixture) {}

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
