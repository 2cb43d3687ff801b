/*
 * Feeds spec.c spoiled records, under the sanitizers. SpecFuzzTests compiles and runs it as
 *
 *   fuzz-spec RECORD SEED CASES
 *
 * which spoils the well-formed RECORD; the seed and the number of the case are printed when one fails. The same file is a
 * target of libFuzzer, which needs clang:
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -DZJAIL_LIBFUZZER -I src/main/c -o target/fuzz-spec src/test/c/fuzz-spec.c
 *   target/fuzz-spec -max_total_time=600 -max_len=65536 CORPUS
 *
 * with target/fuzz/record, which SpecFuzzTests leaves behind, as a first CORPUS.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The launcher brings its own; they are not to take the place of the C library's, which the sanitizers watch. */
#define memcpy launcher_memcpy
#define memset launcher_memset
#define memcmp launcher_memcmp
#include "../../main/c/text.c"
#include "../../main/c/spec.c"
#undef memcpy
#undef memset
#undef memcmp

#include "mutate.h"

static uint64_t seed, number;

static void fail(const char *what)
{
    fprintf(stderr, "%s (seed %" PRIu64 ", case %" PRIu64 ")\n", what, seed, number);
    abort();
}

static void require(int condition, const char *what)
{
    if (!condition) {
        fail(what);
    }
}

/* A string, and how many bytes of the record it took. */
static size_t require_inside(const unsigned char *record, size_t size, const char *string)
{
    const unsigned char *at = (const unsigned char *)string;
    require(at >= record && at < record + size, "a string lies elsewhere");
    require(at + strlen(string) < record + size, "a string has no end");
    return sizeof(uint32_t) + strlen(string) + 1;
}

/* What is read must be all there is: a string that was longer than it looks, or was read twice, does not add up. */
static void require_whole(const unsigned char *record, size_t size, const struct spec *spec)
{
    const struct spec_header *header = spec->header;
    size_t sum = sizeof *header + header->filter_count * sizeof *spec->filter;
    require((const unsigned char *)(spec->filter + header->filter_count) <= record + size, "the filter has no end");
    const char *const strings[] = {spec->rootfs, spec->executable, spec->host_name, spec->working_directory,
        spec->cgroup_processes[0], spec->cgroup_processes[1]};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        sum += require_inside(record, size, strings[i]);
    }
    for (uint32_t i = 0; i < header->tmpfs_count; i++) {
        sum += sizeof(uint64_t) + require_inside(record, size, spec->tmpfs[i].path);
    }
    for (uint32_t i = 0; i < header->mount_count; i++) {
        const struct mount *mount = &spec->mounts[i];
        require(mount->kind >= MOUNT_DIRECTORY && mount->kind <= MOUNT_KIND_LAST, "a mount is of no kind");
        sum += sizeof mount->kind + require_inside(record, size, mount->source) + require_inside(record, size, mount->target);
    }
    for (uint32_t i = 0; i < header->collect_count; i++) {
        require(spec->collected[i].tmpfs < header->tmpfs_count, "what is to come back lies in no tmpfs");
        sum += sizeof(uint32_t) + require_inside(record, size, spec->collected[i].path);
    }
    for (uint32_t i = 0; i < header->argument_count; i++) {
        sum += require_inside(record, size, spec->arguments[i]);
    }
    for (uint32_t i = 0; i < header->environment_count; i++) {
        sum += require_inside(record, size, spec->environment[i]);
    }
    require(spec->arguments[header->argument_count] == NULL, "argv has no end");
    require(spec->environment[header->environment_count] == NULL, "the environment has no end");
    require(sum == size, "what was read is not the whole record");
}

/* As main.c receives it: the header, then as much as that says. Every block is just as large as it has to be. */
static const char *read_as_launcher(const unsigned char *data, size_t size)
{
    static struct spec spec;
    struct spec_header header;
    if (size < sizeof header) {
        return "hung up in the header";
    }
    memcpy(&header, data, sizeof header);
    const char *wrong = spec_check_header(&header);
    if (wrong != NULL) {
        return wrong;
    }
    if (header.size > size) {
        return "hung up after the header";
    }
    unsigned char *record = malloc(header.size);
    memcpy(record, data, header.size);
    const char **table = malloc(((size_t)header.argument_count + header.environment_count + 2) * sizeof *table);
    wrong = spec_parse(record, table, &spec);
    if (wrong == NULL) {
        require_whole(record, header.size, &spec);
    }
    free(table);
    free(record);
    return wrong == NULL ? "well-formed" : wrong;
}

#ifdef ZJAIL_LIBFUZZER

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_as_launcher(data, size);
    return 0;
}

#else

#include <sanitizer/common_interface_defs.h>

static void name_the_case(void)
{
    fprintf(stderr, "that was seed %" PRIu64 ", case %" PRIu64 "\n", seed, number);
}

struct tally {
    const char *answer;
    uint64_t count;
};

static void count(struct tally *tallies, size_t most, const char *answer)
{
    for (size_t i = 0; i < most; i++) {
        if (tallies[i].answer == NULL || strcmp(tallies[i].answer, answer) == 0) {
            tallies[i].answer = answer;
            tallies[i].count++;
            return;
        }
    }
    fail("too many answers");
}

int main(int argc, char **argv)
{
    static unsigned char buffer[SPEC_LARGEST];
    static struct tally tallies[64];
    if (argc != 4) {
        return 2;
    }
    FILE *file = fopen(argv[1], "rb");
    if (file == NULL) {
        return 2;
    }
    struct bytes original = {buffer, fread(buffer, 1, sizeof buffer, file), sizeof buffer};
    fclose(file);
    seed = strtoull(argv[2], NULL, 10);
    __sanitizer_set_death_callback(name_the_case);
    require(strcmp(read_as_launcher(original.at, original.size), "well-formed") == 0, "the original is not well-formed");
    uint64_t cases = strtoull(argv[3], NULL, 10);
    for (number = 0; number < cases; number++) {
        struct bytes record = spoil(&original, seed, number);
        count(tallies, sizeof tallies / sizeof tallies[0], read_as_launcher(record.at, record.size));
        free(record.at);
    }
    for (struct tally *tally = tallies; tally->answer != NULL; tally++) {
        printf("%" PRIu64 " %s\n", tally->count, tally->answer);
    }
    return 0;
}

#endif
