package dev.zjail.audit;

import dev.zjail.internal.Blake2b256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What somebody who may write the files, and knows how they are made, does to a trail. */
public final class Forgery {
    private static final Pattern PREV_HASH = Pattern.compile("\"prev_hash\":\"[0-9a-f]{64}\"");
    private static final Pattern HEAD = Pattern.compile("\"head\":\"[0-9a-f]{64}\"");

    private Forgery() {}

    static void edit(Path trail, Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(trail));
        change.accept(lines);
        Files.writeString(trail, String.join("\n", lines) + "\n");
    }

    /** Changes lines, and makes every digest fit again. */
    static void editAndRechain(Path trail, Consumer<List<String>> change) throws IOException {
        edit(trail, lines -> {
            change.accept(lines);
            String head = TrailFile.GENESIS;
            for (int i = 0; i < lines.size(); i++) {
                String line = PREV_HASH.matcher(lines.get(i)).replaceFirst("\"prev_hash\":\"" + head + "\"");
                if (line.contains("\"record\":\"closing\"")) {
                    line = HEAD.matcher(line)
                            .replaceFirst("\"head\":\"" + head + "\"")
                            .replaceFirst("\"(seq|count)\":\\d+", "\"$1\":" + i)
                            .replaceFirst("\"count\":\\d+", "\"count\":" + i);
                }
                line = line.replaceFirst("\"seq\":\\d+", "\"seq\":" + i);
                lines.set(i, line);
                head = Blake2b256.of(line);
            }
        });
    }

    /** Changes a text in every trail, takes the files of single runs away, and makes all digests fit, the root too. */
    public static void everything(Path reports, String from, String to) throws IOException {
        for (Path trail : Trail.filesIn(reports)) {
            editAndRechain(trail, lines -> lines.replaceAll(line -> line.replace(from, to)));
        }
        try (Stream<Path> files = Files.walk(reports, 2)) {
            for (Path file : files.filter(found -> found.toString().endsWith(".audit.json"))
                    .toList()) {
                Files.delete(file);
            }
        }
        rewriteManifest(reports);
    }

    /** Writes the manifest over what is there, as if nothing had been there before. */
    static void rewriteManifest(Path reports) throws IOException {
        ManifestFile manifest = new ManifestFile(Trail.directory(reports));
        Files.deleteIfExists(manifest.unsigned());
        Files.deleteIfExists(manifest.signed());
        manifest.update(Optional.empty());
    }
}
