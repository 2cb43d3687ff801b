package dev.zjail.junit;

import dev.zjail.engine.Bytes;
import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A directory of cases, looked through once. What a case's files hold is read when the case is run.
 *
 * @param directory where
 * @param recursive whether its directories count too
 * @param points the points of each case; empty if there are none
 */
record CaseDirectory(Path directory, boolean recursive, Map<String, Integer> points) {
    private static final String POINTS = "points.tsv";
    private static final Setting VALUE = new Setting(Setting.JAILED_CASES, "value");
    private static final List<String> ENDINGS = List.of(".in", ".out", ".err", ".args", ".exit");
    private static final long LARGEST_FILE = 64 << 20;
    private static final Pattern POINTS_LINE = Pattern.compile("(.*)\t\\s*([0-9]{1,6})\\s*");

    /** Digits count as a number: 2 comes before 10. */
    private static final Comparator<String> NATURAL =
            Comparator.comparing(CaseDirectory::withLengthsOfNumbers).thenComparing(Comparator.naturalOrder());

    /** Finds all cases, in their order, or throws the error for what is wrong. */
    static List<String> names(Path directory, boolean recursive) {
        if (!Files.isDirectory(directory)) {
            throw JailErrors.invalid(
                    VALUE,
                    "must name a directory",
                    quoted(directory) + (Files.exists(directory) ? ", which is a file" : ", which does not exist"),
                    "make it, and put 1.in and 1.out into it");
        }
        List<String> files = files(directory, recursive);
        Set<String> inputs = namesWith(".in", files);
        Set<String> outputs = namesWith(".out", files);
        requireLowerCaseEndings(directory, files);
        requirePairs(directory, inputs, outputs, ".in", ".out");
        requirePairs(directory, outputs, inputs, ".out", ".in");
        for (String ending : ENDINGS) {
            requirePairs(directory, namesWith(ending, files), inputs, ending, ".in");
        }
        requireDistinct(directory, inputs);
        if (inputs.isEmpty()) {
            throw JailErrors.invalid(
                    VALUE,
                    "must name a directory with cases",
                    quoted(directory) + ", which has none",
                    "put 1.in and 1.out into it" + (recursive ? "" : ", or write recursive = true if they lie deeper"));
        }
        return inputs.stream().sorted(NATURAL).toList();
    }

    private static List<String> files(Path directory, boolean recursive) {
        try (Stream<Path> files = Files.walk(directory, recursive ? Integer.MAX_VALUE : 1)) {
            return files.filter(file -> !file.equals(directory))
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw JailErrors.invalid(VALUE, "must be readable", e.toString(), "let this user read it: chmod -R u+rX");
        }
    }

    private static Set<String> namesWith(String ending, List<String> files) {
        return files.stream()
                .filter(file -> file.endsWith(ending) && file.length() > ending.length() && !isHidden(file))
                .map(file -> file.substring(0, file.length() - ending.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isHidden(String file) {
        return file.startsWith(".") || file.contains("/.");
    }

    private static void requireLowerCaseEndings(Path directory, List<String> files) {
        for (String file : files) {
            String lower = file.toLowerCase(Locale.ROOT);
            Optional<String> ending = ENDINGS.stream().filter(lower::endsWith).findFirst();
            if (ending.isPresent() && !file.endsWith(ending.get())) {
                throw JailErrors.invalid(
                        VALUE,
                        "must hold files whose names end in lower case",
                        quoted(directory.resolve(file)),
                        "rename it to end with " + ending.get());
            }
        }
    }

    private static void requirePairs(
            Path directory, Set<String> names, Set<String> others, String ending, String otherEnding) {
        names.stream().filter(name -> !others.contains(name)).findFirst().ifPresent(name -> {
            throw JailErrors.invalid(
                    VALUE,
                    "must hold a file " + otherEnding + " for each " + ending,
                    quoted(directory.resolve(name + ending)) + " without " + shownName(name) + otherEnding,
                    "add the file, which may be empty, or take the other away");
        });
    }

    private static String shownName(String name) {
        int slash = name.lastIndexOf('/');
        return ForeignText.line(name.substring(slash + 1));
    }

    /** On other file systems both would be one. */
    private static void requireDistinct(Path directory, Set<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String other = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw JailErrors.invalid(
                        VALUE,
                        "must hold cases whose names differ in more than upper and lower case",
                        quoted(directory.resolve(other)) + " and " + shownName(name),
                        "rename one of them");
            }
        }
    }

    private static String withLengthsOfNumbers(String name) {
        return Pattern.compile("0*([0-9]+)").matcher(name).replaceAll(number -> {
            String digits = number.group(1);
            return "0" + (char) ('0' + Math.min(digits.length(), 1000)) + digits;
        });
    }

    static CaseDirectory of(Path directory, boolean recursive, List<String> names) {
        Path file = directory.resolve(POINTS);
        return new CaseDirectory(directory, recursive, Files.exists(file) ? points(file, names) : Map.of());
    }

    private static Map<String, Integer> points(Path file, List<String> names) {
        Map<String, Integer> points = new HashMap<>();
        for (String line : lines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = POINTS_LINE.matcher(line);
            if (!parts.matches()) {
                throw wrongPoints(
                        "must have a case, a tabulator and whole points in each line", shown(line), "write 1<TAB>5");
            }
            String name = parts.group(1).strip();
            if (!names.contains(name)) {
                throw wrongPoints("must name cases of the directory", shown(line), "correct the name, or add the case");
            }
            if (points.put(name, Integer.parseInt(parts.group(2))) != null) {
                throw wrongPoints("must name each case once", shown(line), "take one of the lines away");
            }
        }
        names.stream().filter(name -> !points.containsKey(name)).findFirst().ifPresent(name -> {
            throw wrongPoints("must name each case", "no line for " + ForeignText.line(name), "give it points, or 0");
        });
        return points;
    }

    private static ExtensionConfigurationException wrongPoints(String rule, String found, String remedy) {
        return JailErrors.invalid(new Setting(Setting.JAILED_CASES, POINTS), rule, found, remedy);
    }

    private static String shown(String line) {
        return "\"" + ForeignText.line(line, 100) + "\"";
    }

    private static String quoted(Path path) {
        return Quantity.quoted(path.toString());
    }

    /** Reads one case. */
    JailedCase read(String name) {
        return new JailedCase(
                name,
                bytes(name, ".in"),
                bytes(name, ".out"),
                optional(name, ".err", file -> bytes(name, ".err")),
                optional(name, ".args", CaseDirectory::lines).orElse(List.of()),
                optional(name, ".exit", CaseDirectory::exitStatus),
                points.containsKey(name) ? OptionalInt.of(points.get(name)) : OptionalInt.empty());
    }

    /** Where a file of a case is. */
    Path file(String name, String ending) {
        return directory.resolve(name + ending);
    }

    private <T> Optional<T> optional(String name, String ending, Function<Path, T> read) {
        return Optional.of(file(name, ending)).filter(Files::exists).map(read);
    }

    private Bytes bytes(String name, String ending) {
        return Bytes.of(content(file(name, ending)));
    }

    private static List<String> lines(Path file) {
        return new String(content(file), StandardCharsets.UTF_8).lines().toList();
    }

    private static int exitStatus(Path file) {
        String text = new String(content(file), StandardCharsets.UTF_8).strip();
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > 255) {
            throw JailErrors.invalid(
                    VALUE,
                    "must hold files .exit with an exit status from 0 to 255",
                    quoted(file) + " with " + shown(text),
                    "write for instance 1");
        }
        return Integer.parseInt(text);
    }

    private static byte[] content(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                throw JailErrors.invalid(
                        VALUE,
                        "must hold regular files of at most 64 MiB",
                        quoted(file),
                        "make it smaller, or let the test method give the input: jail.withStdin(bytes)");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw JailErrors.invalid(VALUE, "must be readable", e.toString(), "let this user read it: chmod -R u+rX");
        }
    }
}
