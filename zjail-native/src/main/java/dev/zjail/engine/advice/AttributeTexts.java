package dev.zjail.engine.advice;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.engine.rootfs.Provisions;
import dev.zjail.internal.ForeignText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Writes parts of a specification as the attributes of an annotation have them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AttributeTexts {
    private static final String ARROW = " -> ";
    private static final String LIMITS = "limits.";

    private AttributeTexts() {}

    /**
     * Returns what a test said.
     *
     * @param spec what came of it
     * @param attribute the name of an attribute that takes several values
     * @return the values; none for what it did not say, and for attributes that take one value
     */
    public static List<String> of(JailSpec spec, String attribute) {
        return switch (attribute) {
            case "args" -> spec.arguments();
            case "collect" -> spec.collect();
            case "allow" -> spec.allow().stream().sorted().toList();
            case "refuse" ->
                spec.refuse().stream().sorted().map(Object::toString).toList();
            case "files" -> spec.files().stream().map(AttributeTexts::file).toList();
            case "mounts" -> spec.mounts().stream().map(AttributeTexts::mount).toList();
            case "tmpfs" -> spec.tmpfs().stream().map(AttributeTexts::place).toList();
            case "env" -> spec.environment();
            case "provide" -> provided(spec.provide());
            default -> List.of();
        };
    }

    private static String file(FileMapping mapping) {
        return shown(mapping.host()) + ARROW + mapping.jail();
    }

    private static String mount(HostMount mount) {
        String host = shown(mount.host()) + (mount.withSubmounts() ? "/**" : "");
        return mount.host().toString().equals(mount.jail()) ? host : host + ARROW + mount.jail();
    }

    /** As a test writes it: a relative path starts at the module's directory. */
    static String shown(Path host) {
        Path module =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
        return (host.startsWith(module) ? module.relativize(host) : host).toString();
    }

    private static String place(Tmpfs place) {
        return place.path() + ":" + bytes(place.sizeBytes());
    }

    /** A number of bytes with the largest unit of which it is a multiple. */
    static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB"};
        int unit = 0;
        long number = bytes;
        while (unit < units.length - 1 && number % 1024 == 0 && number > 0) {
            number /= 1024;
            unit++;
        }
        return number + units[unit];
    }

    private static List<String> provided(Provisions provide) {
        List<String> names = new ArrayList<>();
        if (!provide.withDefaults()) {
            names.add("none");
        }
        provide.named().forEach(provision -> names.add(provision.id()));
        return names;
    }

    /**
     * Writes an attribute.
     *
     * @param name its name; of a limit such as {@code limits.memory}
     * @param values its values
     * @return such as {@code allow = {"execve", "ptrace"}}
     */
    public static String attribute(String name, List<String> values) {
        return name.startsWith(LIMITS)
                ? "limits = @Limits(" + name.substring(LIMITS.length()) + " = " + literal(values) + ")"
                : name + " = " + literal(values);
    }

    private static String literal(List<String> values) {
        String literals = values.stream().map(AttributeTexts::literal).collect(Collectors.joining(", "));
        return values.size() == 1 ? literals : "{" + literals + "}";
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            literal.append(escaped(text.charAt(at)));
        }
        return literal.append('"').toString();
    }

    private static String escaped(char character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default ->
                ForeignText.isPrintable(character)
                        ? String.valueOf(character)
                        : String.format("\\u%04x", (int) character);
        };
    }
}
