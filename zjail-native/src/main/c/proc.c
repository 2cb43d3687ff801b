#include "proc.h"

#include "sys.h"
#include "text.h"
#include <linux/fcntl.h>

struct directory_entry { /* struct linux_dirent64, getdents64(2) */
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

long open_in_proc(long proc, long process, const char *name, long flags)
{
    char buffer[64];
    struct text path = TEXT(buffer);
    text_append_number(&path, (uint64_t)process);
    text_append(&path, "/");
    text_append(&path, name);
    return SYS(openat, proc, buffer, flags | O_CLOEXEC, 0);
}

static int is_dots(const char *name)
{
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

long visit_names(long directory, long (*visit)(void *context, const char *name), void *context)
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
            long visited = is_dots(name) ? 0 : visit(context, name);
            if (visited < 0) {
                return visited;
            }
        }
    }
}

/* The text ends with a NUL; empty if the file cannot be read. */
static void read_text(long proc, long process, const char *name, char *text, size_t capacity)
{
    long file = open_in_proc(proc, process, name, O_RDONLY);
    long length = file < 0 ? 0 : SYS(read, file, text, capacity - 1);
    SYS(close, file);
    text[length < 0 ? 0 : length] = '\0';
}

/* The number behind a mark in /proc/P/status; 0 if it is not there. */
static uint64_t status_number(long proc, long process, const char *mark)
{
    char status[4096];
    read_text(proc, process, "status", status, sizeof status);
    return text_number(text_after(status, mark));
}

uint64_t largest_address_space(long proc, long process)
{
    enum { BYTES_PER_KIBIBYTE = 1024 };
    return status_number(proc, process, "\nVmPeak:") * BYTES_PER_KIBIBYTE;
}

static long count_name(void *count, const char *name)
{
    (void)name;
    ++*(uint64_t *)count;
    return 0;
}

uint64_t count_open_files(long proc, long process)
{
    uint64_t count = 0;
    long directory = open_in_proc(proc, process, "fdinfo", O_RDONLY | O_DIRECTORY);
    if (directory >= 0) {
        visit_names(directory, count_name, &count);
        SYS(close, directory);
    }
    return count;
}

/* proc_pid_stat(5): the name in parentheses is the launcher's own here, so it holds no parenthesis itself. */
uint64_t process_flags(long proc, long process)
{
    enum { FIELDS_FROM_NAME_TO_FLAGS = 7 };
    char stat[512];
    read_text(proc, process, "stat", stat, sizeof stat);
    const char *at = text_after(stat, ")");
    for (int i = 0; i < FIELDS_FROM_NAME_TO_FLAGS; i++) {
        at = text_after(at, " ");
    }
    return text_number(at);
}

int was_killed_by_filter(long proc, long task)
{
    /* SECCOMP_MODE_DEAD in kernel/seccomp.c, from Linux 5.17 on; not in the kernel's exported headers. */
    enum { SECCOMP_MODE_DEAD = 3 };
    return status_number(proc, task, "\nSeccomp:") == SECCOMP_MODE_DEAD;
}
