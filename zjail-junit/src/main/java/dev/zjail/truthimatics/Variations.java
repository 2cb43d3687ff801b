package dev.zjail.truthimatics;

import dev.zjail.engine.Answers;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InputPace;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.Schedule;
import dev.zjail.engine.rootfs.JailFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The other values that an axis can take for one program, and which axes have none.
 *
 * @param declared the names of the variables that the test declares
 * @param programDirectory where the program is in its jail
 * @param startedAt when its first run began
 * @param unused the axes that are not varied
 */
record Variations(Set<String> declared, Path programDirectory, Instant startedAt, Map<Axis, UnusedAxis> unused) {
    /** Where programs lie, if nobody chooses. */
    private static final Path USUAL_DIRECTORY = Path.of("/bin");

    static final String PADDING = "ZJAIL_PADDING";
    private static final String MALLOC_PERTURB = "MALLOC_PERTURB_";

    /** What nearly every shell sets, and no jail has unless a test declares it; some C libraries heed a few of them. */
    private static final List<String> ORDINARY = List.of(
            "HOME=/home/zjail",
            "USER=zjail",
            "SHELL=/bin/zsh",
            "PATH=/usr/local/bin:/usr/bin:/bin",
            "PWD=/home/zjail",
            "TERM=xterm-256color",
            "COLUMNS=61",
            "TMPDIR=/tmp/.",
            "NO_COLOR=1",
            "POSIXLY_CORRECT=1",
            "_=/usr/bin/env");

    private static String nameOf(String entry) {
        return entry.substring(0, entry.indexOf('='));
    }

    static Variations of(Execution first, int cpus) {
        JailSpec spec = first.spec();
        Set<String> declared = spec.declaredVariables();
        Map<Axis, UnusedAxis> unused = new TreeMap<>();
        Stream.of(
                        declares(Axis.ENVIRONMENT_SIZE, declared, PADDING),
                        declares(Axis.MALLOC_FILL, declared, MALLOC_PERTURB),
                        declares(Axis.MALLOC_FILL, declared, "GLIBC_TUNABLES"),
                        declares(Axis.TIME_ZONE, declared, "TZ"),
                        declaresLocale(declared),
                        workingDirectory(first),
                        cpuCount(first, cpus))
                .flatMap(Optional::stream)
                .forEach(axis -> unused.putIfAbsent(axis.axis(), axis));
        return new Variations(declared, programDirectory(first), first.startedAt(), unused);
    }

    /** Every jail has it, and like the root it cannot be written. */
    private static Path programDirectory(Execution first) {
        return first.contents().stream()
                .filter(file -> file.origin() == JailFile.Origin.PROGRAM)
                .flatMap(file -> Optional.ofNullable(Path.of(file.path()).getParent()).stream())
                .findFirst()
                .orElse(USUAL_DIRECTORY);
    }

    private static Optional<UnusedAxis> workingDirectory(Execution first) {
        if (!first.spec().workingDirectory().equals(Conditions.DEFAULTS.workingDirectory())) {
            return Optional.of(new UnusedAxis(Axis.WORKING_DIRECTORY, true, "the test declares workingDirectory"));
        }
        return programDirectory(first).equals(Conditions.DEFAULTS.workingDirectory())
                ? Optional.of(new UnusedAxis(Axis.WORKING_DIRECTORY, false, "the program lies in the root of the jail"))
                : Optional.empty();
    }

    private static Optional<UnusedAxis> declares(Axis axis, Set<String> declared, String variable) {
        return declared.contains(variable)
                ? Optional.of(new UnusedAxis(axis, true, "the test declares " + variable))
                : Optional.empty();
    }

    private static Optional<UnusedAxis> declaresLocale(Set<String> declared) {
        return declared.stream()
                .filter(name -> name.equals("LANG") || name.equals("LANGUAGE") || name.startsWith("LC_"))
                .sorted()
                .findFirst()
                .map(name -> new UnusedAxis(Axis.LOCALE, true, "the test declares " + name));
    }

    /** On one CPU a program takes as long as all its threads together: that must not end it. */
    private static Optional<UnusedAxis> cpuCount(Execution first, int cpus) {
        if (cpus < 2) {
            return Optional.of(new UnusedAxis(Axis.CPU_COUNT, false, "there is one CPU only"));
        }
        Duration cpu = first.usage().cpuOfAll();
        Duration wall = first.spec().limits().wall();
        return cpu.multipliedBy(2).compareTo(wall) > 0
                ? Optional.of(new UnusedAxis(
                        Axis.CPU_COUNT,
                        false,
                        "it used " + Quantities.duration(cpu)
                                + " of CPU time, which is too near the wall-clock limit of " + Quantities.duration(wall)
                                + " to do with one CPU"))
                : Optional.empty();
    }

    /** The replay that varies those of the given axes that can be varied. */
    FurtherRun.Replay replay(int step, Set<Axis> axes, int variant) {
        Draft draft = new Draft(declared, programDirectory, startedAt);
        axes.stream().sorted().filter(axis -> !unused.containsKey(axis)).forEach(axis -> draft.vary(axis, variant));
        return draft.replay(step, variant);
    }

    /** What the axis of the environment sets, by name. */
    List<String> variables() {
        return Stream.concat(Stream.of(PADDING), ORDINARY.stream().map(Variations::nameOf))
                .filter(name -> !declared.contains(name))
                .toList();
    }

    /** The replay that sets only these of them. */
    FurtherRun.Replay replayOfVariables(int step, int variant, List<String> names) {
        Draft draft = new Draft(declared, programDirectory, startedAt);
        draft.vary(Axis.ENVIRONMENT_SIZE, variant);
        draft.keepVariables(names);
        return draft.replay(step, variant);
    }

    /** Conditions in the making. */
    private static final class Draft {
        private final Set<String> declared;
        private final Path programDirectory;
        private final Instant startedAt;
        private final SortedMap<Axis, String> varied = new TreeMap<>();
        private final List<String> environment = new ArrayList<>(Conditions.DEFAULTS.furtherEnvironment());
        private boolean layoutRandomized = Conditions.DEFAULTS.layoutRandomized();
        private boolean singleCpu = Conditions.DEFAULTS.singleCpu();
        private String hostName = Conditions.DEFAULTS.hostName();
        private Path workingDirectory = Conditions.DEFAULTS.workingDirectory();
        private int processId = Conditions.DEFAULTS.processId();
        private long stackBytes = Conditions.DEFAULTS.stackBytes();
        private Duration clocksAhead = Answers.AS_IT_IS.clocksAhead();
        private OptionalLong randomBytes = Answers.AS_IT_IS.randomBytes();
        private Answers.Host host = Answers.AS_IT_IS.host();
        private boolean directoriesReversed = Answers.AS_IT_IS.directoriesReversed();
        private boolean otherRelease = Answers.AS_IT_IS.otherRelease();
        private boolean withLocales;
        private Schedule schedule = Schedule.OF_KERNEL;
        private InputPace inputPace = InputPace.AT_ONCE;

        Draft(Set<String> declared, Path programDirectory, Instant startedAt) {
            this.declared = declared;
            this.programDirectory = programDirectory;
            this.startedAt = startedAt;
        }

        /** A jail without locales and zones of its own shows only what a C library can do by itself. */
        void vary(Axis axis, int variant) {
            boolean one = variant == 1;
            varied.put(
                    axis,
                    switch (axis) {
                        case ADDRESS_LAYOUT -> {
                            layoutRandomized = false;
                            yield "no address randomization";
                        }
                        case ENVIRONMENT_SIZE -> {
                            // Odd lengths, so that what lies above the stack moves by no power of two.
                            String padding = "z".repeat(one ? 1031 : 4099);
                            environment.add(PADDING + "=" + padding);
                            ORDINARY.stream()
                                    .filter(entry -> !declared.contains(nameOf(entry)))
                                    .forEach(environment::add);
                            yield "ordinary variables, and " + PADDING + " of " + padding.length() + " bytes";
                        }
                        case MALLOC_FILL -> variable(MALLOC_PERTURB, one ? "85" : "170");
                        case CPU_COUNT -> {
                            singleCpu = true;
                            yield "one CPU";
                        }
                        case TIME -> {
                            ClockShift shift = ClockShift.of(variant, startedAt);
                            clocksAhead = shift.ahead();
                            yield "all clocks " + shift.phrase();
                        }
                        case TIME_ZONE -> variable("TZ", one ? "ZJA11:45" : "ZJB-13");
                        case LOCALE -> {
                            // Without data there is no such locale: some programs look for that, and some complain of
                            // it.
                            withLocales = one;
                            yield variable("LANG", one ? "C.UTF-8" : "de_DE.UTF-8") + " "
                                    + variable("LC_ALL", "C.UTF-8");
                        }
                        case WORKING_DIRECTORY -> {
                            workingDirectory = programDirectory;
                            yield "working directory " + workingDirectory;
                        }
                        case HOST_NAME -> {
                            hostName = one ? "elsewhere" : "some-other-host";
                            yield "host name " + hostName;
                        }
                        case PROCESS_ID -> {
                            processId = one ? 311 : 20011;
                            yield "process id " + processId;
                        }
                        case STACK_LIMIT -> {
                            // Little more: a thread's stack is as large, and its memory is limited.
                            stackBytes = Conditions.DEFAULTS.stackBytes() + (one ? 1L << 20 : 2L << 20);
                            yield "stack limit " + Quantities.bytes(stackBytes);
                        }
                        case RANDOM_BYTES -> {
                            randomBytes = OptionalLong.of(one ? 0 : 255);
                            yield "random bytes that begin with " + (one ? "00" : "ff");
                        }
                        case HOST_LOAD -> {
                            host = one ? Answers.Host.BUSY : Answers.Host.IDLE;
                            yield one ? "a busy host with little room" : "an idle host";
                        }
                        case DIRECTORY_ORDER -> {
                            directoriesReversed = true;
                            yield "directories the other way round, other inode and device numbers";
                        }
                        case KERNEL_RELEASE -> {
                            otherRelease = true;
                            yield "another kernel release";
                        }
                        case SCHEDULE -> schedule(variant);
                        case INPUT_PACE -> {
                            inputPace = one ? InputPace.IN_PIECES : InputPace.LATE;
                            yield one ? "input in pieces" : "input late";
                        }
                    });
        }

        void keepVariables(List<String> names) {
            environment.removeIf(entry -> !names.contains(nameOf(entry)));
            varied.put(Axis.ENVIRONMENT_SIZE, "only the variables " + String.join(", ", names));
        }

        private String schedule(int variant) {
            return switch (variant) {
                case 1 -> late(variant, "new threads and processes late", Schedule.Late.NEW);
                case 2 -> late(variant, "whoever makes threads and processes late", Schedule.Late.MAKERS);
                case 4 ->
                    late(
                            variant,
                            "every other new thread or process late, from the second on",
                            Schedule.Late.EVERY_OTHER_NEW);
                case 5 ->
                    late(
                            variant,
                            "every other new thread or process late, from the first on",
                            Schedule.Late.EVERY_OTHER_NEW);
                default ->
                    late(
                            variant,
                            "threads and processes late now and then, seed " + variant,
                            Schedule.Late.CALLERS,
                            Schedule.Late.ANYBODY);
            };
        }

        private String late(int seed, String phrase, Schedule.Late... who) {
            schedule = new Schedule(Set.of(who), seed);
            return phrase;
        }

        private String variable(String name, String value) {
            String entry = name + "=" + value;
            environment.add(entry);
            return entry;
        }

        FurtherRun.Replay replay(int step, int variant) {
            Conditions conditions = new Conditions(
                    layoutRandomized,
                    singleCpu,
                    hostName,
                    workingDirectory,
                    processId,
                    stackBytes,
                    environment,
                    new Answers(clocksAhead, randomBytes, host, directoriesReversed, otherRelease),
                    schedule,
                    inputPace);
            return new FurtherRun.Replay(step, variant, conditions, varied, withLocales);
        }
    }
}
