package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.doctor.Misbehaviour.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The doctor")
class DoctorTests {
    private static final int MOST_LOOKS = 100;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("finds a host fit on which tests jail programs, with every probe made")
    void fitHost() {
        Diagnosis diagnosis = Doctor.examine();

        assertThat(diagnosis.outcome()).as(diagnosis::text).isNotEqualTo(ProbeStatus.FAIL);
        assertThat(diagnosis.unexamined()).isEmpty();
        assertThat(diagnosis.probes())
                .extracting(ProbeResult::probe)
                .contains("kernel", "architecture", "c_library", "proc", "memory_file", "temporary_directory")
                .containsAll(LauncherProbe.all().stream()
                        .filter(probe -> !probe.isOnlyForUserNamespaces())
                        .map(LauncherProbe::id)
                        .toList())
                .endsWith("jailed_run")
                .doesNotHaveDuplicates();
        assertThat(diagnosis.probe("jailed_run"))
                .contains(ProbeResult.pass("jailed_run", "every layer was seen in force"));
    }

    @Test
    @DisplayName("leaves no process, no mount, no descriptor and no file")
    void leavesNothing() throws Exception {
        Doctor.examine();
        List<String> before = traces();

        Doctor.examine();

        List<String> left = traces();
        left.removeAll(before);
        // Another build on this machine may be examining just now: what it makes goes, and what is left stays.
        for (int look = 0; look < MOST_LOOKS && !left.isEmpty(); look++) {
            Thread.sleep(100);
            left.retainAll(traces());
        }
        assertThat(left).isEmpty();
    }

    private static List<String> traces() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path descriptor : list(Path.of("/proc/self/fd"))) {
            target(descriptor).filter(DoctorTests::isNoFileOfJava).ifPresent(found::add);
        }
        list(Path.of(System.getProperty("java.io.tmpdir"))).stream()
                .filter(file -> file.getFileName().toString().startsWith("zjail-doctor"))
                .map(Path::toString)
                .forEach(found::add);
        ProcessHandle.current().children().map(Object::toString).sorted().forEach(found::add);
        // Elsewhere others mount what they like.
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains("zjail"))
                .forEach(found::add);
        return found;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    /** What a descriptor is open on; nothing if it was closed since it was listed. */
    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The machine opens its archives when it first needs them, and the look at the descriptors has one itself. */
    private static boolean isNoFileOfJava(String target) {
        return !target.endsWith(".jar") && !target.endsWith("/modules") && !target.matches("/proc/[0-9]+/fd");
    }

    @Test
    @DisplayName("under a filter that denies namespaces names the call, the error and the filter, and runs nothing")
    void deniedNamespaces() {
        Said said = examineUnder("deny EPERM unshare");

        assertThat(said.status()).as(said.text()).isEqualTo(2);
        assertThat(said.text())
                .contains("recognised: a seccomp filter on this Java virtual machine")
                .containsPattern("FAIL  (user|mount)_namespace +unshare\\(CLONE_NEW(USER|NS)\\) failed with EPERM\\."
                        + " Likely cause: .*seccomp.* forbids it\\. Smallest fix: .*\\.")
                .containsPattern("FAIL  jailed_run +unshare\\(.*\\) failed with EPERM\\. Likely cause: .*seccomp")
                .containsPattern("not examined because of a failure above: .*private_mounts, .*pivot_root")
                .endsWith("failed: programs cannot be jailed on this host\n");
    }

    @Test
    @DisplayName("under a filter that knows no mount_setattr does not blame the age of the kernel")
    void deniedMounts() {
        Said said = examineUnder("deny ENOSYS mount_setattr");

        assertThat(said.text())
                .containsPattern("PASS  tmpfs ")
                .containsPattern(
                        "FAIL  bind_mount +mount_setattr\\(rootfs\\) failed with ENOSYS\\. Likely cause: .*seccomp")
                .containsPattern(
                        "FAIL  jailed_run +mount_setattr\\(rootfs\\) failed with ENOSYS\\. Likely cause: .*seccomp")
                .doesNotContain("older than");
        assertThat(said.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("where no memory file can be made still says what else is wrong")
    void deniedMemoryFiles() {
        Said said = examineUnder("deny EACCES memfd_create");

        assertThat(said.text())
                .containsPattern("FAIL  memory_file +memfd_create failed with EACCES\\. Likely cause: .*seccomp")
                .containsPattern("PASS  temporary_directory ")
                .containsPattern("FAIL  jailed_run +memfd_create failed with EACCES\\. Likely cause: .*seccomp");
        assertThat(said.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("where no user namespace is left recognises the sysctl")
    void noUserNamespaces() {
        Said said = examineUnder("user-namespaces");

        assertThat(said.text())
                .contains("recognised: a user namespace, such as a rootless container (by /proc/self/uid_map)\n")
                .contains("recognised: no user namespaces (user.max_user_namespaces is 0)\n")
                .containsPattern("FAIL  user_namespace +unshare\\(CLONE_NEWUSER\\) failed with ENOSPC\\. Likely cause:"
                        + " user\\.max_user_namespaces is 0\\. Smallest fix: run sudo sysctl -w"
                        + " user\\.max_user_namespaces=15000\\.\n");
        assertThat(said.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("where the temporary directory allows no execution says so")
    void noexecTemporaryDirectory() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path noexec = Files.createDirectory(directory.resolve("noexec"));

        Said said = examineUnder("noexec " + noexec, "-Djava.io.tmpdir=" + noexec, "-Djffi.extract.dir=" + elsewhere);

        assertThat(said.text())
                .contains("recognised: a temporary directory without execution (noexec in /proc/self/mountinfo)\n")
                .containsPattern("PASS  bind_mount ")
                .containsPattern("FAIL  temporary_directory +execve\\(" + noexec + "/zjail-doctor-\\d+/zjail-prober\\)"
                        + " failed with EACCES\\. Likely cause: the file system that holds the rootfs fixture is"
                        + " mounted noexec\\. Smallest fix: set java\\.io\\.tmpdir to a directory on a file system that"
                        + " allows execution\\.\n")
                .containsPattern("FAIL  jailed_run +execve failed with EACCES\\.");
        assertThat(said.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("where there is no temporary directory says so, and is no exception")
    void noTemporaryDirectory() {
        Said said = examineUnder("", "-Djava.io.tmpdir=" + directory.resolve("missing"));

        assertThat(said.status()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).containsPattern("FAIL  (c_library|temporary_directory) ");
    }

    private static Said examineUnder(String how, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(DoctorRun.class.getName());
        return Misbehaviour.run(how, command);
    }
}
