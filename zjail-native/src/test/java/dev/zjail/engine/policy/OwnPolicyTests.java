package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A policy of one's own")
class OwnPolicyTests {
    private static final PolicyEntry SOCKET = PolicyEntry.of("socket");
    private static final PolicyEntry UNIX_SOCKET = PolicyEntry.of("socket", List.of(ArgumentMatch.equal(0, 1)));
    private static final PolicyEntry INET_STREAM =
            PolicyEntry.of("socket", List.of(ArgumentMatch.equal(0, 2), ArgumentMatch.anyOf(1, List.of(1L, 2L))));

    private static OwnPolicy extending(RequestedPolicy base, List<PolicyEntry> allow, List<PolicyEntry> deny) {
        return new OwnPolicy("own", Optional.of(base), allow, deny);
    }

    private static OwnPolicy extendingStrict(PolicyEntry... allow) {
        return extending(RequestedPolicy.named("strict"), List.of(allow), List.of());
    }

    private static SyscallPolicy resolve(RequestedPolicy policy) {
        return policy.resolve(Linkage.STATIC, Architecture.X86_64);
    }

    @Test
    void allowsWhatItExtendsAndMore() {
        SyscallPolicy policy = resolve(extendingStrict(SOCKET, PolicyEntry.of("getpid")));

        assertThat(policy.name()).isEqualTo("own");
        assertThat(policy.syscallCount()).isEqualTo(17);
        assertThat(policy.syscalls()).contains("socket", "getpid", "read");
        assertThat(policy.allow(Set.of("ptrace")).name()).isEqualTo("own+ptrace");
    }

    @Test
    void takesAwayWhatItDenies() {
        SyscallPolicy policy =
                resolve(extending(RequestedPolicy.named("strict"), List.of(), List.of(PolicyEntry.of("openat"))));

        assertThat(policy.syscallCount()).isEqualTo(14);
        assertThat(policy.syscalls()).doesNotContain("openat");
    }

    @Test
    void explainsItsRulesAsAlternatives() {
        SyscallPolicy policy = resolve(extendingStrict(
                UNIX_SOCKET,
                INET_STREAM,
                PolicyEntry.of("fcntl", List.of(new ArgumentMatch(1, 0xFFFF, List.of(3L)))),
                PolicyEntry.of("mmap", List.of(ArgumentMatch.onlyBits(2, 1)))));

        assertThat(policy.argumentRuleCount()).isEqualTo(4);
        assertThat(policy.explain())
                .contains("""
                          socket where argument 0 == 0x1
                          socket where argument 0 == 0x2 and argument 1 == 0x1
                          socket where argument 0 == 0x2 and argument 1 == 0x2
                        """)
                .contains("  fcntl where argument 1 & 0xffff == 0x3\n")
                .contains("  mmap where argument 2 has no bits but 0x1\n")
                .doesNotContain("MAP_PRIVATE");
    }

    @Test
    void putsItsRuleInThePlaceOfTheOneItExtends() {
        SeccompProgram program = resolve(extending(
                        RequestedPolicy.named("static"),
                        List.of(PolicyEntry.of("ioctl", List.of(ArgumentMatch.equal(1, 0x5401)))),
                        List.of()))
                .compile(Architecture.X86_64, GuestStart.ANY);

        assertThat(evaluate(program, "ioctl", 0, 0x5401)).isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(program, "ioctl", 0, 0x5413)).isEqualTo(new SeccompAction.KillProcess());
        assertThat(evaluate(program, "ioctl", 0, 0x1_0000_5401L)).isEqualTo(new SeccompAction.KillProcess());
    }

    @Test
    void isResolvedByTheLinkageOfWhatItExtends() {
        OwnPolicy policy = extending(RequestedPolicy.named("threads"), List.of(SOCKET), List.of());

        assertThat(policy.resolve(Linkage.STATIC, Architecture.X86_64).syscalls())
                .doesNotContain("statfs");
        assertThat(policy.resolve(Linkage.DYNAMIC, Architecture.X86_64).syscalls())
                .contains("statfs", "clone", "socket");
    }

    @Test
    void canExtendAnother() {
        OwnPolicy first = extendingStrict(SOCKET, PolicyEntry.of("getpid"));
        OwnPolicy second =
                new OwnPolicy("second", Optional.of(first), List.of(UNIX_SOCKET), List.of(PolicyEntry.of("getpid")));

        SyscallPolicy policy = resolve(second);

        assertThat(policy.name()).isEqualTo("second");
        assertThat(policy.syscalls()).contains("socket").doesNotContain("getpid");
        assertThat(policy.explain()).contains("  socket where argument 0 == 0x1\n");
    }

    @Test
    void thatExtendsNothingAllowsOnlyWhatItSaysAndTheStartOfTheGuest() {
        SyscallPolicy policy = resolve(new OwnPolicy("alone", Optional.empty(), List.of(SOCKET), List.of()));

        assertThat(policy.syscalls()).containsExactly("execve", "socket");
        assertThat(policy.explain()).contains("  execve where filename is the launcher's own pointer");
    }

    @Test
    void neverShutsOutTheLaunchersOwnExecve() {
        long launchers = 0x2A5A_5A5A_5678L;
        OwnPolicy policy = extendingStrict(PolicyEntry.of("execve", List.of(ArgumentMatch.equal(2, 0))));

        SeccompProgram program =
                resolve(policy).compile(Architecture.X86_64, new GuestStart(launchers, GuestStart.NO_ID));

        assertThat(evaluate(program, "execve", launchers, 1, 1)).isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(program, "execve", 1, 1, 0)).isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(program, "execve", 1, 1, 1)).isEqualTo(new SeccompAction.KillProcess());
    }

    @Test
    void saysOfEachMachineWhatIsSaidOfIt() {
        OwnPolicy policy = extendingStrict(
                new PolicyEntry("socket", List.of(), Set.of(Architecture.AARCH64)),
                new PolicyEntry("getpid", List.of(), Set.of(Architecture.X86_64)),
                PolicyEntry.of("open"));

        assertThat(policy.resolve(Linkage.STATIC, Architecture.X86_64).syscalls())
                .contains("getpid", "open")
                .doesNotContain("socket");
        assertThat(policy.resolve(Linkage.STATIC, Architecture.AARCH64).syscalls())
                .contains("socket", "open")
                .doesNotContain("getpid");
    }

    @Test
    void letsClone3FailWhereItAllowsCloneWithCertainArguments() {
        PolicyEntry clone = PolicyEntry.of("clone", List.of(ArgumentMatch.equal(0, 17)));

        assertThat(resolve(extendingStrict(clone)).explain())
                .contains("  clone where argument 0 == 0x11\n  clone3 fails with ENOSYS\n");
        assertThat(resolve(extending(
                                RequestedPolicy.named("strict"), List.of(clone), List.of(PolicyEntry.of("clone3"))))
                        .explain())
                .doesNotContain("clone3");
    }

    @Test
    void letsAThreadBeJoinedWhereItAllowsThreadsUnlessItSpeaksOfFutexes() {
        PolicyEntry clone = PolicyEntry.of("clone");
        PolicyEntry waiting = PolicyEntry.of("futex", List.of(ArgumentMatch.equal(1, 128)));
        long waitForEndOfThread = 0x109;
        RequestedPolicy base = RequestedPolicy.named("static");

        assertThat(evaluate(compiled(extending(base, List.of(), List.of())), "futex", 0, waitForEndOfThread))
                .isEqualTo(new SeccompAction.KillProcess());
        assertThat(evaluate(compiled(extending(base, List.of(clone), List.of())), "futex", 0, waitForEndOfThread))
                .isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(
                        compiled(extending(base, List.of(clone, waiting), List.of())), "futex", 0, waitForEndOfThread))
                .isEqualTo(new SeccompAction.KillProcess());
    }

    private static SeccompProgram compiled(OwnPolicy policy) {
        return resolve(policy).compile(Architecture.X86_64, GuestStart.ANY);
    }

    private static OwnPolicy refusing(RequestedPolicy base, RefusalEntry... refuse) {
        return new OwnPolicy("own", Optional.of(base), List.of(), List.of(), List.of(refuse));
    }

    @Test
    void letsFailWhatItRefusesWhateverWhatItExtendsSaysOfIt() {
        SyscallPolicy policy = resolve(refusing(
                RequestedPolicy.named("static"), RefusalEntry.of("socket=EAFNOSUPPORT"), RefusalEntry.of("uname")));
        SeccompProgram program = policy.compile(Architecture.X86_64, GuestStart.ANY);

        assertThat(evaluate(program, "socket", 2, 1)).isEqualTo(new SeccompAction.Refuse(97));
        assertThat(evaluate(program, "uname")).isEqualTo(new SeccompAction.Refuse(1));
        assertThat(evaluate(program, "socketpair", 1, 1)).isEqualTo(new SeccompAction.KillProcess());
        assertThat(policy.name()).isEqualTo("own");
        assertThat(policy.syscalls()).doesNotContain("socket", "uname");
    }

    @Test
    void letsFailOnlyWithTheArgumentsThatItNames() {
        SyscallPolicy policy = resolve(refusing(
                RequestedPolicy.named("static"),
                new RefusalEntry(PolicyEntry.of("prctl", List.of(ArgumentMatch.anyOf(0, List.of(1L, 4L)))), "EINVAL")));
        SeccompProgram program = policy.compile(Architecture.X86_64, GuestStart.ANY);

        assertThat(evaluate(program, "prctl", 1)).isEqualTo(new SeccompAction.Refuse(22));
        assertThat(evaluate(program, "prctl", 4)).isEqualTo(new SeccompAction.Refuse(22));
        assertThat(evaluate(program, "prctl", 1L << 32 | 4)).isEqualTo(new SeccompAction.KillProcess());
        assertThat(evaluate(program, "prctl", 15))
                .as("the place of the rule before")
                .isEqualTo(new SeccompAction.KillProcess());
        assertThat(policy.explain()).contains("  prctl is refused with errno 22 where argument 0 == 0x4\n");
    }

    @Test
    void refusesOnTheMachineThatItNames() {
        PolicyEntry onAarch64 = new PolicyEntry("socket", List.of(), Set.of(Architecture.AARCH64));
        OwnPolicy policy = refusing(RequestedPolicy.named("strict"), RefusalEntry.of(onAarch64));

        assertThat(evaluate(compiled(policy), "socket", 1)).isEqualTo(new SeccompAction.KillProcess());
        assertThat(policy.resolve(Linkage.STATIC, Architecture.AARCH64).explain())
                .contains("  socket is refused with errno 1\n");
    }

    @Test
    void refusesClone3AsItSays() {
        SeccompProgram program = compiled(refusing(RequestedPolicy.named("threads"), RefusalEntry.of("clone3=EAGAIN")));

        assertThat(evaluate(program, "clone3")).isEqualTo(new SeccompAction.Refuse(11));
    }

    @Test
    void canBeTakenBackByATestThatAllowsTheCallOrRefusesItOtherwise() {
        SyscallPolicy policy = resolve(refusing(RequestedPolicy.named("static"), RefusalEntry.of("ptrace")));

        assertThat(evaluate(compiled(policy.allow(Set.of("ptrace"))), "ptrace")).isEqualTo(new SeccompAction.Allow());
        assertThat(evaluate(compiled(policy.refuse(List.of(Refusal.of("ptrace=ENOSYS")))), "ptrace"))
                .isEqualTo(new SeccompAction.Refuse(38));
    }

    private static SeccompProgram compiled(SyscallPolicy policy) {
        return policy.compile(Architecture.X86_64, GuestStart.ANY);
    }

    /** AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK and AF_PACKET; AF_VSOCK is 40, AF_QIPCRTR 42, AF_ALG 38. */
    private static final List<Long> CONFINED = List.of(0L, 1L, 2L, 10L, 16L, 17L);

    private static List<Long> familiesOf(SyscallPolicy policy, String call, long type) {
        SeccompProgram program = policy.compile(Architecture.X86_64, GuestStart.ANY);
        return LongStream.concat(LongStream.rangeClosed(-1, 1000), LongStream.of(1L << 32 | 1, 1L << 32 | 40, 1L << 63))
                .filter(family -> evaluate(program, call, family, type).equals(new SeccompAction.Allow()))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "socketpair"})
    void meansTheFamiliesThatANetworkNamespaceConfinesWhereItNamesNone(String call) {
        PolicyEntry ofOneType = PolicyEntry.of(call, List.of(ArgumentMatch.equal(1, 2)));

        assertThat(familiesOf(SyscallPolicy.named("static").allow(Set.of(call)), call, 1))
                .isEqualTo(CONFINED);
        assertThat(familiesOf(resolve(extendingStrict(PolicyEntry.of(call))), call, 1))
                .isEqualTo(CONFINED);
        assertThat(familiesOf(resolve(extendingStrict(ofOneType)), call, 2)).isEqualTo(CONFINED);
        assertThat(familiesOf(resolve(extendingStrict(ofOneType)), call, 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "socketpair"})
    void allowsAnyFamilyThatItNames(String call) {
        PolicyEntry vsock = PolicyEntry.of(call, List.of(ArgumentMatch.anyOf(0, List.of(1L, 40L))));
        PolicyEntry stream = PolicyEntry.of(
                call, List.of(new ArgumentMatch(0, 0xFFFF_FFFFL, List.of(38L)), ArgumentMatch.equal(1, 1)));
        SyscallPolicy policy = resolve(extendingStrict(vsock, stream));

        assertThat(familiesOf(policy, call, 1)).containsExactly(1L, 38L, 40L);
        assertThat(familiesOf(policy, call, 2)).containsExactly(1L, 40L);
        assertThat(familiesOf(policy.allow(Set.of(call)), call, 2))
                .as("and keeps them where a test allows the call")
                .containsExactlyInAnyOrder(0L, 1L, 2L, 10L, 16L, 17L, 40L);
        assertThat(familiesOf(resolve(extendingStrict(vsock)), call.equals("socket") ? "socketpair" : "socket", 1))
                .isEmpty();
    }

    @Test
    void meansToMakeProcessesIfWhatItExtendsDoes() {
        assertThat(RequestedPolicy.auto().makesProcesses()).isFalse();
        assertThat(RequestedPolicy.named("dynamic").makesProcesses()).isFalse();
        assertThat(RequestedPolicy.named("threads").makesProcesses()).isTrue();
        assertThat(RequestedPolicy.named("static-processes").makesProcesses()).isTrue();
        assertThat(extendingStrict().makesProcesses()).isFalse();
        assertThat(extending(RequestedPolicy.named("processes"), List.of(), List.of())
                        .makesProcesses())
                .isTrue();
    }

    @Test
    void isNotEqualToAnotherOfTheSameName() {
        SyscallPolicy one = resolve(extendingStrict(SOCKET));

        assertThat(one).isEqualTo(resolve(extendingStrict(SOCKET))).hasSameHashCodeAs(resolve(extendingStrict(SOCKET)));
        assertThat(one).isNotEqualTo(resolve(extendingStrict(UNIX_SOCKET)));
        assertThat(one)
                .isNotEqualTo(resolve(new OwnPolicy(
                        "other", Optional.of(RequestedPolicy.named("strict")), List.of(SOCKET), List.of())));
    }

    private static SeccompAction evaluate(SeccompProgram program, String syscall, long... firstArguments) {
        long[] arguments = new long[6];
        System.arraycopy(firstArguments, 0, arguments, 0, firstArguments.length);
        return FilterInterpreter.evaluate(
                program,
                Architecture.X86_64.auditArch(),
                Architecture.X86_64.syscallNumber(syscall).orElseThrow(),
                0,
                arguments);
    }

    @Nested
    @DisplayName("is refused")
    class IsRefused {

        @ParameterizedTest
        @ValueSource(strings = {"", "1st", "has space", "plus+", "-x"})
        void byAFormOfName(String name) {
            assertInvalid(() -> new OwnPolicy(name, Optional.empty(), List.of(), List.of()), """
                            `name` must be 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a \
                            letter, but was: "%s". Remedy: write for instance "image-converter".""".formatted(name));
        }

        @ParameterizedTest
        @ValueSource(strings = {"auto", "strict", "threads", "dynamic-processes"})
        void byTheNameOfABuiltInPolicy(String name) {
            assertInvalid(
                    () -> new OwnPolicy(name, Optional.empty(), List.of(), List.of()),
                    "`name` must not be that of a built-in policy, or an audit could not tell them apart, but was: \""
                            + name + "\". Remedy: choose another name.");
        }

        @ParameterizedTest
        @CsvSource({"both", "first", "second"})
        void whereOneEntryMakesAnotherVoid(String unconditional) {
            PolicyEntry first = unconditional.equals("second") ? UNIX_SOCKET : SOCKET;
            PolicyEntry second = unconditional.equals("first") ? UNIX_SOCKET : SOCKET;

            assertInvalid(
                    () -> extendingStrict(first, PolicyEntry.of("getpid"), second),
                    "`allow[2]` must not speak of a call again that is allowed whatever its arguments, but was:"
                            + " \"socket\". Remedy: keep one of the entries, or give each of them conditions.");
        }

        @Test
        void whereItDeniesWhatItAllows() {
            assertInvalid(
                    () -> extending(
                            RequestedPolicy.auto(),
                            List.of(UNIX_SOCKET),
                            List.of(PolicyEntry.of("read"), PolicyEntry.of("socket"))),
                    "`deny[1]` must not hold what allow holds, but was: \"socket\". Remedy: keep one of the two; what"
                            + " allow says takes the place of the rule before by itself.");
        }

        @Test
        void whereItDeniesTheStartOfTheGuest() {
            assertInvalid(
                    () -> extending(RequestedPolicy.auto(), List.of(), List.of(PolicyEntry.of("execve"))),
                    "`deny[0]` must not hold the call that starts the program, but was: \"execve\". Remedy: take it"
                            + " out; only the launcher's own execve passes unless allow has another rule.");
        }

        @Test
        void whereItDeniesWithConditions() {
            assertInvalid(
                    () -> extending(RequestedPolicy.auto(), List.of(), List.of(UNIX_SOCKET)),
                    "`deny[0]` must not have conditions on arguments, but was: \"socket\". Remedy: say in allow with"
                            + " which arguments the call is allowed; that takes the place of the rule before.");
        }

        @Test
        void whereItRefusesWhatItAllowsOrDeniesOrHasRefused() {
            List<PolicyEntry> socket = List.of(UNIX_SOCKET);
            List<RefusalEntry> refuse = List.of(RefusalEntry.of("ptrace"), RefusalEntry.of("socket"));

            assertInvalid(
                    () -> new OwnPolicy("own", Optional.empty(), socket, List.of(), refuse),
                    "`refuse[1]` must not hold what allow holds, but was: \"socket\". Remedy: keep one of the two.");
            assertInvalid(
                    () -> new OwnPolicy("own", Optional.empty(), List.of(), List.of(SOCKET), refuse),
                    "`refuse[1]` must not hold what deny holds, but was: \"socket\". Remedy: keep one of the two.");
            assertInvalid(
                    () -> refusing(
                            RequestedPolicy.auto(), RefusalEntry.of(UNIX_SOCKET), RefusalEntry.of("socket=ENOSYS")),
                    "`refuse[1]` must not speak of a call again that is refused, but was: \"socket\". Remedy: keep one of"
                            + " the entries; several values of an argument go into anyOf.");
        }

        @Test
        void whereItRefusesTheStartOfTheGuestOrByAnUnknownError() {
            assertInvalid(
                    () -> RefusalEntry.of(PolicyEntry.of("execve")),
                    "`syscall` must not hold the call that starts the program, but was: \"execve\". Remedy: take it out;"
                            + " only the launcher's own execve passes unless allow has it.");
            assertInvalid(
                    () -> new RefusalEntry(SOCKET, "EPREM"),
                    "`errno` must name errors as errno(3) does, but was: \"EPREM\". Remedy: write for instance \"EPERM\".");
        }

        @Test
        void byAnUnknownCall() {
            assertInvalid(
                    () -> PolicyEntry.of("sokcet"),
                    "`syscall` must hold the kernel's names of system calls, but was: \"sokcet\". Remedy: perhaps you mean"
                            + " socket.");
        }

        @Test
        void byAMachineThatDoesNotHaveTheCall() {
            assertInvalid(
                    () -> new PolicyEntry("open", List.of(), Set.of(Architecture.AARCH64)),
                    "`architectures` must name architectures that have the system call open, but was: \"aarch64\"."
                            + " Remedy: take it out of the list.");
            assertInvalid(
                    () -> new PolicyEntry("open", List.of(), Set.of()),
                    "`architectures` must name at least one architecture, but was: none. Remedy: leave it out to mean"
                            + " every architecture.");
        }

        @Test
        void byAnArgumentThatNoCallHas() {
            assertInvalid(
                    () -> ArgumentMatch.equal(6, 0),
                    "`index` must be 0 to 5, but was: 6. Remedy: count the arguments from 0, as in the manual page of"
                            + " the call.");
        }

        @Test
        void byAMaskThatWouldAlwaysOrNeverHold() {
            assertInvalid(
                    () -> new ArgumentMatch(0, 0, List.of(0L)),
                    "`mask` must have a bit to look at, but was: 0x0. Remedy: leave out the condition, which would"
                            + " always hold.");
            assertInvalid(
                    () -> new ArgumentMatch(0, 0xF0, List.of(0x10L, 0x1FL)),
                    "`equals` must have no bits outside the mask 0xf0, or it could never hold, but was: 0x1f. Remedy:"
                            + " add the bits to the mask, or take them away here.");
            assertInvalid(
                    () -> ArgumentMatch.onlyBits(0, -1),
                    "`onlyBits` must leave a bit out, but was: 0xffffffffffffffff. Remedy: leave out the condition,"
                            + " which would always hold.");
            assertInvalid(
                    () -> ArgumentMatch.anyOf(0, List.of()),
                    "`anyOf` must hold at least one value, but was: none. Remedy: write for instance [0].");
        }

        @Test
        void byMoreCombinationsThanAnyoneMeans() {
            List<Long> seventeen = LongStream.range(0, 17).boxed().toList();
            List<ArgumentMatch> matches = List.of(ArgumentMatch.anyOf(0, seventeen), ArgumentMatch.anyOf(1, seventeen));

            assertInvalid(
                    () -> PolicyEntry.of("socket", matches),
                    "`arguments` must combine in at most 256 ways, but was: 17 times 17. Remedy: list fewer values in"
                            + " anyOf, or use a mask.");
        }

        @Test
        void whereItNamesTheFamilyOfASocketInPart() {
            List<ArgumentMatch> even = List.of(new ArgumentMatch(0, 1, List.of(0L)));
            List<ArgumentMatch> small = List.of(ArgumentMatch.equal(1, 1), ArgumentMatch.onlyBits(0, 0x3F));

            assertInvalid(
                    () -> PolicyEntry.of("socket", even),
                    "`arguments` must name the families of socket one by one, but was: argument 0 & 0x1 == 0x0."
                            + " Remedy: list them with equals or anyOf, without a mask.");
            assertInvalid(
                    () -> PolicyEntry.of("socketpair", small),
                    "`arguments` must name the families of socketpair one by one, but was: argument 0 has no bits but"
                            + " 0x3f. Remedy: list them with equals or anyOf, without a mask.");
            assertThat(PolicyEntry.of("connect", even).conditional()).isTrue();
        }

        @Test
        void byAFilterLongerThanTheKernelTakes() {
            // Each with a high half of its own, so that it takes a look of its own.
            List<Long> many = LongStream.range(0, 250)
                    .map(constant -> constant << 32)
                    .boxed()
                    .toList();
            List<PolicyEntry> entries = new ArrayList<>();
            for (String call : List.of("socket", "bind", "listen", "connect")) {
                entries.add(PolicyEntry.of(call, List.of(ArgumentMatch.anyOf(0, many))));
            }

            assertInvalid(
                    () -> resolve(extendingStrict(entries.toArray(PolicyEntry[]::new)))
                            .compile(Architecture.X86_64, GuestStart.ANY),
                    "`policy` must make a filter of at most 4096 instructions, which is what the kernel takes, but"
                            + " was: 5066. Remedy: allow fewer calls with fewer rules on their arguments.");
        }

        private void assertInvalid(ThrowingCallable attempt, String message) {
            assertThatThrownBy(attempt)
                    .asInstanceOf(InstanceOfAssertFactories.type(InvalidPolicyException.class))
                    .satisfies(exception -> assertThat(exception).hasMessage(message));
        }
    }
}
