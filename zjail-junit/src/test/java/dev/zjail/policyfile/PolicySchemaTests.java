package dev.zjail.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.zjail.engine.policy.Architecture;
import dev.zjail.engine.policy.Linkage;
import dev.zjail.engine.policy.RequestedPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds reader, schema and documentation together. */
@DisplayName("The JSON Schema of policy files")
class PolicySchemaTests {
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```json\n(.*?)^```$");

    private static final Pattern EXPLAINED = Pattern.compile("(?ms)^```text\n(.*?)^```$");

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(text(DOCS.resolve("policy.schema.json")));

    @TempDir
    private Path directory = Path.of("");

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RequestedPolicy read(String content) throws IOException {
        return PolicyFile.read(Files.writeString(directory.resolve("own.json"), content), directory);
    }

    private static List<String> examplesOfTheDocumentation() {
        return EXAMPLE.matcher(text(DOCS.resolve("policies.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void hasExamplesInTheDocumentation() {
        assertThat(examplesOfTheDocumentation()).isNotEmpty();
    }

    @Test
    void isExplainedInTheDocumentationAsItIs() throws IOException {
        List<String> shown = EXPLAINED
                .matcher(text(DOCS.resolve("policies.md")))
                .results()
                .flatMap((MatchResult match) -> match.group(1).lines())
                .toList();

        assertThat(shown).hasSizeGreaterThan(5);
        assertThat(read(examplesOfTheDocumentation().get(0))
                        .resolve(Linkage.STATIC, Architecture.X86_64)
                        .explain()
                        .lines())
                .containsAll(shown);
    }

    @ParameterizedTest
    @MethodSource("examplesOfTheDocumentation")
    @ValueSource(
            strings = {
                "{\"name\": \"own\"}",
                "{\"name\": \"own\", \"extends\": \"dynamic-processes\", \"allow\": [], \"deny\": [\"_sysctl\"]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"open\", \"architectures\": [\"x86_64\"],"
                        + " \"arguments\": [{\"index\": 5, \"anyOf\": [\"0xffFFffFFffFFffFF\", -9223372036854775808]},"
                        + " {\"index\": 0, \"mask\": -1, \"equals\": 18446744073709551615},"
                        + " {\"index\": 1, \"onlyBits\": 0}]}]}",
                "{\"name\": \"own\", \"refuse\": [\"ptrace\", \"socket=EAFNOSUPPORT\", {\"syscall\": \"bind\", \"errno\":"
                        + " \"EACCES\", \"architectures\": [\"x86_64\"], \"arguments\": [{\"index\": 2, \"equals\": 16}]}]}",
            })
    void acceptsWhatTheReaderAccepts(String content) throws IOException {
        assertThat(SCHEMA.validate(content, InputFormat.JSON)).isEmpty();
        assertThatCode(() -> read(content)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"name\": \"auto\"}",
                "{\"name\": \"a b\"}",
                "{\"name\": 1}",
                "{\"name\": \"own\", \"extends\": \"lax\"}",
                "{\"name\": \"own\", \"extends\": null}",
                "{\"name\": \"own\", \"alow\": []}",
                "{\"name\": \"own\", \"allow\": \"getpid\"}",
                "{\"name\": \"own\", \"allow\": [1]}",
                "{\"name\": \"own\", \"allow\": [\"GETPID\"]}",
                "{\"name\": \"own\", \"deny\": [\"execve\"]}",
                "{\"name\": \"own\", \"deny\": [{\"syscall\": \"bind\", \"arguments\": [{\"index\": 0, \"equals\": 1}]}]}",
                "{\"name\": \"own\", \"refuse\": \"socket\"}",
                "{\"name\": \"own\", \"refuse\": [\"execve\"]}",
                "{\"name\": \"own\", \"refuse\": [\"execve=EPERM\"]}",
                "{\"name\": \"own\", \"refuse\": [\"socket=\"]}",
                "{\"name\": \"own\", \"refuse\": [\"socket=97\"]}",
                "{\"name\": \"own\", \"refuse\": [{\"syscall\": \"socket\", \"errno\": 97}]}",
                "{\"name\": \"own\", \"refuse\": [{\"errno\": \"EPERM\"}]}",
                "{\"name\": \"own\", \"allow\": [{}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"where\": 1}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"architectures\": []}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"architectures\": [\"i386\"]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"arguments\": []}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"arguments\": [{\"equals\": 1}]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"arguments\": [{\"index\": 6, \"equals\": 1}]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"arguments\": [{\"index\": 0}]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"arguments\": [{\"index\": 0, \"anyOf\": []}]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\", \"arguments\": [{\"index\": 0, \"equals\": \"7\"}]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\","
                        + " \"arguments\": [{\"index\": 0, \"equals\": 18446744073709551616}]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\","
                        + " \"arguments\": [{\"index\": 0, \"equals\": 1, \"anyOf\": [1]}]}]}",
                "{\"name\": \"own\", \"allow\": [{\"syscall\": \"bind\","
                        + " \"arguments\": [{\"index\": 0, \"onlyBits\": 1, \"mask\": 1}]}]}",
            })
    void refusesWhatTheReaderRefusesByItsForm(String content) {
        assertThat(SCHEMA.validate(content, InputFormat.JSON)).isNotEmpty();
        assertThatThrownBy(() -> read(content)).isInstanceOf(PolicyFileException.class);
    }
}
