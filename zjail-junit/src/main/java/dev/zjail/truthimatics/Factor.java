package dev.zjail.truthimatics;

import java.util.Optional;
import org.apiguardian.api.API;

/** What made two runs of one program on one input differ, as far as it was found out. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Factor {

    /**
     * Says it in one sentence, without a full stop.
     *
     * @return such as {@code it depends on the time zone (TZ)}
     */
    String describe();

    /** Chance: a run with nothing varied differs as well. */
    record Randomness() implements Factor {
        @Override
        public String describe() {
            return "it is nondeterministic: a run with nothing varied differs too";
        }
    }

    /**
     * One axis: in runs that by turns have nothing varied and only this, the difference comes and goes with it, so
     * often that chance would do so in fewer than 1 of 100.
     *
     * @param axis the axis
     * @param variable of the environment, the one that makes it differ; empty if that was not found, or no matter
     */
    record Dependence(Axis axis, Optional<String> variable) implements Factor {
        /**
         * Names the axis alone.
         *
         * @param axis the axis
         */
        public Dependence(Axis axis) {
            this(axis, Optional.empty());
        }

        @Override
        public String describe() {
            String depends = "it depends on "
                    + variable.map(name -> "the variable " + name).orElseGet(axis::phrase);
            return axis.kind() == Axis.Kind.ENVIRONMENT
                    ? depends + ", which the test does not declare"
                    : "it is nondeterministic: " + depends;
        }
    }

    /**
     * It was not found.
     *
     * @param reason why not, a sentence without a full stop
     */
    record NotFound(String reason) implements Factor {
        @Override
        public String describe() {
            return reason;
        }
    }
}
