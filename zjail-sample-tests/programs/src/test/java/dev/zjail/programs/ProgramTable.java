package dev.zjail.programs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of first tests: {@code src/test/programs.json}.
 *
 * @param packages the packages of Debian that have the programs
 * @param tests the rows, in their order
 */
record ProgramTable(List<String> packages, List<FirstTest> tests) {
    private static final Path FILE = Path.of("src/test/programs.json");

    static ProgramTable read() {
        try {
            JsonNode table = new ObjectMapper().readTree(FILE.toFile());
            List<FirstTest> tests = new ArrayList<>();
            table.required("tests").forEach(row -> tests.add(FirstTest.of(row)));
            return new ProgramTable(Attributes.texts(table.required("packages")), tests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
