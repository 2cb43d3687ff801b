package dev.zjail.engine.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the C sources of the launcher say about its steps. */
final class LauncherSources {
    private static final Path DIRECTORY = Path.of("src", "main", "c");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern BANNER = Pattern.compile("/\\* ---- (.*?) -+ \\*/");
    private static final Pattern STEP = Pattern.compile("\\b(did|holds)\\(");
    private static final Pattern GIVEN_STEP = Pattern.compile(
            "(?:\\b(?:write_file|write_map|disable_speculation)\\([^,]*,|\\bstep\\[] =|\\[RLIMIT_\\w+] =)\\s*\"(.*?)\"");
    private static final Pattern SYSTEM_CALL = Pattern.compile("\\bSYS\\((\\w+)");
    private static final Pattern FUNCTION = Pattern.compile("(?m)^[a-z][^;=\n]*?(\\w+)\\([^;]*?\\)\\n\\{");

    private LauncherSources() {}

    /**
     * A place where a step is taken.
     *
     * @param file the source file
     * @param number which one it is in the file, from 0
     * @param kind {@code did} or {@code holds}
     * @param step the second argument, as it stands there
     * @param section the banner above it
     */
    record Site(String file, int number, String kind, String step, String section) {
        /** The step if it is given there, and not by a caller. */
        Optional<String> literal() {
            return step.startsWith("\"") ? Optional.of(step.substring(1, step.length() - 1)) : Optional.empty();
        }

        @Override
        public String toString() {
            return file + ": " + kind + "(" + step + ")";
        }
    }

    static List<Site> sites() {
        List<Site> sites = new ArrayList<>();
        for (Source source : sources()) {
            Matcher step = STEP.matcher(source.code);
            for (int number = 0; step.find(); number++) {
                List<String> arguments = source.arguments(step.end());
                sites.add(new Site(source.name, number, step.group(1), arguments.get(1), source.section(step.start())));
            }
        }
        return sites;
    }

    /** The steps that are named where a function is called that takes them. */
    static List<String> stepsGivenToFunctions() {
        return sources().stream()
                .flatMap(source -> GIVEN_STEP.matcher(source.code).results())
                .map(given -> given.group(1))
                .toList();
    }

    /** The system calls of a file that are no argument of a step, each as {@code file: function: call}. */
    static List<String> callsOutsideSteps(String file) {
        Source source = sources().stream()
                .filter(candidate -> candidate.name.equals(file))
                .findFirst()
                .orElseThrow();
        List<String> calls = new ArrayList<>();
        Matcher call = SYSTEM_CALL.matcher(source.code);
        while (call.find()) {
            if (!source.isInStep(call.start())) {
                calls.add(file + ": " + source.function(call.start()) + ": " + call.group(1));
            }
        }
        return calls;
    }

    private static List<Source> sources() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".c"))
                    .sorted()
                    .map(Source::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file, and the same without its comments, at the same places. */
    private record Source(String name, String text, String code) {
        static Source read(Path file) {
            try {
                String text = Files.readString(file);
                String code = COMMENT.matcher(text)
                        .replaceAll(comment -> comment.group().replaceAll("[^\\n]", " "));
                return new Source(file.getFileName().toString(), text, code);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String section(int position) {
            return last(BANNER, text, position);
        }

        String function(int position) {
            return last(FUNCTION, code, position);
        }

        private static String last(Pattern pattern, String within, int position) {
            Matcher matcher = pattern.matcher(within);
            String found = "";
            while (matcher.find() && matcher.start() < position) {
                found = matcher.group(1);
            }
            return found;
        }

        boolean isInStep(int position) {
            Matcher step = STEP.matcher(code);
            while (step.find() && step.start() < position) {
                if (position < end(step.end())) {
                    return true;
                }
            }
            return false;
        }

        /** Where the parenthesis closes that was open before this position. */
        private int end(int position) {
            int depth = 1;
            boolean quoted = false;
            int at = position;
            for (; depth > 0; at++) {
                char c = code.charAt(at);
                quoted ^= c == '"';
                depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            return at;
        }

        /** The arguments of a call whose parenthesis was opened before this position. */
        List<String> arguments(int position) {
            List<String> arguments = new ArrayList<>();
            int depth = 0;
            boolean quoted = false;
            int start = position;
            int end = end(position) - 1;
            for (int at = position; at <= end; at++) {
                char c = code.charAt(at);
                quoted ^= c == '"';
                if (at == end || (c == ',' && depth == 0 && !quoted)) {
                    arguments.add(code.substring(start, at).strip());
                    start = at + 1;
                } else if (!quoted) {
                    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                }
            }
            return arguments;
        }
    }
}
