/* Does what policies do not allow, or jails do not have: what its first argument says. Exits with 0 if it got that. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void *nothing(void *argument)
{
    return argument;
}

static int thread(void)
{
    pthread_t made;
    return pthread_create(&made, NULL, nothing, NULL) != 0 || pthread_join(made, NULL) != 0;
}

static int process(void)
{
    pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    return child < 0 || waitpid(child, NULL, 0) != child;
}

/* As syslog(3) does: nobody is there, and it goes on. */
static int client(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/nobody"};
    int made = socket(AF_UNIX, SOCK_DGRAM, 0);
    return made >= 0 && connect(made, (struct sockaddr *)&address, sizeof address) == 0;
}

static int server(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "\0here"};
    int made = socket(AF_UNIX, SOCK_DGRAM, 0);
    return made < 0 || bind(made, (struct sockaddr *)&address, sizeof address) != 0;
}

static int insisting(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0) < 0;
}

static int options(void)
{
    int signal = 0;
    return prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_GET_PDEATHSIG, &signal) != 0 || prctl(PR_SET_NAME, "x") != 0;
}

static int memory_file(void)
{
    int made = (int)syscall(SYS_memfd_create, "x", 0);
    return made < 0 && errno != ENOSYS;
}

static int priority(void)
{
    return syscall(SYS_getpriority, 0, 0) < 0;
}

static int file(const char *path)
{
    int opened = open(path, O_RDONLY);
    if (opened < 0) {
        fprintf(stderr, "cannot open '%s': %s\n", path, strerror(errno));
    }
    return opened < 0;
}

int main(int argc, char *argv[])
{
    const char *what = argc > 1 ? argv[1] : "";
    printf("about to: %s\n", what);
    fflush(stdout);
    if (strcmp(what, "thread") == 0) {
        return thread();
    }
    if (strcmp(what, "process") == 0) {
        return process();
    }
    if (strcmp(what, "shell") == 0) {
        return system("exit 0") != 0;
    }
    if (strcmp(what, "client") == 0) {
        return client();
    }
    if (strcmp(what, "server") == 0) {
        return server();
    }
    if (strcmp(what, "insisting") == 0) {
        return insisting();
    }
    if (strcmp(what, "options") == 0) {
        return options();
    }
    if (strcmp(what, "memory file") == 0) {
        return memory_file();
    }
    if (strcmp(what, "priority") == 0) {
        return priority();
    }
    if (strcmp(what, "fail") == 0) {
        return priority() + 3;
    }
    return file(what);
}
