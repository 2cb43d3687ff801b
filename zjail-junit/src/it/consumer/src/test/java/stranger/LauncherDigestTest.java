package stranger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zjail.engine.Termination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar's manifest says what its two programs in C are, so that who builds them again can compare. */
class LauncherDigestTest {
    @ParameterizedTest
    @CsvSource({"Zjail-Launcher-SHA-256, zjail-launcher", "Zjail-Prober-SHA-256, zjail-prober"})
    void isInTheManifest(String attribute, String program) throws Exception {
        Path jar = Path.of(Termination.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile file = new JarFile(jar.toFile());
                InputStream content =
                        file.getInputStream(file.getEntry("dev/zjail/engine/launcher/linux-x86_64/" + program))) {
            assertThat(file.getManifest().getMainAttributes().getValue(attribute)).isEqualTo(sha256(content));
        }
    }

    private static String sha256(InputStream content) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
    }
}
