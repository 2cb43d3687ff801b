package dev.zjail.engine.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of what a filter says about one system call: the first clause whose conditions all hold decides.
 *
 * @param conditions none for whatever arguments
 * @param decision what happens then
 */
record Clause(List<ArgumentCondition> conditions, SeccompAction decision) {
    Clause {
        conditions = List.copyOf(conditions);
    }

    /** Whether no clause behind this one can decide. */
    boolean decidesAll() {
        return conditions.isEmpty();
    }

    Clause and(List<ArgumentCondition> further, SeccompAction otherDecision) {
        return new Clause(Stream.concat(conditions.stream(), further.stream()).toList(), otherDecision);
    }

    static List<Clause> of(SyscallRule rule) {
        if (!rule.conditional()) {
            return List.of(new Clause(List.of(), rule.decision()));
        }
        return rule.alternatives().stream()
                .map(alternative -> new Clause(alternative, rule.decision()))
                .toList();
    }
}
