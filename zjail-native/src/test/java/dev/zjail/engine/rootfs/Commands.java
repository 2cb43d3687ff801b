package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands of the host. */
final class Commands {
    static final int NOBODY = 65_534;

    private Commands() {}

    static Result run(String... command) {
        return run(List.of(command));
    }

    static Result run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            return run(builder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Result run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the program of a fixture with the fixture as its root directory, and no privileges there. */
    static Result runInside(RootfsFixture fixture) {
        String root = fixture.directory().toString();
        return mayBecomeNobody()
                ? run("chroot", "--userspec=" + NOBODY + ":" + NOBODY, root, fixture.executable())
                : run("unshare", "--user", "--map-root-user", "chroot", root, fixture.executable());
    }

    /** Whether this is root, and not one in a user namespace that has no other user. */
    static boolean mayBecomeNobody() {
        try {
            boolean isRoot =
                    Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
            return isRoot
                    && Files.readAllLines(Path.of("/proc/self/uid_map")).stream()
                            .anyMatch(Commands::mapsNobody);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** user_namespaces(7): the first id inside, the first id outside, and how many. */
    private static boolean mapsNobody(String line) {
        String[] fields = line.trim().split("\\s+", -1);
        long first = Long.parseLong(fields[0]);
        return first <= NOBODY && NOBODY < first + Long.parseLong(fields[2]);
    }

    /**
     * What a command did.
     *
     * @param status its exit status
     * @param output what it wrote to standard output and standard error
     */
    record Result(int status, String output) {}
}
