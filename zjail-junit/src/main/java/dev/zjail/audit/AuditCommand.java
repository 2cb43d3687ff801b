package dev.zjail.audit;

import dev.zjail.audit.Verification.Anchor;
import dev.zjail.audit.Verification.Finding;
import dev.zjail.audit.Verification.State;
import dev.zjail.audit.Verification.TrailSummary;
import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Checks the audit of a reports directory from a shell, offline and without changing anything, and writes a manifest
 * anew:
 *
 * <pre>{@code
 * java -cp CLASSPATH dev.zjail.audit.AuditCommand verify DIR [--key FILE] [--head HEX --count N] [--json]
 * java -cp CLASSPATH dev.zjail.audit.AuditCommand manifest DIR [--sign FILE]
 * }</pre>
 *
 * <p>It exits with 0 if all is there, consistent and vouched for, 1 if something was tampered with, 2 if it was called
 * wrongly or something cannot be read or written, 3 if an end is missing, and 4 if all is consistent but nothing
 * outside vouches for it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AuditCommand {
    private static final int DONE = 0;
    private static final int WRONG_USAGE_OR_UNREADABLE = 2;
    private static final String USAGE = """
            Remedy: call it as
              verify DIR [--key FILE] [--head HEX --count N] [--json]
              manifest DIR [--sign FILE]""";
    private static final Pattern ROOT = Pattern.compile("[0-9a-f]{64}");

    private final PrintStream out;
    private final PrintStream err;

    AuditCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command and ends the Java virtual machine.
     *
     * @param arguments {@code verify} or {@code manifest}, a directory, and options
     */
    public static void main(String[] arguments) {
        System.exit(new AuditCommand(System.out, System.err).run(List.of(arguments)));
    }

    /** Returns the exit status. */
    int run(List<String> arguments) {
        try {
            Deque<String> words = new ArrayDeque<>(arguments);
            String command = required(words.poll(), "it must be told what to do");
            return switch (command) {
                case "verify" -> verify(new VerifyOptions(words));
                case "manifest" -> manifest(new ManifestOptions(words));
                default -> throw new IllegalArgumentException("there is no command " + command + ". " + USAGE);
            };
        } catch (IllegalArgumentException | AuditException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed("cannot read " + e.getMessage() + ": " + AuditException.reason(e)
                    + ". Remedy: name the directory that has the directory zjail in it, such as"
                    + " target/surefire-reports.");
        }
    }

    private int failed(String why) {
        err.println("zjail audit: " + ForeignText.line(why).replace(ForeignText.line(USAGE), USAGE));
        return WRONG_USAGE_OR_UNREADABLE;
    }

    private int verify(VerifyOptions options) throws IOException {
        Verification verification = DirectoryVerifier.verify(options.directory, options.key(), options.anchor());
        if (options.json) {
            out.println(VerificationJson.of(verification));
        } else {
            print(verification);
        }
        return verification.state().exitStatus();
    }

    /** Vouches for nothing that does not hold: a directory that was tampered with is refused. */
    private int manifest(ManifestOptions options) throws IOException {
        Optional<SigningKey> key = Optional.ofNullable(options.sign).map(file -> SigningKey.read("`--sign`", file));
        Optional<VerificationKey> own = key.map(SigningKey::verificationKey);
        Verification before = DirectoryVerifier.verify(options.directory, own, Optional.empty());
        if (before.state() == State.TAMPERED) {
            print(before);
            return before.state().exitStatus();
        }
        new ManifestFile(Trail.directory(options.directory)).rebuild(key);
        Verification after = DirectoryVerifier.verify(options.directory, own, Optional.empty());
        print(after);
        return DONE;
    }

    private void print(Verification verification) {
        line(verification.state() + ": " + meaning(verification));
        line("root " + verification.root() + ", count " + verification.runs());
        for (TrailSummary trail : verification.trails()) {
            line("trail " + trail.name() + ": " + trail.state() + ": " + trail.finding());
        }
        for (Finding finding : verification.findings()) {
            line(finding.state() + ": " + finding.file() + ": " + finding.sentence() + " ["
                    + finding.check().id() + "]");
        }
        verification.remarks().forEach(remark -> line("remark: " + remark));
        if (verification.missingFiles() > 0) {
            line("remark: files of single runs that are not there: " + verification.missingFiles());
        }
    }

    private static String meaning(Verification verification) {
        return switch (verification.state()) {
            case INTACT ->
                "all is there and consistent; it is vouched for by " + String.join(" and by ", verification.vouchers());
            case TAMPERED -> "something was changed, added or taken away";
            case INCOMPLETE -> "what is there is sound, but an end is missing";
            case UNANCHORED ->
                "all is consistent, but nothing outside of the directory vouches for it: it may have been"
                        + " written anew as a whole";
        };
    }

    /** Names of files and texts of records may be anybody's: nothing in them acts on a terminal, or begins a line. */
    private void line(String text) {
        out.println(ForeignText.line(text));
    }

    private static String required(@Nullable String word, String rule) {
        if (word == null) {
            throw new IllegalArgumentException(rule + ". " + USAGE);
        }
        return word;
    }

    private static IllegalArgumentException unknown(String option) {
        return new IllegalArgumentException("there is no option " + option + ". " + USAGE);
    }

    /** What {@code verify} was told. */
    private static final class VerifyOptions {
        private final Path directory;
        private @Nullable Path key;
        private @Nullable String head;
        private @Nullable Long count;
        private boolean json;

        VerifyOptions(Deque<String> words) {
            directory = Path.of(required(words.poll(), "it must be told which directory to verify"));
            while (!words.isEmpty()) {
                String option = words.remove();
                switch (option) {
                    case "--json" -> json = true;
                    case "--key" -> key = Path.of(required(words.poll(), "--key must name the file of a public key"));
                    case "--head" -> head = root(required(words.poll(), "--head must be a root"));
                    case "--count" -> count = number(required(words.poll(), "--count must be a number"));
                    default -> throw unknown(option);
                }
            }
        }

        private static String root(String word) {
            if (!ROOT.matcher(word).matches()) {
                throw new IllegalArgumentException(
                        "--head must be a root of 64 lower-case hexadecimal digits, but was: " + word + ". " + USAGE);
            }
            return word;
        }

        private static long number(String word) {
            try {
                return Long.parseLong(word);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("--count must be a number, but was: " + word + ". " + USAGE, e);
            }
        }

        Optional<VerificationKey> key() throws IOException {
            return key == null ? Optional.empty() : Optional.of(VerificationKey.read(key));
        }

        Optional<Anchor> anchor() {
            if ((head == null) != (count == null)) {
                throw new IllegalArgumentException("--head and --count must be given together. " + USAGE);
            }
            return head == null || count == null ? Optional.empty() : Optional.of(new Anchor(head, count));
        }
    }

    /** What {@code manifest} was told. */
    private static final class ManifestOptions {
        private final Path directory;
        private @Nullable Path sign;

        ManifestOptions(Deque<String> words) {
            directory = Path.of(required(words.poll(), "it must be told the directory whose manifest to write"));
            while (!words.isEmpty()) {
                String option = words.remove();
                if (!option.equals("--sign")) {
                    throw unknown(option);
                }
                sign = Path.of(required(words.poll(), "--sign must name the file of a private key"));
            }
        }
    }
}
