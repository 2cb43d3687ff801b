package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program or library as the dynamic loader will have it in memory.
 *
 * @param elf what it says about itself
 * @param hostPath where it is on the host
 * @param hostOrigin what {@code $ORIGIN} means in it on the host
 * @param jailPath where it is in the jail
 * @param jailOrigin what {@code $ORIGIN} means in it in the jail
 * @param loadedFor the object that needed it first; none for the program
 */
record LoadedObject(
        ElfProgram elf,
        Path hostPath,
        String hostOrigin,
        String jailPath,
        String jailOrigin,
        Optional<LoadedObject> loadedFor) {

    /** Lists it, the object it was loaded for, and so on up to the program. */
    List<LoadedObject> chain() {
        return Stream.iterate(Optional.of(this), Optional::isPresent, link -> link.flatMap(LoadedObject::loadedFor))
                .flatMap(Optional::stream)
                .toList();
    }
}
