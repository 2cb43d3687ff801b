package dev.zjail.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.apiguardian.api.API;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A public key of Ed25519 (RFC 8032), which checks the signature of a manifest. Immutable. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class VerificationKey {
    private static final String LABEL = "PUBLIC KEY";

    private final Ed25519PublicKeyParameters key;

    VerificationKey(Ed25519PublicKeyParameters key) {
        this.key = key;
    }

    /**
     * Reads a public key in PEM, as {@code openssl pkey -in key.pem -pubout} writes it.
     *
     * @param pem the file
     * @return the key
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no such key
     */
    public static VerificationKey read(Path pem) throws IOException {
        return Pem.decode(start(pem), LABEL)
                .flatMap(VerificationKey::parse)
                .orElseThrow(() -> new IllegalArgumentException("the file " + pem
                        + " must hold an Ed25519 public key in"
                        + " PEM (-----BEGIN " + LABEL + "-----), and does not. Remedy: write it with `openssl pkey -in"
                        + " key.pem -pubout -out public.pem`."));
    }

    static String start(Path pem) throws IOException {
        try (InputStream input = Files.newInputStream(pem)) {
            return new String(input.readNBytes(Pem.LONGEST), StandardCharsets.ISO_8859_1);
        }
    }

    private static Optional<VerificationKey> parse(byte[] subjectPublicKeyInfo) {
        try {
            return PublicKeyFactory.createKey(subjectPublicKeyInfo) instanceof Ed25519PublicKeyParameters key
                    ? Optional.of(new VerificationKey(key))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The library throws exceptions of many kinds at bytes that are no key.
            return Optional.empty();
        }
    }

    /**
     * Identifies the key.
     *
     * @return SHA-256 of its SubjectPublicKeyInfo in DER, in 64 lower-case hexadecimal digits, as {@code openssl pkey
     *     -pubin -in public.pem -outform DER | sha256sum} prints it
     */
    public String id() {
        try {
            byte[] encoded =
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
            return HexFormat.of().formatHex(MerkleTree.sha256().digest(encoded));
        } catch (IOException e) {
            throw new IllegalStateException("a key that was read can be written", e);
        }
    }

    boolean verifies(byte[] message, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }
}
