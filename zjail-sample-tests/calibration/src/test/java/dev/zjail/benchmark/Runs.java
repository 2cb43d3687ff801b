package dev.zjail.benchmark;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.launcher.HostEngine;
import dev.zjail.junit.Jail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run, in every way there is, by turns. */
final class Runs {
    private static final int WARM_UP = 100;

    private final List<Contestant> contestants;

    private Runs(List<Contestant> contestants) {
        this.contestants = contestants;
    }

    /** Of the program that does nothing. */
    static Map<String, Figures> ofNothing(Jail jail, int rounds) throws IOException {
        String program = Programs.path(Programs.EXIT_AT_ONCE).toString();
        List<SpawnedCommand> spawned = new ArrayList<>();
        spawned.add(new SpawnedCommand("posix_spawn from C", List.of(program)));
        spawned.addAll(Peers.of(System.getProperties(), program));
        try {
            List<Contestant> all = new ArrayList<>(spawned);
            all.addAll(inThisMachine(jail, Programs.EXIT_AT_ONCE));
            return new Runs(all).measure(rounds);
        } finally {
            for (SpawnedCommand each : spawned) {
                each.close();
            }
        }
    }

    /** Of the program that writes 1 MiB. */
    static Map<String, Figures> ofMegabyte(Jail jail, int rounds) throws IOException {
        return new Runs(inThisMachine(jail, Programs.WRITE_MEGABYTE)).measure(rounds);
    }

    private static List<Contestant> inThisMachine(Jail jail, String program) {
        JailSpec spec = JailSpec.of(Programs.path(program));
        Jail jailed = jail.withExecutable(Programs.path(program));
        return List.of(
                Contestant.of(
                        "ProcessBuilder",
                        () -> startAndRead(Programs.path(program).toString())),
                Contestant.of("Engine.run", () -> HostEngine.shared().run(spec)),
                Contestant.of("Engine.watch", () -> HostEngine.shared().watch(spec)),
                Contestant.of("Jail.run, recorded", jailed::run));
    }

    static void startAndRead(String program) throws IOException {
        Process process = new ProcessBuilder(program).start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        process.getErrorStream().readAllBytes();
        if (Programs.end(process) != 0) {
            throw new IOException("it failed: " + program);
        }
    }

    private Map<String, Figures> measure(int rounds) throws IOException {
        Map<String, List<Long>> measured = new LinkedHashMap<>();
        contestants.forEach(each -> measured.put(each.name(), new ArrayList<>()));
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Contestant each : contestants) {
                long nanoseconds = each.once();
                if (round >= 0) {
                    measured.getOrDefault(each.name(), new ArrayList<>()).add(nanoseconds);
                }
            }
        }
        Map<String, Figures> figures = new LinkedHashMap<>();
        measured.forEach((name, values) -> figures.put(name, new Figures(values)));
        return figures;
    }
}
