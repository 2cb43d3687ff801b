package dev.zjail.engine.doctor;

import dev.zjail.engine.launcher.Explanation;
import dev.zjail.engine.libc.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code prober.c} said, read strictly: every probe, in order, in the form that its theory of operation gives. */
record ProberAnswer(List<Step> steps) {
    private static final Pattern LINE = Pattern.compile("([a-z_]{1,40}) (\\d{1,5}) (\\d{1,2}) ([ -~]{1,200})");
    private static final String NO_STEP = "-";
    private static final String LAST_LINE = "end";

    ProberAnswer {
        steps = List.copyOf(steps);
    }

    /**
     * What became of one probe.
     *
     * @param call the call that failed; "-" if none did
     */
    record Step(LauncherProbe probe, int error, int signal, String call) {
        boolean works() {
            return call.equals(NO_STEP);
        }

        String inWords() {
            return Explanation.stepInWords(call, error, signal);
        }

        String errno() {
            return new Errno(signal == 0 ? error : 0).name();
        }
    }

    /** Says whether a step failed only because another did: what it stands on, or the making of processes. */
    boolean isConsequence(Step step) {
        boolean wantedProcess = step.call().startsWith("clone(") && step.probe() != LauncherProbe.PROCESSES;
        return !step.works()
                && (step.probe().ground().filter(this::failed).isPresent()
                        || (wantedProcess && failed(LauncherProbe.PROCESSES)));
    }

    private boolean failed(LauncherProbe probe) {
        return steps.stream().anyMatch(step -> step.probe() == probe && !step.works());
    }

    /** The prober did not say what it has to. */
    static final class MalformedAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedAnswerException(String problem) {
            super(problem);
        }
    }

    static ProberAnswer parse(String text) throws MalformedAnswerException {
        List<String> lines = text.lines().toList();
        List<LauncherProbe> probes = LauncherProbe.all();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            if (i >= lines.size()) {
                throw new MalformedAnswerException(
                        "it ended before " + probes.get(i).id());
            }
            steps.add(step(probes.get(i), lines.get(i)));
        }
        if (!lines.subList(probes.size(), lines.size()).equals(List.of(LAST_LINE))) {
            throw new MalformedAnswerException("it did not end where it has to");
        }
        return new ProberAnswer(steps);
    }

    private static Step step(LauncherProbe probe, String line) throws MalformedAnswerException {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches() || !fields.group(1).equals(probe.id())) {
            throw new MalformedAnswerException("it did not say what " + probe.id() + " came to");
        }
        Step step =
                new Step(probe, Integer.parseInt(fields.group(2)), Integer.parseInt(fields.group(3)), fields.group(4));
        if (step.works() && (step.error() != 0 || step.signal() != 0)) {
            throw new MalformedAnswerException(probe.id() + " came to an error at no step");
        }
        return step;
    }
}
