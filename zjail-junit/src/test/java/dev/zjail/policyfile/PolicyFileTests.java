package dev.zjail.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.PackageVersion;
import dev.zjail.BuildServers;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.Linkage;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.policy.SyscallPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A policy file")
class PolicyFileTests {
    /** Of what it does not understand; before, the place to which it had read. */
    private static final boolean JACKSON_NAMES_THE_BEGINNING = PackageVersion.VERSION.getMinorVersion() >= 18;

    @TempDir
    private Path module = Path.of("");

    private Path write(String name, String content) throws IOException {
        Path file = module.resolve("policies").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private RequestedPolicy read(String content) throws IOException {
        return PolicyFile.read(write("own.json", content), module);
    }

    private static SyscallPolicy resolve(RequestedPolicy policy) {
        return policy.resolve(Linkage.STATIC, Architecture.X86_64);
    }

    @ParameterizedTest
    @CsvSource({"own.json, true", "a/b.json, true", ".json, true", "auto, false", "json, false", "own.JSON, false"})
    void isToldFromABuiltInPolicyByTheEndOfItsName(String policy, boolean file) {
        assertThat(PolicyFile.isNamedBy(policy)).isEqualTo(file);
    }

    @Test
    void allowsWhatItExtendsWithoutWhatItDeniesAndMore() throws IOException {
        RequestedPolicy policy = read("""
                {
                  "$schema": "../docs/policy.schema.json",
                  "name": "local-client",
                  "description": "talks to a server beside it",
                  "extends": "auto",
                  "allow": [
                    "getpeername",
                    {
                      "description": "AF_UNIX, SOCK_STREAM or SOCK_DGRAM, perhaps SOCK_CLOEXEC",
                      "syscall": "socket",
                      "arguments": [
                        {"index": 0, "equals": 1},
                        {"index": 1, "mask": "0xFFFFFFFFFFF7ffff", "anyOf": [1, "0x2"]}
                      ]
                    },
                    {"syscall": "connect", "architectures": ["x86_64"]},
                    {"syscall": "bind", "architectures": ["aarch64"]},
                    {"syscall": "shutdown", "arguments": [{"index": 1, "onlyBits": 3}]},
                    {"syscall": "dup", "arguments": [{"index": 0, "equals": -1}]},
                    {"syscall": "listen", "arguments": [{"index": 1, "equals": 18446744073709551615}]}
                  ],
                  "deny": ["ioctl", {"syscall": "fcntl", "architectures": ["aarch64"]}]
                }
                """);

        assertThat(policy.name()).isEqualTo("local-client");
        SyscallPolicy resolved = resolve(policy);
        assertThat(resolved.syscalls())
                .contains("read", "getpeername", "socket", "connect", "fcntl")
                .doesNotContain("ioctl", "bind");
        assertThat(resolved.explain())
                .contains("""
                          socket where argument 0 == 0x1 and argument 1 & 0xfffffffffff7ffff == 0x1
                          socket where argument 0 == 0x1 and argument 1 & 0xfffffffffff7ffff == 0x2
                        """)
                .contains("  shutdown where argument 1 has no bits but 0x3\n")
                .contains("  dup where argument 0 == 0xffffffffffffffff\n")
                .contains("  listen where argument 1 == 0xffffffffffffffff\n");
    }

    @Test
    void thatExtendsNothingAllowsOnlyWhatItSays() throws IOException {
        assertThat(resolve(read("{\"name\": \"alone\"}")).syscalls()).containsExactly("execve");
    }

    @Test
    void letsFailWhatItRefuses() throws IOException {
        RequestedPolicy policy = read("""
                {
                  "name": "quiet",
                  "extends": "auto",
                  "refuse": [
                    "ptrace",
                    "socketpair=EAFNOSUPPORT",
                    {"syscall": "getcpu", "errno": "ENOSYS", "description": "it counts CPUs"},
                    {"syscall": "socket", "arguments": [{"index": 0, "anyOf": [1, 16]}]},
                    {"syscall": "bind", "architectures": ["aarch64"]}
                  ]
                }
                """);

        assertThat(resolve(policy).explain())
                .contains("  ptrace is refused with errno 1\n")
                .contains("  socketpair is refused with errno 97\n")
                .contains("  getcpu is refused with errno 38\n")
                .contains("""
                          socket is refused with errno 1 where argument 0 == 0x1
                          socket is refused with errno 1 where argument 0 == 0x10
                        """)
                .doesNotContain("bind");
    }

    @Test
    void canExtendAnotherFile() throws IOException {
        write("base/wide.json", "{\"name\": \"wide\", \"extends\": \"threads\", \"allow\": [\"socket\"]}");
        Path file =
                write("narrow.json", "{\"name\": \"narrow\", \"extends\": \"base/wide.json\", \"deny\": [\"prctl\"]}");

        RequestedPolicy policy = PolicyFile.read(file, module);

        assertThat(resolve(policy).syscalls()).contains("socket", "clone").doesNotContain("prctl");
        assertThat(policy.makesProcesses()).isTrue();
    }

    @Nested
    @DisplayName("is refused, with line and column,")
    class IsRefused {

        private void assertRefused(String content, String message) throws IOException {
            Path file = write("own.json", content);

            assertThatThrownBy(() -> PolicyFile.read(file, module))
                    .isInstanceOf(PolicyFileException.class)
                    .hasMessage("`policy` file policies/own.json, " + message);
        }

        /** An entry of allow in the fourth line. */
        private void assertEntryRefused(String entry, String message) throws IOException {
            assertRefused("{\n \"name\": \"own\",\n \"allow\": [\"getpid\",\n  " + entry + "\n]}", message);
        }

        private void assertArgumentRefused(String argument, String message) throws IOException {
            assertEntryRefused("{\"syscall\": \"socket\", \"arguments\": [" + argument + "]}", message);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{ ]             | 1 | 3",
                    "{\"name\": own}   | 1 | 10",
                    "{\"name\": \"own\"  | 1 | 15",
                    "{\"name\": 01}    | 1 | 11",
                    "// comment {}   | 1 | 1",
                })
        void bySyntax(String content, int line, int column) throws IOException {
            Path file = write("own.json", content);

            assertThatThrownBy(() -> PolicyFile.read(file, module))
                    .isInstanceOf(PolicyFileException.class)
                    .hasMessageMatching("(?s)`policy` file policies/own\\.json, line " + line + ", column "
                            + (JACKSON_NAMES_THE_BEGINNING ? column : "[0-9]+")
                            + ": `JSON` must follow its grammar, but was: .*")
                    .hasMessageEndingWith(". Remedy: correct the syntax here.");
        }

        @Test
        void withoutAnOrderToABuildServerInWhatIsSaid() throws IOException {
            for (String order : BuildServers.ORDERS) {
                String text = order.replace("\u001b", "").replaceAll("[\r\n\f]", " ");
                for (String content : List.of(
                        "{\"name\": \"" + text + "\"}",
                        "{\"" + text + "\": 1}",
                        "{\"name\": \"a\", \"extends\": \"" + text + "\"}",
                        "{\"name\": \"a\", \"allow\": [\"" + text + "\"]}",
                        "{" + text)) {
                    Path file = write("own.json", content);
                    assertThatThrownBy(() -> PolicyFile.read(file, module))
                            .satisfies(refusal -> BuildServers.assertNoneIsLeftIn(refusal.toString()));
                }
            }
        }

        @Test
        void whereThereIsNothing() throws IOException {
            assertRefused(
                    " \n",
                    "line 1, column 1: `JSON` must hold an object, but was: nothing. Remedy: write { and a name.");
        }

        @Test
        void whereMoreFollows() throws IOException {
            assertRefused(
                    "{\"name\": \"own\"}\n{}",
                    "line 2, column 1: `JSON` must end after its object, but was: more. Remedy: take away what follows.");
        }

        @Test
        void whereANameIsThereTwice() throws IOException {
            assertRefused(
                    "{\"name\": \"own\",\n  \"name\": \"other\"}",
                    "line 2, column 3: `JSON` must have each name once in an object, but was: \"name\". Remedy: keep one"
                            + " of them.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {"[]|an array", "\"own\"|\"own\"", "7|7", "null|null", "1.5|1.5", "true|true"})
        void whereItIsNoObject(String content, String found) throws IOException {
            assertRefused(
                    content,
                    "line 1, column 1: `policy` must be an object, but was: " + found + ". Remedy: write { and }.");
        }

        @Test
        void byAnUnknownField() throws IOException {
            assertRefused(
                    "{\"name\": \"own\",\n  \"alow\": []}",
                    "line 2, column 3: `policy` must have no fields but $schema, name, description, extends, allow, deny,"
                            + " refuse, but was: \"alow\". Remedy: perhaps you mean allow.");
            assertRefused(
                    "{\"defaultAction\": 1}",
                    "line 1, column 2: `policy` must have no fields but $schema, name, description, extends, allow, deny,"
                            + " refuse, but was: \"defaultAction\". Remedy: take it out.");
            assertEntryRefused(
                    "{\"name\": \"socket\"}",
                    "line 4, column 4: `allow[1]` must have no fields but syscall, arguments, architectures, description,"
                            + " but was: \"name\". Remedy: take it out.");
            assertArgumentRefused(
                    "{\"index\": 0, \"value\": 1}",
                    "line 4, column 52: `allow[1].arguments[0]` must have no fields but index, equals, anyOf, onlyBits,"
                            + " mask, but was: \"value\". Remedy: take it out.");
        }

        @Test
        void byAMissingField() throws IOException {
            assertRefused(
                    "{}",
                    "line 1, column 1: `policy` must have the field name, but was: an object without it. Remedy: add for"
                            + " instance \"name\": \"image-converter\".");
            assertEntryRefused(
                    "{\"architectures\": [\"x86_64\"]}",
                    "line 4, column 3: `allow[1]` must have the field syscall, but was: an object without it. Remedy: add"
                            + " for instance \"syscall\": \"getpid\".");
            assertArgumentRefused(
                    "{\"equals\": 1}",
                    "line 4, column 39: `allow[1].arguments[0]` must have the field index, but was: an object without it."
                            + " Remedy: add for instance \"index\": 0.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"$schema\": 1     | 13 | $schema | 1 | ../docs/policy.schema.json",
                    "\"description\": {} | 17 | description | an object | for the image converter",
                    "\"extends\": null  | 13 | extends | null | auto",
                    "\"name\": 7        | 10 | name | 7 | image-converter",
                })
        void whereAStringIsNeeded(String member, int column, String path, String found, String example)
                throws IOException {
            String name = path.equals("name") ? "" : ",\n \"name\": \"own\"";
            assertRefused(
                    "{" + member.strip() + name + "}",
                    "line 1, column " + column + ": `" + path + "` must be a string, but was: " + found
                            + ". Remedy: write for instance \"" + example + "\".");
        }

        @Test
        void byAnotherTypeInAnEntry() throws IOException {
            assertRefused(
                    "{\"name\": \"own\", \"allow\": \"getpid\"}",
                    "line 1, column 26: `allow` must be an array, but was: \"getpid\". Remedy: write for instance"
                            + " [\"getpid\"].");
            assertEntryRefused(
                    "7", "line 4, column 3: `allow[1]` must be an object, but was: 7. Remedy: write { and }.");
            assertEntryRefused(
                    "{\"syscall\": [\"socket\"]}",
                    "line 4, column 15: `allow[1].syscall` must be a string, but was: an array. Remedy: write for"
                            + " instance \"getpid\".");
            assertEntryRefused(
                    "{\"syscall\": \"socket\", \"description\": 1}",
                    "line 4, column 40: `allow[1].description` must be a string, but was: 1. Remedy: write for instance"
                            + " \"for the progress bar\".");
            assertEntryRefused(
                    "{\"syscall\": \"socket\", \"arguments\": {}}",
                    "line 4, column 38: `allow[1].arguments` must be an array, but was: an object. Remedy: write for"
                            + " instance [{\"index\": 0, \"equals\": 1}].");
            assertEntryRefused(
                    "{\"syscall\": \"socket\", \"architectures\": [64]}",
                    "line 4, column 43: `allow[1].architectures[0]` must be a string, but was: 64. Remedy: write for"
                            + " instance \"x86_64\".");
        }

        @Test
        void byItsName() throws IOException {
            assertRefused(
                    "{\n \"name\": \"strict\"}",
                    "line 2, column 10: `name` must not be that of a built-in policy, or an audit could not tell them"
                            + " apart, but was: \"strict\". Remedy: choose another name.");
            assertRefused(
                    "{\n \"name\": \"a b\"}",
                    "line 2, column 10: `name` must be 1 to 64 letters, digits, dots, hyphens and underscores, beginning"
                            + " with a letter, but was: \"a b\". Remedy: write for instance \"image-converter\".");
        }

        @Test
        void byAnUnknownPolicyToExtend() throws IOException {
            assertRefused(
                    "{\"name\": \"own\",\n \"extends\": \"tread\"}",
                    "line 2, column 13: `extends` must be one of auto, threads, processes, strict, static, dynamic,"
                            + " static-threads, static-processes, dynamic-threads, dynamic-processes, but was: \"tread\"."
                            + " Remedy: name one of these.");
            assertRefused(
                    "{\"name\": \"own\",\n \"extends\": \"dynamik\"}",
                    "line 2, column 13: `extends` must be one of auto, threads, processes, strict, static, dynamic,"
                            + " static-threads, static-processes, dynamic-threads, dynamic-processes, but was:"
                            + " \"dynamik\". Remedy: perhaps you mean dynamic.");
        }

        @Test
        void byAnUnknownCall() throws IOException {
            String message =
                    "must hold the kernel's names of system calls, but was: \"sokcet\". Remedy: perhaps you mean"
                            + " socket.";
            assertEntryRefused("\"sokcet\"", "line 4, column 3: `allow[1]` " + message);
            assertEntryRefused("{\"syscall\": \"sokcet\"}", "line 4, column 15: `allow[1].syscall` " + message);
            assertRefused("{\"name\": \"own\", \"deny\": [\"sokcet\"]}", "line 1, column 26: `deny[0]` " + message);
        }

        @Test
        void byWhatCannotBeRefused() throws IOException {
            assertRefusalRefused(
                    "\"sokcet\"",
                    "line 4, column 3: `refuse[1]` must hold the kernel's names of system calls, but was: \"sokcet\"."
                            + " Remedy: perhaps you mean socket.");
            assertRefusalRefused(
                    "\"socket=EFAULTY\"",
                    "line 4, column 3: `refuse[1]` must name errors as errno(3) does, but was: \"socket=EFAULTY\"."
                            + " Remedy: perhaps you mean EFAULT.");
            assertRefusalRefused(
                    "{\"syscall\": \"socket\", \"errno\": \"EFAULTY\"}",
                    "line 4, column 34: `refuse[1].errno` must name errors as errno(3) does, but was: \"EFAULTY\"."
                            + " Remedy: perhaps you mean EFAULT.");
            assertRefusalRefused(
                    "{\"syscall\": \"execve\"}",
                    "line 4, column 15: `refuse[1].syscall` must not hold the call that starts the program, but was:"
                            + " \"execve\". Remedy: take it out; only the launcher's own execve passes unless allow has it.");
            assertRefusalRefused(
                    "\"getpid=ENOSYS\"",
                    "line 4, column 3: `refuse[1]` must not speak of a call again that is refused, but was:"
                            + " \"getpid=ENOSYS\". Remedy: keep one of the entries; several values of an argument go into"
                            + " anyOf.");
        }

        /** An entry of refuse in the fourth line. */
        private void assertRefusalRefused(String entry, String message) throws IOException {
            assertRefused("{\n \"name\": \"own\",\n \"refuse\": [\"getpid\",\n  " + entry + "\n]}", message);
        }

        @Test
        void byAnotherTypeInARefusal() throws IOException {
            assertRefused(
                    "{\"name\": \"own\", \"refuse\": \"socket\"}",
                    "line 1, column 27: `refuse` must be an array, but was: \"socket\". Remedy: write for instance"
                            + " [\"socket=EAFNOSUPPORT\"].");
            assertRefusalRefused(
                    "{\"syscall\": \"socket\", \"errno\": 97}",
                    "line 4, column 34: `refuse[1].errno` must be a string, but was: 97. Remedy: write for instance"
                            + " \"EAFNOSUPPORT\".");
            assertRefusalRefused(
                    "{\"syscall\": \"socket\", \"error\": \"EPERM\"}",
                    "line 4, column 25: `refuse[1]` must have no fields but syscall, errno, arguments, architectures,"
                            + " description, but was: \"error\". Remedy: take it out.");
        }

        @Test
        void byAnUnknownArchitecture() throws IOException {
            assertEntryRefused(
                    "{\"syscall\": \"socket\", \"architectures\": [\"x86-64\"]}",
                    "line 4, column 43: `allow[1].architectures[0]` must be one of aarch64, x86_64, but was: \"x86-64\"."
                            + " Remedy: perhaps you mean x86_64.");
            assertEntryRefused(
                    "{\"syscall\": \"socket\", \"architectures\": [\"riscv\"]}",
                    "line 4, column 43: `allow[1].architectures[0]` must be one of aarch64, x86_64, but was: \"riscv\"."
                            + " Remedy: name one of these.");
            assertEntryRefused(
                    "{\"syscall\": \"open\", \"architectures\": [\"aarch64\"]}",
                    "line 4, column 40: `allow[1].architectures` must name architectures that have the system call open,"
                            + " but was: \"aarch64\". Remedy: take it out of the list.");
            assertEntryRefused(
                    "{\"syscall\": \"open\", \"architectures\": []}",
                    "line 4, column 40: `allow[1].architectures` must name at least one architecture, but was: none."
                            + " Remedy: leave it out to mean every architecture.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "18446744073709551616",
                    "-9223372036854775809",
                    "1.0",
                    "1e3",
                    "true",
                    "null",
                    "\"4096\"",
                    "\"0x\"",
                    "\"0xg\"",
                    "\"0x11112222333344445\"",
                    "\"AF_UNIX\""
                })
        void byANumberThatIsNoneOf64Bits(String number) throws IOException {
            assertArgumentRefused(
                    "{\"index\": 0, \"equals\": " + number + "}",
                    "line 4, column 62: `allow[1].arguments[0].equals` must be a whole number of 64 bits, but was: "
                            + number
                            + ". Remedy: write for instance 4096 or \"0x1000\", from -9223372036854775808 to"
                            + " 18446744073709551615.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"6", "-1", "99999999999999999999"})
        void byAnArgumentThatNoCallHas(String index) throws IOException {
            assertArgumentRefused(
                    "{\"index\": " + index + ", \"equals\": 1}",
                    "line 4, column 49: `allow[1].arguments[0].index` must be 0 to 5, but was: " + index
                            + ". Remedy: count the arguments from 0, as in the manual page of the call.");
        }

        @Test
        void byAnIndexThatIsNoNumber() throws IOException {
            assertArgumentRefused(
                    "{\"index\": \"0\", \"equals\": 1}",
                    "line 4, column 49: `allow[1].arguments[0].index` must be a whole number, but was: \"0\". Remedy:"
                            + " write for instance 0.");
        }

        @Test
        void byAConditionWithoutAComparisonOrWithTwo() throws IOException {
            String rule =
                    "line 4, column 39: `allow[1].arguments[0]` must have exactly one of the fields equals, anyOf,"
                            + " onlyBits, but was: ";
            String remedy = ". Remedy: write for instance {\"index\": 0, \"equals\": 1}.";
            assertArgumentRefused("{\"index\": 0, \"mask\": 1}", rule + "none" + remedy);
            assertArgumentRefused(
                    "{\"index\": 0, \"equals\": 1, \"onlyBits\": 1}", rule + "equals and onlyBits" + remedy);
        }

        @Test
        void byAConditionThatAlwaysOrNeverHolds() throws IOException {
            assertArgumentRefused(
                    "{\"index\": 0, \"equals\": 0, \"mask\": \"0x0\"}",
                    "line 4, column 73: `allow[1].arguments[0].mask` must have a bit to look at, but was: \"0x0\". Remedy:"
                            + " leave out the condition, which would always hold.");
            assertArgumentRefused(
                    "{\"index\": 0, \"equals\": \"0x1F\", \"mask\": 240}",
                    "line 4, column 62: `allow[1].arguments[0].equals` must have no bits outside the mask 0xf0, or it"
                            + " could never hold, but was: \"0x1F\". Remedy: add the bits to the mask, or take them away"
                            + " here.");
            assertArgumentRefused(
                    "{\"index\": 0, \"onlyBits\": -1}",
                    "line 4, column 64: `allow[1].arguments[0].onlyBits` must leave a bit out, but was: -1. Remedy: leave"
                            + " out the condition, which would always hold.");
            assertArgumentRefused(
                    "{\"index\": 0, \"anyOf\": []}",
                    "line 4, column 61: `allow[1].arguments[0].anyOf` must hold at least one value, but was: none. Remedy:"
                            + " write for instance [0].");
            assertArgumentRefused(
                    "{\"index\": 0, \"onlyBits\": 1, \"mask\": 1}",
                    "line 4, column 75: `allow[1].arguments[0].mask` must not stand beside onlyBits, which is a mask"
                            + " itself, but was: 1. Remedy: take it out, or write equals instead of onlyBits.");
            assertArgumentRefused(
                    "",
                    "line 4, column 38: `allow[1].arguments` must hold at least one condition, but was: none. Remedy:"
                            + " leave the field out to allow any arguments.");
        }

        @Test
        void byTooManyCombinations() throws IOException {
            String seventeen = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]";
            assertArgumentRefused(
                    "{\"index\": 0, \"anyOf\": " + seventeen + "}, {\"index\": 1, \"anyOf\": " + seventeen + "}",
                    "line 4, column 38: `allow[1].arguments` must combine in at most 256 ways, but was: 17 times 17."
                            + " Remedy: list fewer values in anyOf, or use a mask.");
        }

        @Test
        void byAContradiction() throws IOException {
            assertEntryRefused(
                    "\"getpid\"",
                    "line 4, column 3: `allow[1]` must not speak of a call again that is allowed whatever its arguments,"
                            + " but was: \"getpid\". Remedy: keep one of the entries, or give each of them conditions.");
            assertRefused(
                    "{\"name\": \"own\", \"allow\": [\"socket\"],\n \"deny\": [\"bind\",\n  \"socket\"]}",
                    "line 3, column 3: `deny[1]` must not hold what allow holds, but was: \"socket\". Remedy: keep one of"
                            + " the two; what allow says takes the place of the rule before by itself.");
            assertRefused(
                    "{\"name\": \"own\",\n \"deny\": [\"execve\"]}",
                    "line 2, column 11: `deny[0]` must not hold the call that starts the program, but was: \"execve\"."
                            + " Remedy: take it out; only the launcher's own execve passes unless allow has another rule.");
            assertRefused(
                    "{\"name\": \"own\",\n \"deny\": [{\"syscall\": \"bind\", \"arguments\": [{\"index\": 0, \"equals\": 1}]}]}",
                    "line 2, column 11: `deny[0]` must not have conditions on arguments, but was: \"bind\". Remedy: say in"
                            + " allow with which arguments the call is allowed; that takes the place of the rule before.");
        }

        @Test
        void whereAnExtendedFileIsNotThere() throws IOException {
            assertRefused(
                    "{\"name\": \"own\",\n \"extends\": \"../base.json\"}",
                    "line 2, column 13: `extends` must name a policy file that can be read, but was: \"base.json\" (there"
                            + " is no such file). Remedy: correct the path; a relative one starts at the directory of this"
                            + " file.");
        }

        @Test
        void whereFilesExtendEachOther() throws IOException {
            write("b.json", "{\"name\": \"b\",\n\n \"extends\": \"./own.json\"}");
            Path file = write("own.json", "{\"name\": \"own\", \"extends\": \"b.json\"}");

            assertThatThrownBy(() -> PolicyFile.read(file, module))
                    .hasMessage("`policy` file policies/b.json, line 3, column 13: `extends` must not lead back to a"
                            + " policy that extends this one, but was: policies/own.json -> policies/b.json ->"
                            + " policies/own.json. Remedy: let one of them extend a built-in policy.");
        }

        @Test
        void whereSomethingIsWrongInAnExtendedFile() throws IOException {
            write("b.json", "{\"name\": 1}");
            Path file = write("own.json", "{\"name\": \"own\", \"extends\": \"b.json\"}");

            assertThatThrownBy(() -> PolicyFile.read(file, module))
                    .hasMessage("`policy` file policies/b.json, line 1, column 10: `name` must be a string, but was: 1."
                            + " Remedy: write for instance \"image-converter\".");
        }
    }

    @Nested
    @DisplayName("that cannot be read")
    class ThatCannotBeRead {

        private void assertUnreadable(Path file, String message) {
            assertThatThrownBy(() -> PolicyFile.read(file, module))
                    .isInstanceOf(PolicyFileException.class)
                    .hasMessage(message
                            + " Remedy: correct the path; a relative one starts at the directory of the module.");
        }

        @Test
        void isNamed() {
            assertUnreadable(
                    module.resolve("none.json"),
                    "`policy` must name a policy file that can be read, but was: \"none.json\" (there is no such file).");
        }

        @Test
        void isNamedWholeOutsideOfTheModule() {
            Path outside = module.resolveSibling("none-outside.json");
            assertUnreadable(
                    outside,
                    "`policy` must name a policy file that can be read, but was: \"" + outside.toAbsolutePath()
                            + "\" (there is no such file).");
        }

        @Test
        void becauseItIsADirectory() throws IOException {
            Path directory = Files.createDirectory(module.resolve("directory.json"));

            assertThatThrownBy(() -> PolicyFile.read(directory, module))
                    .hasMessage("`policy` must name a policy file that can be read, but was: \"directory.json\""
                            + " (java.io.IOException: Is a directory). Remedy: correct the path; a relative one starts at"
                            + " the directory of the module.");
        }

        @Test
        void becauseItIsTooLarge() throws IOException {
            Path file = Files.write(module.resolve("large.json"), new byte[(1 << 20) + 1]);

            assertUnreadable(
                    file, "`policy` must name a policy file of at most 1048576 bytes, but was: \"large.json\".");
        }

        @Test
        void becauseItIsNoText() throws IOException {
            Path file = Files.write(module.resolve("latin.json"), "{\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));

            assertUnreadable(file, "`policy` must name a policy file in UTF-8, but was: \"latin.json\".");
        }
    }

    @Test
    void canLieDeepWithoutHarm() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(PolicyFileException.class)
                .hasMessageContaining("`JSON` must follow its grammar");
    }
}
