package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A filter that is compiled once")
class FilterTemplateTests {
    private static final Set<String> NOTEWORTHY = Set.of("clock_gettime", "getrandom", "mmap", "clone");

    private static final List<GuestStart> STARTS = List.of(
            GuestStart.ANY,
            new GuestStart(0x5A5A_1234_5678L, 1_234_567_890),
            new GuestStart(-1, 0),
            // the very marks by which the places are found, and one half of the path as the other
            new GuestStart(0x1111_1111_2222_2222L, 0x3333_3333),
            new GuestStart(0x2222_2222_1111_1111L, 0x1111_1111));

    static Stream<SyscallPolicy> policies() {
        return BuiltInPolicies.namesForOneLinkage().stream()
                .map(SyscallPolicy::named)
                .flatMap(policy -> Stream.of(
                        policy, policy.allow(Set.of("execve", "setresuid", "ioctl")), policy.withoutSharedMemory()));
    }

    @ParameterizedTest
    @MethodSource("policies")
    @DisplayName("is for each start the filter that is compiled for it")
    void startingAs(SyscallPolicy policy) {
        for (Architecture architecture : Architecture.values()) {
            assertSameForEachStart(start -> policy.compile(architecture, start));
            assertSameForEachStart(start -> policy.compileForObserving(architecture, start));
            assertSameForEachStart(start -> policy.compileForWatching(architecture, start, NOTEWORTHY));
        }
    }

    private static void assertSameForEachStart(Function<GuestStart, SeccompProgram> compiler) {
        FilterTemplate template = FilterTemplate.of(compiler);

        assertThat(template.forAny().toBytes())
                .isEqualTo(compiler.apply(GuestStart.ANY).toBytes());
        for (GuestStart start : STARTS) {
            assertThat(template.startingAs(start))
                    .as(start.toString())
                    .isEqualTo(compiler.apply(start).toBytes());
        }
    }

    @Test
    @DisplayName("is another one for another start")
    void differs() {
        FilterTemplate template =
                FilterTemplate.of(start -> SyscallPolicy.named("strict").compile(Architecture.X86_64, start));

        assertThat(template.startingAs(new GuestStart(1, 2))).isNotEqualTo(template.startingAs(new GuestStart(3, 2)));
    }

    @Test
    @DisplayName("cannot depend on more of the start than three constants")
    void onlyConstants() {
        String message = "a filter depends on more of the start of its guest than three constants";
        FilterTemplate template = FilterTemplate.of(start ->
                new SeccompProgram(List.of(BpfInstruction.returning(start.userId() + 1, "what no policy asks for"))));

        assertThatThrownBy(() -> template.startingAs(GuestStart.ANY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> FilterTemplate.of(start -> new SeccompProgram(Collections.nCopies(
                        start.equals(GuestStart.ANY) ? 1 : 2, BpfInstruction.returning(0, "of its own length")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
