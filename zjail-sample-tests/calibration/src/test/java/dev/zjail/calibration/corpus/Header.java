package dev.zjail.calibration.corpus;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.FileMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The comment at the beginning of a program of the corpus: a sentence that says why its nature is what its path says,
 * and lines of the form {@code //: key value} for what it needs.
 *
 * <pre>
 * policy threads               a policy; default auto
 * allow getcpu                 system calls beyond it
 * link dynamic                 with the shared C library, position-independent; default static
 * gcc -fstack-protector-all    further options of the compiler
 * args one two                 its arguments
 * env NAME=value OTHER=value   its environment
 * stdin text                   its standard input, with \n, \t and \xHH
 * contrast text                another one, which should change what it does
 * file host -&gt; /jail           a file it can read, from the module's directory
 * tmpfs /tmp:1MiB              where it can write
 * exit 0 1                     the exit statuses that are as expected; default 0
 * memory 64, cpu 100, wall 200 limits, in MiB and milliseconds
 * processor rdrand             an instruction that not every processor has
 * host root                    its nature is what it is only where the caller is root
 * chance 1000                  with nothing varied it does something else in fewer than one of so many runs
 * </pre>
 *
 * @param reason why its nature is what it is
 * @param facts what it needs, by key
 */
record Header(String reason, Map<String, String> facts) {
    private static final Set<String> KEYS = Set.of(
            "policy",
            "allow",
            "link",
            "gcc",
            "args",
            "env",
            "stdin",
            "contrast",
            "file",
            "tmpfs",
            "exit",
            "memory",
            "cpu",
            "wall",
            "processor",
            "host",
            "chance");
    private static final Pattern FACT = Pattern.compile("//: (\\S+) (.+)");
    private static final Pattern REASON = Pattern.compile("// (.+)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:n|t|x([0-9a-f]{2}))");
    private static final Pattern TMPFS = Pattern.compile("(/[^:]+):(\\d+)(KiB|MiB)");
    private static final Pattern MAPPING = Pattern.compile("(\\S+) -> (/\\S+)");
    private static final int TASKS = 20;

    static Header parse(Path source) {
        Map<String, String> facts = new HashMap<>();
        String reason = "";
        for (String line : lines(source)) {
            Matcher fact = FACT.matcher(line);
            Matcher sentence = REASON.matcher(line);
            if (fact.matches()) {
                require(KEYS.contains(fact.group(1)), source, "has a key that nobody knows: " + line);
                require(facts.put(fact.group(1), fact.group(2)) == null, source, "has a key twice: " + line);
            } else if (sentence.matches()) {
                reason = sentence.group(1);
            } else {
                break;
            }
        }
        require(reason.endsWith("."), source, "must say in a sentence why its nature is what it is");
        return new Header(reason, Map.copyOf(facts));
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean holds, Path source, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(source + " " + problem);
        }
    }

    JailSpec spec(Path executable) {
        return JailSpec.of(executable)
                .withPolicy(facts.getOrDefault("policy", "auto"))
                .withAllow(new TreeSet<>(words("allow")))
                .withArguments(words("args"))
                .withEnvironment(words("env"))
                .withStdin(text("stdin").orElse(Bytes.EMPTY))
                .withLimits(limits())
                .withFiles(files())
                .withTmpfs(tmpfs());
    }

    private ResourceLimits limits() {
        ResourceLimits limits = ResourceLimits.DEFAULTS.withProcesses(facts.containsKey("policy") ? TASKS : 1);
        Optional<Long> memory = number("memory");
        Optional<Duration> cpu = number("cpu").map(Duration::ofMillis);
        Optional<Duration> wall = number("wall").map(Duration::ofMillis);
        limits = memory.isPresent() ? limits.withMemoryBytes(memory.get() << 20) : limits;
        limits = cpu.isPresent() ? limits.withCpu(cpu.get()) : limits;
        return wall.isPresent() ? limits.withWall(wall.get()) : limits;
    }

    List<FileMapping> files() {
        return fact("file", MAPPING)
                .map(mapping -> new FileMapping(Path.of(mapping.group(1)).toAbsolutePath(), mapping.group(2)))
                .stream()
                .toList();
    }

    private List<Tmpfs> tmpfs() {
        return fact("tmpfs", TMPFS)
                .map(place -> new Tmpfs(
                        place.group(1),
                        Long.parseLong(place.group(2)) << (place.group(3).equals("KiB") ? 10 : 20)))
                .stream()
                .toList();
    }

    Set<Integer> exitStatuses() {
        Set<Integer> statuses = words("exit").stream().map(Integer::valueOf).collect(Collectors.toSet());
        return statuses.isEmpty() ? Set.of(0) : statuses;
    }

    Optional<Bytes> contrast() {
        return text("contrast");
    }

    boolean needsInstruction() {
        return facts.containsKey("processor");
    }

    Optional<Integer> chanceOneIn() {
        return number("chance").map(Math::toIntExact);
    }

    boolean isDynamic() {
        return "dynamic".equals(facts.get("link"));
    }

    List<String> compilerOptions() {
        return words("gcc");
    }

    Optional<String> missing() {
        Optional<String> instruction = Optional.ofNullable(facts.get("processor"))
                .filter(name -> !Machine.processorFlags().contains(name))
                .map(name -> "the processor's instruction " + name);
        return instruction.or(() -> facts.containsKey("host") && !Machine.isRootOverEveryUser()
                ? Optional.of("that the caller is " + facts.get("host"))
                : Optional.empty());
    }

    private Optional<Matcher> fact(String key, Pattern form) {
        return Optional.ofNullable(facts.get(key)).map(form::matcher).map(matcher -> {
            if (!matcher.matches()) {
                throw new IllegalArgumentException("`" + key + "` must have the form " + form + ", but is: " + facts);
            }
            return matcher;
        });
    }

    private Optional<Long> number(String key) {
        return Optional.ofNullable(facts.get(key)).map(Long::valueOf);
    }

    private List<String> words(String key) {
        return Stream.of(facts.getOrDefault(key, "").split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Optional<Bytes> text(String key) {
        return Optional.ofNullable(facts.get(key)).map(Header::unescaped);
    }

    private static Bytes unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escape = ESCAPE.matcher(text);
        int at = 0;
        for (; escape.find(); at = escape.end()) {
            bytes.writeBytes(text.substring(at, escape.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(
                    escape.group(1) != null
                            ? Integer.parseInt(escape.group(1), 16)
                            : escape.group().equals("\\n") ? '\n' : '\t');
        }
        bytes.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
        return Bytes.of(bytes.toByteArray());
    }
}
