package dev.zjail.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of the host, those in jails among them. */
final class HostProcesses {
    private HostProcesses() {}

    /** Lists the directories in /proc of the processes that have the given text among their arguments. */
    static List<Path> withArgument(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (commandLine(process).contains(text)) {
                    found.add(process);
                }
            }
        }
        return found;
    }

    /** A process that ended since it was listed has no command line any more. */
    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
