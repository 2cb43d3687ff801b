package dev.zjail.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of a list as RFC 6962, section 2.1, defines it, with SHA-256. A leaf is hashed behind a byte 0 and an inner
 * node behind a byte 1, so that no list can be passed off as another by taking a node for a leaf.
 */
final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleTree() {}

    static String root(List<byte[]> entries) {
        return HexFormat.of().formatHex(hash(entries));
    }

    private static byte[] hash(List<byte[]> entries) {
        int count = entries.size();
        if (count == 0) {
            return sha256().digest();
        }
        if (count == 1) {
            return digest(LEAF, entries.get(0));
        }
        int left = Integer.highestOneBit(count - 1);
        return digest(NODE, hash(entries.subList(0, left)), hash(entries.subList(left, count)));
    }

    private static byte[] digest(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
