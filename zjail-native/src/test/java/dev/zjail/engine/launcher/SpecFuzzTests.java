package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.rootfs.RootfsFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher's parser under AddressSanitizer and UndefinedBehaviorSanitizer. {@code src/test/c/fuzz-spec.c} says how
 * it can be had under libFuzzer.
 */
@DisplayName("The launcher's parser")
class SpecFuzzTests {
    private static final Pattern REASON = Pattern.compile("\"(spec: [^\"]+)\"");

    @Test
    @DisplayName("takes every spoiled record without a fault of memory, and finds each of its reasons to refuse one")
    void spoiledRecords(@TempDir Path directory) throws Exception {
        Path fuzzer = CProgram.tool("fuzz-spec", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");
        try (RootfsFixtures fixtures = new RootfsFixtures(directory.resolve("rootfs"))) {
            Path record = Protocol.record(directory, fixtures);
            Path corpus = Files.createDirectories(Path.of("target", "fuzz"));
            Files.copy(record, corpus.resolve("record"), StandardCopyOption.REPLACE_EXISTING);

            String said = Protocol.run(List.of(
                    fuzzer.toString(),
                    record.toString(),
                    Long.toString(Protocol.SEED),
                    Integer.toString(Protocol.cases("spec", 200_000))));

            Set<String> expected = new TreeSet<>(reasonsInSource());
            expected.addAll(Set.of("well-formed", "hung up in the header", "hung up after the header"));
            assertThat(said.lines().map(line -> line.replaceFirst("\\d+ ", "")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Set<String> reasonsInSource() throws Exception {
        return REASON.matcher(Files.readString(Path.of("src", "main", "c", "spec.c")))
                .results()
                .map((MatchResult reason) -> reason.group(1))
                .collect(Collectors.toSet());
    }
}
