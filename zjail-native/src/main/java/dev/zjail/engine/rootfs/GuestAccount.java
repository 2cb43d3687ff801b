package dev.zjail.engine.rootfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * Gives the guest's user a name: each run has a user of its own. Whoever was provided a root file system has it alone,
 * so nobody reads what is written.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GuestAccount {
    private GuestAccount() {}

    /**
     * Writes {@code /etc/passwd} and {@code /etc/group}, where the root file system has them.
     *
     * @param fixture a root file system in which nothing is running
     * @param id the user and group of the guest
     * @throws RootfsStorageException if they cannot be written
     */
    public static void write(RootfsFixture fixture, int id) {
        if (fixture.hasAccount()) {
            String number = Integer.toUnsignedString(id);
            write(
                    fixture,
                    ProvidedFiles.PASSWORDS,
                    "guest:x:" + number + ":" + number + ":guest:" + ProvidedFiles.HOME + ":/bin/sh\n");
            write(fixture, ProvidedFiles.GROUPS, "guest:x:" + number + ":\n");
        }
    }

    /** What a test maps to one of these paths has a digest, and is left alone. */
    private static void write(RootfsFixture fixture, String jailPath, String content) {
        Path file = fixture.directory().resolve(jailPath.substring(1));
        if (fixture.contents().containsKey(jailPath) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.write(file, content.getBytes(StandardCharsets.US_ASCII));
            Files.setLastModifiedTime(file, FixtureBuilder.MODIFIED);
        } catch (IOException e) {
            throw RootfsStorageException.cannotStore(file, e);
        }
    }
}
