package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Provides one root file system in a JVM of its own, so that it can be an ordinary user, have limits, or be killed.
 * Arguments: the cache directory, a directory whose only file is the program, and {@code die} or {@code close}.
 */
final class FixtureProbe {
    private FixtureProbe() {}

    public static void main(String[] arguments) throws IOException {
        try {
            RootfsFixtures fixtures = new RootfsFixtures(Path.of(arguments[0]));
            provide(fixtures, onlyFile(Path.of(arguments[1])));
            if (arguments[2].equals("die")) {
                Runtime.getRuntime().halt(0);
            }
            System.out.println("files: " + count(Path.of(arguments[0])));
            fixtures.close();
        } catch (InvalidRootfsException | RootfsStorageException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void provide(RootfsFixtures fixtures, Path program) {
        try {
            System.out.println(fixtures.provide(RootfsRequest.of(program)).fingerprint());
        } catch (InvalidRootfsException | RootfsStorageException e) {
            System.out.println(e.getMessage());
        }
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            return files.iterator().next();
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
