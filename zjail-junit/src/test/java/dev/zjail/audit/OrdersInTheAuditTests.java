package dev.zjail.audit;

import static dev.zjail.BuildServers.assertNoneIsLeftIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.BuildServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Orders to a build server, in what the audit prints")
class OrdersInTheAuditTests {
    @TempDir
    Path directory;

    @Test
    @DisplayName("are broken in errors and in their causes")
    void errors() {
        for (String order : BuildServers.ORDERS) {
            AuditException error = new AuditException(Path.of(order), new NoSuchFileException(order));
            assertNoneIsLeftIn(error.toString());
            assertNoneIsLeftIn(String.valueOf(error.getCause()));
            assertNoneIsLeftIn(new AuditException(Path.of(order), order, order).toString());
        }
        IOException plain = new NoSuchFileException("/plain");
        assertThat(new AuditException(Path.of("/plain"), plain)).hasCause(plain);
    }

    @Test
    @DisplayName("are broken by the command, in JSON as well, which says the same")
    void command() throws IOException {
        Path reports = Files.createDirectories(directory.resolve("##vso[task.complete]"));
        Trails.closed(reports, 1);
        for (String order : BuildServers.ORDERS) {
            Files.writeString(reports.resolve("zjail").resolve(order.replace("\0", "") + ".audit.jsonl"), "");
        }

        assertNoneIsLeftIn(output("verify", reports.toString()));
        String json = output("verify", reports.toString(), "--json");
        assertNoneIsLeftIn(json);
        assertThat(Trails.parse(json).path("directory").asText()).isEqualTo(reports.toString());
        assertThat(Trails.parse(json).path("trails"))
                .hasSize(BuildServers.ORDERS.size() + 1)
                .anyMatch(each -> each.path("trail").asText().equals("::error file=a::pwned"));
        assertNoneIsLeftIn(output("verify", directory.resolve("none ##[error]").toString()));
        assertNoneIsLeftIn(output("::error ::a", "##[error]"));
    }

    private static String output(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(new AuditCommand(out, out).run(List.of(arguments))).isNotZero();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
