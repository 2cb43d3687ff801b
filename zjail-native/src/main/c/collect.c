/*
 * What the guest left behind comes back.
 *
 * At this point others have lost hosts: a link, or a swap while it was copied, made the copy read files of the host
 * (go-judge#176, CVE-2026-103916). So nothing is opened before the init is reaped, with which the kernel has waited for the
 * last process of the jail (zap_pid_ns_processes() in kernel/pid_namespace.c): nobody is left who could swap anything. And
 * whatever is opened is opened beneath the root of one tmpfs, of which the launcher took hold before the guest's first
 * instruction: openat2(2) follows no link and enters no other mount.
 *
 * The launcher has CAP_DAC_OVERRIDE over the files: in the user namespace of the tmpfs, which is its own. Modes do not
 * matter.
 */
#include "collect.h"

#include "clocks.h"
#include "proc.h"
#include "report.h"
#include "sys.h"
#include "text.h"
#include <asm/stat.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/openat2.h>
#include <linux/sched.h>
#include <linux/stat.h>

enum {
    DEEPEST = 32,
    LONGEST_NAME = 255,
    MOST_TOLD = 1024,
    LONGEST_LINK = 1024,
    SECONDS_MOST = 5
};

/* O_PATH descriptors of the roots of those tmpfs that are needed. */
static long places[TMPFS_MOST];

static long open_beneath(long directory, const char *path, uint64_t flags, uint64_t resolve)
{
    struct open_how how = {
        .flags = flags | O_CLOEXEC, .resolve = resolve | RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    return SYS(openat2, directory, path, &how, sizeof how);
}

/* ---- before the guest's first instruction -------------------------------------------------------------------------- */

/*
 * The launcher is in the guest's mount namespace. pivot_root(2) gave it the new root, but in a user namespace the guest may
 * have begun at another root than the launcher's, the one on top. That is where setns(2) leads.
 */
static long go_to_guests_root(const struct supervision *supervision, const char **step)
{
    if (!supervision->jail->in_user_namespace) {
        return 0;
    }
    *step = "open(/proc/self/ns/mnt)";
    long namespace = SYS(openat, supervision->proc, "self/ns/mnt", O_RDONLY | O_CLOEXEC, 0);
    if (namespace < 0) {
        return namespace;
    }
    *step = "setns(CLONE_NEWNS)";
    long result = SYS(setns, namespace, CLONE_NEWNS);
    SYS(close, namespace);
    return result;
}

/* Wherever the path has led: it is the guest's own mount, or none. */
static long keep_place(long root, const struct jail *jail, uint32_t which, const char **step)
{
    struct statx facts;
    memset(&facts, 0, sizeof facts);
    *step = "openat2(tmpfs)";
    places[which] = open_beneath(root, jail->spec->tmpfs[which].path + 1, O_PATH | O_DIRECTORY, 0);
    if (places[which] < 0) {
        return places[which];
    }
    *step = "statx(tmpfs)";
    long result = SYS(statx, places[which], "", AT_EMPTY_PATH, STATX_MNT_ID, &facts);
    return result < 0 ? result : facts.stx_mnt_id == jail->progress->tmpfs_mounts[which] ? 0 : -EXDEV;
}

long keep_places(const struct supervision *supervision, const char **step)
{
    const struct jail *jail = supervision->jail;
    uint32_t count = jail->spec->header->collect_count;
    if (count == 0) {
        return 0;
    }
    long result = go_to_guests_root(supervision, step);
    if (result < 0) {
        return result;
    }
    *step = "open(/)";
    long root = result = SYS(openat, AT_FDCWD, "/", O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
    for (uint32_t i = 0; i < count && result >= 0; i++) {
        uint32_t which = jail->spec->collected[i].tmpfs;
        result = places[which] > 0 ? 0 : keep_place(root, jail, which, step);
    }
    SYS(close, root);
    return result;
}

/* ---- after its last ------------------------------------------------------------------------------------------------ */

struct walk {
    long control;
    uint32_t collected; /* the index in the spec */
    uint32_t files_left;
    uint64_t bytes_left;
    int tells_left;
    uint64_t until;     /* CLOCK_MONOTONIC */
    int into_directories; /* or only at what is none */
    int is_over;        /* nobody listens, or enough was told */
    int depth;
    long directory;     /* where names are looked up */
    struct text path;   /* from what was to come back to where the walk is */
};

static void tell_content(struct walk *walk, enum found kind, long error, uint64_t size, const char *content, uint32_t length)
{
    struct report_found found = {.collected = walk->collected, .kind = kind, .error = (uint32_t)-error, .size = size};
    walk->tells_left--;
    walk->is_over |= !report_found(walk->control, &found, walk->path.start, content, length);
}

static void tell(struct walk *walk, enum found kind, long error, uint64_t size)
{
    tell_content(walk, kind, error, size, "", 0);
}

static void tell_unopened(struct walk *walk, long error)
{
    switch (error) {
    case -ENOENT:
    case -ENOTDIR:
        tell(walk, FOUND_NOTHING, 0, 0);
        break;
    case -ELOOP:
        tell(walk, FOUND_LINK, 0, 0);
        break;
    case -EXDEV:
        tell(walk, FOUND_MOUNT, 0, 0);
        break;
    default:
        tell(walk, FOUND_UNREADABLE, error, 0);
        break;
    }
}

static void take_link(struct walk *walk, long link)
{
    char target[LONGEST_LINK];
    long length = SYS(readlinkat, link, "", target, sizeof target);
    tell_content(walk, FOUND_LINK, 0, 0, target, length < 0 ? 0 : (uint32_t)length);
}

static long read_whole(long file, char *content, uint64_t size)
{
    for (uint64_t at = 0; at < size;) {
        long got = SYS(read, file, content + at, size - at);
        if (got <= 0) {
            return got < 0 ? got : -EIO;
        }
        at += (uint64_t)got;
    }
    return 0;
}

static void take_content(struct walk *walk, long file, uint64_t size)
{
    long content = size == 0 ? 0 : SYS(mmap, NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long result = content < 0 ? content : read_whole(file, (char *)content, size);
    if (result < 0) {
        tell(walk, FOUND_UNREADABLE, result, size);
    } else {
        walk->files_left--;
        walk->bytes_left -= size;
        tell_content(walk, FOUND_FILE, 0, size, (const char *)content, (uint32_t)size);
    }
    if (content > 0) {
        SYS(munmap, content, size);
    }
}

static int is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_mode == b->st_mode && a->st_size == b->st_size;
}

/* Holes of a sparse file are read from the one page of zeros, and only of a file that is to come back. */
static void take_file(struct walk *walk, const char *name, const struct stat *facts)
{
    uint64_t size = (uint64_t)facts->st_size;
    struct stat opened;
    if (walk->files_left == 0) {
        tell(walk, FOUND_TOO_MANY, 0, size);
        return;
    }
    if (size > walk->bytes_left) {
        tell(walk, FOUND_TOO_LARGE, 0, size);
        return;
    }
    long file = open_beneath(walk->directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, RESOLVE_NO_XDEV);
    long result = file < 0 ? file : SYS(fstat, file, &opened);
    if (result < 0) {
        tell(walk, FOUND_UNREADABLE, result, size);
    } else if (!is_same(facts, &opened)) {
        tell(walk, FOUND_UNREADABLE, -ESTALE, size);
    } else {
        take_content(walk, file, size);
    }
    SYS(close, file);
}

static void look_at(struct walk *walk, const char *name);

static int is_enough(const struct walk *walk)
{
    return walk->is_over || walk->tells_left <= 0 || clock_nanoseconds(CLOCK_MONOTONIC) >= walk->until;
}

static long look_at_name(void *context, const char *name)
{
    struct walk *walk = context;
    size_t length = walk->path.length;
    if (is_enough(walk)) {
        return -ECANCELED;
    }
    if (length > 0) {
        text_append(&walk->path, "/");
    }
    text_append(&walk->path, name);
    look_at(walk, name);
    walk->path.length = length;
    walk->path.start[length] = '\0';
    return 0;
}

static void take_directory(struct walk *walk, const char *name)
{
    long outer = walk->directory;
    if (walk->depth == DEEPEST) {
        tell(walk, FOUND_TOO_DEEP, 0, 0);
        return;
    }
    tell(walk, FOUND_DIRECTORY, 0, 0);
    long directory = open_beneath(outer, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK, RESOLVE_NO_XDEV);
    walk->directory = directory;
    walk->depth++;
    long result = directory < 0 ? directory : visit_names(directory, look_at_name, walk);
    walk->depth--;
    walk->directory = outer;
    SYS(close, directory);
    if (result == -ECANCELED) {
        /* This one is told for each directory on the way: there is more in each of them, perhaps. */
        tell(walk, FOUND_MORE, 0, 0);
    } else if (result < 0) {
        tell(walk, FOUND_UNREADABLE, result, 0);
    }
}

static void take(struct walk *walk, const char *name, long node, const struct stat *facts)
{
    switch (facts->st_mode & S_IFMT) {
    case S_IFREG:
        take_file(walk, name, facts);
        break;
    case S_IFDIR:
        take_directory(walk, name);
        break;
    case S_IFLNK:
        take_link(walk, node);
        break;
    case S_IFIFO:
        tell(walk, FOUND_FIFO, 0, 0);
        break;
    case S_IFSOCK:
        tell(walk, FOUND_SOCKET, 0, 0);
        break;
    default:
        tell(walk, FOUND_DEVICE, 0, 0);
        break;
    }
}

/* O_PATH looks and does not open: no FIFO is waited for, no device is woken (open(2)). */
static void look_at(struct walk *walk, const char *name)
{
    struct stat facts;
    memset(&facts, 0, sizeof facts);
    long node = open_beneath(walk->directory, name, O_PATH | O_NOFOLLOW, RESOLVE_NO_XDEV);
    long result = node < 0 ? node : SYS(fstat, node, &facts);
    int is_directory = result >= 0 && S_ISDIR(facts.st_mode);
    if (walk->depth > 0 || is_directory == walk->into_directories) {
        if (result < 0) {
            tell_unopened(walk, result);
        } else {
            take(walk, name, node, &facts);
        }
    }
    SYS(close, node);
}

/* What was named by itself comes before what lies in directories: those are not to use up what may come back. */
void collect(long control, const struct spec *spec)
{
    static char path[DEEPEST * (LONGEST_NAME + 1) + 1];
    const struct spec_header *header = spec->header;
    if (header->collect_count == 0) {
        return;
    }
    struct walk walk = {
        .control = control,
        .files_left = header->collect_files,
        .bytes_left = header->collect_bytes,
        .tells_left = MOST_TOLD,
        .until = clock_nanoseconds(CLOCK_MONOTONIC) + (uint64_t)SECONDS_MOST * NANOSECONDS,
        .path = TEXT(path)};
    for (int pass = 0; pass < 2; pass++) {
        walk.into_directories = pass;
        for (uint32_t i = 0; i < header->collect_count && !walk.is_over; i++) {
            walk.collected = i;
            walk.directory = places[spec->collected[i].tmpfs];
            look_at(&walk, spec->collected[i].path);
        }
    }
}
