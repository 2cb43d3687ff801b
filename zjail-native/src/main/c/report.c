#include "report.h"

#include "sys.h"
#include "text.h"
#include <linux/errno.h>
#include <linux/socket.h>

enum { MSG_NOSIGNAL_FLAG = 0x4000 }; /* MSG_NOSIGNAL, send(2); not in the kernel's exported headers */

/* Whoever should read this may be gone: then 0. */
static int send_all(long control, const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count > 0) {
        long sent = SYS(sendto, control, at, count, MSG_NOSIGNAL_FLAG, NULL, 0);
        if (sent == -EINTR) {
            continue;
        }
        if (sent <= 0) {
            return 0;
        }
        at += sent;
        count -= (size_t)sent;
    }
    return 1;
}

static int send_text(long control, const char *bytes, uint32_t length)
{
    return send_all(control, &length, sizeof length) && send_all(control, bytes, length);
}

static int send_header(long control, uint32_t kind, size_t body)
{
    struct report_header header = {
        .magic = REPORT_MAGIC, .version = REPORT_VERSION, .size = (uint32_t)(sizeof header + body), .kind = kind};
    return send_all(control, &header, sizeof header);
}

int report_observed(long control, const struct attestation *attestation, uint64_t attesting_nanoseconds)
{
    struct report_observed observed = {
        .attesting_nanoseconds = attesting_nanoseconds,
        .owner = attestation->owner,
        .unseen = attestation->unseen,
        .failed = attestation->failed,
        .error = (uint32_t)attestation->error};
    int is_sent = send_header(control, REPORT_OBSERVED, sizeof observed + OBSERVATIONS * sizeof(uint32_t) + attestation->used)
        && send_all(control, &observed, sizeof observed);
    const char *at = attestation->content;
    for (int i = 0; i < OBSERVATIONS && is_sent; i++) {
        is_sent = send_text(control, at, attestation->length[i]);
        at += attestation->length[i];
    }
    return is_sent;
}

int report_found(long control, const struct report_found *found, const char *path, const char *content, uint32_t length)
{
    uint32_t path_length = (uint32_t)text_length(path);
    return send_header(control, REPORT_FOUND, sizeof *found + 2 * sizeof(uint32_t) + path_length + length)
        && send_all(control, found, sizeof *found)
        && send_text(control, path, path_length)
        && send_text(control, content, length);
}

void report_refusal(long control, const struct progress *progress, int status, enum stop stop)
{
    const char *step = progress->step == NULL ? "" : progress->step;
    uint32_t length = (uint32_t)text_length(step);
    struct report_refused refused = {
        .stage = progress->stage, .error = (uint32_t)progress->error, .signal = (uint32_t)(status & 0x7f), .stop = stop};
    send_header(control, REPORT_REFUSED, sizeof refused + sizeof length + length);
    send_all(control, &refused, sizeof refused);
    send_text(control, step, length);
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
    send_header(control, REPORT_ENDED, sizeof ended + recorded + paths);
    send_all(control, &ended, sizeof ended);
    send_all(control, outcome->recorded, recorded);
    send_all(control, outcome->paths.named, paths);
}
