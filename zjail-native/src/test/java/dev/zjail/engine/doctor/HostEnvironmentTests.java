package dev.zjail.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An environment")
class HostEnvironmentTests {
    private static final String ROOT = "21 1 8:1 / / rw - ext4 /dev/sda1 rw\\n";

    @Test
    @DisplayName("is not recognised on an ordinary machine, nor where nothing can be read")
    void ordinary() {
        assertThat(HostEnvironment.recognise(ScriptedHost.ordinary())).isEmpty();
        assertThat(HostEnvironment.recognise(new ScriptedHost(Map.of(), Map.of())))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gvisor | /proc/version | Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016",
                "gvisor | /proc/version | Linux version 4.19.0-gvisor #1 SMP",
                "wsl_1 | /proc/version | Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)",
                "wsl_2 | /proc/version | Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1)",
                "old_kernel | /proc/sys/kernel/osrelease | 5.13.19-2-pve",
                "old_kernel | /proc/sys/kernel/osrelease | 4.18.0-553.el8_10.x86_64",
                "kubernetes | $KUBERNETES_SERVICE_HOST | 10.96.0.1",
                "docker | /.dockerenv | ''",
                "podman | /run/.containerenv | ''",
                "other_container | $container | lxc",
                "user_namespace | /proc/self/uid_map | '         0       1000          1\n'",
                "github_actions | $GITHUB_ACTIONS | true",
                "gitlab_ci | $GITLAB_CI | true",
                "jenkins | $JENKINS_URL | http://ci.example.org/",
                "seccomp_filter | /proc/self/status | 'NoNewPrivs:\t1\nSeccomp:\t2\n'",
                "apparmor_restricts_user_namespaces | /proc/sys/kernel/apparmor_restrict_unprivileged_userns | 1",
                "apparmor_profile | /proc/self/attr/current | docker-default (enforce)",
                "apparmor_profile | /proc/self/attr/apparmor/current | docker-default (enforce)",
                "selinux | /sys/fs/selinux/enforce | 1",
                "selinux | /proc/self/attr/current | system_u:system_r:container_t:s0:c97,c814",
                "unprivileged_user_namespaces_off | /proc/sys/kernel/unprivileged_userns_clone | 0",
                "no_user_namespaces | /proc/sys/user/max_user_namespaces | 0",
                "memfd_noexec | /proc/sys/vm/memfd_noexec | 2",
                "ptrace_by_administrators | /proc/sys/kernel/yama/ptrace_scope | 2",
                "no_ptrace | /proc/sys/kernel/yama/ptrace_scope | 3",
                "chroot | /proc/self/mountinfo | 30 21 0:5 / /proc rw,nosuid - proc proc rw",
                "initramfs | /proc/self/mountinfo | 1 1 0:2 / / rw - rootfs rootfs rw",
                "noexec_temporary_directory | /proc/self/mountinfo | '" + ROOT
                        + "30 21 0:5 / /tmp rw,noexec - tmpfs tmpfs rw'",
            })
    @DisplayName("is recognised by what the host tells")
    void isRecognised(String id, String source, String text) {
        String told = text.replace("\\n", "\n");
        ScriptedHost host = source.startsWith("$")
                ? ScriptedHost.ordinary().withVariable(source.substring(1), told)
                : ScriptedHost.ordinary().with(source, told);

        assertThat(ids(HostEnvironment.recognise(host))).containsExactly(id);
    }

    @Test
    @DisplayName("is in the list above, each of them")
    void allAreTested() throws Exception {
        CsvSource table = HostEnvironmentTests.class
                .getDeclaredMethod("isRecognised", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        Set<String> tested = List.of(table.value()).stream()
                .map(row -> row.substring(0, row.indexOf(' ')))
                .collect(Collectors.toSet());

        assertThat(tested).containsExactlyInAnyOrderElementsOf(ids(List.copyOf(EnumSet.allOf(HostEnvironment.class))));
    }

    @Test
    @DisplayName("of mounts is judged by the one on top")
    void topmostMount() {
        String executable = "40 21 0:6 / /tmp rw - tmpfs tmpfs rw\n";
        String below =
                "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 21 0:5 / /tmp rw,noexec - tmpfs tmpfs rw\n" + executable;
        String elsewhere = "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 21 0:5 / /tmpfs rw,noexec - tmpfs tmpfs rw\n";

        for (String mounts : List.of(below, elsewhere, "nonsense\n", "1 2 3 - x\n")) {
            assertThat(HostEnvironment.recognise(ScriptedHost.ordinary().with("/proc/self/mountinfo", mounts)))
                    .doesNotContain(HostEnvironment.NOEXEC_TEMPORARY_DIRECTORY);
        }
    }

    @Test
    @DisplayName("of mounts is judged by the mount point itself, not by how the kernel writes it")
    void escapedMountPoint() {
        ScriptedHost host = ScriptedHost.ordinary()
                .withVariable("java.io.tmpdir", "/a space\n")
                .with(
                        "/proc/self/mountinfo",
                        ROOT.replace("\\n", "\n") + "30 21 0:5 / /a\\040space\\012 rw,noexec - tmpfs t rw");

        assertThat(HostEnvironment.recognise(host)).containsExactly(HostEnvironment.NOEXEC_TEMPORARY_DIRECTORY);
    }

    @Test
    @DisplayName("is several at once where that is so")
    void several() {
        ScriptedHost job = ScriptedHost.ordinary()
                .withVariable("GITLAB_CI", "true")
                .with("/.dockerenv", "")
                .with("/proc/self/status", "Seccomp:\t2\n");

        assertThat(ids(HostEnvironment.recognise(job))).containsExactly("docker", "gitlab_ci", "seccomp_filter");
    }

    private static List<String> ids(List<HostEnvironment> environments) {
        return environments.stream().map(HostEnvironment::id).toList();
    }
}
