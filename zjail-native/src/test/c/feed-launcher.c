/*
 * Feeds spoiled records to a launcher as it is shipped. LauncherFuzzTests compiles and runs it as
 *
 *   feed-launcher RECORD REPORTS SEED CASES LAUNCHER [ARGUMENT ...]
 *
 * where RECORD asks for a program that prints a line; CASES is the number of random cases, or "none" for no case at all.
 * Each record that spec.c finds fault with has to be answered by just that fault, or, if it is cut short, by an end without an
 * answer; and nothing may run. Any other has to be answered somehow. Every launcher has to end in time, and not by a signal.
 * What an undisturbed run's launcher observed, its report, and a refusal are left in REPORTS.
 */
#define _GNU_SOURCE
#include "mutate.h"

#include <linux/time_types.h>
#define _LINUX_TIME_H /* the C library has what else the kernel's header defines */
#include "report.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MILLISECONDS_TO_ANSWER = 30000, LARGEST_ANSWER = 1 << 20 };

static char *const *launcher;
static char case_name[160];
static uint64_t cases, answered, ended_silently, ran;

static void fail(const char *what, const char *detail)
{
    fprintf(stderr, "%s: %s: %s\n", case_name, what, detail);
    exit(1);
}

/* ---- one launcher -------------------------------------------------------------------------------------------------- */

struct conversation {
    char output[4096];
    size_t output_size;
    unsigned char answer[LARGEST_ANSWER];
    size_t answer_size;
    int status;
};

static pid_t start(int control, int output)
{
    pid_t child = vfork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDONLY);
        if (dup2(nothing, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0 || dup2(control, 3) < 0) {
            _exit(127);
        }
        execv(launcher[0], launcher);
        _exit(127);
    }
    return child;
}

/* Returns 0 at the end of what there is to read. */
static int take(int from, void *into, size_t room, size_t *size)
{
    ssize_t got = recv(from, (char *)into + *size, room - *size, 0);
    if (got < 0 && errno == ENOTSOCK) {
        got = read(from, (char *)into + *size, room - *size);
    }
    if (got > 0) {
        *size += (size_t)got;
        return 1;
    }
    if (got < 0 && errno != ECONNRESET) {
        fail("reading from the launcher", strerror(errno));
    }
    return 0;
}

/* How long the record is in which the launcher says what it observed; 0 if it did not, or not yet. */
static size_t observed_size(const struct conversation *said)
{
    struct report_header header = {0};
    if (said->answer_size >= sizeof header) {
        memcpy(&header, said->answer, sizeof header);
    }
    return header.kind == REPORT_OBSERVED && header.size <= said->answer_size ? header.size : 0;
}

/* Whatever it observed. */
static void let_go_on(int control, const struct conversation *said, int *told)
{
    const char go_on = COMMAND_GO_ON;
    if (!*told && observed_size(said) > 0) {
        *told = send(control, &go_on, sizeof go_on, MSG_NOSIGNAL) == sizeof go_on;
    }
}

static void listen_to(pid_t child, int control, int output, struct conversation *said)
{
    int told = 0;
    struct pollfd from[2] = {{control, POLLIN, 0}, {output, POLLIN, 0}};
    while (from[0].fd >= 0 || from[1].fd >= 0) {
        if (poll(from, 2, MILLISECONDS_TO_ANSWER) <= 0) {
            kill(child, SIGKILL);
            fail("no answer", "the launcher hangs");
        }
        if (from[0].fd >= 0 && from[0].revents != 0 && !take(control, said->answer, sizeof said->answer, &said->answer_size)) {
            from[0].fd = -1;
        }
        let_go_on(control, said, &told);
        if (from[1].fd >= 0 && from[1].revents != 0 && !take(output, said->output, sizeof said->output, &said->output_size)) {
            from[1].fd = -1;
        }
    }
}

/* hang_up: whether the end of the record is the end of the channel; a launcher that runs a guest ends it then. */
static const struct conversation *feed(const struct bytes *record, int hang_up)
{
    static struct conversation said;
    int channel[2], output[2];
    said.output_size = said.answer_size = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) < 0 || pipe2(output, O_CLOEXEC) < 0) {
        fail("starting a launcher", strerror(errno));
    }
    pid_t child = start(channel[1], output[1]);
    close(channel[1]);
    close(output[1]);
    for (size_t sent = 0; sent < record->size;) {
        ssize_t count = send(channel[0], record->at + sent, record->size - sent, MSG_NOSIGNAL);
        if (count <= 0) {
            break; /* it refused before it had read everything */
        }
        sent += (size_t)count;
    }
    if (hang_up) {
        shutdown(channel[0], SHUT_WR);
    }
    listen_to(child, channel[0], output[0], &said);
    close(channel[0]);
    close(output[0]);
    if (waitpid(child, &said.status, 0) != child || !WIFEXITED(said.status)) {
        fail("the launcher did not end well", WIFSIGNALED(said.status) ? strsignal(WTERMSIG(said.status)) : "");
    }
    return &said;
}

/* ---- what it has to answer ----------------------------------------------------------------------------------------- */

static const char SILENCE[] = "";

/* NULL if the record is well-formed. */
static const char *fault_of(const struct bytes *record)
{
    static struct spec spec;
    static const char *table[2 * STRINGS_MOST + 2];
    const struct spec_header *header = (const struct spec_header *)record->at;
    if (record->size < sizeof *header) {
        return SILENCE;
    }
    const char *wrong = spec_check_header(header);
    if (wrong != NULL) {
        return wrong;
    }
    return header->size > record->size ? SILENCE : spec_parse(record->at, table, &spec);
}

static void require_refusal(const struct conversation *said, const char *step)
{
    struct report_header header;
    struct report_refused refused;
    uint32_t length;
    char text[256] = {0};
    const unsigned char *at = said->answer;
    if (said->answer_size < sizeof header + sizeof refused + sizeof length) {
        fail("no refusal", step);
    }
    memcpy(&header, at, sizeof header);
    memcpy(&refused, at += sizeof header, sizeof refused);
    memcpy(&length, at += sizeof refused, sizeof length);
    size_t size = sizeof header + sizeof refused + sizeof length + length;
    if (header.magic != REPORT_MAGIC || header.version != REPORT_VERSION || header.kind != REPORT_REFUSED
        || header.size != said->answer_size || size != said->answer_size || length >= sizeof text) {
        fail("not a refusal", step);
    }
    memcpy(text, at + sizeof length, length);
    if (strcmp(text, step) != 0 || refused.stage != STAGE_LAUNCHER) {
        fail(step, text);
    }
}

static const struct conversation *feed_corrupt(const struct bytes *record, const char *fault)
{
    const struct conversation *said = feed(record, 1);
    if (said->output_size != 0) {
        fail("something ran", "there is output");
    }
    if (fault == SILENCE && said->answer_size != 0) {
        fail("an answer", "to a record that is not complete");
    }
    if (fault == SILENCE) {
        ended_silently++;
    } else {
        require_refusal(said, fault);
        answered++;
    }
    return said;
}

static void feed_case(struct bytes *record)
{
    const char *fault = fault_of(record);
    cases++;
    if (fault != NULL) {
        feed_corrupt(record, fault);
        return;
    }
    const struct conversation *said = feed(record, 0);
    if (said->answer_size == 0) {
        fail("no answer", "to a well-formed record");
    }
    ran += said->output_size > 0;
}

/* ---- the cases ----------------------------------------------------------------------------------------------------- */

static void cut_everywhere(const struct bytes *original)
{
    for (size_t size = 0; size < original->size; size++) {
        for (int with_true_size = 0; with_true_size < 2; with_true_size++) {
            struct bytes record = copy_of(original);
            record.size = size;
            if (with_true_size) {
                put_true_size(&record);
            }
            snprintf(case_name, sizeof case_name, "cut after %zu bytes%s", size, with_true_size ? ", with that size" : "");
            if (fault_of(&record) == NULL) {
                fail("well-formed", "although it was cut");
            }
            if (size >= sizeof(struct spec_header) || !with_true_size) {
                feed_case(&record);
            }
            free(record.at);
        }
    }
}

static void put_edges(const struct bytes *original, size_t at, const char *what)
{
    uint32_t old;
    memcpy(&old, original->at + at, sizeof old);
    const uint32_t edges[] = {0, 1, old - 1, old + 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff};
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        struct bytes record = copy_of(original);
        memcpy(record.at + at, &edges[i], sizeof edges[i]);
        snprintf(case_name, sizeof case_name, "%s at %zu: 0x%x", what, at, edges[i]);
        feed_case(&record);
        free(record.at);
    }
}

static void put_edges_before(const struct bytes *original, const char *string)
{
    size_t at = (size_t)(string - (const char *)original->at) - sizeof(uint32_t);
    put_edges(original, at, "length of a text");
}

static void lie_about_lengths(const struct bytes *original)
{
    struct spec spec;
    static const char *table[2 * STRINGS_MOST + 2];
    spec_parse(original->at, table, &spec);
    put_edges_before(original, spec.rootfs);
    put_edges_before(original, spec.executable);
    put_edges_before(original, spec.host_name);
    put_edges_before(original, spec.cgroup_processes[0]);
    put_edges_before(original, spec.cgroup_processes[1]);
    for (uint32_t i = 0; i < spec.header->tmpfs_count; i++) {
        put_edges_before(original, spec.tmpfs[i].path);
    }
    for (uint32_t i = 0; i < spec.header->collect_count; i++) {
        put_edges_before(original, spec.collected[i].path);
    }
    for (uint32_t i = 0; i < spec.header->argument_count; i++) {
        put_edges_before(original, spec.arguments[i]);
    }
    for (uint32_t i = 0; i < spec.header->environment_count; i++) {
        put_edges_before(original, spec.environment[i]);
    }
}

static void make_oversized(const struct bytes *original)
{
    const uint32_t sizes[] = {SPEC_LARGEST, SPEC_LARGEST + 1};
    for (int i = 0; i < 2; i++) {
        struct bytes record = {calloc(1, sizes[i]), sizes[i], sizes[i]};
        memcpy(record.at, original->at, original->size);
        put_true_size(&record);
        snprintf(case_name, sizeof case_name, "a record of %u bytes", sizes[i]);
        feed_case(&record);
        free(record.at);
    }
}

static void save(const char *directory, const char *name, const unsigned char *record, size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(record, 1, size, file) != size || fclose(file) != 0) {
        fail("saving a report", strerror(errno));
    }
}

/* How long the records are in which the launcher says what was left behind. */
static size_t found_size(const unsigned char *at, size_t size)
{
    size_t sum = 0;
    struct report_header header;
    while (sum + sizeof header <= size) {
        memcpy(&header, at + sum, sizeof header);
        if (header.kind != REPORT_FOUND) {
            break;
        }
        sum += header.size;
    }
    return sum;
}

static void run_undisturbed(const struct bytes *original, const char *reports)
{
    struct bytes record = copy_of(original);
    snprintf(case_name, sizeof case_name, "the original");
    const struct conversation *said = feed(&record, 0);
    if (said->output_size == 0) {
        /* The last thing in a refusal is the step that failed. */
        fwrite(said->answer, 1, said->answer_size, stderr);
        fail("nothing ran", "although nothing is wrong with it");
    }
    size_t observed = observed_size(said);
    save(reports, "observed", said->answer, observed);
    observed += found_size(said->answer + observed, said->answer_size - observed);
    save(reports, "ended", said->answer + observed, said->answer_size - observed);
    record.at[0]++;
    said = feed_corrupt(&record, "spec: magic");
    save(reports, "refused", said->answer, said->answer_size);
    free(record.at);
}

int main(int argc, char **argv)
{
    static unsigned char buffer[SPEC_LARGEST];
    if (argc < 6) {
        return 2;
    }
    FILE *file = fopen(argv[1], "rb");
    if (file == NULL) {
        return 2;
    }
    struct bytes original = {buffer, fread(buffer, 1, sizeof buffer, file), sizeof buffer};
    fclose(file);
    uint64_t seed = strtoull(argv[3], NULL, 10);
    uint64_t random_cases = strtoull(argv[4], NULL, 10);
    launcher = argv + 5;
    run_undisturbed(&original, argv[2]);
    if (strcmp(argv[4], "none") == 0) {
        return 0;
    }
    cut_everywhere(&original);
    for (size_t at = 0; at < sizeof(struct spec_header); at += sizeof(uint32_t)) {
        put_edges(&original, at, "header");
    }
    lie_about_lengths(&original);
    make_oversized(&original);
    for (uint64_t number = 0; number < random_cases; number++) {
        struct bytes record = spoil(&original, seed, number);
        snprintf(case_name, sizeof case_name, "seed %" PRIu64 ", case %" PRIu64, seed, number);
        feed_case(&record);
        free(record.at);
    }
    printf("%" PRIu64 " cases: %" PRIu64 " refused, %" PRIu64 " ended without an answer, %" PRIu64 " ran\n",
           cases, answered, ended_silently, ran);
    return 0;
}
