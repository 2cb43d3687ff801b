package dev.zjail.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The invocation of a build")
class InvocationTests {
    private static final String STAT = " (java (x) y) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 ";

    @TempDir
    private Path proc = Path.of("");

    private Map<String, String> properties = Map.of();

    @BeforeEach
    void boot() throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "a-boot\n");
        process("self", "77", "1000");
    }

    private void process(String name, String id, String start) throws IOException {
        Files.createDirectories(proc.resolve(name));
        Files.writeString(proc.resolve(name).resolve("stat"), id + STAT + start + " 20 21\n");
    }

    private Optional<String> id() {
        return Invocation.id(parameter -> Optional.empty(), name -> Optional.ofNullable(properties.get(name)), proc);
    }

    @Test
    @DisplayName("is what the configuration parameter says")
    void parameter() {
        assertThat(Invocation.id(name -> Optional.of(name + " 7"))).hasValue("zjail.invocation.id 7");
        assertThatThrownBy(() -> Invocation.id(name -> Optional.of(" ")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "`zjail.invocation.id` must have 1 to 200 characters, but was: \" \". Remedy: give what differs"
                                + " from build to build, such as the number that a build server counts, or do not set it.");
        assertThatThrownBy(() -> Invocation.id(name -> Optional.of("x".repeat(201))))
                .hasMessageContaining("but was: a text of 201 characters. Remedy: ");
    }

    @Test
    @DisplayName("is the process of this JVM where no Maven has started it: by its id, its start and the boot")
    void self() throws IOException {
        Optional<String> before = id();

        assertThat(before.orElseThrow()).matches("[0-9a-f]{16}");
        assertThat(id()).isEqualTo(before);
        process("self", "77", "1001");
        assertThat(id()).isNotEqualTo(before);
        process("self", "78", "1000");
        assertThat(id()).isNotEqualTo(before);
        process("self", "77", "1000");
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "another\n");
        assertThat(id()).isNotEqualTo(before);
    }

    @Test
    @DisplayName("is Maven's process for all JVMs that Surefire forks")
    void maven() throws IOException {
        process("55", "55", "900");
        Path settings = Files.writeString(proc.resolve("settings"), "pluginPid=55\n");
        Optional<String> alone = id();
        properties = Map.of(
                "sun.java.command",
                "/x/booter.jar /x 2026-run1 " + settings.getFileName() + " more",
                "surefire.real.class.path",
                proc.resolve("booter.jar").toString());

        Optional<String> forked = id();

        assertThat(forked).isPresent().isNotEqualTo(alone);
        process("self", "78", "2000");
        assertThat(id()).isEqualTo(forked);
        process("55", "55", "901");
        assertThat(id()).isPresent().isNotEqualTo(forked);
    }

    @Test
    @DisplayName("is the process that started Gradle's test workers for all of them")
    void gradle() throws IOException {
        process("1", "1", "900");
        properties = Map.of("org.gradle.test.worker", "3");
        Optional<String> worker = id();

        process("self", "78", "2000");
        assertThat(id()).isPresent().isEqualTo(worker);
        process("1", "1", "901");
        assertThat(id()).isPresent().isNotEqualTo(worker);
        Files.writeString(proc.resolve("self/stat"), "7 (java) ");
        assertThat(id()).isEmpty();
    }

    @Test
    @DisplayName("is not known where the processes cannot be looked at")
    void hidden() throws IOException {
        Files.writeString(proc.resolve("self/stat"), "7 (java) S");
        assertThat(id()).isEmpty();
        Files.delete(proc.resolve("self/stat"));
        assertThat(id()).isEmpty();
    }

    @Test
    @DisplayName("is known for the JVM of this test")
    void here() {
        assertThat(Invocation.id(name -> Optional.empty()))
                .isPresent()
                .isEqualTo(Invocation.id(name -> Optional.empty()));
    }
}
