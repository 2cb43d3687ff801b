package dev.zjail.engine.rootfs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The places of the host from which files come into the jail that nobody but the program's own headers names: its
 * dynamic loader and its libraries. Headers are the program's word, and the program is what is not trusted. So they
 * choose among what is everybody's to read, and what was put beside the program, and nothing else.
 *
 * <ul>
 *   <li>The system's library directories with all that lies below them, and those the loader's own configuration names.
 *       Only what everybody may read: that this Java virtual machine is root gives the program nothing.
 *   <li>The program's own directory with all that lies below it, and {@code lib} and {@code lib64} beside it, as in
 *       {@code bin} and {@code lib} of an installation. Only what is no more private than the program itself.
 * </ul>
 *
 * <p>Where a file really lies counts, not how it is called: a symbolic link leads out of the program's directory as
 * easily as an absolute path. Links in the system's directories are the administrator's and are followed.
 */
final class TrustedPlaces {
    /** Where ld.so(8), musl and the distributions look: architectures' own directories lie below. */
    private static final List<String> SYSTEM_DIRECTORIES = List.of(
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/usr/lib",
            "/usr/lib32",
            "/usr/lib64",
            "/usr/libx32",
            "/usr/libexec",
            "/usr/local/lib",
            "/usr/local/lib64");

    private static final List<String> BESIDE = List.of("lib", "lib64");

    private final FileStamp program;
    private final Path own;
    private final List<Path> system;
    private final List<Path> configured;

    private TrustedPlaces(FileStamp program, Path own, List<Path> system, List<Path> configured) {
        this.program = program;
        this.own = own;
        this.system = system;
        this.configured = configured;
    }

    /** Begins with the places that need no configuration. */
    static TrustedPlaces around(Path program, FileStamp stamp) throws IOException {
        Path own = requireNonNull(program.toRealPath().getParent());
        return new TrustedPlaces(stamp, own, real(SYSTEM_DIRECTORIES), List.of());
    }

    /** Adds directories that the loader's configuration on this host names. */
    TrustedPlaces with(Collection<String> directories) {
        return new TrustedPlaces(program, own, system, real(directories));
    }

    private static List<Path> real(Collection<String> directories) {
        return directories.stream()
                .distinct()
                .flatMap(directory -> JailPaths.onHost(directory).stream())
                .flatMap(directory -> realPath(directory).stream())
                .distinct()
                .toList();
    }

    private static Optional<Path> realPath(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What becomes of a file that the program's headers name. */
    enum Judgement {
        /** It may come into the jail. */
        TRUSTED,
        /** It lies in a place that is trusted, but it is not for everybody who may have the program. */
        PRIVATE,
        /** It lies elsewhere. */
        ELSEWHERE
    }

    /** Judges a file that is there, by where it really is. */
    Judgement judge(Path named, FileStamp stamp) {
        Optional<Path> found = realPath(named).filter(real -> isStillThere(real, stamp));
        if (found.isEmpty()) {
            return Judgement.ELSEWHERE;
        }
        Path real = found.get();
        List<Judgement> judgements = List.of(judgeAsSystems(named, real, stamp), judgeAsOwn(real, stamp));
        return Stream.of(Judgement.TRUSTED, Judgement.PRIVATE)
                .filter(judgements::contains)
                .findFirst()
                .orElse(Judgement.ELSEWHERE);
    }

    /** What was looked at, and what is judged, are one file: a link can be turned in between. */
    private static boolean isStillThere(Path real, FileStamp stamp) {
        try {
            return FileStamp.of(real, LinkOption.NOFOLLOW_LINKS).isSameFileAs(stamp);
        } catch (IOException e) {
            return false;
        }
    }

    private Judgement judgeAsSystems(Path named, Path real, FileStamp stamp) {
        Optional<Path> directory = system.stream().filter(real::startsWith).findFirst();
        if (directory.isPresent()) {
            boolean isOpen = stamp.isReadableByOthers()
                    && between(directory.get(), real).allMatch(TrustedPlaces::isSearchableByOthers);
            return isOpen ? Judgement.TRUSTED : Judgement.PRIVATE;
        }
        if (!isInSystemsDirectory(named)) {
            return Judgement.ELSEWHERE;
        }
        return stamp.isReadableByOthers() ? Judgement.TRUSTED : Judgement.PRIVATE;
    }

    /** The file itself may be a link to anywhere then, such as an administrator makes in /usr/local/lib. */
    private boolean isInSystemsDirectory(Path named) {
        return Optional.ofNullable(named.getParent())
                .flatMap(TrustedPlaces::realPath)
                .filter(parent -> configured.contains(parent) || system.stream().anyMatch(parent::startsWith))
                .isPresent();
    }

    private Judgement judgeAsOwn(Path real, FileStamp stamp) {
        if (isShared(own)) {
            boolean isBeside = own.equals(real.getParent()) && stamp.owner() == program.owner();
            return isBeside ? judgePrivacy(own, real, stamp) : Judgement.ELSEWHERE;
        }
        return Stream.concat(Stream.of(own), BESIDE.stream().map(own::resolveSibling))
                .filter(real::startsWith)
                .findFirst()
                .map(directory -> judgePrivacy(directory, real, stamp))
                .orElse(Judgement.ELSEWHERE);
    }

    /** Where everybody puts files, and what holds the user's whole home, is nobody's own, whatever lies there. */
    private static boolean isShared(Path directory) {
        boolean holdsHome = JailPaths.onHost(System.getProperty("user.home", "/"))
                .flatMap(TrustedPlaces::realPath)
                .filter(home -> home.startsWith(directory))
                .isPresent();
        return directory.getNameCount() == 0
                || holdsHome
                || FileStamp.ifPresent(directory).filter(FileStamp::isSticky).isPresent();
    }

    private Judgement judgePrivacy(Path directory, Path real, FileStamp stamp) {
        boolean isOpen = isNoMorePrivate(stamp.isReadableByOthers(), stamp)
                && between(directory, real).allMatch(this::isNoMorePrivate);
        return isOpen ? Judgement.TRUSTED : Judgement.PRIVATE;
    }

    private boolean isNoMorePrivate(Path directory) {
        return FileStamp.ifPresent(directory)
                .filter(stamp -> isNoMorePrivate(stamp.isSearchableByOthers(), stamp))
                .isPresent();
    }

    /** With a umask of 077 all that is built is for its owner alone, and then the program is too. */
    private boolean isNoMorePrivate(boolean isForOthers, FileStamp stamp) {
        return isForOthers || (!program.isReadableByOthers() && stamp.owner() == program.owner());
    }

    private static boolean isSearchableByOthers(Path directory) {
        return FileStamp.ifPresent(directory)
                .filter(FileStamp::isSearchableByOthers)
                .isPresent();
    }

    /** Lists the directories that lead from one directory, itself left out, to a file below it. */
    private static Stream<Path> between(Path directory, Path file) {
        return IntStream.range(directory.getNameCount() + 1, file.getNameCount())
                .mapToObj(names -> Path.of("/").resolve(file.subpath(0, names)));
    }

    /** Says where a file really lies, if its name does not. */
    static String shown(Path named) {
        return realPath(named)
                .filter(real -> Files.isSymbolicLink(named) && !real.equals(named))
                .map(real -> named + " (a symbolic link to " + real + ")")
                .orElse(named.toString());
    }
}
