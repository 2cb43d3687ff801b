#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * BLAKE2b (RFC 7693), without a library.
 *
 *     blake2b LENGTH < input    the digest of standard input, LENGTH bytes in hexadecimal
 *     blake2b self-test         the test of RFC 7693 appendix E: the digest over many keyed and unkeyed digests
 */

enum { BLOCK_BYTES = 128, MAX_DIGEST_BYTES = 64, ROUNDS = 12 };

static const uint64_t initial[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

static const uint8_t permutations[10][16] = {
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

struct blake2b {
  uint64_t state[8];
  uint64_t counted; /* 2^64 bytes are enough for a test */
  uint8_t block[BLOCK_BYTES];
  size_t filled;
  size_t digest_bytes;
};

static uint64_t rotate_right(uint64_t word, unsigned bits) { return word >> bits | word << (64 - bits); }

static uint64_t load(const uint8_t *bytes) {
  uint64_t word = 0;
  for (int i = 7; i >= 0; i--) word = word << 8 | bytes[i];
  return word;
}

static void mix(uint64_t *v, int a, int b, int c, int d, uint64_t x, uint64_t y) {
  v[a] += v[b] + x;
  v[d] = rotate_right(v[d] ^ v[a], 32);
  v[c] += v[d];
  v[b] = rotate_right(v[b] ^ v[c], 24);
  v[a] += v[b] + y;
  v[d] = rotate_right(v[d] ^ v[a], 16);
  v[c] += v[d];
  v[b] = rotate_right(v[b] ^ v[c], 63);
}

static void compress(struct blake2b *hash, int last) {
  uint64_t m[16], v[16];
  for (int i = 0; i < 16; i++) m[i] = load(hash->block + 8 * i);
  for (int i = 0; i < 8; i++) {
    v[i] = hash->state[i];
    v[i + 8] = initial[i];
  }
  v[12] ^= hash->counted;
  if (last) v[14] = ~v[14];
  for (int round = 0; round < ROUNDS; round++) {
    const uint8_t *s = permutations[round % 10];
    mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
    mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
    mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
    mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
    mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
    mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
    mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
    mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
  }
  for (int i = 0; i < 8; i++) hash->state[i] ^= v[i] ^ v[i + 8];
}

/* A full block is compressed only when more follows: the last block, full or not, is compressed as the last. */
static void update(struct blake2b *hash, const uint8_t *input, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (hash->filled == BLOCK_BYTES) {
      hash->counted += BLOCK_BYTES;
      compress(hash, 0);
      hash->filled = 0;
    }
    hash->block[hash->filled++] = input[i];
  }
}

static void begin(struct blake2b *hash, size_t digest_bytes, const uint8_t *key, size_t key_bytes) {
  memset(hash, 0, sizeof *hash);
  memcpy(hash->state, initial, sizeof initial);
  hash->state[0] ^= 0x01010000 ^ (uint64_t)key_bytes << 8 ^ digest_bytes;
  hash->digest_bytes = digest_bytes;
  if (key_bytes) {
    uint8_t block[BLOCK_BYTES] = {0};
    memcpy(block, key, key_bytes);
    update(hash, block, sizeof block);
  }
}

static void finish(struct blake2b *hash, uint8_t *digest) {
  hash->counted += hash->filled;
  memset(hash->block + hash->filled, 0, BLOCK_BYTES - hash->filled);
  compress(hash, 1);
  for (size_t i = 0; i < hash->digest_bytes; i++) digest[i] = (uint8_t)(hash->state[i / 8] >> 8 * (i % 8));
}

static void print(const uint8_t *digest, size_t length) {
  for (size_t i = 0; i < length; i++) printf("%02x", digest[i]);
  putchar('\n');
}

/* Appendix E's deterministic sequence: a Fibonacci generator. */
static void fill(uint8_t *out, size_t length, uint32_t seed) {
  uint32_t a = 0xdead4bad * seed, b = 1;
  for (size_t i = 0; i < length; i++) {
    uint32_t t = a + b;
    a = b;
    b = t;
    out[i] = (uint8_t)(t >> 24);
  }
}

static void self_test(void) {
  static const size_t digest_lengths[] = {20, 32, 48, 64};
  static const size_t input_lengths[] = {0, 3, 128, 129, 255, 1024};
  uint8_t input[1024], digest[MAX_DIGEST_BYTES], key[MAX_DIGEST_BYTES];
  struct blake2b all, one;
  begin(&all, 32, NULL, 0);
  for (size_t i = 0; i < sizeof digest_lengths / sizeof *digest_lengths; i++) {
    size_t out = digest_lengths[i];
    for (size_t j = 0; j < sizeof input_lengths / sizeof *input_lengths; j++) {
      size_t in = input_lengths[j];
      fill(input, in, (uint32_t)in);
      begin(&one, out, NULL, 0);
      update(&one, input, in);
      finish(&one, digest);
      update(&all, digest, out);
      fill(key, out, (uint32_t)out);
      begin(&one, out, key, out);
      update(&one, input, in);
      finish(&one, digest);
      update(&all, digest, out);
    }
  }
  finish(&all, digest);
  print(digest, 32);
}

int main(int argc, char **argv) {
  if (argc != 2) return 98;
  if (strcmp(argv[1], "self-test") == 0) {
    self_test();
    return 0;
  }
  size_t length = strtoul(argv[1], NULL, 10);
  if (length < 1 || length > MAX_DIGEST_BYTES) return 98;
  uint8_t buffer[4096], digest[MAX_DIGEST_BYTES];
  struct blake2b hash;
  begin(&hash, length, NULL, 0);
  for (size_t got; (got = fread(buffer, 1, sizeof buffer, stdin)) > 0;) update(&hash, buffer, got);
  if (ferror(stdin)) return 1;
  finish(&hash, digest);
  print(digest, length);
  return 0;
}
