package dev.zjail.engine.rootfs;

/** A file is not the ELF file it should be. The message is a sentence without its subject. */
final class ElfFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    ElfFormatException(String problem) {
        super(problem);
    }
}
