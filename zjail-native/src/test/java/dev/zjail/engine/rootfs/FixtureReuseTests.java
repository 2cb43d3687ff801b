package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A root file system is reused")
class FixtureReuseTests {
    /** To this clock, every file was left alone for long. */
    private static final InstantSource LATER = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(1));

    private static final FileTime NO_BUILD = FileTime.fromMillis(0);

    @TempDir
    Path directory;

    private Programs programs;
    private Path cache;

    @BeforeEach
    void prepare() {
        programs = new Programs(directory);
        cache = directory.resolve("cache");
    }

    @Test
    @DisplayName("without reading anything while its sources look unchanged")
    void unchanged() throws IOException {
        RootfsRequest request = RootfsRequest.of(programs.hello("greeter"));
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            RootfsFixture first = fixtures.provide(request);
            forgetBuilds(first);
            fixtures.giveBack(first);

            RootfsFixture second = fixtures.provide(request);

            assertThat(second).isEqualTo(first);
            assertThat(wasBuiltAgain(first)).isFalse();
        }
    }

    @Test
    @DisplayName("after reading it again, if a source was changed less than two seconds before it was read")
    void youngSource() throws IOException {
        RootfsRequest request = RootfsRequest.of(programs.hello("greeter", "-static"));
        InstantSource now =
                InstantSource.fixed(FileStamp.of(request.executable()).changed().toInstant());
        try (RootfsFixtures fixtures = fixtures(InstantSource.offset(now, Duration.ofMillis(1_999)))) {
            RootfsFixture first = fixtures.provide(request);
            forgetBuilds(first);
            fixtures.giveBack(first);

            RootfsFixture second = fixtures.provide(request);

            assertThat(second).isEqualTo(first);
            assertThat(wasBuiltAgain(first)).isTrue();
        }
    }

    @Test
    @DisplayName("never when a source was changed in place, in the same tick of the clock, with its time and size kept")
    void racyChange() throws IOException {
        Path program = programs.hello("greeter", "-static");
        byte[] content = Files.readAllBytes(program);
        try (RootfsFixtures fixtures = fixtures(InstantSource.system())) {
            Set<String> fingerprints = new HashSet<>();
            for (int round = 0; round < 50; round++) {
                FileTime modified = Files.getLastModifiedTime(program);
                content[content.length - 1]++;
                Files.write(program, content, StandardOpenOption.WRITE);
                Files.setLastModifiedTime(program, modified);
                RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));
                assertThat(fixture.fingerprint()).isEqualTo(Blake2b256.of(content));
                fingerprints.add(fixture.fingerprint());
            }
            assertThat(fingerprints).hasSize(50);
        }
    }

    @Test
    @DisplayName("never when a source was changed in place with its time and size kept, though it had settled")
    void hiddenChange() throws IOException {
        Path program = programs.hello("greeter", "-static");
        byte[] content = Files.readAllBytes(program);
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            String before = fixtures.provide(RootfsRequest.of(program)).fingerprint();
            FileTime modified = Files.getLastModifiedTime(program);
            Object changed = Files.getAttribute(program, "unix:ctime");
            content[content.length - 1]++;
            // Until the clock has ticked: a settled file cannot be changed in the tick in which it was read.
            while (Files.getAttribute(program, "unix:ctime").equals(changed)) {
                Files.write(program, content, StandardOpenOption.WRITE);
                Files.setLastModifiedTime(program, modified);
            }

            RootfsFixture after = fixtures.provide(RootfsRequest.of(program));

            assertThat(Files.getLastModifiedTime(program)).isEqualTo(modified);
            assertThat(after.fingerprint()).isEqualTo(Blake2b256.of(content)).isNotEqualTo(before);
        }
    }

    @Test
    @DisplayName("never when a library was changed, replaced, or put where the loader looks before")
    void changedLibrary() throws IOException {
        Path library = programs.library("second/libanswer.so", 1, "-Wl,-soname,libanswer.so");
        Path program = programs.compile(
                "asker", Programs.ASKING, library.toString(), "-Wl,-rpath,$ORIGIN/first:$ORIGIN/second");
        Path other = programs.library("libother.so", 2, "-Wl,-soname,libanswer.so");
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            assertThat(answer(fixtures, program)).isEqualTo("1\n");

            Files.copy(other, library, StandardCopyOption.REPLACE_EXISTING);
            assertThat(answer(fixtures, program)).isEqualTo("2\n");

            programs.library("first/libanswer.so", 3, "-Wl,-soname,libanswer.so");
            assertThat(answer(fixtures, program)).isEqualTo("3\n");
        }
    }

    @Test
    @DisplayName("never when something was added to a mapped directory, or changed in it")
    void changedDirectory() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree/sub"));
        Path file = Files.writeString(tree.resolve("file"), "one");
        RootfsRequest request = new RootfsRequest(
                programs.freestanding("program"),
                List.of(new FileMapping(directory.resolve("tree"), "/data")),
                List.of());
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            RootfsFixture first = fixtures.provide(request);
            Files.writeString(file, "three");
            RootfsFixture changed = fixtures.provide(request);
            Files.writeString(tree.resolve("more"), "more");
            RootfsFixture added = fixtures.provide(request);

            assertThat(first.directory().resolve("data/sub/file")).hasContent("one");
            assertThat(changed.directory().resolve("data/sub/file")).hasContent("three");
            assertThat(added.contents()).containsKey("/data/sub/more");
        }
    }

    @Test
    @DisplayName("for another request with the same contents")
    void sameContents() throws IOException {
        Path program = programs.hello("a/greeter", "-static");
        Files.createDirectory(directory.resolve("b"));
        Path copy = Files.copy(program, directory.resolve("b/greeter"), StandardCopyOption.COPY_ATTRIBUTES);
        Path renamed = Files.copy(program, directory.resolve("b/other"), StandardCopyOption.COPY_ATTRIBUTES);
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            RootfsFixture fixture = fixtures.provide(RootfsRequest.of(program));
            fixtures.giveBack(fixture);

            RootfsFixture same = fixtures.provide(RootfsRequest.of(copy));
            assertThat(same.directory()).isEqualTo(fixture.directory());
            assertThat(same.files())
                    .as("it says where each came from")
                    .containsExactly(new JailFile(
                            "/bin/greeter",
                            JailFile.Origin.PROGRAM,
                            Optional.of(copy.toString()),
                            Optional.of(fixture.fingerprint()),
                            Optional.empty()));
            assertThat(fixtures.provide(RootfsRequest.of(renamed)).directory()).isNotEqualTo(fixture.directory());
            assertThat(fixtures.provide(new RootfsRequest(program, List.of(), List.of("/tmp")))
                            .directory())
                    .isNotEqualTo(fixture.directory());
        }
    }

    @Test
    @DisplayName("by many threads, one after the other; while they want it at once, each has a copy of its own")
    void manyThreads() throws Exception {
        RootfsRequest request = RootfsRequest.of(programs.hello("greeter"));
        int threads = 16;
        AtomicInteger builds = new AtomicInteger();
        InstantSource counting = () -> {
            builds.incrementAndGet();
            return LATER.instant();
        };
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<RootfsFixture>> futures = new ArrayList<>();
        try (RootfsFixtures fixtures = fixtures(counting)) {
            for (int thread = 0; thread < threads; thread++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return fixtures.provide(request);
                }));
            }
            start.countDown();
            List<RootfsFixture> copies = new ArrayList<>();
            for (Future<RootfsFixture> future : futures) {
                copies.add(future.get());
            }

            assertThat(builds.get()).isEqualTo(threads);
            assertThat(copies).extracting(RootfsFixture::directory).doesNotHaveDuplicates();
            assertThat(copies)
                    .extracting(RootfsFixture::contents)
                    .containsOnly(copies.get(0).contents());
            for (RootfsFixture copy : copies) {
                assertThat(b2sums(copy)).isEqualTo(copy.contents());
            }
            copies.forEach(fixtures::giveBack);
            assertThat(fixtures.provide(request)).isEqualTo(copies.get(threads - 1));
            assertThat(builds.get()).isEqualTo(threads);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @DisplayName("as often as it was given back, and no more copies are kept than a few dozen")
    void bounded() throws IOException {
        RootfsRequest request = RootfsRequest.of(programs.freestanding("program"));
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            List<RootfsFixture> copies = new ArrayList<>();
            for (int copy = 0; copy < 34; copy++) {
                copies.add(fixtures.provide(request));
            }
            copies.forEach(fixtures::giveBack);
            fixtures.giveBack(copies.get(0)); // not in use any more: nothing happens

            assertThat(children(parent(copies.get(0)))).hasSize(32 + 1);
            assertThat(fixtures.provide(request)).isEqualTo(copies.get(31));
            assertThat(fixtures.provide(request)).isEqualTo(copies.get(30));
        }
    }

    @Test
    @DisplayName("of large ones few copies are kept")
    void boundedBySize() throws IOException {
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            Path copy = fixtures.provide(RootfsRequest.of(programs.freestanding("program")))
                    .directory();

            FixtureCopies small = new FixtureCopies(0);
            FixtureCopies large = new FixtureCopies(100 << 20);
            FixtureCopies huge = new FixtureCopies(2L << 30);

            assertThat(small.giveBack(copy)).isTrue();
            assertThat(List.of(large.giveBack(copy), large.giveBack(copy), large.giveBack(copy)))
                    .containsExactly(true, true, false);
            assertThat(List.of(huge.giveBack(copy), huge.giveBack(copy))).containsExactly(true, false);
        }
    }

    @Test
    @DisplayName("never where its source came out otherwise meanwhile: that is another one")
    void changedWhileInUse() throws IOException {
        Path program = programs.hello("greeter", "-static");
        Path other = programs.hello("other", "-static", "-O2", "-g");
        try (RootfsFixtures fixtures = fixtures(LATER)) {
            RootfsFixture first = fixtures.provide(RootfsRequest.of(program));
            replace(program, Files.readAllBytes(other));
            RootfsFixture second = fixtures.provide(RootfsRequest.of(program));
            fixtures.giveBack(first);
            fixtures.giveBack(second);

            assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
            assertThat(fixtures.provide(RootfsRequest.of(program))).isEqualTo(second);
        }
    }

    @Test
    @DisplayName("by threads that build different ones at once, while sources change under them")
    void changingUnderThreads() throws Exception {
        byte[] one = Files.readAllBytes(programs.hello("one", "-static"));
        byte[] two = Files.readAllBytes(programs.hello("two", "-static", "-O2", "-g"));
        Set<String> known = Set.of(Blake2b256.of(one), Blake2b256.of(two));
        Path program = directory.resolve("one");
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<Future<RootfsFixture>> futures = new ArrayList<>();
        try (RootfsFixtures fixtures = fixtures(InstantSource.system())) {
            for (int task = 0; task < 40; task++) {
                futures.add(executor.submit(() -> fixtures.provide(RootfsRequest.of(program))));
                replace(program, task % 2 == 0 ? two : one);
            }
            for (Future<RootfsFixture> future : futures) {
                try {
                    RootfsFixture fixture = future.get();
                    byte[] held = Files.readAllBytes(Copies.readable(
                            fixture.directory().resolve(fixture.executable().substring(1))));
                    assertThat(fixture.fingerprint()).isIn(known).isEqualTo(Blake2b256.of(held));
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .hasMessage("`executable` must not change while it is copied into the jail, but was: "
                                    + program + ". Remedy: let the build finish before the tests start.");
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @DisplayName("until it is closed; then its directory is gone, and asking again is an error")
    void closing() throws IOException {
        RootfsRequest request = RootfsRequest.of(programs.freestanding("program"));
        RootfsFixtures fixtures = fixtures(LATER);
        RootfsFixture fixture = fixtures.provide(request);
        assertThat(fixture.directory()).isDirectory();

        fixtures.close();
        fixtures.close();
        fixtures.giveBack(fixture);

        assertThat(cache).isEmptyDirectory();
        assertThatThrownBy(() -> fixtures.provide(request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the root file systems were closed");
    }

    private static SortedMap<String, String> b2sums(RootfsFixture copy) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (String path : copy.contents().keySet()) {
            Path file = Copies.readable(copy.directory().resolve(path.substring(1)));
            sums.put(path, Blake2b256.of(Files.readAllBytes(file)));
        }
        return sums;
    }

    private RootfsFixtures fixtures(InstantSource clock) {
        return new RootfsFixtures(cache, HostFiles.STANDARD, clock);
    }

    private static String answer(RootfsFixtures fixtures, Path program) {
        return Commands.runInside(fixtures.provide(RootfsRequest.of(program))).output();
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path next = Files.write(file.resolveSibling("next"), content);
        next.toFile().setExecutable(true);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Every build creates and renames a directory beside the fixture, which changes the time of their parent. */
    private static boolean wasBuiltAgain(RootfsFixture fixture) throws IOException {
        return !Files.getLastModifiedTime(parent(fixture)).equals(NO_BUILD);
    }

    private static void forgetBuilds(RootfsFixture fixture) throws IOException {
        Files.setLastModifiedTime(parent(fixture), NO_BUILD);
    }

    private static Path parent(RootfsFixture fixture) {
        return fixture.directory().resolveSibling("");
    }

    private static List<Path> children(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList();
        }
    }
}
