package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTests {
    @TempDir
    Path reports;

    @Test
    void noNameLeavesTheReportsDirectoryOrIsTooLong() {
        for (String hostile : HostileText.ALL) {
            for (String name : new String[] {hostile, hostile.repeat(2000)}) {
                AuditFile file = take(new TestIdentity(name, name, name));

                assertThat(file.path().normalize()).isEqualTo(file.path()).startsWith(reports);
                assertThat(reports.relativize(file.path()).getNameCount()).isEqualTo(2);
                assertThat(file.relativeName()).matches(AuditFile.RELATIVE_NAME);
                reports.relativize(file.path())
                        .forEach(part -> assertThat(part.toString().getBytes(StandardCharsets.UTF_8))
                                .hasSizeLessThanOrEqualTo(255));
            }
        }
    }

    @Test
    void testsWhoseNamesReadTheSameHaveFilesOfTheirOwn() {
        AuditFile one = take(new TestIdentity("T", "a b", "[m:1]"));
        AuditFile other = take(new TestIdentity("T", "a/b", "[m:2]"));

        assertThat(one.relativeName()).startsWith("T/a-b-").isNotEqualTo(other.relativeName());
        assertThat(other.relativeName()).startsWith("T/a-b-");
    }

    @Test
    void aClassWhoseNameHadToChangeSharesNoDirectory() {
        AuditFile plain = take(new TestIdentity("a-b", "t", "[m:1]"));
        AuditFile changed = take(new TestIdentity("a b", "t", "[m:1]"));

        assertThat(changed.path().getParent()).isNotEqualTo(plain.path().getParent());
    }

    @Test
    void nestedClassesKeepTheirBinaryName() {
        assertThat(take(new TestIdentity("com.example.Outer$Inner", "t", "1")).relativeName())
                .startsWith("com.example.Outer$Inner/t-");
    }

    @Test
    void fillingLeavesNoTemporaryFile() throws Exception {
        AuditFile file = take(Trails.GREETS);
        file.fill("{}".getBytes(StandardCharsets.US_ASCII));

        assertThat(file.path()).hasContent("{}");
        try (var files = Files.list(file.path().getParent())) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void fillingFollowsNoLinkAndWaitsForNoPipe() throws Exception {
        AuditFile file = take(Trails.GREETS);
        Path temporary = file.path().resolveSibling(file.path().getFileName() + ".tmp");
        Path victim = Files.writeString(reports.resolve("victim"), "precious");
        Files.createSymbolicLink(temporary, victim);
        file.fill("{}".getBytes(StandardCharsets.US_ASCII));

        assertThat(victim).hasContent("precious");
        assertThat(Files.isSymbolicLink(file.path())).isFalse();
        assertThat(file.path()).hasContent("{}");

        assertThat(new ProcessBuilder("mkfifo", temporary.toString()).start().waitFor())
                .isZero();
        file.fill("[]".getBytes(StandardCharsets.US_ASCII));
        assertThat(file.path()).hasContent("[]");
    }

    @Test
    void namesOfEarlierBuildsAreSteppedOver() {
        take(Trails.GREETS);
        take(Trails.GREETS);

        AtomicInteger taken = new AtomicInteger();
        AuditFile next = AuditFile.take(reports, Trails.GREETS, taken);

        assertThat(next.relativeName()).endsWith(".3.audit.json");
        assertThat(taken).hasValue(3);
    }

    private AuditFile take(TestIdentity test) {
        return AuditFile.take(reports, test, new AtomicInteger());
    }
}
