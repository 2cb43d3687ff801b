package dev.zjail.policyfile;

import dev.zjail.engine.policy.OwnPolicy;
import dev.zjail.engine.policy.PolicyEntry;
import dev.zjail.engine.policy.RefusalEntry;
import dev.zjail.engine.policy.RequestedPolicy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A project's own policy in a JSON file.
 *
 * <pre>{@code
 * {
 *   "name": "local-client",
 *   "extends": "auto",
 *   "allow": [
 *     "getpeername",
 *     { "syscall": "socket", "arguments": [ { "index": 0, "equals": 1 } ] }
 *   ],
 *   "deny": [ "ioctl" ],
 *   "refuse": [ "socketpair=EAFNOSUPPORT" ]
 * }
 * }</pre>
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PolicyFile {
    /** How the name of a file ends, and that of a built-in policy never. */
    private static final String SUFFIX = ".json";

    private static final long LARGEST = 1L << 20;

    private static final Set<String> POLICY_FIELDS =
            JsonCursor.fields("$schema", "name", "description", "extends", "allow", "deny", "refuse");
    private final Path baseDirectory;
    private final Path file;

    /** The files that led here by their {@code extends}, the first first, and this one. */
    private final List<Path> way;

    private PolicyFile(Path baseDirectory, Path file, List<Path> way) {
        this.baseDirectory = baseDirectory;
        this.file = file;
        this.way = way;
    }

    /**
     * Tells the name of a file from that of a built-in policy.
     *
     * @param policy what somebody wrote for a policy
     * @return whether it ends with {@code .json}
     */
    public static boolean isNamedBy(String policy) {
        return policy.endsWith(SUFFIX);
    }

    /**
     * Reads a policy, and those it extends.
     *
     * @param file the file
     * @param baseDirectory where the paths in messages begin, if they can
     * @return the policy, checked as far as that is possible without a program
     * @throws PolicyFileException if a file cannot be read, or says something that cannot be
     */
    public static RequestedPolicy read(Path file, Path baseDirectory) {
        PolicyFile first = new PolicyFile(baseDirectory, file.normalize(), List.of(file.normalize()));
        return first.policy(first.content((rule, found) -> PolicyFileException.unreadable(
                rule, found, "correct the path; a relative one starts at the directory of the module")));
    }

    private String content(BiFunction<String, String, PolicyFileException> wrong) {
        String rule = "must name a policy file that can be read";
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong.apply("must name a policy file of at most " + LARGEST + " bytes", quoted(shown(file)));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw wrong.apply("must name a policy file in UTF-8", quoted(shown(file)));
        } catch (NoSuchFileException e) {
            throw wrong.apply(rule, quoted(shown(file)) + " (there is no such file)");
        } catch (IOException e) {
            throw wrong.apply(rule, quoted(shown(file)) + " (" + e + ")");
        }
    }

    private OwnPolicy policy(String content) {
        String name = shown(file);
        JsonCursor policy = JsonCursor.root(name, JsonText.parse(name, content)).requireOnly(POLICY_FIELDS);
        policy.child("$schema").ifPresent(schema -> schema.text("../docs/policy.schema.json"));
        policy.child("description").ifPresent(description -> description.text("for the image converter"));
        String ownName =
                policy.requireChild("name", "\"name\": \"image-converter\"").text("image-converter");
        Optional<RequestedPolicy> base = policy.child("extends").map(this::base);
        List<PolicyEntry> allow = PolicyEntries.of(policy, "allow");
        List<PolicyEntry> deny = PolicyEntries.of(policy, "deny");
        List<RefusalEntry> refuse = PolicyEntries.refused(policy);
        return policy.translating(() -> new OwnPolicy(ownName, base, allow, deny, refuse));
    }

    private RequestedPolicy base(JsonCursor place) {
        String text = place.text("auto");
        return isNamedBy(text) ? baseFile(place, text) : place.translating(() -> RequestedPolicy.named(text));
    }

    private RequestedPolicy baseFile(JsonCursor place, String text) {
        Path base = file.resolveSibling(text).normalize();
        List<Path> longer = new ArrayList<>(way);
        longer.add(base);
        if (way.contains(base)) {
            throw place.wrong(
                    "must not lead back to a policy that extends this one",
                    longer.stream().map(this::shown).collect(Collectors.joining(" -> ")),
                    "let one of them extend a built-in policy");
        }
        PolicyFile next = new PolicyFile(baseDirectory, base, longer);
        return next.policy(next.content((rule, found) ->
                place.wrong(rule, found, "correct the path; a relative one starts at the directory of this file")));
    }

    /** Relative to the module where it lies in it, because that is what people know. */
    private String shown(Path path) {
        Path absolute = path.toAbsolutePath();
        Path base = baseDirectory.toAbsolutePath().normalize();
        return (absolute.startsWith(base) ? base.relativize(absolute) : absolute).toString();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
