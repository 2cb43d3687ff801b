package dev.zjail.engine.launcher;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.RootfsRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from the specification of a run which root file system it wants. */
final class RequestedRootfs {
    private static final Pattern SANITIZER_OPTIONS = Pattern.compile("[A-Z]+SAN_OPTIONS=");

    private RequestedRootfs() {}

    static RootfsRequest of(JailSpec spec) {
        return new RootfsRequest(
                spec.executable(),
                spec.at(),
                spec.files(),
                spec.tmpfs().stream().map(Tmpfs::path).toList(),
                spec.mounts(),
                spec.provide().under(spec.policy().name(), spec.environment()),
                directories(spec, "LD_LIBRARY_PATH="),
                directories(spec, "PATH="),
                sanitizerOptions(spec));
    }

    private static List<String> sanitizerOptions(JailSpec spec) {
        return spec.environment().stream()
                .filter(entry -> SANITIZER_OPTIONS.matcher(entry).lookingAt())
                .toList();
    }

    private static List<String> directories(JailSpec spec, String beginning) {
        return spec.environment().stream()
                .filter(entry -> entry.startsWith(beginning))
                .flatMap(entry -> Stream.of(entry.substring(beginning.length()).split("[:;]")))
                .filter(directory -> directory.startsWith("/"))
                .toList();
    }
}
