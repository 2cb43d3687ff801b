package dev.zjail.engine;

import org.apiguardian.api.API;

/**
 * The layers of the sandbox, in the order in which the launcher applies them; none can be undone by a later one.
 * {@link #NAMESPACES} and {@link #INHERITANCE} are the ground the seven layers stand on.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Layer {
    /** Fresh mount, pid, network, ipc and uts namespaces, and a user namespace where the caller is not root. */
    NAMESPACES("namespaces"),
    /**
     * Nothing of the Java virtual machine's: a session without a terminal, signals as after boot, personality, keyring
     * and scheduling of an ordinary process, and just the environment that was asked for.
     */
    INHERITANCE("inheritance"),
    /** Layer 1: setrlimit(2). */
    RESOURCE_LIMITS("resource_limits"),
    /** Layer 2: no file descriptor above 2. */
    FILE_DESCRIPTORS("file_descriptors"),
    /** Layer 3: PR_SET_DUMPABLE is 0: nobody can trace the guest or read its memory. */
    DUMPABLE("dumpable"),
    /** Layer 4: pivot_root(2) into a read-only root file system; the old root is detached. */
    ROOTFS("rootfs"),
    /** Layer 5: PR_SET_NO_NEW_PRIVS. */
    NO_NEW_PRIVS("no_new_privs"),
    /** Layer 6: no capability in any set, no group, securebits locked, a user id of its own. */
    CAPABILITIES("capabilities"),
    /** Layer 7: the seccomp filter. */
    SECCOMP("seccomp");

    private final String id;

    Layer(String id) {
        this.id = id;
    }

    /**
     * Returns the layer's name in JSON, messages and documentation.
     *
     * @return the name, in lower case
     */
    public String id() {
        return id;
    }
}
