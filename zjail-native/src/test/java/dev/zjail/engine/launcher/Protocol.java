package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.rootfs.RootfsFixtures;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Both sides of the control channel, each with something else at its other end. */
final class Protocol {
    /** What makes every random case anew; printed where one fails, so that it can be had again. */
    static final long SEED = Long.getLong("zjail.fuzz.seed", 20_261_124L);

    /** A run that uses every part of a specification, by a program that prints a line. */
    static final JailSpec SPEC = JailSpec.of(
                    CProgram.freestanding("say-ran", "call(__NR_write, 1, (long)\"ran\\n\", 4);"))
            .withPolicy("strict")
            .withArguments(List.of("one", "", "three"))
            .withEnvironment(List.of("NAME=value", "OTHER="))
            .withStdin(Bytes.utf8("input"))
            .withLimits(ResourceLimits.DEFAULTS.withWall(Duration.ofSeconds(2)))
            .withTmpfs(List.of(new Tmpfs("/tmp", 65_536)))
            .withCollect(List.of("/tmp", "/tmp/out.txt"));

    private static final Path SCRIPTED_LAUNCHER = CProgram.tool("scripted-launcher");
    private static final Path FEEDER = CProgram.tool("feed-launcher", "src/main/c/spec.c", "src/main/c/text.c");

    private Protocol() {}

    /** How many random cases: {@code -Dzjail.fuzz.NAME=COUNT}, for as long as one likes. */
    static int cases(String name, int usual) {
        return Integer.getInteger("zjail.fuzz." + name, usual);
    }

    // ---- the launcher's side ----

    /**
     * Writes the record that a launcher is sent for the run above; what it names lives as long as the fixtures, which
     * is longer than a cgroup would.
     */
    static Path record(Path directory, RootfsFixtures fixtures) {
        Path record = directory.resolve("record");
        assertThatThrownBy(() ->
                        engine(fixtures, TestLauncher.PATIENCE, "keep", record).run(SPEC))
                .isInstanceOf(ConfinementException.class);
        return record;
    }

    /**
     * Feeds the launcher, as it is shipped, records that were spoiled, and checks its answers.
     *
     * @param cases how many random cases after the systematic ones; {@code none} for an undisturbed run alone
     * @param reports gets the reports of an undisturbed run and of a refused one
     * @return what the feeder says: the number of cases of each kind
     */
    static String feed(Path record, String cases, Path reports) throws Exception {
        List<String> command = new ArrayList<>(List.of(FEEDER.toString(), record.toString(), reports.toString()));
        command.addAll(List.of(Long.toString(SEED), cases, shippedLauncher().toString()));
        if (HostFacts.read(Libc.get()).needsUserNamespace()) {
            command.addAll(List.of("--user-namespace", Integer.toString(HostFacts.FIRST_GUEST_ID)));
        }
        return run(command);
    }

    static Path shippedLauncher() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(
                        LauncherImage.class.getResource("linux-x86_64/zjail-launcher"), "the launcher was not compiled")
                .toURI());
    }

    /** Runs a tool that must end well. */
    static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(said).isZero();
        return said;
    }

    // ---- the side of the Java virtual machine ----

    /**
     * An engine whose launcher does what its script says: see {@code src/test/c/scripted-launcher.c}. It takes what was
     * seen of another run for this one's.
     */
    static HostEngine engine(RootfsFixtures fixtures, Duration patience, String act, Path file) {
        LauncherImage image = new LauncherImage(SCRIPTED_LAUNCHER.toString(), List.of(act, file.toString()), patience);
        return TestLauncher.engineWithoutCgroups(image, HostFacts.read(Libc.get()), fixtures);
    }

    static Path write(Path directory, byte[] content) throws IOException {
        return Files.write(directory.resolve("content"), content);
    }
}
