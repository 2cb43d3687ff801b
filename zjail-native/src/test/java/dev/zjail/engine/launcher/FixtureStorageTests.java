package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.rootfs.RootfsFixtures;
import dev.zjail.engine.rootfs.RootfsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The directory of fixtures")
class FixtureStorageTests {
    private static final long USER = 4711;

    @TempDir
    private Path temporary;

    /** What somebody else can leave where ours is to be. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    enum Obstacle {
        LINK {
            @Override
            void leaveAt(Path path, Path elsewhere) throws IOException {
                Files.createSymbolicLink(path, Files.createDirectory(elsewhere));
            }
        },
        BROKEN_LINK {
            @Override
            void leaveAt(Path path, Path elsewhere) throws IOException {
                Files.createSymbolicLink(path, elsewhere);
            }
        },
        FILE {
            @Override
            void leaveAt(Path path, Path elsewhere) throws IOException {
                Files.createFile(path);
            }
        },
        WRITABLE_BY_OTHERS {
            @Override
            void leaveAt(Path path, Path elsewhere) throws IOException {
                Files.createDirectory(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        };

        abstract void leaveAt(Path path, Path elsewhere) throws IOException;
    }

    @Test
    @DisplayName("has the name of its user where nobody is in the way")
    void predictable() {
        assertThat(directoryOfFixture(null)).isEqualTo(temporary.resolve("zjail-4711"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has a name nobody could foresee where somebody else was there first, and is for its user alone")
    void unforeseen(Obstacle obstacle) throws IOException {
        Path elsewhere = temporary.resolve("elsewhere");
        obstacle.leaveAt(temporary.resolve("zjail-4711"), elsewhere);

        Path found = directoryOfFixture(null);

        assertThat(found.getParent()).isEqualTo(temporary);
        assertThat(found.getFileName().toString()).matches("zjail-4711-[0-9]{8,}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found)))
                .isEqualTo("rwx------");
        assertThat(Files.isDirectory(elsewhere) ? list(elsewhere) : List.of())
                .as("put elsewhere")
                .isEmpty();
    }

    @Test
    @DisplayName("that was made so is used again, and what a dead Java virtual machine left there goes")
    void usedAgain() throws IOException {
        Obstacle.FILE.leaveAt(temporary.resolve("zjail-4711"), temporary);
        Path first = directoryOfFixture(null);
        Path left = Files.createDirectories(first.resolve("jvm-1-1-dead/somewhere"));
        Files.createFile(first.resolve("jvm-1-1-dead/lock"));

        assertThat(directoryOfFixture(null)).isEqualTo(first);
        assertThat(left).doesNotExist();
        assertThat(first).isEmptyDirectory();
    }

    @Test
    @DisplayName("is none of those that others made under such a name")
    void othersUnderSuchAName() throws IOException {
        for (Obstacle obstacle : Obstacle.values()) {
            obstacle.leaveAt(temporary.resolve("zjail-4711-" + obstacle), temporary.resolve("else-" + obstacle));
        }
        Obstacle.LINK.leaveAt(temporary.resolve("zjail-4711"), temporary.resolve("elsewhere"));

        assertThat(directoryOfFixture(null).getFileName().toString()).matches("zjail-4711-[0-9]{8,}");
    }

    @Test
    @DisplayName("is the one that was chosen, and created if it is missing")
    void chosen() {
        Path chosen = temporary.resolve("not/yet/there");

        assertThat(directoryOfFixture(chosen.toString())).isEqualTo(chosen);
        assertThat(chosen).isDirectory();
    }

    @Test
    @DisplayName("that was chosen is never exchanged for another: a refusal names it, and what to set")
    void chosenOfOthers() throws IOException {
        Path chosen = temporary.resolve("chosen");
        Obstacle.WRITABLE_BY_OTHERS.leaveAt(chosen, temporary);

        assertThatThrownBy(() -> FixtureStorage.open(USER, chosen.toString(), temporary))
                .isInstanceOf(ConfinementException.class)
                .hasMessageContaining(
                        chosen + " can be written by other users, so others could put programs into the jail")
                .hasMessageEndingWith(
                        "Smallest fix: delete it, or choose another cache directory with zjail.cache.dir.");
        assertThat(list(temporary)).containsExactly(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    @DisplayName("cannot be chosen by what names none")
    void noName(String name) {
        assertThatThrownBy(() -> FixtureStorage.open(USER, name, temporary))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessage("`zjail.cache.dir` must name a directory for the jails' root file systems, but was: \""
                        + name.replace("\0", "\\u{0}")
                        + "\". Remedy: give a path such as target/zjail-cache, or do not set it.");
    }

    @Test
    @DisplayName("is refused where neither can be: it is said which stood in the way, and what to set")
    void neither() throws IOException {
        Path kernels = Path.of("/proc/self");
        Path taken = Files.createSymbolicLink(temporary.resolve("link"), kernels);
        Files.createFile(temporary.resolve("zjail-4711"));

        assertThatThrownBy(() -> FixtureStorage.open(USER, null, taken.resolve("fd")))
                .isInstanceOf(ConfinementException.class)
                .hasMessageEndingWith("choose another cache directory with zjail.cache.dir.");
    }

    /** Where a fixture is put. */
    private Path directoryOfFixture(@Nullable String chosen) {
        try (RootfsFixtures fixtures = FixtureStorage.open(USER, chosen, temporary)) {
            Path program = CProgram.staticMain("returns-three", "return 3;");
            Path owners = parent(fixtures.provide(RootfsRequest.of(program)).directory());
            assertThat(Files.isDirectory(owners, LinkOption.NOFOLLOW_LINKS)).isTrue();
            return parent(owners);
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.toList();
        }
    }
}
