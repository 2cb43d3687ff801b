/* Spoils records in ways that can be repeated: the same seed and case make the same record. */
#ifndef ZJAIL_MUTATE_H
#define ZJAIL_MUTATE_H

#include "spec.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_GROWTH = 4096 };

struct bytes {
    unsigned char *at;
    size_t size;
    size_t capacity;
};

struct chance {
    uint64_t state;
};

/* splitmix64 (Steele, Lea, Flood 2014): any two seeds are far apart. */
static uint64_t draw(struct chance *chance)
{
    uint64_t z = chance->state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

static size_t below(struct chance *chance, size_t limit)
{
    return limit == 0 ? 0 : (size_t)(draw(chance) % limit);
}

static struct bytes copy_of(const struct bytes *original)
{
    struct bytes copy = {malloc(original->size + MOST_GROWTH), original->size, original->size + MOST_GROWTH};
    memcpy(copy.at, original->at, original->size);
    return copy;
}

static uint32_t edge(struct chance *chance, uint32_t old)
{
    const uint32_t edges[] = {0, 1, 2, old - 1, old + 1, 2 * old, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff};
    return edges[below(chance, sizeof edges / sizeof edges[0])];
}

static void put_edge(struct chance *chance, struct bytes *record, size_t at)
{
    uint32_t word;
    if (at + sizeof word <= record->size) {
        memcpy(&word, record->at + at, sizeof word);
        word = edge(chance, word);
        memcpy(record->at + at, &word, sizeof word);
    }
}

/* So that what is spoiled behind the header is looked at. */
static void put_true_size(struct bytes *record)
{
    uint32_t size = (uint32_t)record->size;
    if (record->size >= sizeof(struct spec_header)) {
        memcpy(record->at + offsetof(struct spec_header, size), &size, sizeof size);
    }
}

static void cut_out(struct chance *chance, struct bytes *record)
{
    size_t from = below(chance, record->size);
    size_t count = 1 + below(chance, record->size - from);
    memmove(record->at + from, record->at + from + count, record->size - from - count);
    record->size -= count;
}

static void double_range(struct chance *chance, struct bytes *record)
{
    size_t from = below(chance, record->size);
    size_t count = below(chance, record->size - from);
    size_t room = record->capacity - record->size;
    count = count < room ? count : room;
    memmove(record->at + from + count, record->at + from, record->size - from);
    record->size += count;
}

static void spoil_once(struct chance *chance, struct bytes *record)
{
    switch (below(chance, 7)) {
    case 0:
        record->at[below(chance, record->size)] ^= (unsigned char)(1 << below(chance, 8));
        break;
    case 1:
        record->at[below(chance, record->size)] = (unsigned char)draw(chance);
        break;
    case 2:
        put_edge(chance, record, below(chance, record->size));
        break;
    case 3: /* a field of the header but the limits */
        put_edge(chance, record, 4 * below(chance, offsetof(struct spec_header, resource_limits) / 4));
        break;
    case 4:
        record->size = below(chance, record->size);
        break;
    case 5:
        cut_out(chance, record);
        break;
    default:
        double_range(chance, record);
        break;
    }
}

static struct bytes spoil(const struct bytes *original, uint64_t seed, uint64_t number)
{
    struct chance chance = {seed * 0x100000001b3ULL + number};
    struct bytes record = copy_of(original);
    size_t times = 1 + below(&chance, 3);
    for (size_t i = 0; i < times && record.size > 0; i++) {
        spoil_once(&chance, &record);
    }
    if (below(&chance, 4) != 0) {
        put_true_size(&record);
    }
    return record;
}

#endif
