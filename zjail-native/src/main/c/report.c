#include "report.h"

#include "message.h"
#include "sys.h"
#include "text.h"
#include <linux/errno.h>

enum { MSG_NOSIGNAL_FLAG = 0x4000 }; /* MSG_NOSIGNAL, send(2); not in the kernel's exported headers */

/* One call for a whole record: the controller then wakes up once for it. */
enum { PARTS_MOST = 2 * OBSERVATIONS + 2 };

struct record {
    struct report_header header;
    struct iovec parts[1 + PARTS_MOST]; /* the first one is the header */
    size_t count;
};

static void begin_record(struct record *record, uint32_t kind)
{
    record->header = (struct report_header){.magic = REPORT_MAGIC, .version = REPORT_VERSION, .kind = kind};
    record->count = 0;
}

static void add_part(struct record *record, const void *bytes, size_t size)
{
    struct iovec *part = &record->parts[++record->count];
    part->iov_base = (void *)bytes;
    part->iov_len = size;
    record->header.size += (uint32_t)size;
}

/* The length is pointed to, and has to last until the record is sent. */
static void add_text(struct record *record, const char *bytes, const uint32_t *length)
{
    add_part(record, length, sizeof *length);
    add_part(record, bytes, *length);
}

/* Takes off the front what was sent, and returns the first part that has anything left. */
static struct iovec *skip(struct iovec *parts, const struct iovec *end, size_t sent)
{
    while (parts < end && sent >= parts->iov_len) {
        sent -= parts->iov_len;
        parts++;
    }
    if (parts < end) {
        parts->iov_base = (char *)parts->iov_base + sent;
        parts->iov_len -= sent;
    }
    return parts;
}

/* Whoever should read this may be gone: then 0. */
static int send_record(long control, struct record *record)
{
    struct iovec *next = record->parts;
    const struct iovec *end = record->parts + record->count + 1;
    record->header.size += (uint32_t)sizeof record->header;
    record->parts[0] = (struct iovec){.iov_base = &record->header, .iov_len = sizeof record->header};
    while (next < end) {
        struct message message = {.parts = next, .count = (size_t)(end - next)};
        long sent = SYS(sendmsg, control, &message, MSG_NOSIGNAL_FLAG);
        if (sent == -EINTR) {
            continue;
        }
        if (sent <= 0) {
            return 0;
        }
        next = skip(next, end, (size_t)sent);
    }
    return 1;
}

int report_observed(long control, const struct attestation *attestation, uint64_t attesting_nanoseconds)
{
    struct report_observed observed = {
        .attesting_nanoseconds = attesting_nanoseconds,
        .owner = attestation->owner,
        .unseen = attestation->unseen,
        .failed = attestation->failed,
        .error = (uint32_t)attestation->error};
    struct record record;
    begin_record(&record, REPORT_OBSERVED);
    add_part(&record, &observed, sizeof observed);
    const char *at = attestation->content;
    for (int i = 0; i < OBSERVATIONS; i++) {
        add_text(&record, at, &attestation->length[i]);
        at += attestation->length[i];
    }
    return send_record(control, &record);
}

int report_found(long control, const struct report_found *found, const char *path, const char *content, uint32_t length)
{
    uint32_t path_length = (uint32_t)text_length(path);
    struct record record;
    begin_record(&record, REPORT_FOUND);
    add_part(&record, found, sizeof *found);
    add_text(&record, path, &path_length);
    add_text(&record, content, &length);
    return send_record(control, &record);
}

void report_refusal(long control, const struct progress *progress, int status, enum stop stop)
{
    const char *step = progress->step == NULL ? "" : progress->step;
    uint32_t length = (uint32_t)text_length(step);
    struct report_refused refused = {
        .stage = progress->stage, .error = (uint32_t)progress->error, .signal = (uint32_t)(status & 0x7f), .stop = stop};
    struct record record;
    begin_record(&record, REPORT_REFUSED);
    add_part(&record, &refused, sizeof refused);
    add_text(&record, step, &length);
    send_record(control, &record);
}

void report_outcome(long control, const struct jail *jail, const struct outcome *outcome)
{
    int is_watched = (jail->spec->header->flags & SPEC_WATCHED) != 0;
    const struct rusage *usage = &outcome->usage;
    const struct seccomp_data *call = &outcome->denied_call;
    struct report_ended ended = {
        .status = (uint32_t)outcome->status,
        .stop = outcome->stop,
        .wall_nanoseconds = outcome->wall,
        .cpu_nanoseconds = outcome->cpu,
        .idle_nanoseconds = outcome->idle,
        .max_address_space_bytes = outcome->address_space,
        .open_files = outcome->open_files,
        .user_microseconds = (uint64_t)usage->ru_utime.tv_sec * 1000000 + (uint64_t)usage->ru_utime.tv_usec,
        .system_microseconds = (uint64_t)usage->ru_stime.tv_sec * 1000000 + (uint64_t)usage->ru_stime.tv_usec,
        .max_resident_kibibytes = (uint64_t)usage->ru_maxrss,
        .minor_faults = (uint64_t)usage->ru_minflt,
        .major_faults = (uint64_t)usage->ru_majflt,
        .voluntary_switches = (uint64_t)usage->ru_nvcsw,
        .involuntary_switches = (uint64_t)usage->ru_nivcsw,
        .most_tasks = outcome->tasks.most,
        .denied = outcome->denied,
        .denied_number = (uint32_t)call->nr,
        .denied_architecture = call->arch,
        .file_limit_met = (uint32_t)outcome->file_limit_met,
        .denied_instruction_pointer = call->instruction_pointer,
        .recorded_count = outcome->recorded_count,
        .counter_reads = outcome->counter_reads,
        .vdso_hidden = is_watched && outcome->shown_vdsos == 0,
        .counter_trapped = jail->progress->counter_is_trapped,
        .random_drawn = (uint32_t)outcome->random_drawn,
        .random_trapped = is_watched && !outcome->random_unseen,
        .path_count = outcome->paths.count,
        .paths_lost = outcome->paths.lost,
        .stack_overflow = outcome->stack_overflow};
    size_t recorded = outcome->recorded_count * sizeof outcome->recorded[0];
    size_t paths = outcome->paths.count * sizeof outcome->paths.named[0];
    memcpy(ended.denied_arguments, call->args, sizeof ended.denied_arguments);
    struct record record;
    begin_record(&record, REPORT_ENDED);
    add_part(&record, &ended, sizeof ended);
    add_part(&record, outcome->recorded, recorded);
    add_part(&record, outcome->paths.named, paths);
    send_record(control, &record);
}
