package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A root file system that is ready: an ordinary directory that holds just what the guest may see.
 *
 * <p>Everything in it is a copy, so nothing that happens to the host's files changes it; what is mounted into the jail
 * besides is listed apart. Directories have mode 0755. The program has mode 0111, so that the kernel makes the guest
 * non-dumpable (would_dump() in fs/exec.c); the dynamic loader and mapped files that are executable on the host have
 * mode 0555; everything else has mode 0444.
 *
 * @param directory the directory, on the host
 * @param executable what is executed in the jail: the program, or the interpreter of the script that it is
 * @param firstArguments what stands before the arguments of the program, the zeroth first
 * @param mounts what is mounted, in this order
 * @param hasAccount whether there are {@code /etc/passwd} and {@code /etc/group} to be written for the guest's user
 * @param fingerprint BLAKE2b-256, in hexadecimal, of the program's bytes: what {@code b2sum -l 256} prints
 * @param program what the program says about itself
 * @param loader what its dynamic loader says about itself, if it has one
 * @param contents BLAKE2b-256, in hexadecimal, of every regular file, by its path in the jail
 * @param files everything that lies in it, by its path, and where it came from
 * @param digests what its parts hold, a digest each
 * @param randomInstructions where the program itself asks the processor for random numbers ({@code rdrand},
 *     {@code rdseed}), as distances from its entry point, as far as that can be told from its bytes
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RootfsFixture(
        Path directory,
        String executable,
        List<String> firstArguments,
        List<JailMount> mounts,
        boolean hasAccount,
        String fingerprint,
        ElfProgram program,
        Optional<ElfProgram> loader,
        SortedMap<String, String> contents,
        List<JailFile> files,
        RootDigests digests,
        List<Long> randomInstructions) {

    /** At how many places a thread of x86-64 can be stopped (Intel's manual, volume 3, chapter 18). */
    public static final int DEBUG_REGISTERS = 4;

    /** Copies the collections. */
    public RootfsFixture {
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
        firstArguments = List.copyOf(firstArguments);
        mounts = List.copyOf(mounts);
        files = List.copyOf(files);
        randomInstructions = List.copyOf(randomInstructions);
    }

    /** The same, but for where it lies. */
    RootfsFixture in(Path copy) {
        return new RootfsFixture(
                copy,
                executable,
                firstArguments,
                mounts,
                hasAccount,
                fingerprint,
                program,
                loader,
                contents,
                files,
                digests,
                randomInstructions);
    }
}
