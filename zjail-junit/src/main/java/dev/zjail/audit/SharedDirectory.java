package dev.zjail.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apiguardian.api.API;

/**
 * Writes in a directory that others may write in too: follows no link that somebody laid where a file is to be written,
 * and waits for no pipe. Stateless, and so safe for use by many threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SharedDirectory {
    private SharedDirectory() {}

    /**
     * Makes up a name that no other Java virtual machine takes. Process ids come round again and a virtual machine may
     * take several names, hence the start time and the random part.
     *
     * @return such as {@code 4711-1718000000000-9f86d081}
     */
    public static String newName() {
        ProcessHandle jvm = ProcessHandle.current();
        long startedAt = jvm.info().startInstant().orElseGet(Instant::now).toEpochMilli();
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return jvm.pid() + "-" + startedAt + "-" + random;
    }

    /**
     * Puts a file in the place of another. A reader sees the old one or the new one, never half of one.
     *
     * @param file the file to be replaced, or made
     * @param temporary where it is written first, in the same directory; one writer at a time
     * @param content what shall be in it
     * @return the file
     * @throws IOException if it cannot be written; what was there before is there still
     */
    public static Path replace(Path file, Path temporary, byte[] content) throws IOException {
        // A link may lie there, to a file that only who writes this one may write.
        Files.deleteIfExists(temporary);
        Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Opens a file that is made anew, whatever lay there. It is made and opened in one step: opened by its name once
     * more, it could be a link by then. Writing to the stream is not ended by an interruption (so
     * {@link Files#newOutputStream} has it), as that to a channel is: a thread that was interrupted when its run had
     * just ended could not write.
     */
    static OutputStream newFile(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        Files.deleteIfExists(file);
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Opens a file that is there to be locked, and makes it if there is none. A pipe in its place would have us wait
     * for a reader without end; a link would have us make a file elsewhere.
     *
     * @param lock the file
     * @return the open file
     * @throws FileAlreadyExistsException if something else than a file is there
     * @throws IOException if it cannot be opened
     */
    public static FileChannel openLock(Path lock) throws IOException {
        if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            requireRegular(lock);
        }
        // A pipe that is laid there only now: to read and write, open(2) waits for nobody (fifo(7)).
        FileChannel channel = FileChannel.open(
                lock,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            requireRegular(lock);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireRegular(Path lock) throws IOException {
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(lock.toString(), null, "it is not a regular file");
        }
    }
}
