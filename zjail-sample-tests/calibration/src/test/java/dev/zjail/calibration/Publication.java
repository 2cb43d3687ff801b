package dev.zjail.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where a calibration is published.
 *
 * @param weights the weights that are shipped
 * @param judgements the verdicts
 * @param page the page that shows the tables
 */
record Publication(Path weights, Path judgements, Path page) {
    private static final String TABLES_FOLLOW = "## What came of it\n";
    private static final String TABLES_END = "\n### What is missed, and why\n";

    static Publication ofTheProject() {
        return new Publication(
                Path.of("../../zjail-junit/src/main/resources/dev/zjail/truthimatics/weights.json"),
                Path.of("src/test/resources/dev/zjail/calibration/judgements.jsonl"),
                Path.of("../../docs/calibration.md"));
    }

    /** Puts in place what a calibration wrote into a directory. */
    void publish(Path directory) throws IOException {
        String published = withTables(Files.readString(page), Files.readString(directory.resolve("evaluation.md")));
        copy(directory.resolve("weights.json"), weights);
        copy(directory.resolve("judgements.jsonl"), judgements);
        Files.writeString(page, published);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private String withTables(String text, String tables) {
        int begin = text.indexOf(TABLES_FOLLOW);
        int end = text.indexOf(TABLES_END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(page + " must have the headings `" + TABLES_FOLLOW.strip() + "` and `"
                    + TABLES_END.strip() + "` in this order, but it has not. Nothing was published.");
        }
        return text.substring(0, begin) + TABLES_FOLLOW + "\n" + tables + text.substring(end);
    }
}
