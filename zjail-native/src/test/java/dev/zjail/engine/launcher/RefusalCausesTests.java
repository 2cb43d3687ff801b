package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The hosts themselves are made in {@code dev.zjail.lab}; here is which cause goes before which. */
@DisplayName("A refusal is explained by what the kernel shows:")
class RefusalCausesTests {
    private static final String UNSHARE = "unshare(CLONE_NEWUSER|CLONE_NEWNS)";
    private static final String STATUS = "/proc/self/status";
    private static final String MOUNTS = "/proc/self/mountinfo";
    private static final String ROOT_MOUNT = "22 1 8:1 / / rw - ext4 /dev/sda rw\n";

    private final Map<String, String> files = new TreeMap<>(Map.of(
            STATUS,
            status(1000, 0, 0),
            MOUNTS,
            ROOT_MOUNT,
            "/proc/self/uid_map",
            "0 0 4294967295\n",
            "/proc/self/gid_map",
            "0 0 4294967295\n"));

    private static String status(int id, int seccomp, long capabilities) {
        String ids = "\t" + id + "\t" + id + "\t" + id + "\t" + id + "\n";
        return "Uid:" + ids + "Gid:" + ids + "CapEff:\t" + Long.toHexString(capabilities) + "\nSeccomp:\t" + seccomp
                + "\n";
    }

    private Explanation explain(String step, String errno) {
        return new RefusalCauses(path -> files.getOrDefault(path, "")).explain("namespaces", step, errno);
    }

    private String cause(String step, String errno) {
        return explain(step, errno).likelyCause();
    }

    @Test
    @DisplayName("a filter only where there is one")
    void filter() {
        assertThat(cause(UNSHARE, "EPERM"))
                .isEqualTo("the tests run in a chroot, or a security module forbids user namespaces to this user");

        files.put(STATUS, status(1000, 2, 0));
        assertThat(explain(UNSHARE, "EPERM"))
                .isEqualTo(new Explanation(
                        "the seccomp filter that the tests run under, such as a container's, forbids namespaces",
                        "in Docker or Podman run with --security-opt seccomp=unconfined"));
    }

    @Test
    @DisplayName("a switch that is off")
    void switchedOff() {
        files.put("/proc/sys/kernel/unprivileged_userns_clone", "0\n");

        assertThat(explain(UNSHARE, "EPERM").fix()).isEqualTo("run sudo sysctl -w kernel.unprivileged_userns_clone=1");
    }

    @Test
    @DisplayName("a covered root, a chroot, an id that is not mapped: before a filter, since no filter's profile helps")
    void certainties() {
        files.put(STATUS, status(1000, 2, 0));
        files.put(MOUNTS, ROOT_MOUNT + "40 22 8:1 / / rw - ext4 /dev/sda rw\n");
        assertThat(cause(UNSHARE, "EPERM")).startsWith("something is mounted over / ");

        files.put(MOUNTS, "40 22 8:1 / /proc rw - proc proc rw\n");
        assertThat(cause(UNSHARE, "EPERM")).startsWith("nobody may make a user namespace in a chroot");

        files.put("/proc/self/gid_map", "");
        assertThat(cause(UNSHARE, "EPERM")).startsWith("this user or its group has no id in the user namespace");
    }

    @Test
    @DisplayName("a root without SETFCAP, and AppArmor for everybody else")
    void mapOfRoot() {
        files.put(STATUS, status(0, 0, 1L << 21));
        assertThat(cause("write(/proc/self/uid_map)", "EPERM")).startsWith("root needs the capability SETFCAP");

        files.put(STATUS, status(0, 0, 1L << 31));
        assertThat(cause("write(/proc/self/uid_map)", "EPERM")).startsWith("AppArmor lets ordinary users make");
        files.put(STATUS, status(1000, 0, 0));
        assertThat(cause("write(/proc/self/uid_map)", "EPERM")).startsWith("AppArmor lets ordinary users make");
    }

    @Test
    @DisplayName("the quota that is used up, or the sandbox around the tests")
    void quotas() {
        assertThat(cause(UNSHARE, "ENOSPC"))
                .isEqualTo("the host allows no further namespace (user.max_*_namespaces), or they are nested 32 deep");

        files.put("/proc/self/uid_map", "1000 0 1\n");
        assertThat(explain(UNSHARE, "ENOSPC").fix())
                .isEqualTo("start the sandbox so that it allows them (bubblewrap: without --disable-userns)");

        files.put("/proc/sys/user/max_net_namespaces", "0\n");
        assertThat(explain(UNSHARE, "ENOSPC"))
                .isEqualTo(new Explanation(
                        "user.max_net_namespaces is 0", "run sudo sysctl -w user.max_net_namespaces=15000"));
    }

    @Test
    @DisplayName("where nothing can be seen it is the general one")
    void nothingSeen() {
        files.clear();
        for (String errno : new String[] {"EPERM", "ENOSPC", "EINVAL"}) {
            assertThat(explain(UNSHARE, errno)).isEqualTo(Explanation.of("namespaces", UNSHARE, errno));
        }
    }
}
