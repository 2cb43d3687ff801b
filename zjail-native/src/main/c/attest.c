#include "attest.h"

#include "sys.h"
#include "text.h"
#include <asm/stat.h>
#include <linux/errno.h>
#include <linux/fcntl.h>

struct directory_entry { /* struct linux_dirent64, getdents64(2) */
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

static size_t room(const struct attestation *attestation)
{
    return sizeof attestation->content - attestation->used;
}

static long open_below(long proc, long guest, const char *name, long flags)
{
    char buffer[64];
    struct text path = TEXT(buffer);
    text_append_number(&path, (uint64_t)guest);
    text_append(&path, "/");
    text_append(&path, name);
    return SYS(openat, proc, buffer, flags | O_CLOEXEC, 0);
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

static long read_names(long directory, struct attestation *attestation)
{
    uint64_t aligned[512];
    const char *entries = (const char *)aligned;
    for (;;) {
        long count = SYS(getdents64, directory, aligned, sizeof aligned);
        if (count <= 0) {
            return count;
        }
        for (long at = 0; at < count; at += ((const struct directory_entry *)(entries + at))->length) {
            const char *name = ((const struct directory_entry *)(entries + at))->name;
            if (name[0] == '.') {
                continue;
            }
            long kept = keep_text(attestation, name);
            if (kept < 0) {
                return kept;
            }
        }
    }
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
    };
    long opened = open_below(proc, guest, sources[observation].name, sources[observation].flags);
    if (opened < 0) {
        return opened;
    }
    long result = sources[observation].read(opened, attestation);
    SYS(close, opened);
    return result;
}

static long observe_owner(long proc, long guest, struct attestation *attestation)
{
    long file = open_below(proc, guest, "status", O_PATH);
    if (file < 0) {
        return file;
    }
    struct stat facts;
    long result = SYS(fstat, file, &facts);
    SYS(close, file);
    attestation->owner = facts.st_uid;
    return result;
}

void attest(long proc, long guest, struct attestation *attestation)
{
    for (uint32_t i = 0; i < OBSERVATIONS && attestation->failed == 0; i++) {
        size_t before = attestation->used;
        long result = observe(proc, guest, (enum observation)i, attestation);
        attestation->length[i] = (uint32_t)(attestation->used - before);
        if (result < 0) {
            attestation->failed = i + 1;
            attestation->error = (int32_t)-result;
        }
    }
    long result = observe_owner(proc, guest, attestation);
    if (result < 0 && attestation->failed == 0) {
        attestation->failed = OBSERVATIONS + 1;
        attestation->error = (int32_t)-result;
    }
}
