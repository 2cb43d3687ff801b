#include "attest.h"

#include "peer.h"
#include "proc.h"
#include "sys.h"
#include "text.h"
#include <asm/stat.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/utsname.h>

static size_t room(const struct attestation *attestation)
{
    return sizeof attestation->content - attestation->used;
}

/* Reads to the end: what does not fit is a failure, never a silent cut. */
static long read_file(long file, struct attestation *attestation)
{
    for (;;) {
        long count = SYS(read, file, attestation->content + attestation->used, room(attestation));
        if (count <= 0) {
            return count;
        }
        attestation->used += (size_t)count;
        if (room(attestation) == 0) {
            return -E2BIG;
        }
    }
}

static long keep_text(struct attestation *attestation, const char *text)
{
    size_t length = text_length(text);
    if (length + 1 > room(attestation)) {
        return -E2BIG;
    }
    memcpy(attestation->content + attestation->used, text, length);
    attestation->content[attestation->used + length] = ' ';
    attestation->used += length + 1;
    return 0;
}

static long keep_name(void *attestation, const char *name)
{
    return keep_text(attestation, name);
}

static long read_names(long directory, struct attestation *attestation)
{
    return visit_names(directory, keep_name, attestation);
}

static long read_namespaces(long directory, struct attestation *attestation)
{
    static const char *const kinds[] = {"user", "mnt", "pid", "net", "ipc", "uts"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        char target[64] = {0};
        long length = SYS(readlinkat, directory, kinds[i], target, sizeof target - 1);
        long kept = length < 0 ? length : keep_text(attestation, target);
        if (kept < 0) {
            return kept;
        }
    }
    return 0;
}

static int is_launchers_own(long directory, const char *kind, const char *launchers)
{
    char guests_target[64] = {0};
    char own_target[64] = {0};
    return SYS(readlinkat, directory, kind, guests_target, sizeof guests_target - 1) > 0
        && SYS(readlinkat, directory, launchers, own_target, sizeof own_target - 1) > 0
        && memcmp(guests_target, own_target, sizeof own_target) == 0;
}

static long read_host_name(long directory, struct attestation *attestation)
{
    struct new_utsname names;
    long result = SYS(uname, &names);
    if (result < 0) {
        return result;
    }
    return keep_text(attestation, is_launchers_own(directory, "uts", "../../self/ns/uts") ? names.nodename : "unknown");
}

static long read_working_directory(long directory, struct attestation *attestation)
{
    long length = SYS(readlinkat, directory, "cwd", attestation->content + attestation->used, room(attestation));
    if (length < 0) {
        return length;
    }
    attestation->used += (size_t)length;
    return room(attestation) == 0 ? -E2BIG : 0;
}

/* As the kernel shows it: each entry and its NUL, one after the other. */
struct environment_cursor {
    const char *const *entry;
    size_t at;
    int differs;
};

static void compare_environment(struct environment_cursor *cursor, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && !cursor->differs; i++) {
        if (*cursor->entry == NULL || (*cursor->entry)[cursor->at] != bytes[i]) {
            cursor->differs = 1;
        } else if (bytes[i] == '\0') {
            cursor->entry++;
            cursor->at = 0;
        } else {
            cursor->at++;
        }
    }
}

static long read_environment(long file, struct attestation *attestation)
{
    struct environment_cursor cursor = {.entry = attestation->spec->environment, .at = 0, .differs = 0};
    for (;;) {
        char bytes[4096];
        long count = SYS(read, file, bytes, sizeof bytes);
        if (count < 0) {
            return count;
        }
        if (count == 0) {
            return keep_text(attestation, cursor.differs || *cursor.entry != NULL ? "differs" : "as asked");
        }
        compare_environment(&cursor, bytes, (size_t)count);
    }
}

static long observe_owner(long proc, long guest, struct attestation *attestation)
{
    long file = open_in_proc(proc, guest, "status", O_PATH);
    if (file < 0) {
        return file;
    }
    struct stat facts;
    long result = SYS(fstat, file, &facts);
    SYS(close, file);
    attestation->owner = facts.st_uid;
    return result;
}

/*
 * Where one of the guest's own ids is the owner's, as in a user namespace of root's with no other user, its files belong to it
 * whether it is dumpable or not. Where none is, the owner tells by itself, and there is nobody to ask: the attestation asks for
 * an answer where it finds such an id.
 */
static int owner_tells_nothing(const struct attestation *attestation)
{
    enum { IDS = 4 /* proc_pid_status(5): real, effective, saved, of the file system */ };
    const char *ids = text_after(attestation->content, "\nUid:");
    for (int i = 0; i < IDS; i++) {
        ids = text_after(ids, "\t");
        if (text_number(ids) == attestation->owner) {
            return 1;
        }
    }
    return 0;
}

/* The question has an answer only for who has our ids. */
static long observe_access(long proc, long guest, struct attestation *attestation)
{
    int has_our_ids = attestation->owner == (uint32_t)SYS(geteuid, 0);
    int is_asked = has_our_ids && owner_tells_nothing(attestation);
    return keep_text(attestation, is_asked ? ask_as_peer(proc, guest) : "not asked");
}

static long observe(long proc, long guest, enum observation observation, struct attestation *attestation)
{
    static const struct {
        const char *name;
        long flags;
        long (*read)(long opened, struct attestation *attestation);
    } sources[OBSERVATIONS] = {
        [OBSERVED_STATUS] = {"status", O_RDONLY, read_file},
        [OBSERVED_LIMITS] = {"limits", O_RDONLY, read_file},
        [OBSERVED_MOUNTINFO] = {"mountinfo", O_RDONLY, read_file},
        [OBSERVED_STAT] = {"stat", O_RDONLY, read_file},
        /* Not fd: that can be listed by its owner only, who for a guest that is not dumpable is the host's root. */
        [OBSERVED_DESCRIPTORS] = {"fdinfo", O_RDONLY | O_DIRECTORY, read_names},
        [OBSERVED_NAMESPACES] = {"ns", O_PATH | O_DIRECTORY, read_namespaces},
        [OBSERVED_CGROUP] = {"cgroup", O_RDONLY, read_file},
        [OBSERVED_OOM_SCORE] = {"oom_score_adj", O_RDONLY, read_file},
        [OBSERVED_HOST_NAME] = {"ns", O_PATH | O_DIRECTORY, read_host_name},
        [OBSERVED_PERSONALITY] = {"personality", O_RDONLY, read_file},
        [OBSERVED_ENVIRONMENT] = {"environ", O_RDONLY, read_environment},
        [OBSERVED_WORKING_DIRECTORY] = {"", O_PATH | O_DIRECTORY, read_working_directory},
    };
    if (observation == OBSERVED_ACCESS) {
        return observe_access(proc, guest, attestation);
    }
    long opened = open_in_proc(proc, guest, sources[observation].name, sources[observation].flags);
    if (opened < 0) {
        return opened;
    }
    long result = sources[observation].read(opened, attestation);
    SYS(close, opened);
    return result;
}

static int is_not_permitted(enum observation observation, long result)
{
    return observation >= OBSERVED_PERSONALITY && (result == -EACCES || result == -EPERM);
}

void attest(long proc, long guest, const struct spec *spec, struct attestation *attestation)
{
    attestation->spec = spec;
    long owner = observe_owner(proc, guest, attestation);
    for (uint32_t i = 0; i < OBSERVATIONS && attestation->failed == 0; i++) {
        size_t before = attestation->used;
        long result = observe(proc, guest, (enum observation)i, attestation);
        attestation->length[i] = (uint32_t)(attestation->used - before);
        if (is_not_permitted((enum observation)i, result)) {
            attestation->unseen |= 1U << i;
        } else if (result < 0) {
            attestation->failed = i + 1;
            attestation->error = (int32_t)-result;
        }
    }
    if (owner < 0 && attestation->failed == 0) {
        attestation->failed = OBSERVATIONS + 1;
        attestation->error = (int32_t)-owner;
    }
}
