package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Merges the annotations that apply, attribute by attribute: for each the closest annotation that gives it, or else the
 * default. An annotation cannot say "not given", so the declared default of each attribute stands for that.
 */
final class JailedMerge {
    private static final int NOT_GIVEN = -1;

    private final List<Jailed> closestFirst;
    private final SettingParser parser;

    private JailedMerge(List<Jailed> closestFirst, SettingParser parser) {
        this.closestFirst = closestFirst;
        this.parser = parser;
    }

    /** Reads what the annotations ask for, or throws the error for the first value that is wrong. */
    static JailedConfig merge(List<Jailed> closestFirst, SettingParser parser) {
        try {
            return new JailedMerge(closestFirst, parser).config();
        } catch (InvalidJailSpecException e) {
            throw JailErrors.refused(Setting.JAILED, e);
        }
    }

    private JailedConfig config() {
        JailedConfig config = JailedConfig.DEFAULTS
                .withRequest(request())
                .withGivenLimits(givenLimits())
                .withContrasts(SettingParser.contrasts(attribute("contrasts"), list(Jailed::contrasts)))
                .withInputIndependent(closestFirst.stream().anyMatch(Jailed::inputIndependent))
                .withNormalisers(SettingParser.normalisers(attribute("normalise"), list(Jailed::normalise)));
        config = text(Jailed::value)
                .map(value -> parser.hostPath(attribute("value"), value))
                .map(config::withExecutable)
                .orElse(config);
        config = number(Jailed::replays)
                .map(replays -> SettingParser.replays(attribute("replays"), replays))
                .map(config::withReplays)
                .orElse(config);
        config = closest(Jailed::exitCodes, codes -> codes.length > 0)
                .map(codes -> SettingParser.exitCodes(attribute("exitCodes"), codes))
                .map(config::withExitCodes)
                .orElse(config);
        text(Jailed::engine).ifPresent(name -> SettingParser.requireEngine(attribute("engine"), name));
        return text(Jailed::fingerprint)
                .map(digits -> SettingParser.fingerprint(attribute("fingerprint"), digits))
                .map(config::withFingerprint)
                .orElse(config);
    }

    private JailSpec request() {
        JailSpec request = policy().withArguments(list(Jailed::args))
                .withEnvironment(list(Jailed::env))
                .withStdin(text(Jailed::stdin)
                        .map(text -> SettingParser.input(attribute("stdin"), text))
                        .orElse(Bytes.EMPTY))
                .withAllow(allow())
                .withRefuse(list(Jailed::refuse))
                .withLimits(limits())
                .withFiles(parser.files(attribute("files"), list(Jailed::files)))
                .withTmpfs(SettingParser.tmpfs(attribute("tmpfs"), list(Jailed::tmpfs)))
                .withMounts(parser.mounts(attribute("mounts"), list(Jailed::mounts)))
                .withProvide(list(Jailed::provide))
                .withCollect(list(Jailed::collect));
        request = text(Jailed::at).map(request::withAt).orElse(request);
        return text(Jailed::workingDirectory)
                .map(directory -> SettingParser.jailPath(attribute("workingDirectory"), directory))
                .map(request::withWorkingDirectory)
                .orElse(request);
    }

    private JailSpec policy() {
        JailSpec defaults = JailedConfig.DEFAULTS.request();
        return text(Jailed::policy)
                .map(policy -> parser.withPolicy(Setting.JAILED, defaults, policy))
                .orElse(defaults);
    }

    private Set<String> allow() {
        return new TreeSet<>(list(Jailed::allow));
    }

    private ResourceLimits limits() {
        ResourceLimits limits = ResourceLimits.DEFAULTS;
        limits = text(jailed -> jailed.limits().cpu())
                .map(text -> Quantity.duration(limit("cpu"), text))
                .map(limits::withCpu)
                .orElse(limits);
        limits = text(jailed -> jailed.limits().wall())
                .map(text -> Quantity.duration(limit("wall"), text))
                .map(limits::withWall)
                .orElse(limits);
        limits = memory().map(text -> Quantity.bytes(limit("memory"), text))
                .map(limits::withMemoryBytes)
                .orElse(limits);
        limits = text(jailed -> jailed.limits().addressSpace())
                .map(text -> Quantity.bytesOrUnlimited(limit("addressSpace"), text))
                .map(limits::withAddressSpaceBytes)
                .orElse(limits);
        limits = text(jailed -> jailed.limits().stack())
                .map(text -> Quantity.bytesOrUnlimited(limit("stack"), text))
                .map(limits::withStackBytes)
                .orElse(limits);
        limits = text(jailed -> jailed.limits().output())
                .map(text -> Quantity.bytes(limit("output"), text))
                .map(limits::withOutputBytes)
                .orElse(limits);
        limits = text(jailed -> jailed.limits().fileSize())
                .map(text -> Quantity.bytes(limit("fileSize"), text))
                .map(limits::withFileSizeBytes)
                .orElse(limits);
        limits = text(jailed -> jailed.limits().idle())
                .map(text -> Quantity.duration(limit("idle"), text))
                .map(limits::withIdle)
                .orElse(limits);
        limits = openFiles().map(limits::withOpenFiles).orElse(limits);
        return processes().map(limits::withProcesses).orElse(limits);
    }

    private GivenLimits givenLimits() {
        return new GivenLimits(
                processes().isPresent(), memory().isPresent(), openFiles().isPresent());
    }

    private Optional<Integer> processes() {
        return number(jailed -> jailed.limits().processes());
    }

    private Optional<Integer> openFiles() {
        return number(jailed -> jailed.limits().openFiles());
    }

    private Optional<String> memory() {
        return text(jailed -> jailed.limits().memory());
    }

    private List<String> list(Function<Jailed, String[]> attribute) {
        return closest(attribute, texts -> texts.length > 0).map(Arrays::asList).orElse(List.of());
    }

    private Optional<String> text(Function<Jailed, String> attribute) {
        return closest(attribute, text -> !text.isEmpty());
    }

    private Optional<Integer> number(Function<Jailed, Integer> attribute) {
        return closest(attribute, number -> number != NOT_GIVEN);
    }

    private <T> Optional<T> closest(Function<Jailed, T> attribute, Predicate<T> given) {
        return closestFirst.stream().map(attribute).filter(given).findFirst();
    }

    private static Setting attribute(String name) {
        return new Setting(Setting.JAILED, name);
    }

    private static Setting limit(String name) {
        return Setting.ofComponent(Setting.JAILED, "limits." + name);
    }
}
