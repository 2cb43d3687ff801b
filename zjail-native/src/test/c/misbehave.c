/*
 * Makes the host misbehave for one program, and for nothing else: the kernel takes something from this process, and the
 * program it becomes inherits that.
 *
 *     misbehave deny ERRNO|kill NAME program...   a seccomp filter that answers a system call so
 *     misbehave processes COUNT program...        RLIMIT_NPROC, as a user or in a user namespace of its own
 *     misbehave user-namespaces program...        user.max_user_namespaces is 0, in a user namespace of its own
 *     misbehave noexec DIRECTORY program...       a tmpfs without execution there, in a mount namespace of its own
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void require(int condition, const char *what)
{
    if (!condition) {
        perror(what);
        exit(99);
    }
}

static unsigned int number_of(const char *name)
{
    static const struct {
        const char *name;
        unsigned int number;
    } calls[] = {
        {"capset", SYS_capset}, {"fsopen", SYS_fsopen}, {"keyctl", SYS_keyctl}, {"memfd_create", SYS_memfd_create},
        {"mount", SYS_mount}, {"mount_setattr", SYS_mount_setattr}, {"open_tree", SYS_open_tree}, {"openat2", SYS_openat2},
        {"pivot_root", SYS_pivot_root}, {"ptrace", SYS_ptrace}, {"seccomp", SYS_seccomp}, {"sethostname", SYS_sethostname},
        {"unshare", SYS_unshare}};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (strcmp(calls[i].name, name) == 0) {
            return calls[i].number;
        }
    }
    fprintf(stderr, "no number for %s\n", name);
    exit(99);
}

static unsigned int answer(const char *word)
{
    if (strcmp(word, "kill") == 0) {
        return SECCOMP_RET_KILL_PROCESS;
    }
    return SECCOMP_RET_ERRNO | (unsigned int)(strcmp(word, "EPERM") == 0 ? EPERM : strcmp(word, "EACCES") == 0 ? EACCES : ENOSYS);
}

static void deny(const char *how, const char *name)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number_of(name), 0, 1),
        BPF_STMT(BPF_RET | BPF_K, answer(how)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
    require(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs");
    require(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0, "seccomp");
}

static void write_file(const char *path, const char *text)
{
    int file = open(path, O_WRONLY);
    require(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text), path);
    close(file);
}

static void enter_user_namespace(int more)
{
    char uid_map[40], gid_map[40];
    snprintf(uid_map, sizeof uid_map, "0 %u 1", geteuid());
    snprintf(gid_map, sizeof gid_map, "0 %u 1", getegid());
    require(unshare(CLONE_NEWUSER | more) == 0, "unshare");
    write_file("/proc/self/setgroups", "deny");
    write_file("/proc/self/uid_map", uid_map);
    write_file("/proc/self/gid_map", gid_map);
}

/*
 * For root the limit is void (setrlimit(2)), so it becomes another user, where its user namespace has one. The user's other
 * processes do not count: a user of its own has none, and since Linux 5.14 neither has a user namespace.
 */
static void limit_processes(rlim_t count)
{
    struct rlimit limit = {count, count};
    uid_t id = 0x68000000U + (uid_t)getpid();
    if (geteuid() != 0 || setresuid(id, id, id) != 0) {
        require(geteuid() != 0 || errno == EINVAL, "setresuid");
        enter_user_namespace(0);
    }
    require(setrlimit(RLIMIT_NPROC, &limit) == 0, "setrlimit");
}

int main(int argc, char **argv)
{
    require(argc > 3, "arguments");
    int used = 2;
    if (strcmp(argv[1], "deny") == 0) {
        deny(argv[2], argv[3]);
        used = 4;
    } else if (strcmp(argv[1], "processes") == 0) {
        limit_processes(strtoul(argv[2], NULL, 10));
        used = 3;
    } else if (strcmp(argv[1], "user-namespaces") == 0) {
        enter_user_namespace(0);
        write_file("/proc/sys/user/max_user_namespaces", "0");
    } else if (strcmp(argv[1], "noexec") == 0) {
        enter_user_namespace(CLONE_NEWNS);
        require(mount("tmpfs", argv[2], "tmpfs", MS_NOEXEC | MS_NOSUID | MS_NODEV, "size=128m") == 0, "mount");
        used = 3;
    }
    execv(argv[used], argv + used);
    require(0, argv[used]);
}
