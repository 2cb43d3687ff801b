package dev.zjail.engine.advice;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.policy.RequestedPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** Writes a specification as the annotation of a test that asks for it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AnnotationText {
    private static final int LONGEST_LINE = 100;
    private static final int LONGEST_STDIN = 1024;
    private static final List<String> LISTS =
            List.of("args", "env", "allow", "refuse", "files", "mounts", "provide", "tmpfs", "collect");

    private AnnotationText() {}

    /**
     * Writes it. Limits are left out but for those among the changes, and so is what no annotation can say: a standard
     * input that is long or no text, a policy of one's own.
     *
     * @param spec the specification
     * @param changes values that take the place of its own, by the names of the attributes
     * @return such as {@code @Jailed(value = "target/native/tracer", allow = "ptrace")}
     */
    public static String of(JailSpec spec, Map<String, List<String>> changes) {
        List<String> attributes = new ArrayList<>();
        add(attributes, "value", List.of(AttributeTexts.shown(spec.executable())));
        LISTS.stream().limit(2).forEach(name -> addList(attributes, name, spec, changes));
        add(attributes, "stdin", stdin(spec.stdin()));
        add(attributes, "policy", policy(spec.policy()));
        LISTS.stream().skip(2).forEach(name -> addList(attributes, name, spec, changes));
        changes.forEach((name, values) -> {
            if (name.startsWith("limits.")) {
                add(attributes, name, values);
            }
        });
        add(attributes, "at", spec.at().stream().toList());
        String directory = spec.workingDirectory().toString();
        add(attributes, "workingDirectory", directory.equals("/") ? List.of() : List.of(directory));
        String line = "@Jailed(" + String.join(", ", attributes) + ")";
        return line.length() <= LONGEST_LINE
                ? line
                : "@Jailed(\n        " + String.join(",\n        ", attributes) + ")";
    }

    private static void addList(
            List<String> attributes, String name, JailSpec spec, Map<String, List<String>> changes) {
        add(attributes, name, changes.getOrDefault(name, AttributeTexts.of(spec, name)));
    }

    private static void add(List<String> attributes, String name, List<String> values) {
        if (!values.isEmpty()) {
            attributes.add(AttributeTexts.attribute(name, values));
        }
    }

    private static List<String> stdin(Bytes stdin) {
        boolean isText = Arrays.equals(Bytes.utf8(stdin.text()).toArray(), stdin.toArray());
        return isText && stdin.size() > 0 && stdin.size() <= LONGEST_STDIN ? List.of(stdin.text()) : List.of();
    }

    private static List<String> policy(RequestedPolicy policy) {
        boolean isSaid = policy instanceof RequestedPolicy.BuiltIn && !policy.equals(RequestedPolicy.auto());
        return isSaid ? List.of(policy.name()) : List.of();
    }
}
