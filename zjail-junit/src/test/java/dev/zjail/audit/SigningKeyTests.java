package dev.zjail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The key that signs the audit")
class SigningKeyTests {
    private static final String REMEDY =
            " Remedy: make one with `openssl genpkey -algorithm ed25519 -out key.pem`, or do" + " not set it.";
    private static final String NO_KEY =
            " an Ed25519 private key in PKCS#8 PEM (-----BEGIN PRIVATE KEY-----), without a"
                    + " pass phrase, and does not." + REMEDY;

    @TempDir
    Path directory;

    private Keys keys;

    @BeforeEach
    void createKeys() throws Exception {
        keys = Keys.create(directory, "key");
    }

    private static Function<String, Optional<String>> of(String name, String value) {
        return asked -> Optional.ofNullable(Map.of(name, value).get(asked));
    }

    private static Optional<String> nothing(String name) {
        assertThat(name).isIn("zjail.audit.key", "ZJAIL_AUDIT_KEY");
        return Optional.empty();
    }

    private static Optional<SigningKey> parameter(String value) {
        return SigningKey.configured(of("zjail.audit.key", value), SigningKeyTests::nothing);
    }

    private static Optional<SigningKey> environment(String value) {
        return SigningKey.configured(SigningKeyTests::nothing, of("ZJAIL_AUDIT_KEY", value));
    }

    private void assertIsTheKey(Optional<SigningKey> key) {
        assertThat(key)
                .hasValueSatisfying(found -> assertThat(found)
                        .hasToString("the private key of "
                                + keys.signing().verificationKey().id()));
    }

    @Test
    @DisplayName("is not there if nothing was said")
    void none() {
        assertThat(SigningKey.configured(SigningKeyTests::nothing, SigningKeyTests::nothing))
                .isEmpty();
    }

    @Test
    @DisplayName("is in the file that the configuration parameter names")
    void fileOfParameter() {
        assertIsTheKey(parameter(keys.privateFile().toString()));
    }

    @Test
    @DisplayName("is in the environment variable, or in the file that it names")
    void environmentVariable() throws Exception {
        assertIsTheKey(environment(Files.readString(keys.privateFile())));
        assertIsTheKey(environment(keys.privateFile().toString()));
    }

    @Test
    @DisplayName("is that of the parameter if there are two")
    void parameterFirst() throws Exception {
        Keys other = Keys.create(directory, "other");

        assertIsTheKey(SigningKey.configured(
                of("zjail.audit.key", keys.privateFile().toString()),
                of("ZJAIL_AUDIT_KEY", other.privateFile().toString())));
    }

    @Test
    @DisplayName("must not be the parameter itself, which Surefire writes into its report, nor is it quoted")
    void keyAsParameter() throws Exception {
        String pem = Files.readString(keys.privateFile());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameter(pem))
                .withMessage("`zjail.audit.key` must name a file with an Ed25519 private key, and is a key itself."
                        + REMEDY);
    }

    @Test
    @DisplayName("must be named, if anything is")
    void blank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameter(" "))
                .withMessage("`zjail.audit.key` must name a file with an Ed25519 private key, and is blank." + REMEDY);
    }

    @Test
    @DisplayName("must be there")
    void missing() {
        Path missing = directory.resolve("missing.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameter(missing.toString()))
                .withMessage("`zjail.audit.key` names " + missing
                        + ", which cannot be read: ENOENT, no such file or directory." + REMEDY);
    }

    @Test
    @DisplayName("must be a private key, and of Ed25519")
    void otherKeys() throws Exception {
        Keys other = Keys.create(directory, "other", "X25519");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameter(keys.publicFile().toString()))
                .withMessage("`zjail.audit.key` names " + keys.publicFile() + ", which must hold" + NO_KEY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameter(other.privateFile().toString()))
                .withMessage("`zjail.audit.key` names " + other.privateFile() + ", which must hold" + NO_KEY);
    }

    @Test
    @DisplayName("is never quoted, not even if it is spoilt")
    void spoilt() throws Exception {
        String pem = Files.readString(keys.privateFile()).replace("MC4C", "MC4D");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment(pem))
                .withMessage("the environment variable `ZJAIL_AUDIT_KEY` must hold" + NO_KEY)
                .withNoCause();
    }

    @Test
    @DisplayName("verifies as a public key only if it is one")
    void publicKey() throws Exception {
        assertThat(keys.verification().id()).matches("[0-9a-f]{64}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerificationKey.read(keys.privateFile()))
                .withMessage("the file " + keys.privateFile() + " must hold an Ed25519 public key in PEM (-----BEGIN"
                        + " PUBLIC KEY-----), and does not. Remedy: write it with `openssl pkey -in key.pem -pubout"
                        + " -out public.pem`.");
    }
}
