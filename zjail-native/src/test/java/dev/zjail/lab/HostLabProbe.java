package dev.zjail.lab;

import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Engine;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.LayerState;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.HostEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs the smoke set and the payloads on whatever host it was started, by the engine's public interface, and writes
 * what came of each as one line: its name, a tab, and an ending or a refusal.
 *
 * <p>A main program of its own, because a host has to be made before its Java virtual machine starts. Its arguments:
 * the directory with the programs ({@link Bench}) and a file that only the host has. To standard output, since a host
 * without descriptors or room opens no file.
 */
final class HostLabProbe {
    /** Begins each line, to tell it from what a host's wrapper prints. */
    static final String LINE = "LAB\t";

    /** Begins what came of a program that did not run. */
    static final String REFUSED = "REFUSED";

    /** One program, how it is run, and how it ends where all is well. */
    record Check(String name, String program, List<String> arguments, UnaryOperator<JailSpec> change, String expected) {
        static Check of(String name, String program, String argument, String expected) {
            return new Check(name, program, List.of(argument), spec -> spec, expected);
        }

        Check with(UnaryOperator<JailSpec> more) {
            return new Check(name, program, arguments, more, expected);
        }

        String line() {
            return name + "\t" + expected;
        }
    }

    private HostLabProbe() {}

    /** What is tried, in this order. The endings do not depend on the host. */
    static List<Check> checks(String secret) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.of("static program", "smoke", "hello", "exited with status 0: ARMED"));
        checks.add(Check.of("dynamic program", "smoke-dynamic", "hello", "exited with status 0: ARMED"));
        checks.add(Check.of("tmpfs", "smoke", "scratch", "exited with status 0: ARMED")
                .with(spec -> spec.withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)))));
        checks.add(Check.of("child process", "smoke", "fork", "exited with status 5: ARMED")
                .with(spec ->
                        spec.withPolicy("processes").withLimits(spec.limits().withProcesses(4))));
        checks.add(Check.of("CPU limit", "smoke", "spin", "CPU: ARMED")
                .with(spec -> spec.withLimits(spec.limits().withCpu(Duration.ofMillis(20)))));
        checks.add(denied("socket"));
        checks.add(denied("ptrace"));
        checks.add(Check.of("behind the root", "look-behind-root", secret, "exited with status 7: ARMED"));
        checks.add(Check.of("behind a tmpfs", "look-behind-root", secret, "exited with status 7: ARMED")
                .with(spec -> spec.withTmpfs(List.of(new Tmpfs("/tmp", 1 << 20)))));
        for (String call : List.of("mount", "umount2", "pivot_root")) {
            checks.add(attempt(call, "replay_mounts"));
        }
        for (String call : List.of("unshare", "setns", "open_tree", "keyctl", "pidfd_open", "setuid", "bpf")) {
            checks.add(attempt(call, "attempt"));
        }
        return checks;
    }

    private static Check denied(String call) {
        return Check.of(call, "smoke", call, "denied " + call + ": ARMED");
    }

    /** As the payloads of the samples say it: what they are about to do, just before it kills them. */
    private static Check attempt(String call, String program) {
        return Check.of(call + " by " + program, program, call, "denied " + call + ": about to: " + call);
    }

    public static void main(String[] arguments) {
        Path programs = Path.of(arguments[0]);
        for (Check check : checks(arguments[1])) {
            String ending = end(programs, check);
            System.out.println(LINE + check.name() + "\t" + ending.replace("\n", "\\n"));
            if (ending.startsWith(REFUSED)) {
                break; // the next one would be refused for the same reason
            }
        }
    }

    private static String end(Path programs, Check check) {
        JailSpec spec = JailSpec.of(programs.resolve(check.program())).withArguments(check.arguments());
        try {
            Engine engine = HostEngine.shared();
            return describe(engine.run(check.change().apply(spec)));
        } catch (ConfinementException e) {
            return String.join("\t", REFUSED, e.layer(), e.step(), e.errno(), e.likelyCause(), e.fix());
        }
    }

    private static String describe(Execution run) {
        List<String> gaps =
                run.confinement().gaps().stream().map(LayerState::observed).toList();
        String output = run.stdout().text().strip();
        String ending = Endings.describe(run.termination()) + ": " + output;
        return gaps.isEmpty() ? ending : ending + "\tGAPS " + gaps;
    }
}
