package dev.zjail.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Other sandboxes on this machine: bubblewrap if it is installed, and whoever a system property {@code peer.NAME}
 * names, with a command to which the program is appended: {@code -Dpeer.minijail="/usr/sbin/minijail0 -p -v -l -n"}.
 */
final class Peers {
    private static final String PREFIX = "peer.";
    private static final String BUBBLEWRAP = "/usr/bin/bwrap";

    private Peers() {}

    static List<SpawnedCommand> of(Properties properties, String program) {
        List<SpawnedCommand> peers = new ArrayList<>();
        if (Files.isExecutable(Path.of(BUBBLEWRAP))) {
            peers.add(new SpawnedCommand(
                    "bwrap --unshare-all", List.of(BUBBLEWRAP, "--unshare-all", "--ro-bind", "/", "/", program)));
        }
        properties.stringPropertyNames().stream()
                .filter(name ->
                        name.startsWith(PREFIX) && !properties.getProperty(name).isBlank())
                .sorted()
                .forEach(name -> peers.add(new SpawnedCommand(
                        name.substring(PREFIX.length()), command(properties.getProperty(name), program))));
        return peers;
    }

    private static List<String> command(String prefix, String program) {
        List<String> command = new ArrayList<>(Arrays.asList(prefix.trim().split("\\s+")));
        command.add(program);
        return command;
    }
}
