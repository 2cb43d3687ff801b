/* Ways from a number that is no input to what a program does, for the families in which every source goes every way. */
#ifndef SINKS_H
#define SINKS_H
#include "corpus.h"

static inline uint64_t hash_of(const char *text)
{
    uint64_t hash = 0;
    for (; *text; text++) hash = mix(hash ^ (unsigned char)*text);
    return hash;
}

static inline uint64_t hash_of_host_name(void)
{
    char name[65] = "";
    gethostname(name, sizeof name);
    return hash_of(name);
}

static inline uint64_t bytes_of_environment(void)
{
    uint64_t bytes = 0;
    for (char **entry = environ; *entry; entry++) bytes += strlen(*entry);
    return bytes;
}

static inline uint64_t stack_limit(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    return limit.rlim_cur;
}

static inline void to_lines(uint64_t value)
{
    for (uint64_t left = mix(value) % 61 + 1; left > 0; left--) puts("line");
}

static inline void to_order(uint64_t value)
{
    char *lines[16], *rest = input(NULL);
    size_t count = 0;
    for (char *line; count < 16 && (line = strsep(&rest, "\n")) && *line;) lines[count++] = line;
    while (count) {
        size_t chosen = next(&value) % count;
        puts(lines[chosen]);
        lines[chosen] = lines[--count];
    }
}

static inline void to_file(uint64_t value)
{
    char text[32] = "";
    FILE *file = fopen("/tmp/value", "w+");
    fprintf(file, "%llx", (unsigned long long)mix(value));
    rewind(file);
    puts(fgets(text, sizeof text, file) ? text : "?");
}

static inline void to_pipe(uint64_t value)
{
    int ends[2];
    pipe(ends);
    write(ends[1], &value, sizeof value);
    read(ends[0], &value, sizeof value);
    show(value);
}

static inline void to_fraction(uint64_t value) { printf("%.6f\n", (double)(mix(value) >> 11) / 9007199254740992.0); }

static inline void to_diagnostics(uint64_t value)
{
    puts("done");
    fprintf(stderr, "note: %llu\n", (unsigned long long)value);
}

static inline void to_width(uint64_t value) { printf("%*d|\n", (int)(mix(value) % 70), 1); }

static inline void to_letter(uint64_t value) { printf("answer %c\n", (char)('a' + mix(value) % 26)); }

static inline void to_checksum(uint64_t value)
{
    for (char *c = input(NULL); *c; c++) value = mix(value ^ (unsigned char)*c);
    printf("%08x\n", (unsigned)value);
}
#endif
