package dev.zjail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.audit.AuditException;
import dev.zjail.audit.DirectoryVerifier;
import dev.zjail.audit.Verification;
import dev.zjail.audit.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The configuration parameter zjail.audit.key")
class SignedAuditTests {
    @TempDir
    Path directory;

    private Path writePem(String label, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return Files.writeString(
                directory.resolve(label + ".pem"),
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    private JailTestKit kit(Path key) {
        return JailTestKit.reportingTo(directory.resolve("reports")).with("zjail.audit.key", key.toString());
    }

    @Test
    @DisplayName("has the audit signed")
    void signs() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path privateKey = writePem("PRIVATE KEY", pair.getPrivate().getEncoded());
        Path publicKey = writePem("PUBLIC KEY", pair.getPublic().getEncoded());

        kit(privateKey).execute(GreetingTestCases.class).succeeded(1);

        assertThat(DirectoryVerifier.verify(
                                directory.resolve("reports"),
                                Optional.of(VerificationKey.read(publicKey)),
                                Optional.empty())
                        .state())
                .isEqualTo(Verification.State.INTACT);
    }

    @Test
    @DisplayName("fails every jailed test if it names no key, before anything is recorded")
    void noKey() {
        Path missing = directory.resolve("missing.pem");

        assertThat(kit(missing).execute(GreetingTestCases.class).onlyFailure())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("`zjail.audit.key` names " + missing + ", which cannot be read: ENOENT, no such file or"
                        + " directory. Remedy: make one with `openssl genpkey -algorithm ed25519 -out key.pem`, or do not"
                        + " set it.");
        assertThat(directory.resolve("reports")).doesNotExist();
    }

    @Test
    @DisplayName("fails the test engine where an audit that nobody signed would be signed with the rest")
    void unsignedBefore() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path privateKey = writePem("PRIVATE KEY", pair.getPrivate().getEncoded());
        JailTestKit.reportingTo(directory.resolve("reports"))
                .execute(GreetingTestCases.class)
                .succeeded(1);

        assertThat(kit(privateKey).execute(GreetingTestCases.class).onlyFailure())
                .isExactlyInstanceOf(AuditException.class)
                .hasMessageContaining("manifest.json: it is not signed, and a signature over what it says would vouch");
    }

    @ScriptedEngine.Installed
    static class GreetingTestCases {
        @Test
        @Jailed("greeter")
        void test(JailResult run) {
            assertThat(run.stdout().text()).isEqualTo("hello\n");
        }
    }
}
