package dev.zjail.truthimatics;

import static dev.zjail.truthimatics.Axis.ADDRESS_LAYOUT;
import static dev.zjail.truthimatics.Axis.CPU_COUNT;
import static dev.zjail.truthimatics.Axis.DIRECTORY_ORDER;
import static dev.zjail.truthimatics.Axis.ENVIRONMENT_SIZE;
import static dev.zjail.truthimatics.Axis.HOST_LOAD;
import static dev.zjail.truthimatics.Axis.HOST_NAME;
import static dev.zjail.truthimatics.Axis.INPUT_PACE;
import static dev.zjail.truthimatics.Axis.KERNEL_RELEASE;
import static dev.zjail.truthimatics.Axis.LOCALE;
import static dev.zjail.truthimatics.Axis.MALLOC_FILL;
import static dev.zjail.truthimatics.Axis.PROCESS_ID;
import static dev.zjail.truthimatics.Axis.RANDOM_BYTES;
import static dev.zjail.truthimatics.Axis.SCHEDULE;
import static dev.zjail.truthimatics.Axis.STACK_LIMIT;
import static dev.zjail.truthimatics.Axis.TIME;
import static dev.zjail.truthimatics.Axis.TIME_ZONE;
import static dev.zjail.truthimatics.Axis.WORKING_DIRECTORY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which replays are made, in which order. Weights are measured with one plan and hold for no other: whoever changes a
 * step gives the plan another version and runs the calibration again. Immutable.
 *
 * <p>The order: the watched replay comes first, because what it sees decides what the others are worth. Each of the
 * next four varies several axes at once, so that after five replays nearly every axis was varied. The rest is other
 * values, for what happened to agree: other schedules for who has several threads, other times for who reads a clock.
 * What is left of the budget goes into plain ones, for what differs now and then.
 *
 * @param version the name of the plan
 * @param steps the replays, numbered from 1
 */
record ReplayPlan(String version, List<Step> steps) {
    /** In the place of a step: a replay beyond the plan. No weight says anything of it. */
    static final int BEYOND = 0;

    /** So many replays bound chance below 1 in 3,000; a budget buys no more of them. */
    static final int MOST = 10_000;

    /** The plan that is followed. */
    public static final ReplayPlan CURRENT = new ReplayPlan(
            "8",
            numbered(
                    new Step(0, Step.Kind.WATCHED, Set.of(), 0),
                    varied(1, ADDRESS_LAYOUT, ENVIRONMENT_SIZE, TIME_ZONE),
                    varied(1, MALLOC_FILL, CPU_COUNT, HOST_NAME, LOCALE, INPUT_PACE),
                    varied(1, TIME, RANDOM_BYTES, HOST_LOAD, DIRECTORY_ORDER, KERNEL_RELEASE),
                    varied(2, MALLOC_FILL, LOCALE, WORKING_DIRECTORY, PROCESS_ID, STACK_LIMIT),
                    plain(),
                    varied(1, SCHEDULE),
                    varied(2, ENVIRONMENT_SIZE, TIME_ZONE, HOST_NAME, PROCESS_ID, INPUT_PACE),
                    varied(2, TIME, RANDOM_BYTES, HOST_LOAD),
                    varied(2, SCHEDULE),
                    varied(3, TIME),
                    varied(1, ADDRESS_LAYOUT, MALLOC_FILL, CPU_COUNT, LOCALE, STACK_LIMIT),
                    varied(3, SCHEDULE),
                    varied(4, TIME),
                    varied(4, SCHEDULE),
                    varied(5, TIME),
                    varied(5, SCHEDULE),
                    varied(6, TIME)));

    /** Copies the steps. */
    public ReplayPlan {
        steps = List.copyOf(steps);
    }

    /**
     * One replay of a plan.
     *
     * @param number its place, from 1
     * @param kind what kind of replay it is
     * @param axes what it varies; nothing unless it is a varied one
     * @param variant which of an axis' other values it takes, from 1
     */
    public record Step(int number, Kind kind, Set<Axis> axes, int variant) {
        /** What a replay is for. */
        public enum Kind {
            /** Nothing is varied, and what the program draws from beside its inputs is looked at. */
            WATCHED,
            /** Nothing is varied. */
            PLAIN,
            /** Some axes are varied. */
            VARIED
        }

        /** Copies the axes. */
        public Step {
            axes = copy(axes);
        }
    }

    private static Step varied(int variant, Axis... axes) {
        return new Step(0, Step.Kind.VARIED, Set.of(axes), variant);
    }

    private static Step plain() {
        return new Step(0, Step.Kind.PLAIN, Set.of(), 0);
    }

    private static List<Step> numbered(Step... steps) {
        List<Step> numbered = new ArrayList<>();
        Arrays.stream(steps)
                .forEach(step -> numbered.add(new Step(numbered.size() + 1, step.kind(), step.axes(), step.variant())));
        return numbered;
    }

    static Set<Axis> copy(Set<Axis> axes) {
        EnumSet<Axis> copy = EnumSet.noneOf(Axis.class);
        copy.addAll(axes);
        return Collections.unmodifiableSet(copy);
    }
}
