package dev.zjail.junit;

import dev.zjail.build.ModuleDirectory;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.UnicodeText;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.policyfile.PolicyFile;
import dev.zjail.policyfile.PolicyFileException;
import dev.zjail.truthimatics.Normaliser;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads settings that are written as text, and checks their form. Whether a path exists, a policy is known or a place
 * in the jail is taken, the engine says.
 *
 * @param baseDirectory where relative paths of the host start
 */
record SettingParser(Path baseDirectory) {
    private static final Pattern FILE = Pattern.compile("(\\S.*?)\\s*->\\s*(/.*)", Pattern.DOTALL);
    private static final Pattern MOUNT = Pattern.compile("(\\S.*?)(/\\*\\*)?(?:\\s*->\\s*(/.*))?", Pattern.DOTALL);
    private static final Pattern TMPFS = Pattern.compile("(/.*):([^:]*)", Pattern.DOTALL);
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int HIGHEST_EXIT_STATUS = 255;

    /** Starts relative paths at Surefire's {@code basedir}, or else at the working directory. */
    static SettingParser ofThisModule() {
        return new SettingParser(ModuleDirectory.path());
    }

    Path hostPath(Setting setting, String text) {
        try {
            return resolve(Path.of(text));
        } catch (InvalidPathException e) {
            throw JailErrors.invalid(
                    setting, "must be a path", Quantity.quoted(text), "remove what no file name can hold");
        }
    }

    Path resolve(Path path) {
        return baseDirectory.resolve(path);
    }

    /** Replaces the policy by the built-in one of a name, or by the one in a file. */
    JailSpec withPolicy(String owner, JailSpec request, String policy) {
        if (!PolicyFile.isNamedBy(policy)) {
            return request.withPolicy(policy);
        }
        Path file = hostPath(new Setting(owner, "policy"), policy);
        try {
            return request.withPolicy(PolicyFile.read(file, baseDirectory));
        } catch (PolicyFileException e) {
            throw JailErrors.refused(owner, e);
        }
    }

    List<FileMapping> files(Setting setting, List<String> entries) {
        return entries.stream().map(entry -> file(setting, entry)).toList();
    }

    private FileMapping file(Setting setting, String entry) {
        Matcher matcher = FILE.matcher(entry);
        if (!matcher.matches()) {
            throw JailErrors.invalid(
                    setting,
                    "must have the form \"host -> /path/in/the/jail\"",
                    Quantity.quoted(entry),
                    "write for instance \"src/test/data -> /data\"");
        }
        return new FileMapping(hostPath(setting, matcher.group(1)), matcher.group(2));
    }

    /** Of the form "/usr", "/usr/**", or either with " -> /path/in/the/jail" behind it. */
    List<HostMount> mounts(Setting setting, List<String> entries) {
        return entries.stream().map(entry -> mount(setting, entry)).toList();
    }

    private HostMount mount(Setting setting, String entry) {
        Matcher matcher = MOUNT.matcher(entry);
        if (!matcher.matches() || (matcher.group(3) == null && !entry.startsWith("/"))) {
            throw JailErrors.invalid(
                    setting,
                    "must have the form \"/directory\" or \"host -> /path/in/the/jail\"",
                    Quantity.quoted(entry),
                    "write for instance \"/usr\", or \"target/tree -> /opt/tree\"");
        }
        String jail = matcher.group(3) == null ? matcher.group(1) : matcher.group(3);
        return new HostMount(hostPath(setting, matcher.group(1)), jail, matcher.group(2) != null);
    }

    static Path jailPath(Setting setting, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw JailErrors.invalid(
                    setting, "must be a path", Quantity.quoted(text), "remove what no file name can hold");
        }
    }

    static List<Tmpfs> tmpfs(Setting setting, List<String> entries) {
        return entries.stream().map(entry -> tmpfs(setting, entry)).toList();
    }

    private static Tmpfs tmpfs(Setting setting, String entry) {
        Matcher matcher = TMPFS.matcher(entry);
        if (!matcher.matches()) {
            throw JailErrors.invalid(
                    setting,
                    "must have the form \"/path/in/the/jail:size\"",
                    Quantity.quoted(entry),
                    "write for instance \"/tmp:16MiB\"");
        }
        return new Tmpfs(matcher.group(1), Quantity.bytes(setting, matcher.group(2)));
    }

    static int replays(Setting setting, int replays) {
        if (replays < 0) {
            throw JailErrors.invalid(
                    setting, "must be 0 or more runs", Integer.toString(replays), "write for instance 16");
        }
        return replays;
    }

    /** Encodes an input that is written as text; the owner is told if it is none. */
    static Bytes input(Setting setting, String text) {
        try {
            return Bytes.utf8(UnicodeText.require(setting.attribute(), text));
        } catch (InvalidJailSpecException e) {
            throw JailErrors.refused(setting.owner(), e);
        }
    }

    static List<Bytes> contrasts(Setting setting, List<String> inputs) {
        return inputs.stream().map(text -> input(setting, text)).toList();
    }

    static Set<Normaliser> normalisers(Setting setting, List<String> names) {
        Set<Normaliser> normalisers = EnumSet.noneOf(Normaliser.class);
        for (String name : names) {
            normalisers.add(Normaliser.named(name)
                    .orElseThrow(() -> JailErrors.invalid(
                            setting,
                            "must name what may differ between runs",
                            Quantity.quoted(name),
                            "write one of "
                                    + Arrays.stream(Normaliser.values())
                                            .map(normaliser -> Quantity.quoted(normaliser.id()))
                                            .collect(Collectors.joining(", ")))));
        }
        return normalisers;
    }

    static Set<Integer> exitCodes(Setting setting, int... statuses) {
        if (statuses.length == 0) {
            throw JailErrors.invalid(setting, "must hold at least one exit status", "none", "write for instance 0");
        }
        Arrays.stream(statuses)
                .filter(status -> status < 0 || status > HIGHEST_EXIT_STATUS)
                .findFirst()
                .ifPresent(status -> {
                    throw JailErrors.invalid(
                            setting,
                            "must hold exit statuses from 0 to " + HIGHEST_EXIT_STATUS,
                            Integer.toString(status),
                            "write what waitpid(2) can report; a death by signal is no exit status");
                });
        Set<Integer> codes = new TreeSet<>();
        Arrays.stream(statuses).forEach(codes::add);
        return codes;
    }

    static void requireEngine(Setting setting, String name) {
        if (!name.equals("host")) {
            throw JailErrors.invalid(
                    setting,
                    "must name an engine that there is",
                    Quantity.quoted(name),
                    "write \"host\", the only one yet, or leave it out");
        }
    }

    static String fingerprint(Setting setting, String text) {
        if (!FINGERPRINT.matcher(text).matches()) {
            throw JailErrors.invalid(
                    setting,
                    "must be BLAKE2b-256 in 64 hexadecimal digits",
                    Quantity.quoted(text),
                    "copy what `b2sum -l 256` prints for the program");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
