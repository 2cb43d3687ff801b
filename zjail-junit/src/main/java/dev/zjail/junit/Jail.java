package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Runs the program of a {@link Jailed} test, as often as the test likes. A test or lifecycle method takes one as its
 * parameter; it begins with what the annotations say.
 *
 * <pre>{@code
 * @Test
 * @Jailed("target/native/sort")
 * void sorts(Jail jail) {
 *   assertThat(jail.withStdin("b\na\n").run()).hasStdout("a\nb\n");
 *   assertThat(jail.withStdin("b\na\n").run("-r")).hasStdout("b\na\n");
 * }
 * }</pre>
 *
 * <p>Immutable: every {@code with} method returns a changed copy. Many threads can use it at once, as long as the test
 * or class that got it runs. A wrong value is an
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Jail {
    private final JailedConfig config;
    private final SettingParser parser;
    private final JailRunner runner;

    Jail(JailedConfig config, SettingParser parser, JailRunner runner) {
        this.config = config;
        this.parser = parser;
        this.runner = runner;
    }

    /**
     * Replaces the program.
     *
     * @param executable an ELF executable of this machine's architecture; a relative path starts at the module's
     *     directory, like that of {@link Jailed#value()}
     * @return a changed copy
     */
    public Jail withExecutable(Path executable) {
        return with(config.withExecutable(parser.resolve(executable)));
    }

    /**
     * Replaces the arguments; {@link #run} appends its own to them.
     *
     * @param args the arguments, without the zeroth
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one contains a NUL character
     */
    public Jail withArgs(String... args) {
        return withRequest(request -> request.withArguments(List.of(args)));
    }

    /**
     * Replaces the standard input by text in UTF-8.
     *
     * @param stdin the text
     * @return a changed copy
     */
    public Jail withStdin(String stdin) {
        return withRequest(
                request -> request.withStdin(SettingParser.input(new Setting(Setting.JAIL, "withStdin"), stdin)));
    }

    /**
     * Replaces the standard input.
     *
     * @param stdin the bytes, which are copied
     * @return a changed copy
     */
    public Jail withStdin(byte[] stdin) {
        return withRequest(request -> request.withStdin(Bytes.of(stdin)));
    }

    /**
     * Keeps the standard input open: no end of file follows its last byte, and the program waits for more that never
     * comes. For programs that end, or do something else, at the end of their input: to see what they do while there is
     * none. One that waits for ever ends by its {@link Limits#idle()} or {@link Limits#wall()} limit. To send more
     * while it runs, {@link #start(String...)} it.
     *
     * @return a changed copy
     */
    public Jail withStdinOpen() {
        return withRequest(request -> request.withStdinOpen(true));
    }

    /**
     * Replaces the whole environment.
     *
     * @param env entries of the form {@code NAME=value}, or {@code NAME-} for a variable that is not to be there
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one has another form
     */
    public Jail withEnv(String... env) {
        return withRequest(request -> request.withEnvironment(List.of(env)));
    }

    /**
     * Replaces the policy. Limits whose default depends on the policy follow it where nobody gave them.
     *
     * @param policy the name of a policy or of a policy file, as in {@link Jailed#policy()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if there is no such policy, or something
     *     is wrong in the file
     */
    public Jail withPolicy(String policy) {
        return withRequest(request -> parser.withPolicy(Setting.JAIL, request, policy));
    }

    /**
     * Replaces the system calls that are allowed beyond the policy.
     *
     * @param allow the kernel's names
     * @return a changed copy
     */
    public Jail withAllow(String... allow) {
        return withRequest(request -> request.withAllow(new TreeSet<>(List.of(allow))));
    }

    /**
     * Replaces the system calls that fail instead of killing.
     *
     * @param refuse as in {@link Jailed#refuse()}
     * @return a changed copy
     */
    public Jail withRefuse(String... refuse) {
        return withRequest(request -> request.withRefuse(List.of(refuse)));
    }

    /**
     * Replaces the limits, all of them.
     *
     * @param limits what a run may use; start from {@link ResourceLimits#DEFAULTS}
     * @return a changed copy
     */
    public Jail withLimits(ResourceLimits limits) {
        return withRequest(request -> request.withLimits(limits)).with(GivenLimits.ALL);
    }

    /**
     * Changes some of the limits, and keeps the others.
     *
     * <pre>{@code
     * jail.withLimits(limits -> limits.withWall(Duration.ofMinutes(1))).run();
     * }</pre>
     *
     * @param change gets the limits of this jail, and returns changed ones
     * @return a changed copy
     */
    public Jail withLimits(UnaryOperator<ResourceLimits> change) {
        ResourceLimits before = config.givenLimits()
                .complete(config.request().limits(), config.request().policy());
        ResourceLimits after = change.apply(before);
        GivenLimits given = config.givenLimits().orChanged(before, after);
        return withRequest(request -> request.withLimits(after)).with(given);
    }

    /**
     * Replaces the files and directories of the host that the program can read.
     *
     * @param files entries of the form {@code "host -> /path/in/the/jail"}, as in {@link Jailed#files()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one has another form
     */
    public Jail withFiles(String... files) {
        Setting setting = new Setting(Setting.JAIL, "withFiles");
        return withRequest(request -> request.withFiles(parser.files(setting, List.of(files))));
    }

    /**
     * Replaces the places the program can write.
     *
     * @param tmpfs entries of the form {@code "/path/in/the/jail:size"}, as in {@link Jailed#tmpfs()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one has another form
     */
    public Jail withTmpfs(String... tmpfs) {
        Setting setting = new Setting(Setting.JAIL, "withTmpfs");
        return withRequest(request -> request.withTmpfs(SettingParser.tmpfs(setting, List.of(tmpfs))));
    }

    /**
     * Replaces the directories of the host that the program sees in place.
     *
     * @param mounts entries such as {@code "/usr"} or {@code "host -> /path/in/the/jail"}, as in
     *     {@link Jailed#mounts()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one has another form
     */
    public Jail withMounts(String... mounts) {
        Setting setting = new Setting(Setting.JAIL, "withMounts");
        return withRequest(request -> request.withMounts(parser.mounts(setting, List.of(mounts))));
    }

    /**
     * Replaces what the jail provides beside files.
     *
     * @param provide names, as in {@link Jailed#provide()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one is not known
     */
    public Jail withProvide(String... provide) {
        return withRequest(request -> request.withProvide(List.of(provide)));
    }

    /**
     * Chooses where the program lies in the jail.
     *
     * @param at an absolute path, as in {@link Jailed#at()}
     * @return a changed copy
     */
    public Jail withAt(String at) {
        return withRequest(request -> request.withAt(at));
    }

    /**
     * Chooses the directory in which the program begins.
     *
     * @param workingDirectory an absolute path, as in {@link Jailed#workingDirectory()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if it is none
     */
    public Jail withWorkingDirectory(String workingDirectory) {
        Setting setting = new Setting(Setting.JAIL, "withWorkingDirectory");
        return withRequest(request -> request.withWorkingDirectory(SettingParser.jailPath(setting, workingDirectory)));
    }

    /**
     * Replaces what comes back from the places the program can write.
     *
     * @param collect paths in the jail, of files or directories, as in {@link Jailed#collect()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one is no absolute path
     */
    public Jail withCollect(String... collect) {
        return withRequest(request -> request.withCollect(List.of(collect)));
    }

    /**
     * Replaces the budget of further runs, which are made as {@link Jailed#replays()} says.
     *
     * @param replays 0 or more
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if it is negative
     */
    public Jail withReplays(int replays) {
        return with(config.withReplays(SettingParser.replays(new Setting(Setting.JAIL, "withReplays"), replays)));
    }

    /**
     * Replaces the inputs that should change what the program does, see {@link Jailed#contrasts()}.
     *
     * @param contrasts texts, each other than the standard input
     * @return a changed copy
     */
    public Jail withContrasts(String... contrasts) {
        return with(config.withContrasts(
                SettingParser.contrasts(new Setting(Setting.JAIL, "withContrasts"), List.of(contrasts))));
    }

    /**
     * Adds a run whose result should differ: with the arguments, environment, standard input and files of another jail,
     * and everything else of this one. Like {@link Jailed#contrasts()}, for what is not standard input:
     *
     * <pre>{@code
     * jail.withArgs("-r").contrastingWith(jail.withArgs("-n")).withReplays(16).run();
     * }</pre>
     *
     * @param other a jail that differs in at least one of these inputs
     * @return a changed copy; that the inputs differ is checked when it runs
     */
    public Jail contrastingWith(Jail other) {
        List<JailSpec> all = Stream.concat(config.otherRequests().stream(), Stream.of(other.config.request()))
                .toList();
        return with(config.withOtherRequests(all));
    }

    /**
     * Says whether the program may do the same whatever its input.
     *
     * @param inputIndependent whether it may
     * @return a changed copy
     */
    public Jail withInputIndependent(boolean inputIndependent) {
        return with(config.withInputIndependent(inputIndependent));
    }

    /**
     * Replaces what may differ between two runs.
     *
     * @param normalisers names, as in {@link Jailed#normalise()}
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if one is not known
     */
    public Jail withNormalise(String... normalisers) {
        Setting setting = new Setting(Setting.JAIL, "withNormalise");
        return with(config.withNormalisers(SettingParser.normalisers(setting, List.of(normalisers))));
    }

    /**
     * Replaces the exit statuses that are as expected.
     *
     * @param exitCodes at least one status from 0 to 255
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if there is none, or one out of range
     */
    public Jail withExitCodes(int... exitCodes) {
        Set<Integer> statuses = SettingParser.exitCodes(new Setting(Setting.JAIL, "withExitCodes"), exitCodes);
        return with(config.withExitCodes(statuses));
    }

    /**
     * Pins the program's content.
     *
     * @param fingerprint BLAKE2b-256 in 64 hexadecimal digits
     * @return a changed copy
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if it has another form
     */
    public Jail withFingerprint(String fingerprint) {
        Setting setting = new Setting(Setting.JAIL, "withFingerprint");
        return with(config.withFingerprint(SettingParser.fingerprint(setting, fingerprint)));
    }

    /**
     * Chooses what confines the program.
     *
     * @param engine a name, as in {@link Jailed#engine()}
     * @return this jail
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if there is no engine of that name
     */
    public Jail withEngine(String engine) {
        SettingParser.requireEngine(new Setting(Setting.JAIL, "withEngine"), engine);
        return this;
    }

    /**
     * Runs the program to its end and records the run, then makes the further runs that were asked for. Each run takes
     * no longer than the wall-clock limit and a little more, whatever the program does.
     *
     * @param args arguments behind those that are configured
     * @return what happened, whatever its verdict
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if what was asked for cannot be; nothing
     *     was created
     * @throws dev.zjail.engine.ConfinementException if the host cannot confine the program, in whichever run; it did
     *     not run
     * @throws dev.zjail.engine.RunInterruptedException if the calling thread is interrupted; the program was ended
     * @throws dev.zjail.truthimatics.WeightsException if further runs were asked for, and cannot be weighed
     */
    public JailResult run(String... args) {
        return runner.run(Setting.JAIL, withMoreArguments(args).config);
    }

    /**
     * Starts the program and returns when it has begun, to talk with it while it runs. What {@code withStdin} gave is
     * sent to it first; then its standard input stays open.
     *
     * <pre>{@code
     * try (JailSession game = jail.start()) {
     *   game.sendLine("guess 5");
     *   game.expectLine("too low");
     *   assertThat(game.result()).exitedWith(1);
     * }
     * }</pre>
     *
     * @param args arguments behind those that are configured
     * @return the dialogue; close it, for which try-with-resources is best. One that is still open when its test is
     *     over is closed then.
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException as for {@link #run}
     * @throws dev.zjail.engine.ConfinementException as for {@link #run}
     * @throws dev.zjail.engine.RunInterruptedException as for {@link #run}
     */
    public JailSession start(String... args) {
        return runner.start(Setting.JAIL, withMoreArguments(args).config);
    }

    /**
     * Runs the program with a recorder in place of layer 7: calls that its policy does not allow are written down and
     * made. What it lacked, of files too, is given to it and it runs again, six times at most, until nothing is
     * lacking; then it runs once more with every layer in force, to try whether that is enough. Use it while you write
     * a test, and only with a program that may make any system call inside the other layers.
     *
     * <pre>{@code
     * System.out.println(jail.observe());
     * }</pre>
     *
     * @param args arguments behind those that are configured
     * @return what it lacked; its result is {@code REJECT}, because layer 7 was not in force
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException as for {@link #run}
     * @throws dev.zjail.engine.ConfinementException as for {@link #run}
     * @throws dev.zjail.engine.RunInterruptedException as for {@link #run}
     */
    public JailObservation observe(String... args) {
        return runner.observe(Setting.JAIL, withMoreArguments(args).config, parser);
    }

    private Jail withMoreArguments(String... args) {
        List<String> arguments = Stream.concat(config.request().arguments().stream(), Stream.of(args))
                .toList();
        return withRequest(request -> request.withArguments(arguments));
    }

    private Jail withRequest(UnaryOperator<JailSpec> change) {
        try {
            return with(config.withRequest(change.apply(config.request())));
        } catch (InvalidJailSpecException e) {
            throw JailErrors.refused(Setting.JAIL, e);
        }
    }

    private Jail with(GivenLimits given) {
        return with(config.withGivenLimits(given));
    }

    private Jail with(JailedConfig changed) {
        return new Jail(changed, parser, runner);
    }
}
