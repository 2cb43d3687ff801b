package dev.zjail.engine.doctor;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A host of which we say ourselves what can be read. */
record ScriptedHost(Map<String, String> files, Map<String, String> variables) implements HostView {

    /** An ordinary machine with a recent kernel, and nothing special about it. */
    static ScriptedHost ordinary() {
        return new ScriptedHost(Map.of(), Map.of())
                .with("/proc/version", "Linux version 6.1.0-18-amd64 (gcc-12 (Debian 12.2.0)) #1 SMP")
                .with("/proc/sys/kernel/osrelease", "6.1.0-18-amd64\n")
                .with("/proc/self/status", "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nSeccomp:\t0\n")
                .with("/proc/self/uid_map", "         0          0 4294967295\n")
                .with("/proc/self/attr/current", "unconfined\n")
                .with("/proc/self/mountinfo", "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n")
                .with("/proc/sys/user/max_user_namespaces", "63432\n")
                .with("/proc/sys/vm/memfd_noexec", "0\n")
                .with("/proc/sys/kernel/yama/ptrace_scope", "1\n");
    }

    ScriptedHost with(String path, String text) {
        Map<String, String> more = new HashMap<>(files);
        more.put(path, text);
        return new ScriptedHost(more, variables);
    }

    ScriptedHost withVariable(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return new ScriptedHost(files, more);
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path);
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Path temporaryDirectory() {
        return Path.of(variables.getOrDefault("java.io.tmpdir", "/tmp"));
    }
}
