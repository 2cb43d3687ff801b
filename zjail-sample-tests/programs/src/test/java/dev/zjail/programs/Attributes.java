package dev.zjail.programs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.junit.Jail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Attributes of {@link dev.zjail.junit.Jailed}, as the table gives them and as a user would write them.
 *
 * @param lists each attribute but {@code limits}, by name
 * @param limits the attributes of {@link dev.zjail.junit.Limits} among them
 */
record Attributes(Map<String, List<String>> lists, Map<String, String> limits) {
    private static final Map<String, Long> SIZES =
            Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    /** In a value it stands for the module's directory: a tree that moves to another place in the jail. */
    private static final String MODULE = "${basedir}";

    private static final String DIRECTORY = Path.of("").toAbsolutePath().toString();

    static Attributes of(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Map<String, String> limits = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (field.getKey().equals("limits")) {
                field.getValue()
                        .properties()
                        .forEach(limit ->
                                limits.put(limit.getKey(), limit.getValue().asText()));
            } else {
                lists.put(field.getKey(), texts(field.getValue()));
            }
        });
        return new Attributes(lists, limits);
    }

    static List<String> texts(JsonNode node) {
        if (!node.isArray()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Those files of the host that the attributes name: the program, and what comes into the jail. */
    List<Path> files() {
        List<String> named = new ArrayList<>(lists.getOrDefault("value", List.of()));
        named.addAll(lists.getOrDefault("files", List.of()));
        named.addAll(lists.getOrDefault("mounts", List.of()));
        return named.stream()
                .map(entry -> Path.of(entry.split(" -> ", 2)[0].replaceFirst("/\\*\\*$", "")))
                .toList();
    }

    /** What a user writes between the parentheses of the annotation. */
    String asJava() {
        List<String> attributes = new ArrayList<>();
        lists.forEach((name, values) -> attributes.add(name + " = " + literal(name, values)));
        if (!limits.isEmpty()) {
            attributes.add(limits.entrySet().stream()
                    .map(limit -> limit.getKey() + " = " + limitLiteral(limit.getValue()))
                    .collect(Collectors.joining(", ", "limits = @Limits(", ")")));
        }
        return attributes.size() == 1 && lists.containsKey("value")
                ? literal("value", lists.get("value"))
                : String.join(", ", attributes);
    }

    private static String literal(String name, List<String> values) {
        String separated = values.stream().map(Attributes::quoted).collect(Collectors.joining(", "));
        return values.size() == 1 && !name.isEmpty() ? separated : "{" + separated + "}";
    }

    private static String limitLiteral(String value) {
        return value.matches("[0-9]+") ? value : quoted(value);
    }

    private static String quoted(String text) {
        return '"'
                + text.replace(MODULE + "/", "")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }

    /** Gives a jail these attributes in place of what it had of them. */
    Jail applyTo(Jail jail) {
        Jail changed = jail;
        for (Map.Entry<String, List<String>> attribute : lists.entrySet()) {
            changed = with(changed, attribute.getKey(), attribute.getValue());
        }
        for (Map.Entry<String, String> limit : limits.entrySet()) {
            changed = changed.withLimits(before -> with(before, limit.getKey(), limit.getValue()));
        }
        return changed;
    }

    private static Jail with(Jail jail, String attribute, List<String> values) {
        String first = values.get(0);
        String[] all =
                values.stream().map(value -> value.replace(MODULE, DIRECTORY)).toArray(String[]::new);
        return switch (attribute) {
            case "value" -> jail.withExecutable(Path.of(first));
            case "args" -> jail.withArgs(all);
            case "env" -> jail.withEnv(all);
            case "stdin" -> jail.withStdin(first);
            case "policy" -> jail.withPolicy(first);
            case "allow" -> jail.withAllow(all);
            case "refuse" -> jail.withRefuse(all);
            case "files" -> jail.withFiles(all);
            case "mounts" -> jail.withMounts(all);
            case "tmpfs" -> jail.withTmpfs(all);
            case "provide" -> jail.withProvide(all);
            case "workingDirectory" -> jail.withWorkingDirectory(first);
            case "at" -> jail.withAt(first);
            default ->
                throw new IllegalArgumentException("no attribute of @Jailed that this table can have: " + attribute);
        };
    }

    private static ResourceLimits with(ResourceLimits limits, String limit, String value) {
        return switch (limit) {
            case "cpu" -> limits.withCpu(seconds(value));
            case "wall" -> limits.withWall(seconds(value));
            case "memory" -> limits.withMemoryBytes(bytes(value));
            case "addressSpace" -> limits.withAddressSpaceBytes(bytes(value));
            case "stack" -> limits.withStackBytes(bytes(value));
            case "openFiles" -> limits.withOpenFiles(Integer.parseInt(value));
            case "processes" -> limits.withProcesses(Integer.parseInt(value));
            case "output" -> limits.withOutputBytes(bytes(value));
            case "fileSize" -> limits.withFileSizeBytes(bytes(value));
            default -> throw new IllegalArgumentException("no limit that this table can have: " + limit);
        };
    }

    private static Duration seconds(String value) {
        return Duration.parse("PT" + value);
    }

    private static long bytes(String value) {
        if (value.equals("unlimited")) {
            return ResourceLimits.UNLIMITED;
        }
        int unit = value.length() - 3;
        return Math.multiplyExact(Long.parseLong(value.substring(0, unit)), SIZES.get(value.substring(unit)));
    }
}
