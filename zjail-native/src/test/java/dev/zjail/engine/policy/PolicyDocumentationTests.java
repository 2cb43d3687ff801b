package dev.zjail.engine.policy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares docs/policies.md with the policies: each call in its table, each constant of its rule in its row. */
@DisplayName("The documentation of a policy")
class PolicyDocumentationTests {
    private static final Path DOCUMENT = Path.of("../docs/policies.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?) \\| (.*?) ?\\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CONSTANT = Pattern.compile(
            "\\b[A-Z]+(?:_[A-Z0-9]+)+\\b|\\b(?:ACCESSPERMS|TCSBRK|TCGETS2?|TIOCGWINSZ|TIOCGPGRP|FI[A-Z]+|SIGABRT|SIGCHLD)\\b");

    /** Each policy by the heading of its section, as it is without an interpreter, and the one it widens. */
    @ParameterizedTest
    @CsvSource({
        "strict, strict, ''",
        "static, static, strict",
        "dynamic, dynamic, static",
        "threads, static-threads, static",
        "processes, static-processes, static-threads",
        "threads, dynamic-threads, dynamic"
    })
    void listsWhatThePolicyAddsToTheOneBeforeOrChanges(String heading, String policy, String before)
            throws IOException {
        Set<String> changed = SyscallTable.names().stream()
                .filter(call -> !explained(policy, call).equals(before.isEmpty() ? "" : explained(before, call)))
                .collect(toCollection(TreeSet::new));

        assertThat(rowsOf(heading).keySet()).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource({
        "strict, strict",
        "static, static",
        "dynamic, dynamic",
        "threads, static-threads",
        "threads, dynamic-threads",
        "processes, static-processes"
    })
    void namesTheConstantsOfEachRule(String heading, String policy) throws IOException {
        Map<String, String> rows = rowsOf(heading);

        assertThat(rows)
                .allSatisfy((call, rule) ->
                        assertThat(constants(rule)).as(call).isEqualTo(constants(explained(policy, call))));
        assertThat(rows)
                .allSatisfy((call, rule) -> assertThat(rule.isBlank())
                        .as(call)
                        .isEqualTo(!explained(policy, call).contains(" where ")));
    }

    private static Set<String> policies() {
        return BuiltInPolicies.namesForOneLinkage();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void counts(String policy) throws IOException {
        SyscallPolicy named = SyscallPolicy.named(policy);

        assertThat(Files.readString(DOCUMENT))
                .contains("| `" + policy + "` | " + named.syscallCount() + " | " + named.argumentRuleCount() + " |");
    }

    @Test
    void showsTheFilterAsItIs() throws IOException {
        List<String> shown = Files.readString(DOCUMENT)
                .lines()
                .filter(line -> line.matches(" {4}\\(\\d{4}\\) .*"))
                .map(String::strip)
                .toList();

        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(FilterListing.of(SyscallPolicy.named("strict").compile(Architecture.X86_64, GuestStart.ANY))
                        .lines())
                .containsAll(shown);
    }

    private static String explained(String policy, String call) {
        return SyscallPolicy.named(policy)
                .explain()
                .lines()
                .filter(line -> line.strip().equals(call) || line.strip().startsWith(call + " "))
                .reduce("", (left, right) -> left + "\n" + right);
    }

    private static Set<String> constants(String text) {
        return CONSTANT.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }

    /** The rules in words by system call, from the tables of one section. */
    private static Map<String, String> rowsOf(String policy) throws IOException {
        List<String> sections = List.of(Files.readString(DOCUMENT).split("(?m)^## "));
        String section = sections.stream()
                .filter(text -> text.startsWith("`" + policy + "`"))
                .findFirst()
                .orElseThrow();
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(section)
                .results()
                .forEach(row ->
                        CODE.matcher(row.group(1)).results().forEach(call -> rows.put(call.group(1), row.group(2))));
        return rows;
    }
}
