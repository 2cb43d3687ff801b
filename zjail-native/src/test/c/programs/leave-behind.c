/*
 * Leaves something behind below /tmp, for the tests of what comes back from there:
 *
 *   leave-behind WHAT [HOST]
 *
 * HOST is a path of the host that it would like to have read for it. Whatever it does, it first leaves /tmp/control, an
 * ordinary file, and then says what became of its attempt, and that it lives.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

static const char *host = "/etc/hostname";

static void say(const char *what)
{
    if (write(1, what, strlen(what)) < 0) {
        _exit(99);
    }
}

static void require(int done, const char *step)
{
    if (!done) {
        say(step);
        say(": ");
        say(strerrorname_np(errno));
        say("\n");
        _exit(98);
    }
}

static void leave(const char *path, const char *content)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    require(file >= 0 && write(file, content, strlen(content)) == (ssize_t)strlen(content), path);
    close(file);
}

/* What is expected to fail. */
static void attempt(const char *call, long result)
{
    say(call);
    say(result < 0 ? " " : " done");
    say(result < 0 ? strerrorname_np(errno) : "");
    say("\n");
}

static void link_to(const char *target, const char *path)
{
    require(symlink(target, path) == 0, "symlink");
}

static void leave_socket(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/tmp/out"};
    int bound = socket(AF_UNIX, SOCK_STREAM, 0);
    require(bound >= 0 && bind(bound, (struct sockaddr *)&address, sizeof address) == 0, "bind");
}

static void leave_sparse(off_t size)
{
    int file = open("/tmp/out", O_WRONLY | O_CREAT, 0644);
    require(file >= 0 && ftruncate(file, size) == 0 && pwrite(file, "!", 1, size - 1) == 1, "sparse");
    close(file);
}

static void leave_as_much_as_fits(void)
{
    static char block[4096];
    int file = open("/tmp/out", O_WRONLY | O_CREAT, 0644);
    memset(block, 'f', sizeof block);
    while (write(file, block, sizeof block) > 0) {
    }
    attempt("write", -1);
}

static void leave_many(void)
{
    char path[64];
    require(mkdir("/tmp/many", 0755) == 0, "mkdir");
    int made = 0;
    for (;; made++) {
        snprintf(path, sizeof path, "/tmp/many/%05d", made);
        if (mknod(path, S_IFREG | 0644, 0) < 0) {
            break;
        }
    }
    attempt("mknod", -1);
}

static void leave_deep(int levels)
{
    require(mkdir("/tmp/deep", 0755) == 0 && chdir("/tmp/deep") == 0, "mkdir");
    leave("shallow", "shallow\n");
    for (int i = 0; i < levels; i++) {
        require(mkdir("d", 0755) == 0 && chdir("d") == 0, "mkdir");
    }
    leave("bottom", "bottom\n");
}

static void leave_name(const char *name)
{
    require(mkdir("/tmp/names", 0755) == 0 && chdir("/tmp/names") == 0, "mkdir");
    leave(name, "named\n");
}

/* Returns when both have been in place, and the swapping goes on until it is killed. */
static void swap_for_ever(const char *path, int away)
{
    int ready[2];
    char byte;
    link_to(host, "/tmp/other");
    require(pipe(ready) == 0, "pipe");
    pid_t child = fork();
    require(child >= 0, "fork");
    if (child == 0 && away) {
        setsid();
    }
    for (int i = 0; child == 0; i++) {
        if (renameat2(AT_FDCWD, "/tmp/other", AT_FDCWD, path, RENAME_EXCHANGE) != 0
            || (i == 100 && write(ready[1], "r", 1) != 1)) {
            _exit(1);
        }
    }
    require(read(ready[0], &byte, 1) == 1, "swapper");
}

static void swap_files(int away)
{
    leave("/tmp/out", "inside\n");
    swap_for_ever("/tmp/out", away);
}

static void swap_directories(void)
{
    require(mkdir("/tmp/dir", 0755) == 0, "mkdir");
    leave("/tmp/dir/secret", "inside\n");
    swap_for_ever("/tmp/dir", 0);
}

static void mount_elsewhere(void)
{
    require(mkdir("/tmp/dir", 0755) == 0, "mkdir");
    long unshared = unshare(CLONE_NEWUSER | CLONE_NEWNS);
    long mounted = unshared < 0 ? -1 : mount("/data", "/tmp/dir", NULL, MS_BIND | MS_REC, NULL);
    say(mounted == 0 && access("/tmp/dir/mapped", R_OK) == 0 ? "mounted in a namespace of its own\n" : "no mount\n");
}

int main(int argc, char **argv)
{
    const char *what = argv[1];
    host = argc > 2 ? argv[2] : host;
    umask(0);
    leave("/tmp/control", "control\n");
#define WHAT(name) else if (strcmp(what, name) == 0)
    if (strcmp(what, "file") == 0) {
        leave("/tmp/out", "out\n");
    }
    WHAT("link") { link_to(host, "/tmp/out"); }
    WHAT("link-to-directory") { link_to(host, "/tmp/dir"); }
    WHAT("link-with-dots") { link_to("../../../../../../../../etc/hostname", "/tmp/out"); }
    WHAT("link-through-proc") { link_to("/proc/self/root/etc/hostname", "/tmp/out"); }
    WHAT("link-to-own-file") { link_to("control", "/tmp/out"); }
    WHAT("link-for-tmp") {
        require(mkdir("/tmp/dir", 0755) == 0, "mkdir");
        link_to("..", "/tmp/dir/up");
        link_to("/", "/tmp/dir/root");
    }
    WHAT("hard-link") {
        attempt("link", link("/data/mapped", "/tmp/out"));
        attempt("linkat", linkat(AT_FDCWD, argv[0], AT_FDCWD, "/tmp/out", 0));
    }
    WHAT("own-hard-link") { require(link("/tmp/control", "/tmp/out") == 0, "link"); }
    WHAT("fifo") { require(mkfifo("/tmp/out", 0666) == 0, "mkfifo"); }
    WHAT("socket") { leave_socket(); }
    WHAT("device") {
        attempt("mknod", mknod("/tmp/out", S_IFCHR | 0666, makedev(1, 5)));
        attempt("mknod", mknod("/tmp/out", S_IFBLK | 0666, makedev(8, 0)));
    }
    WHAT("directory") { require(mkdir("/tmp/out", 0755) == 0, "mkdir"); leave("/tmp/out/in-it", "in it\n"); }
    WHAT("file-for-directory") { leave("/tmp/dir", "a file\n"); }
    WHAT("swap") { swap_files(0); }
    WHAT("swap-orphaned") { swap_files(1); }
    WHAT("swap-directories") { swap_directories(); }
    WHAT("mode-0") { leave("/tmp/out", "closed\n"); require(chmod("/tmp/out", 0) == 0, "chmod"); }
    WHAT("directory-mode-0") {
        require(mkdir("/tmp/dir", 0755) == 0, "mkdir");
        leave("/tmp/dir/closed", "closed\n");
        require(chmod("/tmp/dir", 0) == 0, "chmod");
    }
    WHAT("sparse-small") { leave_sparse(8 << 20); }
    WHAT("sparse-huge") { leave_sparse(1L << 40); }
    WHAT("full") { leave_as_much_as_fits(); }
    WHAT("many") { leave_many(); }
    WHAT("deep") { leave_deep(100); }
    WHAT("name-no-utf8") {
        char name[256] = {0};
        memset(name, 0xff, 255);
        leave_name(name);
    }
    WHAT("name-control") { leave_name("a\n\033[31m##vso[x]"); }
    WHAT("name-dot") { leave_name("..hidden"); }
    WHAT("unlinked") {
        int file = open("/tmp/out", O_RDWR | O_CREAT, 0644);
        require(file >= 0 && write(file, "gone\n", 5) == 5 && unlink("/tmp/out") == 0, "unlink");
    }
    WHAT("mount") {
        attempt("mount", mount("none", "/tmp", "tmpfs", 0, NULL));
        attempt("umount2", umount2("/tmp", MNT_DETACH));
    }
    WHAT("mount-elsewhere") { mount_elsewhere(); }
    WHAT("denied") { leave("/tmp/out", "before\n"); say("armed\n"); ptrace(PTRACE_TRACEME, 0, 0, 0); }
    WHAT("hang") { leave("/tmp/out", "before\n"); say("armed\n"); for (;;) { pause(); } }
    WHAT("crash") { leave("/tmp/out", "before\n"); say("armed\n"); *(volatile int *)0 = 0; }
    else {
        return 97;
    }
    say("armed\n");
    return 0;
}
