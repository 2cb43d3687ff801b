/*
 * What the launcher answers: versioned records on the control channel, then end of file. The last one is REPORT_REFUSED or
 * REPORT_ENDED, and before that come as many REPORT_FOUND as there is to tell of (collect.h). REPORT_OBSERVED comes before it if the guest came to its first instruction, where it is held until the
 * controller has answered with COMMAND_GO_ON: so whoever finds a layer that is not in force ends the guest there.
 *
 * All numbers are little-endian. A text is its length (32 bits) and its bytes.
 *
 *   struct report_header                          kind says which of the four follows
 *   REPORT_OBSERVED struct report_observed        then the observations of attest.h, as texts, in their order
 *   REPORT_FOUND    struct report_found           then texts: its path beneath what was to come back, and its content
 *   REPORT_REFUSED  struct report_refused         there was no run to tell of; then text: the step that failed
 *   REPORT_ENDED    struct report_ended           then struct recorded_call [recorded_count], struct named_path [path_count]
 *
 * dev.zjail.engine.launcher.LaunchReport reads it; a change here changes REPORT_VERSION on both sides.
 */
#ifndef ZJAIL_REPORT_H
#define ZJAIL_REPORT_H

#include "jail.h"
#include "supervise.h"

enum {
    REPORT_MAGIC = 0x52504a5a, /* "ZJPR" */
    REPORT_VERSION = 9,
    REPORT_REFUSED = 1,
    REPORT_ENDED = 2,
    REPORT_OBSERVED = 3,
    REPORT_FOUND = 4
};

struct report_header {
    uint32_t magic;
    uint32_t version;
    uint32_t size; /* of the whole record, this header included */
    uint32_t kind;
};

struct report_observed {
    uint64_t attesting_nanoseconds;
    uint32_t owner;  /* of /proc/G/status */
    uint32_t unseen; /* a bit for each observation that is not permitted */
    uint32_t failed; /* 0, or 1 + the observation that could not be made */
    uint32_t error;  /* its errno */
};

struct report_refused {
    uint32_t stage;  /* enum stage */
    uint32_t error;  /* errno; 0 if the step was done but did not hold, or if a signal ended the setup */
    uint32_t signal; /* the signal that ended the setup, or 0 */
    uint32_t stop;   /* enum stop */
};

struct report_found {
    uint32_t collected; /* the index in the spec */
    uint32_t kind;      /* enum found */
    uint32_t error;     /* errno, if it could not be read */
    uint32_t unused;
    uint64_t size;      /* of a regular file */
};

struct report_ended {
    uint32_t status; /* raw, as wait4(2) gives it */
    uint32_t stop;   /* enum stop */
    uint64_t wall_nanoseconds;
    uint64_t cpu_nanoseconds; /* of all processes */
    uint64_t idle_nanoseconds;
    uint64_t max_address_space_bytes;
    uint64_t open_files; /* when it ended */
    uint64_t user_microseconds;
    uint64_t system_microseconds;
    uint64_t max_resident_kibibytes;
    uint64_t minor_faults;
    uint64_t major_faults;
    uint64_t voluntary_switches;
    uint64_t involuntary_switches;
    uint32_t most_tasks;     /* processes and threads alive at once */
    uint32_t file_limit_met; /* 1 if a call of the guest was refused for the size of a file and brought SIGXFSZ along */
    uint32_t recorded_count;
    uint32_t denied;         /* who made the call that the next ones tell of, and that the filter killed it for: enum denied */
    uint32_t denied_number;
    uint32_t denied_architecture; /* AUDIT_ARCH_…, or ARCHITECTURE_UNSEEN */
    uint64_t denied_instruction_pointer;
    uint64_t denied_arguments[6];
    uint64_t counter_reads;       /* of the time stamp counter, by the program itself and not by its loader; if watched */
    uint32_t vdso_hidden;         /* 1 if the run was watched and no program in it knew of a vDSO */
    uint32_t counter_trapped;     /* 1 if the run was watched and could not read the counter unseen */
    uint32_t random_drawn;        /* 1 if it was watched and came to one of the spec's random_instructions */
    uint32_t random_trapped;      /* 1 if it was watched and could not come to one of them unseen */
    uint32_t path_count;
    uint32_t paths_lost;          /* how many calls named one that is not told (paths.h) */
    uint32_t stack_overflow;      /* enum stack_overflow */
    uint32_t unused;
};

/* The first two return whether it could be told: if not, nobody is there to answer. */
int report_observed(long control, const struct attestation *attestation, uint64_t attesting_nanoseconds);
int report_found(long control, const struct report_found *found, const char *path, const char *content, uint32_t length);
void report_refusal(long control, const struct progress *progress, int status, enum stop stop);
void report_outcome(long control, const struct jail *jail, const struct outcome *outcome);

#endif
