package dev.zjail.lab;

import dev.zjail.lab.Host.Maker;
import dev.zjail.lab.Host.Refusal;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes odd hosts and runs {@link HostLabProbe} on each. As a program it makes them all, says what came of each, and
 * ends with 1 if one was not as it should be or if none was made: {@code .ci/hosts}.
 *
 * <p>The script of a host finds in its environment {@code LAB_BENCH}, {@code LAB_TOOLS} and {@code JAVA_HOME}, which
 * everybody can read; {@code LAB_TMP}, where everybody can write; {@code LAB_AS_USER}, the command that makes root an
 * ordinary user.
 */
final class HostLab {
    private static final String UNUSED_ID = "1879048176"; // below what the engine gives to guests
    private static final int LONGEST_SECONDS = 120;

    private final Bench bench;

    HostLab(Bench bench) {
        this.bench = bench;
    }

    /** Why whoever runs this cannot make a host; empty if it can be made. */
    static Optional<String> whyNotMakeable(Host host) {
        if (host.maker() == Maker.ROOT && !MachineRoot.IS_THIS_USER) {
            return Optional.of("it takes the machine's root");
        }
        boolean needsBubblewrap = host.script().contains("bwrap ");
        return needsBubblewrap && !isInstalled("bwrap")
                ? Optional.of("bubblewrap is not installed (apt-get install bubblewrap)")
                : Optional.empty();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Makes a host and compares; empty if all was as it should be, otherwise what was not. */
    Optional<String> findings(Host host) throws IOException, InterruptedException {
        Story story = run(host);
        Optional<String> wrong = host.refusal()
                .map(refusal -> refusalWrong(story, refusal))
                .orElseGet(() -> confinementWrong(host, story));
        if (wrong.isEmpty() && host.refusal().isPresent()) {
            Host remedied = host.refusal().get().remedy();
            return confinementWrong(remedied, run(remedied)).map(text -> "after its remedy: " + text);
        }
        return wrong;
    }

    private Optional<String> confinementWrong(Host host, Story story) {
        List<String> expected = HostLabProbe.checks(bench.secret().toString()).stream()
                .map(HostLabProbe.Check::line)
                .flatMap(line -> Stream.generate(() -> line).limit(host.copies()))
                .sorted()
                .toList();
        List<String> found = story.lines().stream().sorted().toList();
        if (bench.showsAnEscape()) {
            return Optional.of("a guest wrote a file of the host's: " + story);
        }
        return found.equals(expected) ? Optional.empty() : Optional.of(difference(expected, found) + story.rest());
    }

    private static String difference(List<String> expected, List<String> found) {
        List<String> missing = new ArrayList<>(expected);
        found.forEach(missing::remove);
        List<String> surplus = new ArrayList<>(found);
        expected.forEach(surplus::remove);
        return "found " + surplus + " instead of " + missing;
    }

    private Optional<String> refusalWrong(Story story, Refusal refusal) {
        List<String> wanted = List.of(
                HostLabProbe.REFUSED, refusal.layer(), refusal.step(), refusal.errno(), refusal.cause(), refusal.fix());
        List<String> found =
                story.lines().size() == 1 ? List.of(story.lines().get(0).split("\t", -1)) : List.of();
        boolean fits = found.size() == wanted.size() + 1;
        for (int i = 0; fits && i < wanted.size(); i++) {
            fits = found.get(i + 1).startsWith(wanted.get(i));
        }
        return fits ? Optional.empty() : Optional.of("expected " + wanted + ", found " + story);
    }

    /** What the probe wrote, and what else there was to read. */
    private record Story(List<String> lines, String rest) {}

    private Story run(Host host) throws IOException, InterruptedException {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "LAB_BENCH", bench.directory().toString(),
                "LAB_TOOLS", bench.tools().toString(),
                "LAB_TMP", bench.placeForHost().toString(),
                "JAVA_HOME",
                        Path.of(System.getProperty("java.home")).toRealPath().toString(),
                "LAB_AS_USER", MachineRoot.IS_THIS_USER ? asUser() : ""));
        Path printed = Files.createTempFile(bench.directory(), "printed", "");
        ProcessBuilder builder = new ProcessBuilder(command(host, variables))
                .directory(bench.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(printed.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        return story(Files.readString(printed, StandardCharsets.UTF_8), ended);
    }

    private static Story story(String printed, boolean ended) {
        Map<Boolean, List<String>> parts =
                printed.lines().collect(Collectors.partitioningBy(line -> line.startsWith(HostLabProbe.LINE)));
        List<String> lines = parts.get(true).stream()
                .map(line -> line.substring(HostLabProbe.LINE.length()))
                .toList();
        return new Story(lines, (ended ? "" : " (did not end)") + "\n" + String.join("\n", parts.get(false)));
    }

    private List<String> command(Host host, Map<String, String> variables) {
        List<String> command = new ArrayList<>();
        if (host.maker() == Maker.USER && MachineRoot.IS_THIS_USER) {
            command.addAll(List.of(asUser().split(" ", -1)));
        }
        command.addAll(List.of("sh", "-ec", host.script(), "sh"));
        command.add(variables.get("JAVA_HOME") + "/bin/java");
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + variables.get("LAB_TMP")));
        host.options().stream()
                .map(option -> option.replace("$LAB_TMP", variables.get("LAB_TMP")))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                bench.classPath(),
                HostLabProbe.class.getName(),
                bench.tools().toString(),
                bench.secret().toString()));
        return command;
    }

    private static String asUser() {
        return "setpriv --reuid " + UNUSED_ID + " --regid " + UNUSED_ID + " --clear-groups";
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int wrong = 0;
        int right = 0;
        List<Host> hosts = Hosts.all().stream()
                .filter(host -> arguments.length == 0 || host.name().contains(arguments[0]))
                .toList();
        try (Bench bench = Bench.setUp()) {
            HostLab lab = new HostLab(bench);
            for (Host host : hosts) {
                Optional<String> obstacle = whyNotMakeable(host);
                if (obstacle.isPresent()) {
                    System.out.println("NOT MADE  " + host.name() + ": " + obstacle.get());
                    continue;
                }
                Optional<String> findings = lab.findings(host);
                String as = host.refusal().isPresent() ? "refused, and confined after its remedy" : "confined";
                System.out.println(findings.map(text -> "WRONG     " + host.name() + ": " + text)
                        .orElse("RIGHT     " + host.name() + ": " + as));
                if (findings.isPresent()) {
                    wrong++;
                } else {
                    right++;
                }
            }
        }
        System.out.println(right + " right, " + wrong + " wrong, " + (hosts.size() - right - wrong) + " not made");
        System.exit(wrong == 0 && right > 0 ? 0 : 1);
    }
}
