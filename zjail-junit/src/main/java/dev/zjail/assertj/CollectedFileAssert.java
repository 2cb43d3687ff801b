package dev.zjail.assertj;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.CollectedFile;
import dev.zjail.internal.ForeignText;
import dev.zjail.junit.GuestText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;

/**
 * Assertions on a file that came back from the jail. Reach it by {@link JailResultAssert#file(String)}. The names are
 * those of AssertJ's assertions on {@code java.io.File} and {@code Path}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class CollectedFileAssert extends AbstractObjectAssert<CollectedFileAssert, CollectedFile> {
    private static final String NO_DIGEST = "";

    private final Optional<GoldenAssertion> golden;

    /**
     * Begins assertions on a file.
     *
     * @param actual the file
     */
    public CollectedFileAssert(CollectedFile actual) {
        this(actual, Optional.empty());
    }

    /** Of a file of which the run is known. */
    CollectedFileAssert(CollectedFile actual, Optional<GoldenAssertion> golden) {
        super(actual, CollectedFileAssert.class);
        this.golden = golden;
        info.useRepresentation(new GuestTextRepresentation());
    }

    /**
     * Verifies that the file holds exactly the given text.
     *
     * @param expected the text, compared byte by byte in UTF-8
     * @return this assertion
     * @throws AssertionError if it holds anything else
     */
    public CollectedFileAssert hasContent(String expected) {
        return hasBinaryContent(expected.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Verifies that the file holds exactly the given bytes.
     *
     * @param expected the bytes
     * @return this assertion
     * @throws AssertionError if it holds anything else
     */
    public CollectedFileAssert hasBinaryContent(byte[] expected) {
        isThere();
        if (!Arrays.equals(actual.bytes(), expected)) {
            fail(excerpt(Bytes.of(expected)), FailureText.difference(expected, actual.bytes(), false));
        }
        return this;
    }

    /**
     * Verifies that the file holds what a golden file holds, as {@link JailResultAssert#hasStdoutAs(Path)} does.
     *
     * <pre>{@code
     * assertThat(run).file("/tmp/out.txt").hasContentAs(Path.of("src/test/golden/out.txt"));
     * }</pre>
     *
     * @param expected the golden file; a relative path starts at the module's directory
     * @return this assertion
     * @throws AssertionError if it holds anything else, or the golden file cannot be used
     * @throws IllegalStateException if it is not known of which run the file is: begin with {@code assertThat(run)}
     */
    public CollectedFileAssert hasContentAs(Path expected) {
        return hasContentAs(expected, Map.of());
    }

    /**
     * The same, with variables as in {@link JailResultAssert#hasStdoutAs(Path, Map)}.
     *
     * @param expected the golden file
     * @param variables values by names
     * @return this assertion
     * @throws AssertionError if it holds anything else, or the golden file cannot be used
     * @throws IllegalArgumentException if a variable has another name, or a value that is empty or not of one line
     * @throws IllegalStateException if it is not known of which run the file is: begin with {@code assertThat(run)}
     */
    public CollectedFileAssert hasContentAs(Path expected, Map<String, String> variables) {
        isThere();
        GoldenAssertion assertion = golden.orElseThrow(() -> new IllegalStateException(
                "hasContentAs: it is not known of which run this file is, nor whether golden files are to be rewritten."
                        + " Remedy: begin with assertThat(run).file(\"" + name() + "\"), which is no soft assertion."));
        assertion
                .check(name(), "hasContentAs", captured(actual.content()), expected, variables)
                .ifPresent(failure -> {
                    throw GoldenAssertion.error(failure, message(failure.text()));
                });
        return this;
    }

    private String message(String text) {
        return Optional.ofNullable(info.overridingErrorMessage())
                .orElseGet(() -> new ExactMessage(text).create(info.description(), info.representation()));
    }

    /**
     * Verifies how many bytes the file has.
     *
     * @param bytes the number of bytes
     * @return this assertion
     * @throws AssertionError if it has more or fewer
     */
    public CollectedFileAssert hasSize(long bytes) {
        isThere();
        if (actual.size() != bytes) {
            fail(name() + " with " + bytes + " bytes", "");
        }
        return this;
    }

    /**
     * Verifies that the file has no bytes.
     *
     * @return this assertion
     * @throws AssertionError if it has one or more
     */
    public CollectedFileAssert isEmpty() {
        isThere();
        if (actual.size() != 0) {
            fail(name() + " without a byte in it", "");
        }
        return this;
    }

    /**
     * Verifies that the file has bytes.
     *
     * @return this assertion
     * @throws AssertionError if it has none
     */
    public CollectedFileAssert isNotEmpty() {
        isThere();
        if (actual.size() == 0) {
            fail(name() + " with at least a byte in it", "");
        }
        return this;
    }

    /**
     * Verifies the digest of the content.
     *
     * @param expected BLAKE2b-256 in 64 hexadecimal digits, of either case
     * @return this assertion
     * @throws AssertionError if the content has another
     */
    public CollectedFileAssert hasDigest(String expected) {
        isThere();
        String wanted = expected.toLowerCase(Locale.ROOT);
        if (!actual.digest().equals(wanted)) {
            fail(name() + " with the digest " + wanted, "Found: " + actual.digest());
        }
        return this;
    }

    /**
     * Goes on to the content, decoded as UTF-8.
     *
     * @return assertions on the text
     */
    public AbstractStringAssert<?> content() {
        isNotNull();
        return extracting(CollectedFile::text, InstanceOfAssertFactories.STRING);
    }

    /**
     * Goes on to the content.
     *
     * @return assertions on the bytes
     */
    public AbstractByteArrayAssert<?> binaryContent() {
        isNotNull();
        return extracting(CollectedFile::bytes, InstanceOfAssertFactories.BYTE_ARRAY);
    }

    /** Stands for a file that did not come back, where soft assertions go on: whatever is asserted on it fails. */
    static CollectedFile missing(String path, String text) {
        return new CollectedFile(path, Bytes.utf8(text), NO_DIGEST);
    }

    private void isThere() {
        isNotNull();
        if (actual.digest().equals(NO_DIGEST)) {
            throwAssertionError(new ExactMessage("\nExpected: a file " + name() + "\nFound: "
                    + actual.content().text()));
        }
    }

    private void fail(String expected, String difference) {
        String found = excerpt(actual.content());
        throwAssertionError(new ExactMessage(
                "\nExpected: " + expected + "\nActual: " + found + (difference.isEmpty() ? "" : "\n" + difference)));
    }

    private String excerpt(Bytes content) {
        return GuestText.excerpt(name(), captured(content));
    }

    private static CapturedOutput captured(Bytes content) {
        return new CapturedOutput(content, content.size());
    }

    private String name() {
        return ForeignText.line(actual.path());
    }
}
