package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The host's own sort(1), with the host's own libc: a dynamically linked tool on real data. */
@DisplayName("/usr/bin/sort")
@Jailed(value = "/usr/bin/sort", files = "src/test/resources/elements.csv -> /in/elements.csv")
class HostSortTests {
    private static final Path ELEMENTS = Path.of("src/test/resources/elements.csv");

    @Test
    @Jailed(args = {"--field-separator=,", "--key=2n", "/in/elements.csv"})
    void putsTheElementsInTheOrderOfTheirNumbers(JailResult run) throws IOException {
        List<String> expected = Files.readAllLines(ELEMENTS).stream()
                .sorted(Comparator.comparingInt(HostSortTests::atomicNumber))
                .toList();

        assertThat(run).exitedWith(0).hasStderr("").isFullyConfined();
        assertThat(run.stdout().text().lines()).containsExactlyElementsOf(expected);
        assertThat(expected.get(0)).isEqualTo("Hydrogen,1");
    }

    @Test
    void readsStandardInput(Jail jail) {
        assertThat(jail.withStdin("pear\napple\nfig\n").run()).exitedWith(0).hasStdout("apple\nfig\npear\n");
    }

    @Test
    @Jailed(args = "/etc/hostname", exitCodes = 2)
    void cannotReadTheHostsFiles(JailResult run) {
        assertThat(run).exitedWith(2).hasStdout("");
        assertThat(run.stderr().text()).endsWith("sort: cannot read: /etc/hostname: No such file or directory\n");
    }

    private static int atomicNumber(String line) {
        return Integer.parseInt(line.substring(line.indexOf(',') + 1));
    }
}
