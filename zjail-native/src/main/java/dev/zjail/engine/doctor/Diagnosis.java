package dev.zjail.engine.doctor;

import dev.zjail.internal.ForeignText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What the doctor found on this host. Immutable.
 *
 * @param host one line: kernel, architecture, Java, user
 * @param environments what was recognised of where this runs
 * @param probes what each probe came to, in the order in which they were made
 * @param unexamined the names of probes that could not be made because of a failure among {@link #probes()}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Diagnosis(
        String host, List<HostEnvironment> environments, List<ProbeResult> probes, List<String> unexamined) {
    /** Copies the lists. */
    public Diagnosis {
        environments = List.copyOf(environments);
        probes = List.copyOf(probes);
        unexamined = List.copyOf(unexamined);
    }

    /**
     * Returns the worst outcome of any probe.
     *
     * @return whether programs can be jailed here
     */
    public ProbeStatus outcome() {
        return probes.stream()
                .map(ProbeResult::outcome)
                .max(Comparator.naturalOrder())
                .orElse(ProbeStatus.FAIL);
    }

    /**
     * Returns the probes that did not pass, failures before warnings.
     *
     * @return a list, empty on a host on which all is well
     */
    public List<ProbeResult> findings() {
        return probes.stream()
                .filter(result -> result.outcome() != ProbeStatus.PASS)
                .sorted(Comparator.comparing(ProbeResult::outcome).reversed())
                .toList();
    }

    /**
     * Finds a probe.
     *
     * @param name the probe's name, such as {@code ptrace}
     * @return its result; none if it is {@link #unexamined()}, or not needed on this host
     */
    public Optional<ProbeResult> probe(String name) {
        return probes.stream().filter(result -> result.probe().equals(name)).findFirst();
    }

    /**
     * Says it for people: the host, what was recognised, a line for each probe, and what it comes to.
     *
     * @return several lines, each ended by a line feed
     */
    public String text() {
        int width = probes.stream()
                .mapToInt(result -> result.probe().length())
                .max()
                .orElse(0);
        String rows = probes.stream().map(result -> row(result, width)).collect(Collectors.joining());
        String rest = unexamined.isEmpty()
                ? ""
                : "not examined because of a failure above: " + String.join(", ", unexamined) + "\n";
        return "host: " + ForeignText.line(host) + "\n" + recognised() + "\n" + rows + rest + "\n" + summary() + "\n";
    }

    private String recognised() {
        return environments.stream()
                .map(environment -> "recognised: " + ForeignText.line(environment.description()) + "\n")
                .collect(Collectors.joining());
    }

    private static String row(ProbeResult result, int width) {
        String padded = String.format(
                Locale.ROOT,
                "%s  %-" + width + "s  %s",
                result.outcome(),
                result.probe(),
                ForeignText.line(result.details()));
        return padded.stripTrailing() + "\n";
    }

    /**
     * Says in one line what it comes to.
     *
     * @return such as {@code 24 passed, 1 warning, 0 failed: programs can be jailed on this host}
     */
    public String summary() {
        String conclusion = outcome() == ProbeStatus.FAIL ? "cannot" : "can";
        return count(ProbeStatus.PASS) + " passed, " + count(ProbeStatus.WARN) + " warned, " + count(ProbeStatus.FAIL)
                + " failed: programs " + conclusion + " be jailed on this host";
    }

    private long count(ProbeStatus wanted) {
        return probes.stream().filter(result -> result.outcome() == wanted).count();
    }
}
