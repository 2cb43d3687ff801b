package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that the kernel has executed by an interpreter, which its first line names (execve(2), "Interpreter scripts").
 *
 * @param interpreter the path of the interpreter, as the guest sees it
 * @param argument the argument that stands behind it, if any
 */
record Script(String interpreter, Optional<String> argument) {
    /** BINPRM_BUF_SIZE of Linux 5.1 and newer: of a longer line the rest is cut off, or the file is none. */
    private static final int LONGEST_LINE = 256;

    private static final Pattern LINE = Pattern.compile("#![ \t]*(\\S+)[ \t]*(.*?)[ \t]*", Pattern.DOTALL);
    private static final Pattern ENV = Pattern.compile("/(?:usr/)?bin/env");
    private static final Pattern NAME = Pattern.compile("(?:-S[ \t]*)?([^-\\s/=]\\S*)(?:[ \t]+(.*))?");

    /** Reads the first line of a file; empty if it does not begin with {@code #!}. */
    static Optional<Script> read(Path file) {
        String line = firstLine(file);
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Script(
                        matcher.group(1), Optional.of(matcher.group(2)).filter(rest -> !rest.isEmpty())))
                : Optional.empty();
    }

    private static String firstLine(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            String text = new String(stream.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw RootfsStorageException.cannotRead(file, e);
        }
    }

    /**
     * Says which program {@code /usr/bin/env} would look for: it makes an execve of its own, which policies do not
     * allow, so what it would find is executed at once.
     *
     * @return the same script with the name of a program for an interpreter; empty if env is not the interpreter
     */
    Optional<Script> behindEnv() {
        Matcher name = NAME.matcher(argument.orElse(""));
        return ENV.matcher(interpreter).matches() && name.matches()
                ? Optional.of(new Script(name.group(1), Optional.ofNullable(name.group(2))))
                : Optional.empty();
    }

    /** Names it by a path. */
    Script withInterpreter(String path) {
        return new Script(path, argument);
    }

    /** What the interpreter gets before the arguments of the script, its own path first. */
    List<String> arguments(String path) {
        List<String> arguments = new ArrayList<>(List.of(interpreter));
        argument.ifPresent(arguments::add);
        arguments.add(path);
        return arguments;
    }
}
