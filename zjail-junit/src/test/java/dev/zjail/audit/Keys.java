package dev.zjail.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * Keys in PEM, made by the Java platform and not by the library that the audit uses: so that both must agree on what a
 * key is.
 *
 * @param pair the keys
 * @param privateFile where the private key is
 * @param publicFile where the public key is
 */
public record Keys(KeyPair pair, Path privateFile, Path publicFile) {
    public static Keys create(Path directory, String name) throws IOException, GeneralSecurityException {
        return create(directory, name, "Ed25519");
    }

    static Keys create(Path directory, String name, String algorithm) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        return new Keys(
                pair,
                Files.writeString(
                        directory.resolve(name + ".pem"),
                        pem("PRIVATE KEY", pair.getPrivate().getEncoded())),
                Files.writeString(
                        directory.resolve(name + "-public.pem"),
                        pem("PUBLIC KEY", pair.getPublic().getEncoded())));
    }

    private static String pem(String label, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    public SigningKey signing() {
        return SigningKey.read("the test", privateFile);
    }

    VerificationKey verification() throws IOException {
        return VerificationKey.read(publicFile);
    }
}
