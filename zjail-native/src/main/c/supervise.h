/* Watches one run from its first instruction to the end of its last process. */
#ifndef ZJAIL_SUPERVISE_H
#define ZJAIL_SUPERVISE_H

#include "attest.h"
#include "jail.h"
#include "paths.h"
#include "stack.h"
#include "tasks.h"
#include <linux/resource.h>
#include <linux/seccomp.h>

/* Why the launcher ended the run, if it did. The Java side reads the same numbers. */
enum stop {
    STOP_NOT = 0,
    STOP_WALL = 1,
    STOP_CPU = 2,
    STOP_ASKED = 3,     /* by the controller: it writes any byte but the one below */
    STOP_ABANDONED = 4, /* the controller is gone: nobody is left to report to */
    STOP_SETUP = 5,     /* the setup took longer than SETUP_SECONDS */
    STOP_IDLE = 6,
    STOP_PROCESSES = 7,
    STOP_DENIED = 8,    /* a process made a system call that the filter does not allow */
    STOP_INIT = 9       /* not the launcher ended it: somebody outside killed the init */
};

/* What the controller writes when it has judged what was seen of the guest at its first instruction (report.h). */
enum { COMMAND_GO_ON = 'g' };

/* Decision.Trace of the Java side: not to be written down, but to be kept from making a child that is not traced. */
enum { MARK_HIDES_CHILD = 2 };

/* Of the same: not to be written down, but the path that its first or its second argument names. */
enum { MARK_FIRST_NAMES_PATH = 3, MARK_SECOND_NAMES_PATH = 4 };

/* Of the same: calls are one only if those arguments are the same that the bits below name, the first by the lowest. */
enum { MARK_BY_ARGUMENTS = 0x40, CALL_ARGUMENTS = 6 };

/* Above the marks: the call is not made and fails with the errno in the bits below. */
enum { MARK_REFUSED = 0x1000 };

/* A system call that a filter has let pass, but not unseen (SECCOMP_RET_TRACE): by its number and the filter's mark. */
struct recorded_call {
    uint32_t number;
    uint32_t mark;     /* SECCOMP_RET_DATA */
    uint64_t times;
    uint64_t arguments[6]; /* of the first time */
};

enum { RECORDED_MOST = 512 };

/* Whom the filter killed for a system call. The Java side reads the same numbers. */
enum denied { DENIED_NOBODY = 0, DENIED_GUEST = 1, DENIED_FORKED = 2 };

/* In the place of a denied call's architecture: that there was one is certain, and nothing else of it. No AUDIT_ARCH_ is 0. */
enum { ARCHITECTURE_UNSEEN = 0 };

struct outcome {
    struct progress lost; /* with a step: the launcher lost the run there, and nothing below counts */
    int executed;     /* the guest reached its first instruction */
    int32_t status;   /* its raw wait status */
    enum stop stop;
    uint64_t wall;    /* nanoseconds since its first instruction */
    uint64_t cpu;     /* nanoseconds of all processes since its first instruction, as far as was seen */
    uint64_t idle;    /* nanoseconds for which they had used next to no CPU when the run was ended for it */
    uint64_t address_space; /* bytes: the guest's largest, 0 if it could not be seen */
    uint64_t open_files;    /* the guest's when it ended, 0 if they could not be seen */
    int file_limit_met;     /* whether a call of the guest was refused for the size of a file, and brought its signal */
    enum stack_overflow stack_overflow; /* at the guest's last SIGSEGV */
    struct rusage usage;
    enum denied denied; /* whose call denied_call is, for which the filter killed it */
    struct seccomp_data denied_call;
    uint32_t shown_vdsos;   /* how many programs may have learned of their vDSO, of those that were watched */
    uint64_t counter_reads; /* of the time stamp counter, by a watched program itself */
    int random_drawn;       /* whether a watched program was about to execute one of the spec's random_instructions */
    int random_unseen;      /* whether a thread of it could do that unseen */
    uint32_t recorded_count; /* different ones; RECORDED_MOST means that there may have been more */
    struct recorded_call recorded[RECORDED_MOST];
    struct named_paths paths;
    struct tasks tasks;
    struct attestation attestation;
};

struct supervision {
    const struct jail *jail;
    long control; /* the control channel */
    long signals; /* a signalfd for SIGCHLD, which is blocked */
    long proc;    /* the host's /proc */
    long init;    /* pid 1 of the jail: killing it kills every process in there (pid_namespaces(7)) */
    long guest;
};

/* Attaches to the guest, which waits for it. A negative errno if that is not possible. */
long trace_guest(const struct supervision *supervision);

/* Ends a jail that came to no run, as far as it was begun. Returns when nothing of it is left. */
void end_jail(const struct supervision *supervision);

/* Returns when the guest and every other process of the jail is gone and reaped. */
void supervise(const struct supervision *supervision, struct outcome *outcome);

#endif
