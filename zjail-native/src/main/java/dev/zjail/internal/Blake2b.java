package dev.zjail.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The hash function of RFC 7693 in its variant of 64 bits, with a digest of 32 bytes and no key.
 *
 * <p>It is not taken from Bouncy Castle, whose jar is signed: a Java virtual machine that loads the first class of it
 * checks the signature over all of its thousands of entries, and the first jailed run would wait for that.
 * {@code Blake2b256Tests} compares the two.
 */
final class Blake2b {
    static final int DIGEST_BYTES = 32;

    private static final int BLOCK_BYTES = 128;
    private static final int WORDS = BLOCK_BYTES / Long.BYTES;
    private static final int ROUNDS = 12;

    /** Section 2.6: the fractions of the square roots of the first eight primes. */
    private static final long[] INITIAL = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L,
    };

    /** Section 2.7: in which order a round takes the words of the block. The last two rounds repeat the first two. */
    private static final byte[][] SCHEDULE = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
    };

    /** Section 2.5: the digest's length, no key, no tree. */
    private static final long PARAMETERS = 0x01010000L ^ DIGEST_BYTES;

    private final long[] state = new long[INITIAL.length];
    private final long[] work = new long[WORDS];
    private final long[] words = new long[WORDS];
    private final byte[] waiting = new byte[BLOCK_BYTES];
    private int waitingBytes;
    private long compressedBytes;

    Blake2b() {
        begin();
    }

    private void begin() {
        System.arraycopy(INITIAL, 0, state, 0, state.length);
        state[0] ^= PARAMETERS;
        waitingBytes = 0;
        compressedBytes = 0;
    }

    void update(byte[] bytes, int length) {
        int at = 0;
        // The last block is compressed in another way: so a full one waits until it is known not to be the last.
        while (length - at > BLOCK_BYTES - waitingBytes) {
            if (waitingBytes == 0) {
                compress(bytes, at, BLOCK_BYTES, false);
                at += BLOCK_BYTES;
            } else {
                int missing = BLOCK_BYTES - waitingBytes;
                System.arraycopy(bytes, at, waiting, waitingBytes, missing);
                compress(waiting, 0, BLOCK_BYTES, false);
                at += missing;
                waitingBytes = 0;
            }
        }
        System.arraycopy(bytes, at, waiting, waitingBytes, length - at);
        waitingBytes += length - at;
    }

    /** Ends the digest, and begins another one. */
    byte[] digest() {
        Arrays.fill(waiting, waitingBytes, BLOCK_BYTES, (byte) 0);
        compress(waiting, 0, waitingBytes, true);
        ByteBuffer digest = ByteBuffer.allocate(DIGEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < DIGEST_BYTES / Long.BYTES; i++) {
            digest.putLong(state[i]);
        }
        begin();
        return digest.array();
    }

    /** Section 3.2: the function F. */
    private void compress(byte[] block, int offset, int bytes, boolean last) {
        compressedBytes += bytes;
        ByteBuffer.wrap(block, offset, BLOCK_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(words);
        System.arraycopy(state, 0, work, 0, state.length);
        System.arraycopy(INITIAL, 0, work, state.length, INITIAL.length);
        work[12] ^= compressedBytes;
        if (last) {
            work[14] = ~work[14];
        }
        for (int round = 0; round < ROUNDS; round++) {
            mixAll(work, words, SCHEDULE[round % SCHEDULE.length]);
        }
        for (int i = 0; i < state.length; i++) {
            state[i] ^= work[i] ^ work[i + state.length];
        }
    }

    /** One round: the columns of the matrix, and then its diagonals. */
    private static void mixAll(long[] v, long[] m, byte[] s) {
        mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
        mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
        mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
        mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
        mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
        mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
        mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
        mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
    }

    /** Section 3.1: the function G. */
    private static void mix(long[] v, int a, int b, int c, int d, long x, long y) {
        long va = v[a] + v[b] + x;
        long vd = Long.rotateRight(v[d] ^ va, 32);
        long vc = v[c] + vd;
        long vb = Long.rotateRight(v[b] ^ vc, 24);
        va += vb + y;
        vd = Long.rotateRight(vd ^ va, 16);
        vc += vd;
        v[a] = va;
        v[b] = Long.rotateRight(vb ^ vc, 63);
        v[c] = vc;
        v[d] = vd;
    }
}
