package dev.zjail.engine.doctor;

import dev.zjail.engine.launcher.NativePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The prober in a directory of its own among the temporary files, until it is closed. */
record TemporaryProgram(Path directory, Path file) implements AutoCloseable {

    static TemporaryProgram create(Path temporaryDirectory) throws IOException {
        Path directory = Files.createTempDirectory(temporaryDirectory, "zjail-doctor-");
        TemporaryProgram program = new TemporaryProgram(directory, directory.resolve(NativePrograms.PROBER));
        try {
            Files.write(program.file, NativePrograms.read(NativePrograms.PROBER));
            Files.setPosixFilePermissions(program.file, PosixFilePermissions.fromString("r-xr-xr-x"));
            return program;
        } catch (IOException e) {
            program.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
    }
}
