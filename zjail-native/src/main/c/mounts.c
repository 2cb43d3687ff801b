#include "mounts.h"

#include "sys.h"
#include "text.h"
#include <asm/stat.h>
#include <linux/fcntl.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <linux/stat.h>

/* Beneath the jail's root, and through no link: what is mounted already may be crossed. */
static long open_mount_point(long root, const char *path, uint64_t flags)
{
    struct open_how inside = {
        .flags = O_PATH | O_CLOEXEC | flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    return SYS(openat2, root, path + 1, &inside, sizeof inside);
}

static long move_onto(long mount, long target)
{
    return SYS(move_mount, mount, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
}

/* ---- what the host provides ---------------------------------------------------------------------------------------- */

static int is_device(struct progress *progress, long file)
{
    struct stat facts;
    return did(progress, "fstat(device)", SYS(fstat, file, &facts)) && holds(progress, "fstat(device)", S_ISCHR(facts.st_mode));
}

/*
 * A copy of the host's mount from that directory or file on. Read-only means its files: a device is written all the same
 * (sb_permission() in fs/namei.c), and is the only kind of mount that is not nodev. The caller closes what is returned.
 */
static int clone_from_host(struct progress *progress, long host, const struct mount *wanted, long *tree)
{
    int is_node = wanted->kind == MOUNT_DEVICE;
    long below = wanted->kind == MOUNT_TREE ? AT_RECURSIVE : 0;
    struct mount_attr locked_down = {
        .attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | (is_node ? MOUNT_ATTR_NOEXEC : MOUNT_ATTR_NODEV)};
    return did(progress, "open_tree(mount)",
               *tree = SYS(open_tree, host, wanted->source + 1, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | below))
        && (!is_node || is_device(progress, *tree))
        && did(progress, "mount_setattr(mount)",
               SYS(mount_setattr, *tree, "", AT_EMPTY_PATH | below, &locked_down, sizeof locked_down));
}

/* It shows the processes of the pid namespace of whoever opens it: the jail's own. */
static int make_proc(struct progress *progress, long *tree)
{
    unsigned long attributes = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
    long context;
    return did(progress, "fsopen(proc)", context = SYS(fsopen, "proc", FSOPEN_CLOEXEC))
        && did(progress, "fsconfig(proc)", SYS(fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
        && did(progress, "fsmount(proc)", *tree = SYS(fsmount, context, FSMOUNT_CLOEXEC, attributes))
        && did(progress, "close(proc)", SYS(close, context));
}

static int mount_one(struct progress *progress, long root, long host, const struct mount *wanted)
{
    long tree, target;
    return (wanted->kind == MOUNT_PROC ? make_proc(progress, &tree) : clone_from_host(progress, host, wanted, &tree))
        && did(progress, "openat2(mount point)", target = open_mount_point(root, wanted->target, 0))
        && did(progress, "move_mount(mount)", move_onto(tree, target))
        && did(progress, "close(mount)", SYS(close, target))
        && did(progress, "close(mount)", SYS(close, tree));
}

/*
 * With /proc a guest can open its streams by name, as /dev/stdin: if they are its own. In a user namespace they are, whose
 * one user is the caller. It holds them open already, so it gets nothing by that.
 */
static int own_streams(const struct jail *jail)
{
    enum { STREAMS = 3 };
    uint32_t id = jail->spec->header->guest_id;
    int owned = 1;
    for (int i = 0; owned && !jail->in_user_namespace && i < STREAMS; i++) {
        owned = did(jail->progress, "fchown(standard stream)", SYS(fchown, i, id, id));
    }
    return owned;
}

int mount_provided(const struct jail *jail, long root, long host)
{
    for (uint32_t i = 0; i < jail->spec->header->mount_count; i++) {
        if (jail->spec->mounts[i].kind == MOUNT_PROC && !own_streams(jail)) {
            return 0;
        }
        if (!mount_one(jail->progress, root, host, &jail->spec->mounts[i])) {
            return 0;
        }
    }
    return did(jail->progress, "close(/)", SYS(close, host));
}

/* ---- places to write ----------------------------------------------------------------------------------------------- */

/* The guest owns its places, as git wants of a directory in which it works (CVE-2022-24765). */
static int configure_tmpfs(const struct jail *jail, long context, const struct tmpfs *tmpfs)
{
    struct progress *progress = jail->progress;
    char digits[32], id_digits[32];
    struct text size = TEXT(digits), id = TEXT(id_digits);
    text_append_number(&size, tmpfs->size);
    text_append_number(&id, jail->spec->header->guest_id);
    return did(progress, "fsconfig(tmpfs uid)", SYS(fsconfig, context, FSCONFIG_SET_STRING, "uid", id_digits, 0))
        && did(progress, "fsconfig(tmpfs gid)", SYS(fsconfig, context, FSCONFIG_SET_STRING, "gid", id_digits, 0))
        && did(progress, "fsconfig(tmpfs size)", SYS(fsconfig, context, FSCONFIG_SET_STRING, "size", digits, 0))
        && did(progress, "fsconfig(tmpfs nr_inodes)", SYS(fsconfig, context, FSCONFIG_SET_STRING, "nr_inodes", "4096", 0))
        && did(progress, "fsconfig(tmpfs mode)", SYS(fsconfig, context, FSCONFIG_SET_STRING, "mode", "1777", 0))
        && did(progress, "fsconfig(tmpfs)", SYS(fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0));
}

int find_mount(struct progress *progress, const char *step, long directory, const char *path, uint64_t *mount)
{
    struct statx facts;
    memset(&facts, 0, sizeof facts);
    int found = did(progress, step, SYS(statx, directory, path, AT_EMPTY_PATH, STATX_MNT_ID, &facts))
        && holds(progress, step, (facts.stx_mask & STATX_MNT_ID) != 0);
    *mount = facts.stx_mnt_id;
    return found;
}

/* By this the launcher knows the mount again when it takes hold of it (collect.c). Nobody else needs to. */
static int tell_mount(const struct jail *jail, uint32_t tmpfs, long mount)
{
    uint64_t id = 0;
    int told = jail->spec->header->collect_count == 0 || find_mount(jail->progress, "statx(tmpfs)", mount, "", &id);
    jail->progress->tmpfs_mounts[tmpfs] = id;
    return told;
}

static int mount_tmpfs(const struct jail *jail, long root, uint32_t which)
{
    struct progress *progress = jail->progress;
    const struct tmpfs *tmpfs = &jail->spec->tmpfs[which];
    unsigned long attributes = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
    long target, context, mount;
    int mounted = did(progress, "openat2(tmpfs mount point)", target = open_mount_point(root, tmpfs->path, O_DIRECTORY))
        && did(progress, "fsopen(tmpfs)", context = SYS(fsopen, "tmpfs", FSOPEN_CLOEXEC))
        && configure_tmpfs(jail, context, tmpfs)
        && did(progress, "fsmount(tmpfs)", mount = SYS(fsmount, context, FSMOUNT_CLOEXEC, attributes))
        && did(progress, "move_mount(tmpfs)", move_onto(mount, target))
        && tell_mount(jail, which, mount);
    /* The guest's own limit of open files is set by now: what is left open here is missing for the next. */
    return mounted
        && did(progress, "close(tmpfs)", SYS(close, mount))
        && did(progress, "close(tmpfs)", SYS(close, context))
        && did(progress, "close(tmpfs)", SYS(close, target));
}

int mount_all_tmpfs(const struct jail *jail, long root)
{
    for (uint32_t i = 0; i < jail->spec->header->tmpfs_count; i++) {
        if (!mount_tmpfs(jail, root, i)) {
            return 0;
        }
    }
    return 1;
}
