package dev.zjail.junit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the program that a shell takes for a bare name, such as {@code /bin/ls} for {@code ls}. Only to say so: a test
 * that ran whatever is first on somebody's PATH would be another test on each machine.
 */
final class ProgramOnPath {
    private ProgramOnPath() {}

    /**
     * Finds the program.
     *
     * @param missing a file of the module that does not exist
     * @param module where relative paths begin
     * @param path the value of PATH
     * @return the first such program; empty if what is missing was no bare name, or no directory has it
     */
    static Optional<Path> find(Path missing, Path module, String path) {
        return Files.exists(missing) || !module.equals(missing.getParent())
                ? Optional.empty()
                : Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                        .filter(directory -> directory.startsWith("/"))
                        .flatMap(directory -> in(directory, missing).stream())
                        .findFirst();
    }

    private static Optional<Path> in(String directory, Path missing) {
        try {
            return Optional.of(Path.of(directory).resolve(String.valueOf(missing.getFileName())))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
