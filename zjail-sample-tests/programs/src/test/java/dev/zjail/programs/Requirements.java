package dev.zjail.programs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must be there before a first test can be run: programs of the machine, and programs that a command makes. */
final class Requirements {
    private static final long MINUTES_FOR_ONE_BUILD = 3;

    private final Set<String> built = new LinkedHashSet<>();

    /** Makes the program, if it has to be made, and says what is not there. */
    List<String> missing(FirstTest test) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        if (test.build().isPresent()) {
            String command = test.build().get();
            String compiler = command.split(" ", 2)[0];
            if (!isOnPath(compiler)) {
                return List.of(compiler);
            }
            build(test.name(), command);
        }
        Stream.concat(Stream.of(test.jailed()), test.lines().stream())
                .flatMap(attributes -> attributes.files().stream())
                .filter(file -> !Files.exists(file))
                .map(Path::toString)
                .distinct()
                .forEach(missing::add);
        return missing;
    }

    private void build(String name, String command) throws IOException, InterruptedException {
        if (!built.add(command)) {
            return;
        }
        Path log = Path.of("target", "builds", name + ".log");
        Files.createDirectories(log.getParent());
        Files.createDirectories(Path.of("target", "native"));
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!shell.waitFor(MINUTES_FOR_ONE_BUILD, TimeUnit.MINUTES)) {
            shell.destroyForcibly();
        }
        if (shell.waitFor() != 0) {
            throw new AssertionError(name + " could not be made by `" + command + "`:\n" + Files.readString(log));
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }
}
