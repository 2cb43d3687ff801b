package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The table of system calls")
class SyscallTableTests {
    /** Headers of a later kernel than the table's may know more. */
    private static final int LAST_NUMBER_OF_LINUX_6_18 = 469;

    private static final Pattern MACRO = Pattern.compile("#define __NR_(\\w+) ");
    private static final Pattern EXPANDED = Pattern.compile("(?m)^number of (\\w+) is (\\d+)$");

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "X86_64,  asm/unistd_64.h, 300",
        "I386,    asm/unistd_32.h, 400",
        "AARCH64, asm-generic/unistd.h, 300",
    })
    void agreesWithEveryNumberOfTheKernelHeaders(CallingConvention convention, String header, int atLeast)
            throws IOException {
        Map<String, Integer> inHeader = numbersIn(header);
        Map<String, Integer> inTable = new TreeMap<>();
        inHeader.keySet().forEach(name -> SyscallTable.number(convention, name).ifPresent(n -> inTable.put(name, n)));

        assertThat(inHeader).hasSizeGreaterThan(atLeast);
        assertThat(inTable).isEqualTo(inHeader);
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64,  asm/unistd_64.h",
        "I386,    asm/unistd_32.h",
        "AARCH64, asm-generic/unistd.h",
    })
    void hasNoOldCallTheKernelHeadersDoNotHave(CallingConvention convention, String header) throws IOException {
        Map<String, Integer> inHeader = numbersIn(header);
        int last = inHeader.values().stream().mapToInt(Integer::intValue).max().orElseThrow();

        assertThat(IntStream.rangeClosed(0, last)
                        .mapToObj(number -> SyscallTable.name(convention, number))
                        .flatMap(Optional::stream))
                // x86-64 filled these two gaps in Linux 6.11 and 6.18
                .filteredOn(name -> !name.equals("uretprobe") && !name.equals("uprobe"))
                .containsExactlyInAnyOrderElementsOf(inHeader.keySet());
    }

    @Test
    void knowsTheCallsThatCameAfterTheHeadersItWasMadeFrom() {
        assertThat(Architecture.X86_64.syscallNumber("uretprobe")).hasValue(335);
        assertThat(Architecture.X86_64.syscallNumber("uprobe")).hasValue(336);
        assertThat(Architecture.AARCH64.syscallNumber("uprobe")).isEmpty();
        assertThat(Architecture.X86_64.syscallNumber("mseal")).hasValue(462);
        assertThat(Architecture.AARCH64.syscallNumber("file_setattr")).hasValue(469);
    }

    /** Lets the preprocessor expand each macro; so the numbers of a foreign architecture can be read too. */
    private Map<String, Integer> numbersIn(String header) throws IOException {
        String prefix =
                "#define __ARCH_WANT_RENAMEAT\n#define __ARCH_WANT_NEW_STAT\n#define __ARCH_WANT_SET_GET_RLIMIT\n"
                        + "#define __ARCH_WANT_SYS_CLONE3\n#define __ARCH_WANT_MEMFD_SECRET\n#include <" + header
                        + ">\n";
        String macros = Native.preprocess(prefix, directory, "-dM");
        String questions = MACRO.matcher(macros)
                .results()
                .map(match -> match.group(1))
                // neither is a call: the count of them all, and where an architecture's own begin
                .filter(name -> !name.equals("syscalls") && !name.equals("arch_specific_syscall"))
                .map(name -> "number of " + name + " is __NR_" + name + "\n")
                .collect(Collectors.joining());
        Map<String, Integer> numbers = EXPANDED.matcher(Native.preprocess(prefix + questions, directory))
                .results()
                .collect(Collectors.toMap(
                        match -> match.group(1), SyscallTableTests::number, (a, b) -> a, TreeMap::new));
        numbers.values().removeIf(number -> number > LAST_NUMBER_OF_LINUX_6_18);
        return numbers;
    }

    private static int number(MatchResult match) {
        return Integer.parseInt(match.group(2));
    }
}
