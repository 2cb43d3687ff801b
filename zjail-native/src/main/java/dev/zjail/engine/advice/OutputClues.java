package dev.zjail.engine.advice;

import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.rootfs.JailFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads in what a program wrote what it missed in its jail. Programs say it in the words of strerror(3), of their shell
 * or of their interpreter; what is suggested is only what the host has and the jail has not.
 */
final class OutputClues {
    /** Complaints stand at the end. */
    private static final int MOST_CHARACTERS = 1 << 16;

    /** The patterns below take more than twice the time for a line that is twice as long, and a program may know it. */
    private static final int LONGEST_LINE = 512;

    private static final int MOST_LINES = 200;

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    /** A line that says that something is not there. */
    private static final Pattern COMPLAINT = Pattern.compile(
            "no such file|not found|(?:can ?no|could ?n[o']|can'|unable )t? ?(?:to )?(?:be )?(?:open|find|load|locate|access|execute|run"
                    + "|read|stat|create|exec)|no module named|modulenotfounderror|does(?: not|n't) exist|missing|enoent"
                    + "|failed to (?:open|find|load|run|execute|read|create|initiali[sz]e)|no usable|must be mounted"
                    + "|read-only file system|mount -t proc|fatal python error|not (?:correctly )?installed|could not read",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ABSOLUTE_PATH = Pattern.compile("(?<![\\w./])/[\\w.+@%=~-]+(?:/[\\w.+@%=~-]++)*+");

    private static final List<Pattern> LIBRARIES = Stream.of(
                    "(?<![^\\s:'\"(])(?=[^\\s:'\"(]*\\.so)([^\\s:'\"(]++)['\"]?: (?:.*: )?cannot open shared object file",
                    "Error loading shared library ([^\\s:]+):",
                    "(?:cannot|could not|failed to) load (?:shared )?library ['\"]?([^\\s:'\"]+)")
            .map(Pattern::compile)
            .toList();

    /** Of bash, dash and busybox, of coreutils, env, make, perl, python, Go and git. */
    private static final List<Pattern> COMMANDS = Stream.of(
                    "([\\w./+-]+): (?:command )?not found$",
                    "failed to run command [‘'\"]?([\\w./+-]+)",
                    "(?:env|make|[\\w./-]*sh)(?:\\[\\d+\\])?: (?:line \\d+: |\\d+: )?[‘'\"]?([\\w./+-]+)[’'\"]?: No such file or directory",
                    "exec(?:vpe?)?:? ['\"(]?([\\w./+-]+)['\")]?: .*(?:not found|No such file)",
                    "Can't exec [\"']([\\w./+-]+)",
                    "No such file or directory: b?['\"]([\\w./+-]+)['\"]",
                    "cannot (?:run|exec) [‘'\"]?([\\w./+-]+)[’'\"]?: No such file",
                    "cannot find '([\\w./+-]+)'$")
            .map(Pattern::compile)
            .toList();

    private static final Pattern BY_PATH_ALONE = Pattern.compile("^make|^collect2|^gcc");

    private static final Pattern LOCALE = Pattern.compile(
            "setlocale|cannot change locale|unsupported locale|setting locale failed|locale .*not (?:supported|found)",
            Pattern.CASE_INSENSITIVE);

    /** Of the devices, those that lead to /proc. */
    private static final Pattern PROC =
            Pattern.compile("(?<![\\w.])/proc\\b|(?<![\\w.])/dev/(?:fd|std(?:in|out|err))\\b");

    /** A Java virtual machine is never one thread, and writes its code as it runs. */
    private static final Pattern JAVA = Pattern.compile("could not find libjava\\.so");

    private static final Pattern TEMPORARY = Pattern.compile(
            "(?<![\\w./])/tmp\\b|temporary (?:file|director)|temp(?:orary)? ?file|mkstemp|mkdtemp|TMPDIR",
            Pattern.CASE_INSENSITIVE);

    private static final String PROC_DIRECTORY = "/proc";
    private static final String PLACE_TO_WRITE = "/tmp";

    private final JailSpec spec;
    private final JailContents contents;
    private final List<JailFile> files;
    private final List<String> lines;
    private final HostPrograms host;

    OutputClues(Execution run) {
        spec = run.spec();
        files = run.contents();
        contents = new JailContents(files);
        lines = Stream.of(run.stderr(), run.stdout())
                .flatMap(OutputClues::lines)
                .toList();
        host = HostPrograms.ofPathIn(spec.environment());
    }

    private static Stream<String> lines(CapturedOutput output) {
        String text = output.text();
        String end = text.substring(Math.max(0, text.length() - MOST_CHARACTERS));
        List<String> lines = COLOUR.matcher(end)
                .replaceAll("")
                .lines()
                .filter(line -> line.length() <= LONGEST_LINE)
                .toList();
        return lines.stream().skip(Math.max(0, lines.size() - MOST_LINES));
    }

    /** The likeliest first. */
    List<Suggestion> suggestions() {
        List<String> complaints =
                lines.stream().filter(line -> COMPLAINT.matcher(line).find()).toList();
        if (complaints.isEmpty()) {
            return List.of();
        }
        Suggestion found = libraries(complaints)
                .and(commands(complaints))
                .and(paths(complaints))
                .and(provided(complaints));
        if (anyLine(complaints, JAVA)) {
            return List.of(tree().and(found));
        }
        return found.isEmpty() ? List.of(ofProcesses(), tree().and(path(complaints))) : List.of(found);
    }

    /** The tree of the program, or of the interpreter that its first line names. */
    private Suggestion tree() {
        return Stream.concat(
                        Stream.of(spec.executable()),
                        files.stream()
                                .filter(file -> file.path().contains("/bin/"))
                                .flatMap(file -> file.host().stream())
                                .map(Path::of))
                .map(program -> host.treeOf(program, contents))
                .filter(suggestion -> !suggestion.isEmpty())
                .findFirst()
                .orElse(Suggestion.NONE);
    }

    /** Those that list processes do not always say where they look. */
    private Suggestion ofProcesses() {
        return files.stream().anyMatch(file -> file.path().contains("/libproc")) && !contents.has(PROC_DIRECTORY)
                ? Suggestion.of("provide", "proc")
                : Suggestion.NONE;
    }

    private Suggestion path(List<String> complaints) {
        boolean isLookedFor =
                complaints.stream().anyMatch(line -> BY_PATH_ALONE.matcher(line).find());
        return isLookedFor && !HostPrograms.hasPath(spec) ? HostPrograms.USUAL_PATH : Suggestion.NONE;
    }

    private Suggestion libraries(List<String> complaints) {
        return MissingPaths.of(
                found(LIBRARIES, complaints).stream()
                        .flatMap(name -> host.library(name, spec.executable()).stream())
                        .toList(),
                contents);
    }

    private Suggestion commands(List<String> complaints) {
        List<String> named = found(COMMANDS, complaints).stream()
                .flatMap(name -> host.program(name).stream())
                .distinct()
                .toList();
        List<String> missing =
                named.stream().filter(program -> !contents.has(program)).toList();
        Suggestion programs = HostPrograms.ofPrograms(missing, contents);
        return named.isEmpty() ? programs : programs.and(path(complaints));
    }

    private Suggestion paths(List<String> complaints) {
        Set<String> paths = new TreeSet<>();
        complaints.forEach(line -> ABSOLUTE_PATH
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .filter(path -> !HostPrograms.isTemporary(path))
                .forEach(paths::add));
        return MissingPaths.of(paths, contents);
    }

    private Suggestion provided(List<String> complaints) {
        Suggestion suggestion = Suggestion.NONE;
        if (anyLine(complaints, PROC) && !contents.has(PROC_DIRECTORY)) {
            suggestion = suggestion.and(Suggestion.of("provide", "proc"));
        }
        if (anyLine(complaints, JAVA)) {
            suggestion = suggestion
                    .and(Suggestion.of("policy", "threads"))
                    .and(Suggestion.of("allow", List.of("mmap", "mprotect", "prlimit64")));
        }
        if (anyLine(lines, LOCALE) && !contents.has("/usr/lib/locale")) {
            suggestion = suggestion.and(Suggestion.of("provide", "locale"));
        }
        if (anyLine(complaints, TEMPORARY) && !contents.has(PLACE_TO_WRITE)) {
            suggestion = suggestion.and(Suggestion.of("tmpfs", PLACE_TO_WRITE + ":16MiB"));
        }
        return suggestion;
    }

    private static boolean anyLine(List<String> lines, Pattern pattern) {
        return lines.stream().anyMatch(line -> pattern.matcher(line).find());
    }

    private static List<String> found(List<Pattern> patterns, List<String> complaints) {
        List<String> names = new ArrayList<>();
        for (String line : complaints) {
            patterns.stream().flatMap(pattern -> name(pattern, line).stream()).forEach(names::add);
        }
        return names;
    }

    private static Optional<String> name(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
