package dev.zjail.audit;

import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * A private key of Ed25519 (RFC 8032), which signs the manifest. Immutable. No message and no record ever holds the key
 * or the value of the environment variable it came from.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SigningKey {
    /** The configuration parameter that names the file of the key; it decides before the environment does. */
    public static final String PARAMETER = "zjail.audit.key";

    /** The environment variable that holds the key in PEM, or names its file. */
    public static final String ENVIRONMENT_VARIABLE = "ZJAIL_AUDIT_KEY";

    private static final String LABEL = "PRIVATE KEY";
    private static final String REMEDY =
            " Remedy: make one with `openssl genpkey -algorithm ed25519 -out key.pem`, or do" + " not set it.";

    private final Ed25519PrivateKeyParameters key;

    private SigningKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
    }

    /**
     * Finds the key that the build was given.
     *
     * @param configurationParameter looks up one of JUnit's configuration parameters
     * @return the key; empty if none was given
     * @throws IllegalArgumentException if one was given that cannot be read, or is no such key
     */
    public static Optional<SigningKey> configured(Function<String, Optional<String>> configurationParameter) {
        return configured(configurationParameter, name -> Optional.ofNullable(System.getenv(name)));
    }

    static Optional<SigningKey> configured(
            Function<String, Optional<String>> configurationParameter, Function<String, Optional<String>> environment) {
        Optional<String> parameter = configurationParameter.apply(PARAMETER);
        return parameter.isPresent()
                ? parameter.map(value -> ofFile("`" + PARAMETER + "`", value))
                : environment.apply(ENVIRONMENT_VARIABLE).map(SigningKey::ofEnvironment);
    }

    private static SigningKey ofEnvironment(String value) {
        String origin = "the environment variable `" + ENVIRONMENT_VARIABLE + "`";
        return value.contains("-----BEGIN")
                ? parse(value).orElseThrow(() -> noKey(origin + " must hold"))
                : ofFile(origin, value);
    }

    /** A parameter may be a system property, which Surefire writes into its report: it only ever names a file. */
    private static SigningKey ofFile(String origin, String value) {
        if (value.isBlank() || value.contains("-----BEGIN")) {
            throw new IllegalArgumentException(origin + " must name a file with an Ed25519 private key, and is "
                    + (value.isBlank() ? "blank." : "a key itself.") + REMEDY);
        }
        try {
            return read(origin, Path.of(value));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(origin + " must name a file, and has a NUL in it." + REMEDY, e);
        }
    }

    static SigningKey read(String origin, Path file) {
        try {
            return parse(VerificationKey.start(file))
                    .orElseThrow(() -> noKey(origin + " names " + file + ", which must hold"));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    ForeignText.line(origin + " names " + file + ", which cannot be read: " + AuditException.reason(e)
                            + "." + REMEDY),
                    e);
        }
    }

    private static IllegalArgumentException noKey(String rule) {
        return new IllegalArgumentException(rule + " an Ed25519 private key in PKCS#8 PEM (-----BEGIN " + LABEL
                + "-----), without a pass phrase, and does not." + REMEDY);
    }

    private static Optional<SigningKey> parse(String pem) {
        return Pem.decode(pem, LABEL).flatMap(SigningKey::ofPkcs8);
    }

    private static Optional<SigningKey> ofPkcs8(byte[] encoded) {
        try {
            return PrivateKeyFactory.createKey(encoded) instanceof Ed25519PrivateKeyParameters key
                    ? Optional.of(new SigningKey(key))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The library throws exceptions of many kinds at bytes that are no key; none of them is passed on, because
            // they may quote what they read.
            return Optional.empty();
        }
    }

    VerificationKey verificationKey() {
        return new VerificationKey(key.generatePublicKey());
    }

    byte[] sign(byte[] message) {
        return Signature.of(message, key);
    }

    /**
     * Apart, so that it is loaded only where there is a key: a Java virtual machine that verifies this code loads a
     * class of Bouncy Castle, and with the first one it checks the signature of that jar over all of its entries.
     */
    private static final class Signature {
        static byte[] of(byte[] message, Ed25519PrivateKeyParameters key) {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, key);
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        }
    }

    /** Says which key it is, and never what. */
    @Override
    public String toString() {
        return "the private key of " + verificationKey().id();
    }
}
