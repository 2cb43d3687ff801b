package dev.zjail.engine.rootfs;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * glibc's ld.so(8), and with it every loader that is not known better.
 *
 * <p>{@code DT_RPATH} of the requester and of all it was loaded for, unless the requester has a {@code DT_RUNPATH};
 * that {@code DT_RUNPATH}; the index; the system directories. Which those are is compiled into the loader; they are the
 * directory it lies in itself, with and without {@code /usr}, and {@code /lib} and {@code /usr/lib}. The same directory
 * is what {@code $LIB} means.
 *
 * <p>In the jail the loader gets an index that holds exactly the libraries of the program; or that of the host, where
 * directories it names are mounted in place. So every library keeps its path, and nothing depends on which directories
 * this build of the loader searches. Variants for newer processors ({@code glibc-hwcaps}) are left out: the jail holds
 * the one for every processor.
 */
final class GlibcLoader implements DynamicLoader {
    private static final String INDEX_IN_JAIL = "/etc/ld.so.cache";
    private static final long MAX_INDEX_BYTES = 64L << 20;

    /** As is_dst() in glibc's elf/dl-load.c: the name ends where no letter, digit or underscore follows. */
    private static final Pattern TOKEN =
            Pattern.compile("\\$(?:\\{(ORIGIN|LIB|PLATFORM)\\}|(ORIGIN|LIB|PLATFORM)(?![A-Za-z0-9_]))");

    private final Interpreter interpreter;
    private final Path indexOnHost;
    private final Map<String, List<String>> index;
    private final PlanDraft draft;

    private GlibcLoader(Interpreter interpreter, Path indexOnHost, Map<String, List<String>> index, PlanDraft draft) {
        this.interpreter = interpreter;
        this.indexOnHost = indexOnHost;
        this.index = index;
        this.draft = draft;
    }

    static GlibcLoader of(Interpreter interpreter, Path indexOnHost, PlanDraft draft) {
        return new GlibcLoader(interpreter, indexOnHost, readIndex(indexOnHost, draft.observations()), draft);
    }

    private static Map<String, List<String>> readIndex(Path path, Observations observations) {
        Optional<FileStamp> stamp = observations.look(path);
        if (stamp.isEmpty() || !stamp.get().isRegularFile() || stamp.get().size() > MAX_INDEX_BYTES) {
            return Map.of();
        }
        try {
            return LibraryIndex.read(Files.readAllBytes(path));
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(path, e);
        }
    }

    @Override
    public boolean isItself(String name) {
        return interpreter.answersTo(name);
    }

    @Override
    public boolean matchesBySoname() {
        return true;
    }

    @Override
    public List<SearchPath> searchPaths(LoadedObject requester) {
        if (requester.elf().runpath().isPresent()) {
            return List.of(new SearchPath(requester.elf().runpath().get(), requester));
        }
        return requester.chain().stream()
                .filter(object -> object.elf().runpath().isEmpty())
                .flatMap(object -> object.elf().rpath().map(rpath -> new SearchPath(rpath, object)).stream())
                .collect(toList());
    }

    @Override
    public String expand(String text, String origin) {
        return TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(value(token.group(), origin)));
    }

    private String value(String token, String origin) {
        if (token.contains("ORIGIN")) {
            return origin;
        }
        return token.contains("LIB") ? libraryDirectory().substring(1) : platform();
    }

    /** AT_PLATFORM in the auxiliary vector (getauxval(3)). */
    private String platform() {
        return interpreter.elf().architecture().equals(ElfArchitecture.X86_64) ? "x86_64" : "aarch64";
    }

    /** Such as {@code /lib/x86_64-linux-gnu} on Debian, {@code /lib64} on Fedora. */
    private String libraryDirectory() {
        String directory = JailPaths.parent(interpreter.realPath());
        return directory.startsWith("/usr/") ? directory.substring("/usr".length()) : directory;
    }

    @Override
    public List<String> indexed(String name) {
        return index.getOrDefault(name, List.of());
    }

    @Override
    public List<String> systemDirectories() {
        Set<String> directories = new LinkedHashSet<>();
        directories.add(libraryDirectory());
        directories.add("/usr" + libraryDirectory());
        directories.add("/lib");
        directories.add("/usr/lib");
        return List.copyOf(directories);
    }

    @Override
    public List<String> configuredDirectories() {
        return index.values().stream()
                .flatMap(List::stream)
                .filter(path -> path.startsWith("/"))
                .map(JailPaths::parent)
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> indexName() {
        return Optional.of("the index " + indexOnHost);
    }

    @Override
    public Optional<LoaderConfiguration> configuration(Map<String, String> systemLibraries) {
        Optional<FileStamp> stamp = draft.observations().look(indexOnHost).filter(FileStamp::isRegularFile);
        if (stamp.isPresent() && configuredDirectories().stream().anyMatch(draft.trees()::cover)) {
            return Optional.of(
                    new LoaderConfiguration(INDEX_IN_JAIL, LayoutEntry.Copy.ofData(indexOnHost, stamp.get())));
        }
        if (systemLibraries.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = LibraryIndex.write(systemLibraries, interpreter.elf().architecture());
        return Optional.of(new LoaderConfiguration(INDEX_IN_JAIL, new LayoutEntry.Generated(content)));
    }
}
