package dev.zjail.engine.rootfs;

import dev.zjail.engine.rootfs.TrustedPlaces.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * musl's dynamic loader (ldso/dynlink.c).
 *
 * <p>{@code DT_RUNPATH}, or else {@code DT_RPATH}, of the requester and of all it was loaded for; then the directories
 * in {@code /etc/ld-musl-}<i>architecture</i>{@code .path}, or else {@code /lib}, {@code /usr/local/lib} and
 * {@code /usr/lib}. The C library is the loader itself, under all its names. Libraries keep their paths in the jail,
 * and the file of directories is copied along.
 */
final class MuslLoader implements DynamicLoader {
    private static final Pattern NAME = Pattern.compile("(.*)/[^/]*/ld-musl-([^/]+)\\.so\\.1", Pattern.DOTALL);
    private static final Pattern LIBRARY_OF_ITS_OWN =
            Pattern.compile("lib(?:c|pthread|rt|m|dl|util|xnet)\\..*", Pattern.DOTALL);
    private static final Pattern ORIGIN = Pattern.compile("\\$(?:ORIGIN|\\{ORIGIN\\})");
    private static final List<String> DEFAULT_DIRECTORIES = List.of("/lib", "/usr/local/lib", "/usr/lib");
    private static final long MAX_DIRECTORIES_BYTES = 64L << 10;

    private final Interpreter interpreter;
    private final List<String> systemDirectories;
    private final Optional<LoaderConfiguration> configuration;

    private MuslLoader(
            Interpreter interpreter, List<String> systemDirectories, Optional<LoaderConfiguration> configuration) {
        this.interpreter = interpreter;
        this.systemDirectories = systemDirectories;
        this.configuration = configuration;
    }

    static boolean isNamed(String interpreter) {
        return NAME.matcher(interpreter).matches();
    }

    static MuslLoader of(Interpreter interpreter, PlanDraft draft) {
        String path = directoriesFile(interpreter.path());
        Optional<Path> given =
                draft.mapped().copyAt(path).map(found -> found.copy().source());
        if (given.isPresent()) {
            return new MuslLoader(interpreter, readDirectories(given.get()), Optional.empty());
        }
        Path file = Path.of(path);
        Optional<FileStamp> stamp =
                draft.observations().look(file).filter(found -> isConfiguration(file, found, draft.places()));
        if (stamp.isEmpty()) {
            return new MuslLoader(interpreter, DEFAULT_DIRECTORIES, Optional.empty());
        }
        LayoutEntry copy = LayoutEntry.Copy.ofData(file, stamp.get());
        return new MuslLoader(interpreter, readDirectories(file), Optional.of(new LoaderConfiguration(path, copy)));
    }

    /** The program chooses the loader, and so the place of this file: it comes into the jail like a library. */
    private static boolean isConfiguration(Path file, FileStamp stamp, TrustedPlaces places) {
        boolean isTrusted =
                isOfSystem(file) ? stamp.isReadableByOthers() : places.judge(file, stamp) == Judgement.TRUSTED;
        return isTrusted && stamp.isRegularFile() && stamp.size() <= MAX_DIRECTORIES_BYTES;
    }

    private static boolean isOfSystem(Path file) {
        return Path.of("/etc").equals(file.getParent());
    }

    /** The loader looks beside the directory it lies in, so a musl in {@code /opt/musl/lib} has a file of its own. */
    private static String directoriesFile(String interpreter) {
        Matcher name = NAME.matcher(interpreter);
        if (!name.matches()) {
            throw new IllegalArgumentException(interpreter + " is not named like musl's loader");
        }
        return name.group(1) + "/etc/ld-musl-" + name.group(2) + ".path";
    }

    private static List<String> readDirectories(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return JailPaths.absoluteOnly(text.split("[:\n]"));
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(file, e);
        }
    }

    @Override
    public boolean isItself(String name) {
        return LIBRARY_OF_ITS_OWN.matcher(name).matches() || interpreter.answersTo(name);
    }

    @Override
    public boolean matchesBySoname() {
        return false;
    }

    @Override
    public List<SearchPath> searchPaths(LoadedObject requester) {
        return requester.chain().stream().flatMap(MuslLoader::searchPath).toList();
    }

    private static Stream<SearchPath> searchPath(LoadedObject object) {
        return object.elf().runpath().or(object.elf()::rpath).map(text -> new SearchPath(text, object)).stream();
    }

    @Override
    public String expand(String text, String origin) {
        return ORIGIN.matcher(text).replaceAll(Matcher.quoteReplacement(origin));
    }

    @Override
    public List<String> indexed(String name) {
        return List.of();
    }

    @Override
    public List<String> systemDirectories() {
        return systemDirectories;
    }

    @Override
    public List<String> configuredDirectories() {
        return isOfSystem(Path.of(directoriesFile(interpreter.path()))) ? systemDirectories : List.of();
    }

    @Override
    public Optional<String> indexName() {
        return Optional.empty();
    }

    @Override
    public Optional<LoaderConfiguration> configuration(Map<String, String> systemLibraries) {
        return systemLibraries.isEmpty() ? Optional.empty() : configuration;
    }
}
