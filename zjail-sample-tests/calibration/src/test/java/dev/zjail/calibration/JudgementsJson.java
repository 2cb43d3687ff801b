package dev.zjail.calibration;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Judgements as a file: a line for each, so that two calibrations can be compared line by line. */
final class JudgementsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JudgementsJson() {}

    static void write(List<Judgement> judgements, Path file) {
        try {
            Files.writeString(
                    file, judgements.stream().map(JudgementsJson::line).collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Judgement judgement) {
        try {
            return JSON.writeValueAsString(judgement) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Judgement> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(JudgementsJson::judgement)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Judgement judgement(String line) {
        try {
            return JSON.readValue(line, Judgement.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
