#include "paths.h"

#include "registers.h"
#include "text.h"

/* Returns 0 if it cannot be read or is longer. */
static int read_path(long thread, uint64_t address, struct named_path *path)
{
    uint64_t word = 0;
    path->length = 0;
    for (uint64_t at = address - address % sizeof word; path->length < PATH_LONGEST; at += sizeof word) {
        if (peek(thread, at, &word) < 0) {
            return 0;
        }
        for (uint64_t i = at < address ? address - at : 0; i < sizeof word && path->length < PATH_LONGEST; i++) {
            char byte = (char)(word >> i * 8);
            if (byte == '\0') {
                return 1;
            }
            path->text[path->length++] = byte;
        }
    }
    return 0;
}

static int is_same(const struct named_path *a, const struct named_path *b)
{
    return a->number == b->number && a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

void paths_add(struct named_paths *paths, long thread, int number, uint64_t address)
{
    struct named_path path = {.number = (uint32_t)number};
    if (!read_path(thread, address, &path)) {
        paths->lost++;
        return;
    }
    for (uint32_t i = 0; i < paths->count; i++) {
        if (is_same(&paths->named[i], &path)) {
            return;
        }
    }
    if (paths->count == PATHS_MOST) {
        paths->lost++;
        return;
    }
    paths->named[paths->count++] = path;
}
