package dev.zjail.lab;

import static dev.zjail.lab.Host.confined;

import dev.zjail.lab.Host.Maker;
import java.util.List;
import java.util.stream.Stream;

/** The odd hosts that the laboratory makes. */
final class Hosts {
    private static final String PLAIN = "exec \"$@\"";
    private static final String AS_USER = "exec $LAB_AS_USER \"$@\"";
    private static final String DOCKER_CAPABILITIES =
            "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot,"
                    + "+mknod,+audit_write,+setfcap";
    private static final String UNSHARE = "unshare(CLONE_NEWUSER";
    private static final String UNCONFINED = "--security-opt seccomp=unconfined --security-opt apparmor=unconfined";
    private static final String MAKE_ROOM =
            "make room on that file system and let this user write there, or choose another cache directory with"
                    + " zjail.cache.dir";

    private Hosts() {}

    static List<Host> all() {
        return Stream.of(
                        mounts(),
                        containers(),
                        userNamespaces(),
                        processNamespaces(),
                        temporaryDirectories(),
                        limits(),
                        habits(),
                        controlGroups(),
                        bubblewrap(),
                        capabilities())
                .flatMap(List::stream)
                .toList();
    }

    private static Host byRoot(String name, String script) {
        return confined(name, Maker.ROOT, script);
    }

    private static Host byUser(String name, String script) {
        return confined(name, Maker.USER, script);
    }

    /** In a mount namespace of its own, after these commands. */
    private static String mounted(String commands, String rest) {
        return "exec unshare --mount --propagation private sh -ec '" + commands + "\n" + rest + "' sh \"$@\"";
    }

    private static String mounted(String commands) {
        return mounted(commands, PLAIN);
    }

    // ---- mounts ----

    private static List<Host> mounts() {
        String coverOnce = "mount --rbind / /";
        String coverThrice = String.join("\n", coverOnce, coverOnce, coverOnce);
        String uppermost = "exec nsenter --mount=/proc/self/ns/mnt ";
        String chroot =
                "mkdir -p $LAB_TMP/at; mount -t tmpfs none $LAB_TMP/at; mkdir $LAB_TMP/at/root; cd $LAB_TMP/at/root\n"
                        + "for path in /*; do if test -L $path; then cp -P $path .$path;"
                        + " elif test -d $path; then mkdir .$path; mount --rbind $path .$path; fi; done";
        return List.of(
                byRoot("/ covered once", mounted("mount --bind / /")),
                byRoot("/ covered three times", mounted(coverThrice)),
                byRoot("/ covered, as root of the uppermost", mounted(coverThrice, uppermost + "\"$@\""))
                        .slow(),
                byRoot("/ covered, as an ordinary user", mounted(coverOnce, AS_USER))
                        .slow()
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "EPERM",
                                "something is mounted over / and the tests run in what lies below it",
                                "start the tests in the uppermost root: sudo nsenter --mount=/proc/self/ns/mnt",
                                mounted(coverOnce, uppermost + "$LAB_AS_USER \"$@\"")),
                byRoot("shared mounts", mounted("mount --make-rshared /")).slow(),
                byRoot("slave mounts", mounted("mount --make-rshared /; mount --make-rslave /"))
                        .slow(),
                byRoot("unbindable mounts", mounted("mount --make-runbindable /")),
                byRoot("shared mounts, as an ordinary user", mounted("mount --make-rshared /", AS_USER))
                        .slow(),
                byRoot("unbindable mounts, as an ordinary user", mounted("mount --make-runbindable /", AS_USER))
                        .slow(),
                byRoot("a chroot that is a mount point", mounted(chroot, "mount --rbind . .\nexec chroot $PWD \"$@\""))
                        .slow(),
                byRoot(
                                "a chroot below what is mounted over it",
                                mounted(chroot, "mount --rbind . .; cd $PWD; mount --rbind . .\nexec chroot . \"$@\""))
                        .slow(),
                byRoot("a chroot that is a directory", mounted(chroot, "exec chroot . \"$@\""))
                        .slow()
                        .refused(
                                "rootfs",
                                "mount(/",
                                "EINVAL",
                                "the tests run in a chroot whose root is not a mount point",
                                "bind-mount the chroot's directory onto itself before entering it",
                                mounted(chroot, "mount --rbind . .\nexec chroot $PWD \"$@\"")),
                byRoot("a chroot, as an ordinary user", mounted(chroot, "exec chroot . $LAB_AS_USER \"$@\""))
                        .slow()
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "EPERM",
                                "nobody may make a user namespace in a chroot (user_namespaces(7))",
                                "run the tests outside of the chroot, or in a container instead",
                                AS_USER),
                byRoot(
                        "a read-only source tree",
                        mounted(
                                "mount --bind $LAB_TMP $LAB_TMP; mount --rbind . .; mount -o remount,bind,ro $PWD; cd $PWD")),
                byRoot(
                                "a masked /proc",
                                mounted("mount -t tmpfs none /proc/fs; mount --bind /proc/sys /proc/sys\n"
                                        + "mount -o remount,bind,ro /proc/sys"))
                        .slow(),
                byRoot("a read-only /proc", mounted("mount -o remount,bind,ro /proc"))
                        .slow()
                        .refused(
                                "launcher",
                                "open(/proc/self/oom_score_adj)",
                                "EROFS",
                                "/proc is mounted read-only",
                                "mount a writable one (mount -o remount,bind,rw /proc, bwrap --proc /proc)",
                                mounted("mount -o remount,bind,ro /proc; mount -o remount,bind,rw /proc")),
                byRoot("no /proc", mounted("export LD_LIBRARY_PATH=$JAVA_HOME/lib; umount -l /proc"))
                        .slow()
                        .refused(
                                "launcher",
                                "read /proc/self",
                                "ENOENT",
                                "/proc is not mounted",
                                "run the tests on Linux with /proc mounted",
                                mounted("umount -l /proc; mount -t proc proc /proc")));
    }

    // ---- containers ----

    private static List<Host> containers() {
        String docker = "exec sh $LAB_TOOLS/docker.sh ";
        String filterForbids = "the seccomp filter that the tests run under, such as a container's, forbids namespaces";
        String unconfined = "in Docker or Podman run with --security-opt seccomp=unconfined";
        return List.of(
                byRoot(
                        "root with Docker's capabilities",
                        "exec setpriv --bounding-set=" + DOCKER_CAPABILITIES + " --inh-caps=-all \"$@\""),
                byRoot("Docker", docker + "\"$@\"")
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "EPERM",
                                filterForbids,
                                unconfined,
                                docker + UNCONFINED + " \"$@\""),
                byRoot("Docker, as an ordinary user", docker + "--user 1000 \"$@\"")
                        .slow()
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "EPERM",
                                filterForbids,
                                unconfined,
                                docker + UNCONFINED + " --user 1000 \"$@\""),
                byRoot("Docker with SYS_ADMIN", docker + "--cap-add SYS_ADMIN \"$@\"")
                        .slow()
                        .refused(
                                "inheritance",
                                "keyctl",
                                "EPERM",
                                "a container's seccomp profile forbids to leave the session keyring",
                                unconfined,
                                docker + UNCONFINED + " --cap-add SYS_ADMIN \"$@\""),
                byRoot("all capabilities under Docker's filter", "exec $LAB_TOOLS/docker-seccomp \"$@\"")
                        .slow()
                        .refused(
                                "inheritance",
                                "keyctl",
                                "EPERM",
                                "a container's seccomp profile forbids to leave the session keyring",
                                unconfined,
                                PLAIN),
                byRoot("Docker without capabilities", docker + UNCONFINED + " --cap-drop ALL \"$@\"")
                        .slow()
                        .refused(
                                "namespaces",
                                "write(/proc/self/uid_map)",
                                "EPERM",
                                "root needs the capability SETFCAP to have an id in a new user namespace",
                                "give it to the container (docker run --cap-add SETFCAP",
                                docker + UNCONFINED + " --cap-drop ALL --cap-add SETFCAP \"$@\""),
                byRoot(
                                "Docker without capabilities, as an ordinary user",
                                docker + UNCONFINED + " --cap-drop ALL --user 1000 \"$@\"")
                        .slow(),
                byRoot("GitHub, a job's container", docker + UNCONFINED + " env GITHUB_ACTIONS=true \"$@\"")
                        .slow(),
                byRoot("GitLab's Docker executor", docker + UNCONFINED + " env GITLAB_CI=true \"$@\"")
                        .slow(),
                byRoot(
                                "Jenkins's docker agent, who runs as its own user",
                                docker + UNCONFINED + " --user 1000 env JENKINS_URL=http://localhost \"$@\"")
                        .slow());
    }

    // ---- namespaces ----

    private static List<Host> userNamespaces() {
        String none = "/proc/sys/user/max_user_namespaces";
        String nested = "unshare --user --map-root-user unshare --user --map-user=1000 --map-group=1000 ";
        return List.of(
                byUser("a user namespace as root", "exec unshare --user --map-root-user \"$@\""),
                byUser("a user namespace as another", "exec unshare --user --map-user=4711 --map-group=4711 \"$@\"")
                        .slow(),
                byUser("a user namespace as nobody", "exec unshare --user --map-user=65534 --map-group=65534 \"$@\"")
                        .slow(),
                byUser("a user namespace in another", "exec " + nested + "\"$@\"")
                        .slow(),
                byRoot(
                        "a user namespace in another, where the predictable directory is somebody else's",
                        "mkdir -m 755 $LAB_TMP/zjail-0\nexec $LAB_AS_USER " + nested + "\"$@\""),
                byUser("a user namespace without ids", "exec unshare --user \"$@\"")
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "EPERM",
                                "this user or its group has no id in the user namespace that the tests run in",
                                "start the tests in a user namespace that maps both (unshare --map-root-user",
                                "exec unshare --user --map-root-user \"$@\""),
                byUser("a user namespace without a group", "exec unshare --user --map-user=4711 \"$@\"")
                        .slow()
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "EPERM",
                                "this user or its group has no id in the user namespace that the tests run in",
                                "start the tests in a user namespace that maps both",
                                "exec unshare --user --map-user=4711 --map-group=4711 \"$@\""),
                byUser(
                                "no further user namespace",
                                "exec unshare --user --map-root-user sh -c 'echo 0 > " + none
                                        + "; exec \"$@\"' sh \"$@\"")
                        .slow()
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "ENOSPC",
                                "user.max_user_namespaces is 0",
                                "run sudo sysctl -w user.max_user_namespaces=15000",
                                "exec unshare --user --map-root-user sh -c 'echo 0 > " + none + "; echo 15000 > " + none
                                        + "; exec \"$@\"' sh \"$@\""),
                byUser(
                                "no further network namespace",
                                "exec unshare --user --map-root-user sh -c 'echo 0 > /proc/sys/user/max_net_namespaces;"
                                        + " exec \"$@\"' sh \"$@\"")
                        .slow()
                        .refused(
                                "namespaces",
                                UNSHARE,
                                "ENOSPC",
                                "user.max_net_namespaces is 0",
                                "run sudo sysctl -w user.max_net_namespaces=15000",
                                "exec unshare --user --map-root-user sh -c 'echo 15000 > /proc/sys/user/max_net_namespaces;"
                                        + " exec \"$@\"' sh \"$@\""));
    }

    private static List<Host> processNamespaces() {
        String own = "unshare --pid --fork --mount-proc ";
        String ofUser = "unshare --user --map-root-user --pid --fork --mount-proc ";
        return List.of(
                byRoot("two containers at once", own + "\"$@\" & " + own + "\"$@\"; wait")
                        .times(2),
                byUser("two containers of an ordinary user at once", ofUser + "\"$@\" & " + ofUser + "\"$@\"; wait")
                        .times(2)
                        .slow(),
                byRoot("a pid namespace with the /proc of another", "exec unshare --pid --fork \"$@\"")
                        .refused(
                                "launcher",
                                "read /proc/self/status (NSpid is ",
                                "none",
                                "/proc belongs to another pid namespace, and shows processes under other numbers",
                                "mount a /proc of this one (unshare --mount-proc, bwrap --proc /proc)",
                                "exec " + own + "\"$@\""));
    }

    // ---- the temporary directory ----

    private static Host withoutRoom(Host host, String errno, String made) {
        String inJava = "-Djava.io.tmpdir=$LAB_TMP/java";
        return host.with(inJava)
                .refused(
                        "rootfs",
                        "build the rootfs fixture",
                        errno,
                        "",
                        MAKE_ROOM,
                        byRoot("its remedy", made).with(inJava, "-Dzjail.cache.dir=$LAB_TMP/cache"));
    }

    private static List<Host> temporaryDirectories() {
        String temporary = "-Djava.io.tmpdir=";
        String other = "-Dzjail.cache.dir=$LAB_TMP/cache";
        String mount = "mkdir $LAB_TMP/java; mount -t tmpfs -o ";
        String full = mounted(mount + "size=64k none $LAB_TMP/java");
        String readOnly = mounted(mount + "ro none $LAB_TMP/java");
        String noexec = mounted(mount + "noexec none $LAB_TMP/java");
        String inJava = temporary + "$LAB_TMP/java";
        return List.of(
                withoutRoom(byRoot("a temporary directory without room", full), "ENOSPC", full),
                withoutRoom(byRoot("a read-only temporary directory", readOnly).slow(), "EROFS", readOnly),
                byRoot("a temporary directory without execution", noexec)
                        .slow()
                        .with(inJava)
                        .refused(
                                "execve",
                                "execve",
                                "EACCES",
                                "the file system that holds the rootfs fixture is mounted noexec",
                                "set java.io.tmpdir to a directory on a file system that allows execution",
                                byRoot("its remedy", noexec)),
                byRoot("a temporary directory without execution, and another cache", noexec)
                        .slow()
                        .with(inJava, other),
                byUser("no temporary directory", "cd $LAB_TMP; " + PLAIN).slow().with(temporary + "$LAB_TMP/not/there"),
                byUser("no temporary directory, and none that takes jnr-ffi", "cd /proc; " + PLAIN)
                        .slow()
                        .with(temporary + "$LAB_TMP/not/there")
                        .refused(
                                "launcher",
                                "load jnr-ffi",
                                "none",
                                "java.io.IOException: Unable to write jffi binary stub",
                                "set java.io.tmpdir to a directory that can be written and whose file system allows"
                                        + " execution",
                                byUser("its remedy", "cd /proc; " + PLAIN)),
                byRoot(
                                "a predictable directory that is a link of somebody else's",
                                "mkdir $LAB_TMP/theirs; chmod 1777 $LAB_TMP/theirs; $LAB_AS_USER ln -s $LAB_TMP/theirs $LAB_TMP/zjail-0\n"
                                        + PLAIN)
                        .slow());
    }

    // ---- limits and habits ----

    private static List<Host> limits() {
        String tasks =
                "tasks=$(find /proc -maxdepth 3 -path '/proc/[0-9]*/task/[0-9]*' -user $(id -u) 2>/dev/null | wc -l)\n";
        return List.of(
                byUser("20 open files", "exec prlimit --nofile=20 \"$@\"")
                        .refused(
                                "launcher",
                                "count the open files of this Java virtual machine",
                                "EMFILE",
                                "it may open 20 files and has ",
                                "raise its limit of open files (ulimit -n)",
                                "exec prlimit --nofile=80 \"$@\""),
                // Alone: the other hosts' processes are the same user's, and come and go.
                byUser("room for 25 more processes", tasks + "exec prlimit --nproc=$((tasks + 25)) \"$@\"")
                        .slow(),
                byUser("6 GB of address space", "ulimit -v 6000000; exec \"$@\"")
                        .slow());
    }

    private static List<Host> habits() {
        return List.of(
                byUser("nothing odd, an ordinary user", PLAIN),
                byRoot("nothing odd, root", PLAIN).slow(),
                byUser("umask 077", "umask 077; " + PLAIN),
                byRoot("umask 077, root", "umask 077; " + PLAIN).slow(),
                byUser("an empty environment", "exec env -i PATH=\"$PATH\" \"$@\"")
                        .slow(),
                byUser("HOME unset", "unset HOME; " + PLAIN).slow(),
                byUser("no new privileges", "exec setpriv --no-new-privs \"$@\"")
                        .slow(),
                byRoot("no new privileges, root", "exec setpriv --no-new-privs \"$@\"")
                        .slow(),
                byUser("a child subreaper", "exec $LAB_TOOLS/subreaper \"$@\""));
    }

    private static List<Host> controlGroups() {
        String none = "umount -l /sys/fs/cgroup";
        String two = none + "; mount -t cgroup2 none /sys/fs/cgroup";
        return List.of(
                byRoot("no cgroups", mounted(none)),
                byRoot("no cgroups, as an ordinary user", mounted(none, AS_USER))
                        .slow(),
                byRoot("cgroup version 2, not delegated", mounted(two, AS_USER)).slow(),
                byRoot("cgroup version 2, without controllers", mounted(two)).slow());
    }

    // ---- what has to be installed ----

    private static List<Host> bubblewrap() {
        String tree = "exec bwrap --ro-bind / / --dev /dev --proc /proc --bind $LAB_TMP $LAB_TMP ";
        String allow = "start the sandbox so that it allows them (bubblewrap: without --disable-userns)";
        return Stream.of(
                        byRoot("bubblewrap as root", tree + "--unshare-all \"$@\""),
                        byRoot("bubblewrap as root, without capabilities", tree + "--cap-drop ALL \"$@\"")
                                .refused(
                                        "namespaces",
                                        "write(/proc/self/uid_map)",
                                        "EPERM",
                                        "root needs the capability SETFCAP",
                                        "give it to the container (docker run --cap-add SETFCAP, bwrap --cap-add CAP_SETFCAP)",
                                        tree + "--cap-drop ALL --cap-add CAP_SETFCAP \"$@\""),
                        byUser("bubblewrap as an ordinary user", tree + "--unshare-all \"$@\""),
                        byUser("bubblewrap as another user", tree + "--unshare-user --uid 1000 --gid 1000 \"$@\""),
                        byUser("bubblewrap that ends user namespaces", tree + "--unshare-user --disable-userns \"$@\"")
                                .refused(
                                        "namespaces",
                                        UNSHARE,
                                        "ENOSPC",
                                        "the sandbox around the tests allows no further user namespace",
                                        allow,
                                        tree + "--unshare-user \"$@\""),
                        byUser("bubblewrap with another's /proc", "exec bwrap --dev-bind / / --unshare-pid \"$@\"")
                                .refused(
                                        "launcher",
                                        "read /proc/self/status (NSpid is ",
                                        "none",
                                        "/proc belongs to another pid namespace",
                                        "mount a /proc of this one (unshare --mount-proc, bwrap --proc /proc)",
                                        "exec bwrap --dev-bind / / --unshare-pid --proc /proc \"$@\""))
                .map(Host::slow)
                .toList();
    }

    /** Root without any one of them. */
    private static List<Host> capabilities() {
        return Stream.of(
                        "chown",
                        "dac_override",
                        "dac_read_search",
                        "fowner",
                        "kill",
                        "setgid",
                        "setuid",
                        "setpcap",
                        "sys_chroot",
                        "sys_ptrace",
                        "sys_admin",
                        "sys_nice",
                        "sys_resource",
                        "setfcap")
                .map(name -> byRoot(
                                "root without " + name,
                                "exec setpriv --bounding-set=-" + name + " --inh-caps=-all \"$@\"")
                        .slow())
                .toList();
    }
}
