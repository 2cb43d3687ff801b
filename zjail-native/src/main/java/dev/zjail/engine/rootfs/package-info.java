/**
 * The rootfs fixture: a directory that holds just what the guest may see.
 *
 * <p>Start with {@link dev.zjail.engine.rootfs.RootfsFixtures}. A request goes through three steps: a
 * {@code FixturePlan} is made and checked before anything is created ({@code ExecutableFile}, {@code LibraryResolver},
 * {@code MappedFiles}, all writing into one {@code Layout}); a {@code FixtureBuilder} copies and hashes in one read; a
 * {@code FixtureStore} keeps the result for the life of the JVM. What a wrong request leads to is an
 * {@link dev.zjail.engine.rootfs.InvalidRootfsException}.
 *
 * <p>What a program needs is found by reading its ELF headers ({@code ElfReader}) and by doing what its dynamic loader
 * would do ({@code GlibcLoader}, {@code MuslLoader}), never by running either. The reader is our own because it meets
 * files made to hurt: jelf 0.10.0, the library there is for Java, allocates gigabytes and throws OutOfMemoryError,
 * NegativeArraySizeException or ArithmeticException on headers with a few flipped bytes; it finds the dynamic section
 * by the section headers, which the kernel ignores, so a stripped dynamic program looks static to it; and it does not
 * read {@code DT_RPATH}.
 *
 * <p>A leaf: it knows no other package of the engine.
 */
@NullMarked
package dev.zjail.engine.rootfs;

import org.jspecify.annotations.NullMarked;
