package dev.zjail.calibration;

import dev.zjail.calibration.corpus.Corpus;
import dev.zjail.calibration.corpus.CorpusProgram;
import dev.zjail.engine.Engine;
import dev.zjail.engine.launcher.HostEngine;
import dev.zjail.truthimatics.Calibration;
import dev.zjail.truthimatics.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the corpus, makes weights of what it finds, and judges every program by weights that know nothing of its
 * class. Writes into {@code target/calibration}:
 *
 * <ul>
 *   <li>{@code weights.json}, what was observed of each program, which is what the engine takes its weights from
 *   <li>{@code judgements.jsonl}, the verdicts, and {@code evaluation.md}, what follows from them
 * </ul>
 *
 * <p>With {@code -Dzjail.calibration.publish=true} it then puts them where they are published. With
 * {@code -Dzjail.calibration.only=TEXT} only the programs are measured whose id contains the text, to try it out; that
 * is never published.
 */
public final class CalibrationCommand {
    static final String COMMAND = "mvn -Psamples,calibrate -pl zjail-sample-tests/calibration -am verify";
    /** The budget of replays that documentation advises; the whole plan fits in, and finding what made a run differ. */
    static final int REPLAYS = 16;

    private static final Path DIRECTORY = Path.of("target", "calibration");

    private CalibrationCommand() {}

    /**
     * Does it all.
     *
     * @param arguments none
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        boolean publishes = Boolean.getBoolean("zjail.calibration.publish");
        String only = System.getProperty("zjail.calibration.only", "");
        if (publishes && !only.isEmpty()) {
            throw new IllegalArgumentException("zjail.calibration.publish must not be set with zjail.calibration.only,"
                    + " but both are: a part of the corpus is not published. Remedy: leave out one of them.");
        }
        calibrate(HostEngine.shared(), only);
        if (publishes) {
            Publication.ofTheProject().publish(DIRECTORY);
            System.out.println("published; " + DIRECTORY + " has the files too");
        }
    }

    static void calibrate(Engine engine, String only) throws IOException {
        List<CorpusProgram> all = Corpus.programs().stream()
                .filter(program -> program.id().contains(only))
                .toList();
        all.forEach(program -> program.missing()
                .ifPresent(
                        what -> System.out.println("left out, because this machine lacks " + what + ": " + program)));
        List<CorpusProgram> programs =
                all.stream().filter(program -> program.missing().isEmpty()).toList();
        Files.createDirectories(DIRECTORY);
        try (Workers workers = new Workers()) {
            workers.map("compile", programs, CorpusProgram::spec);
            Weights weights = Calibration.fit(
                    new Weights.Provenance(Corpus.digest(), COMMAND),
                    new Measurement(engine, workers).measure(programs));
            Files.writeString(DIRECTORY.resolve("weights.json"), weights.toJson());
            System.out.println(weights.describe());
            Judge judge = new Judge(engine, weights, REPLAYS);
            List<Judgement> judgements = workers.map("verdict", programs, judge::judge);
            JudgementsJson.write(judgements, DIRECTORY.resolve("judgements.jsonl"));
            if (!only.isEmpty()) {
                judgements.forEach(System.out::println);
                return;
            }
            String report = new EvaluationReport(new Evaluation(judgements), Corpus.rare()).markdown();
            Files.writeString(DIRECTORY.resolve("evaluation.md"), report);
            System.out.println(report);
        }
    }
}
