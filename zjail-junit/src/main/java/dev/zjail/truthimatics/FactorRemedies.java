package dev.zjail.truthimatics;

import java.util.Optional;

/** What would settle that two runs were not the same, by what made them differ. */
final class FactorRemedies {
    private static final String ANOTHER_PROGRAM = "a program that does the same each time";

    private FactorRemedies() {}

    static String of(Factor factor) {
        if (factor instanceof Factor.Dependence dependence) {
            return remedy(dependence) + ", or a program that does not depend on it";
        }
        return factor instanceof Factor.NotFound
                ? ANOTHER_PROGRAM + ", or more replays to find out what it depends on"
                : ANOTHER_PROGRAM + ", or normalise if what differs is of no matter";
    }

    private static String remedy(Factor.Dependence dependence) {
        Optional<String> variable = dependence.variable();
        if (variable.isPresent()) {
            return "declaring the variable: env = \"" + variable.get() + "=value\" gives it, and env = \""
                    + variable.get() + "-\" says that it is not there";
        }
        return switch (dependence.axis()) {
            case TIME_ZONE -> "declaring the time zone: env = \"TZ=UTC\"";
            case LOCALE -> "declaring the locale: env = \"LC_ALL=C\"";
            case WORKING_DIRECTORY -> "declaring workingDirectory";
            case ENVIRONMENT_SIZE -> "declaring the variables that it looks for";
            case MALLOC_FILL -> "a program that writes memory before it reads it (valgrind finds where)";
            case TIME -> "normalise = \"timestamps\" if it shows the time";
            case ADDRESS_LAYOUT -> "normalise = \"addresses\" if it shows addresses";
            case DIRECTORY_ORDER -> "sorting what a directory lists by name, and printing no inode or device number";
            case SCHEDULE -> "waiting for each other wherever threads or processes share something";
            case INPUT_PACE -> "waiting for its input as long as it takes, and reading it to its end";
            case RANDOM_BYTES -> "a fixed seed";
            case CPU_COUNT, HOST_NAME, PROCESS_ID, STACK_LIMIT, HOST_LOAD, KERNEL_RELEASE ->
                "normalise if what differs is of no matter";
        };
    }
}
