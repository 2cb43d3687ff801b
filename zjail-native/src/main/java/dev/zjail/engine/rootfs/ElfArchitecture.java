package dev.zjail.engine.rootfs;

import org.apiguardian.api.API;

/**
 * What kind of processor an ELF file is for, by its header.
 *
 * @param machine {@code e_machine}: 62 for x86-64, 183 for AArch64
 * @param bits the word size, 32 or 64
 * @param littleEndian whether the least significant byte comes first
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ElfArchitecture(int machine, int bits, boolean littleEndian) {
    static final ElfArchitecture X86_64 = new ElfArchitecture(62, 64, true);
    static final ElfArchitecture AARCH64 = new ElfArchitecture(183, 64, true);

    /**
     * Tells the architecture of this machine.
     *
     * @return x86-64 or AArch64
     * @throws UnsupportedOperationException on any other machine
     */
    public static ElfArchitecture ofHost() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> throw new UnsupportedOperationException("zjail runs on x86-64 and AArch64, not on " + name);
        };
    }

    /**
     * Names the architecture for people.
     *
     * @return such as {@code x86-64 (64-bit, little-endian)}
     */
    public String describe() {
        return machineName() + " (" + bits + "-bit, " + (littleEndian ? "little" : "big") + "-endian)";
    }

    private String machineName() {
        return switch (machine) {
            case 3 -> "i386";
            case 8 -> "MIPS";
            case 20 -> "PowerPC";
            case 21 -> "PowerPC64";
            case 22 -> "S390";
            case 40 -> "ARM";
            case 62 -> "x86-64";
            case 183 -> "AArch64";
            case 243 -> "RISC-V";
            case 258 -> "LoongArch";
            default -> "machine " + machine;
        };
    }
}
