package dev.zjail.truthimatics;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CollectedFiles;
import dev.zjail.internal.Blake2b256;
import dev.zjail.internal.ForeignText;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a program left in the places that it could write, as far as that was to come back. Immutable.
 *
 * @param files contents, after the normalisers, by their paths in the jail
 * @param others what else lies at a path that was named or found, in words
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LeftBehind(SortedMap<String, Bytes> files, SortedMap<String, String> others) {
    private static final int LONGEST_PATH = 200;

    static final LeftBehind NOTHING = new LeftBehind(new TreeMap<>(), new TreeMap<>());

    /** Copies the maps. */
    public LeftBehind {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    static LeftBehind of(CollectedFiles collected, Set<Normaliser> normalisers) {
        Map<String, Bytes> files = collected.files().stream()
                .collect(Collectors.toMap(
                        file -> file.path(), file -> Normaliser.normalise(file.content(), normalisers)));
        Map<String, String> others =
                collected.others().stream().collect(Collectors.toMap(other -> other.path(), other -> other.describe()));
        return new LeftBehind(new TreeMap<>(files), new TreeMap<>(others));
    }

    /** The first path, in their order, at which something else lies. */
    Optional<Difference> differenceTo(LeftBehind replay) {
        SortedSet<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(others.keySet());
        paths.addAll(replay.files.keySet());
        paths.addAll(replay.others.keySet());
        return paths.stream()
                .flatMap(path -> differenceAt(path, replay).stream())
                .findFirst();
    }

    private Optional<Difference> differenceAt(String path, LeftBehind replay) {
        Bytes first = files.get(path);
        Bytes second = replay.files.get(path);
        if (first != null && second != null) {
            return Difference.between(Difference.Part.FILE, first, second)
                    .map(found -> difference(path, found.offset(), found.first(), found.replay()));
        }
        String before = inWords(path);
        String after = replay.inWords(path);
        return before.equals(after) ? Optional.empty() : Optional.of(difference(path, 0, before, after));
    }

    private static Difference difference(String path, long offset, String first, String replay) {
        String shown = Difference.escaped(ForeignText.beginning(path, LONGEST_PATH));
        return new Difference(Difference.Part.FILE, offset, shown + ": " + first, shown + ": " + replay);
    }

    private String inWords(String path) {
        return files.containsKey(path) ? "a file" : others.getOrDefault(path, "nothing");
    }

    /** Adds nothing where nothing was to come back: such an outcome has the digest that it always had. */
    void addTo(Blake2b256 digest) {
        files.forEach((path, content) -> digest.part("file").part(path).part(content.toArray()));
        others.forEach((path, words) -> digest.part("other").part(path).part(words));
    }
}
