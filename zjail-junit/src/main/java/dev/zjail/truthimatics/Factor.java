package dev.zjail.truthimatics;

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
     * One axis: a run with only this varied differs, and of the runs with nothing varied neither the one before it does
     * nor the one behind it.
     *
     * @param axis the axis
     */
    record Dependence(Axis axis) implements Factor {
        @Override
        public String describe() {
            String depends = "it depends on " + axis.phrase();
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
