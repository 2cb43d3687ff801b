package dev.zjail.truthimatics;

import dev.zjail.engine.Conditions;
import dev.zjail.engine.Execution;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Quantities;
import dev.zjail.engine.rootfs.JailFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The other values that an axis can take for one program, and which axes have none.
 *
 * @param declared the names of the variables that the test declares
 * @param programDirectory where the program is in its jail
 * @param unused the axes that are not varied
 */
record Variations(Set<String> declared, Path programDirectory, Map<Axis, UnusedAxis> unused) {
    /** So long after the first run the seconds of the time of day are others. */
    static final Duration APART = Duration.ofMillis(1100);

    /** Where programs lie, if nobody chooses. */
    private static final Path USUAL_DIRECTORY = Path.of("/bin");

    private static final String PADDING = "ZJAIL_PADDING";
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
            "TMPDIR=/var/tmp",
            "NO_COLOR=1",
            "POSIXLY_CORRECT=1",
            "_=/usr/bin/env");

    private static String nameOf(String entry) {
        return entry.substring(0, entry.indexOf('='));
    }

    static Variations of(Execution first, int cpus) {
        JailSpec spec = first.spec();
        Set<String> declared =
                spec.environment().stream().map(Variations::nameOf).collect(Collectors.toSet());
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
        return new Variations(declared, programDirectory(first), unused);
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
        Draft draft = new Draft(declared, programDirectory);
        axes.stream().sorted().filter(axis -> !unused.containsKey(axis)).forEach(axis -> draft.vary(axis, variant));
        return draft.replay(step);
    }

    /** Conditions in the making. */
    private static final class Draft {
        private final Set<String> declared;
        private final Path programDirectory;
        private final SortedMap<Axis, String> varied = new TreeMap<>();
        private final List<String> environment = new ArrayList<>(Conditions.DEFAULTS.furtherEnvironment());
        private boolean layoutRandomized = Conditions.DEFAULTS.layoutRandomized();
        private boolean singleCpu = Conditions.DEFAULTS.singleCpu();
        private String hostName = Conditions.DEFAULTS.hostName();
        private Path workingDirectory = Conditions.DEFAULTS.workingDirectory();
        private int processId = Conditions.DEFAULTS.processId();
        private long stackBytes = Conditions.DEFAULTS.stackBytes();
        private Duration sinceFirst = Duration.ZERO;

        Draft(Set<String> declared, Path programDirectory) {
            this.declared = declared;
            this.programDirectory = programDirectory;
        }

        /** The jail has neither time zones nor locales, so what is set is what a C library can do by itself. */
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
                            sinceFirst = APART;
                            yield Quantities.duration(APART) + " after the first run or later";
                        }
                        case TIME_ZONE -> variable("TZ", one ? "ZJA11:45" : "ZJB-13");
                        case LOCALE -> {
                            String locale = one ? "C.UTF-8" : "de_DE.UTF-8";
                            yield variable("LANG", locale) + " " + variable("LC_ALL", locale);
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
                    });
        }

        private String variable(String name, String value) {
            String entry = name + "=" + value;
            environment.add(entry);
            return entry;
        }

        FurtherRun.Replay replay(int step) {
            Conditions conditions = new Conditions(
                    layoutRandomized, singleCpu, hostName, workingDirectory, processId, stackBytes, environment);
            return new FurtherRun.Replay(step, conditions, varied, sinceFirst);
        }
    }
}
