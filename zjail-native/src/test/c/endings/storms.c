/*
 * storms SHAPE TASKS: so many tasks make events for whoever watches them, for ever. It says UP first.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void *make_threads(void *none)
{
    for (;;) {
        pthread_t thread;
        if (pthread_create(&thread, 0, (void *(*)(void *))getpid, 0) == 0) {
            pthread_join(thread, 0);
        }
    }
    return none;
}

static void *fork_and_wait(void *none)
{
    for (;;) {
        pid_t child = fork();
        if (child == 0) {
            _exit(0);
        }
        waitpid(child, 0, 0);
    }
    return none;
}

static void *vfork_and_wait(void *none)
{
    for (;;) {
        pid_t child = vfork();
        if (child == 0) {
            _exit(0);
        }
        waitpid(child, 0, 0);
    }
    return none;
}

static char *myself;

/* With one argument the program leaves at once. */
static void *execute_and_wait(void *none)
{
    char *leave[] = {myself, "leave", 0};
    char *nothing[] = {0};
    for (;;) {
        pid_t child = vfork();
        if (child == 0) {
            execve(myself, leave, nothing);
            _exit(1);
        }
        waitpid(child, 0, 0);
    }
    return none;
}

/* A stop of the whole process, from which nothing but a signal of somebody else wakes it. */
static void *stop_child(void *none)
{
    pid_t child = fork();
    if (child == 0) {
        for (;;) {
        }
    }
    for (;;) {
        kill(child, SIGSTOP);
        kill(child, SIGCONT);
    }
    return none;
}

static void *signal_oneself(void *none)
{
    for (;;) {
        syscall(SYS_tgkill, getpid(), gettid(), SIGUSR1);
    }
    return none;
}

static void *use_timer(void *none)
{
    struct itimerval often = {{0, 1}, {0, 1}};
    setitimer(ITIMER_REAL, &often, 0);
    for (;;) {
    }
    return none;
}

int main(int count, char **arguments)
{
    static const struct {
        const char *name;
        void *(*storm)(void *);
    } storms[] = {{"threads", make_threads}, {"forks", fork_and_wait}, {"vforks", vfork_and_wait}, {"execs", execute_and_wait},
                  {"stops", stop_child}, {"signals", signal_oneself}, {"timers", use_timer}};
    myself = arguments[0];
    signal(SIGUSR1, SIG_IGN);
    signal(SIGALRM, SIG_IGN);
    for (size_t i = 0; count == 3 && i < sizeof storms / sizeof storms[0]; i++) {
        if (strcmp(storms[i].name, arguments[1]) == 0) {
            pthread_attr_t attributes;
            pthread_t thread;
            pthread_attr_init(&attributes);
            pthread_attr_setstacksize(&attributes, 65536);
            (void)!write(1, "UP\n", 3);
            for (int task = atoi(arguments[2]); task > 1; task--) {
                pthread_create(&thread, &attributes, storms[i].storm, 0);
            }
            storms[i].storm(0);
        }
    }
    return 4;
}
