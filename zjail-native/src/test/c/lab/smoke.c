/* What an ordinary program does, one thing at a time: the argument names it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int is(const char *argument, const char *word)
{
    return strcmp(argument, word) == 0;
}

static void armed(void)
{
    (void)!write(1, "ARMED\n", 6);
}

static int write_scratch(void)
{
    int file = open("/tmp/note", O_RDWR | O_CREAT, 0600);
    return file >= 0 && write(file, "kept", 4) == 4 && lseek(file, 0, SEEK_SET) == 0 && open("/note", O_WRONLY | O_CREAT, 0600) < 0
            && errno == EROFS
        ? 0
        : 1;
}

static int fork_once(void)
{
    pid_t child = fork();
    int status = 1;
    if (child == 0) {
        _exit(5);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    armed();
    if (is(what, "scratch")) {
        return write_scratch();
    }
    if (is(what, "fork")) {
        return fork_once();
    }
    if (is(what, "socket")) {
        socket(AF_INET, SOCK_STREAM, 0);
    }
    if (is(what, "ptrace")) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
    }
    if (is(what, "spin")) {
        for (volatile long i = 0;; i++) {
        }
    }
    return is(what, "hello") ? 0 : 98;
}
