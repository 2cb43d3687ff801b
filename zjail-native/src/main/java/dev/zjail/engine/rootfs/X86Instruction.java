package dev.zjail.engine.rootfs;

/**
 * How long an instruction of x86-64 is (Intel's manual, volume 2, chapter 2 and appendix A). What is no instruction is
 * taken for one of a single byte, so that whoever reads on finds the next.
 *
 * @param start where it begins, with its prefixes
 * @param opcode where its opcode begins, behind the prefixes
 * @param end where the next begins
 * @param isRepeated whether it has the prefix {@code f3}, which makes other instructions of some
 */
record X86Instruction(int start, int opcode, int end, boolean isRepeated) {
    /**
     * What follows an opcode of one byte, a row for each sixteen. {@code m}: ModRM; {@code b}, {@code w}, {@code e}: 1,
     * 2 and 3 bytes; {@code d}: 4; {@code z}: 4, or 2 with an operand of 16 bits; {@code q}: so, or 8 with one of 64
     * bits; {@code a}: an address; {@code B}, {@code Z}: ModRM and {@code b}, {@code z}; {@code F}: ModRM, and some
     * have {@code b}; {@code G}: ModRM, and some have {@code z}; {@code V}, {@code E}: VEX, EVEX; {@code X}: XOP or
     * ModRM; {@code .}: nothing; {@code x}: it is no instruction. Prefixes and {@code 0f} do not come here.
     */
    private static final String ONE_BYTE = "mmmmbzxxmmmmbzxx"
            + "mmmmbzxxmmmmbzxx"
            + "mmmmbzxxmmmmbzxx"
            + "mmmmbzxxmmmmbzxx"
            + "xxxxxxxxxxxxxxxx"
            + "................"
            + "xxEmxxxxzZbB...."
            + "bbbbbbbbbbbbbbbb"
            + "BZxBmmmmmmmmmmmX"
            + "..........x....."
            + "aaaa....bz......"
            + "bbbbbbbbqqqqqqqq"
            + "BBw.VVBZe.w..bx."
            + "mmmmxxx.mmmmmmmm"
            + "bbbbbbbbddxb...."
            + "x.xx..FG......mm";

    /** The same behind {@code 0f}; {@code 38} and {@code 3a} do not come here. */
    private static final String TWO_BYTES = "mmmmx.....x.xm.B"
            + "mmmmmmmmmmmmmmmm"
            + "mmmmxxxxmmmmmmmm"
            + "......x.xxxxxxxx"
            + "mmmmmmmmmmmmmmmm"
            + "mmmmmmmmmmmmmmmm"
            + "mmmmmmmmmmmmmmmm"
            + "BBBBmmm.mmxxmmmm"
            + "dddddddddddddddd"
            + "mmmmmmmmmmmmmmmm"
            + "...mBmxx...mBmmm"
            + "mmmmmmmmmmBmmmmm"
            + "mmBmBBBm........"
            + "mmmmmmmmmmmmmmmm"
            + "mmmmmmmmmmmmmmmm"
            + "mmmmmmmmmmmmmmmm";

    static X86Instruction at(byte[] code, int start) {
        return new Reader(code, start).read();
    }

    /** Reads one; behind the end of the code there are zeros. */
    private static final class Reader {
        private final byte[] code;
        private final int start;
        private int at;
        private boolean isRepeated;
        private boolean hasShortOperand;
        private boolean hasShortAddress;
        private boolean hasLongOperand;

        Reader(byte[] code, int start) {
            this.code = code;
            this.start = start;
            this.at = start;
        }

        X86Instruction read() {
            prefixes();
            int opcode = at;
            int length = next() == 0x0f ? behind0f() : operands(ONE_BYTE.charAt(byteAt(opcode)));
            return length < 0
                    ? new X86Instruction(start, start, start + 1, false)
                    : new X86Instruction(start, opcode, at + length, isRepeated);
        }

        private int byteAt(int index) {
            return index < code.length ? code[index] & 0xff : 0;
        }

        private int next() {
            return byteAt(at++);
        }

        private void prefixes() {
            while (isLegacyPrefix(byteAt(at))) {
                int prefix = next();
                isRepeated |= prefix == 0xf3;
                hasShortOperand |= prefix == 0x66;
                hasShortAddress |= prefix == 0x67;
            }
            if ((byteAt(at) & 0xf0) == 0x40) {
                hasLongOperand = (next() & 8) != 0;
            }
        }

        private static boolean isLegacyPrefix(int value) {
            return switch (value) {
                case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf0, 0xf2, 0xf3 -> true;
                default -> false;
            };
        }

        private int behind0f() {
            int second = next();
            return switch (second) {
                case 0x38 -> behindThird('m');
                case 0x3a -> behindThird('B');
                default -> operands(TWO_BYTES.charAt(second));
            };
        }

        private int behindThird(char kind) {
            next();
            return operands(kind);
        }

        /** How many bytes follow, or -1 if it is no instruction. Passes what says how many. */
        private int operands(char kind) {
            int number = hasShortOperand && !hasLongOperand ? 2 : 4;
            return switch (kind) {
                case '.' -> 0;
                case 'b' -> 1;
                case 'w' -> 2;
                case 'e' -> 3;
                case 'd' -> 4;
                case 'z' -> number;
                case 'q' -> hasLongOperand ? 8 : number;
                case 'a' -> hasShortAddress ? 4 : 8;
                case 'm' -> modRm();
                case 'B' -> modRm() + 1;
                case 'Z' -> modRm() + number;
                case 'F' -> (byteAt(at) & 0x38) < 0x10 ? modRm() + 1 : modRm();
                case 'G' -> (byteAt(at) & 0x38) < 0x10 ? modRm() + number : modRm();
                case 'V' -> vex();
                case 'E' -> vectorOperands(next() & 7, 2);
                case 'X' -> (byteAt(at) & 0x1f) < 8 ? modRm() : xop();
                default -> -1;
            };
        }

        private int modRm() {
            int modRm = next();
            int mod = modRm >> 6;
            int rm = modRm & 7;
            if (mod == 3) {
                return 0;
            }
            int base = rm == 4 ? next() & 7 : rm;
            return mod == 1 ? 1 : mod == 2 || base == 5 ? 4 : 0;
        }

        private int vex() {
            boolean isShort = byteAt(at - 1) == 0xc5;
            int map = isShort ? 1 : byteAt(at) & 0x1f;
            next();
            return vectorOperands(map, isShort ? 0 : 1);
        }

        /** Passes what is left of the prefix; the opcode follows. */
        private int vectorOperands(int map, int prefixBytes) {
            at += prefixBytes;
            int opcode = next();
            return switch (map) {
                case 1 -> operands(TWO_BYTES.charAt(opcode));
                case 3 -> operands('B');
                default -> operands('m');
            };
        }

        private int xop() {
            int map = next() & 0x1f;
            next();
            next();
            return switch (map) {
                case 8 -> operands('B');
                case 9 -> operands('m');
                default -> modRm() + 4;
            };
        }
    }
}
