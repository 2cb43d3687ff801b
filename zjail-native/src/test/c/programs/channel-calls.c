/* Makes one system call that another guest might notice, or one like it that nobody does: channel-calls NAME [NUMBER]. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static int word;
static int ends[2];
static char facts[512];
static struct flock whole = {.l_type = F_RDLCK};

static long call(const char *name, long number)
{
    int root = open("/", O_RDONLY);
    if (!strcmp(name, "wake")) return syscall(SYS_futex, &word, FUTEX_WAKE, 1, 0, 0, 0);
    if (!strcmp(name, "wake privately")) return syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0);
    if (!strcmp(name, "wait")) return syscall(SYS_futex, &word, FUTEX_WAIT, 1, 0, 0, 0);
    if (!strcmp(name, "wait until")) return syscall(SYS_futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 1, 0, 0, -1);
    if (!strcmp(name, "drop pages")) return posix_fadvise(root, 0, 0, POSIX_FADV_DONTNEED);
    if (!strcmp(name, "read ahead")) return posix_fadvise(root, 0, 0, POSIX_FADV_SEQUENTIAL);
    if (!strcmp(name, "count mounts")) return syscall(SYS_statx, AT_FDCWD, "/", 0, 0x4000 /* STATX_MNT_ID_UNIQUE */, facts);
    if (!strcmp(name, "ask for facts")) return syscall(SYS_statx, AT_FDCWD, "/", 0, 0x3bfff, facts);
    if (!strcmp(name, "take a lease")) return fcntl(root, F_SETLEASE, F_RDLCK);
    if (!strcmp(name, "ask to be told")) return fcntl(root, F_NOTIFY, DN_ACCESS);
    if (!strcmp(name, "lock a description")) return fcntl(root, F_OFD_SETLK, &whole);
    if (!strcmp(name, "lock a file")) return syscall(SYS_flock, root, 1);
    if (!strcmp(name, "lock a record")) return fcntl(root, F_SETLK, &whole);
    if (!strcmp(name, "watch")) return syscall(SYS_inotify_init1, 0);
    if (!strcmp(name, "socket")) return syscall(SYS_socket, number, SOCK_STREAM, 0);
    if (!strcmp(name, "socketpair")) return syscall(SYS_socketpair, number, SOCK_STREAM, 0, ends);
    return -1;
}

int main(int count, char **arguments)
{
    write(1, "ARMED\n", 6);
    long result = call(arguments[1], count > 2 ? atol(arguments[2]) : 0);
    write(1, "done\n", 5);
    return result < 0;
}
