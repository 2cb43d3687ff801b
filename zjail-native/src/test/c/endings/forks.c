/*
 * forks SHAPE COUNT: makes processes in one shape, as often as the count says, and waits for the end of each before it makes
 * the next. Status 0: all were made, and awaited.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void check(int condition)
{
    if (!condition) {
        _exit(5);
    }
}

static void await_end_of(int pipe_end)
{
    char byte;
    check(read(pipe_end, &byte, 1) == 0);
    close(pipe_end);
}

static void await_child(pid_t child)
{
    check(child > 0 && waitpid(child, 0, 0) == child);
}

/* fork and wait: at most two at once. */
static void plain(void)
{
    pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    await_child(child);
}

static void vforked(void)
{
    pid_t child = vfork();
    if (child == 0) {
        _exit(0);
    }
    await_child(child);
}

/* The grandchild is nobody's when it ends: at most three at once. */
static void doubled(void)
{
    int ends[2];
    check(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        fork();
        _exit(0);
    }
    close(ends[1]);
    await_child(child);
    await_end_of(ends[0]);
}

/* As a shell does for "yes | head": two children with a pipe between them. At most three at once. */
static void pipeline(void)
{
    int ends[2];
    check(pipe(ends) == 0);
    pid_t writer = fork();
    if (writer == 0) {
        (void)!write(ends[1], "x", 1);
        _exit(0);
    }
    pid_t reader = fork();
    if (reader == 0) {
        char byte;
        _exit(read(ends[0], &byte, 1) != 1);
    }
    close(ends[0]);
    close(ends[1]);
    await_child(writer);
    await_child(reader);
}

static void *fork_in_thread(void *none)
{
    plain();
    return none;
}

/* At most three at once: two threads and a child. */
static void threaded(void)
{
    pthread_t thread;
    check(pthread_create(&thread, 0, fork_in_thread, 0) == 0);
    pthread_join(thread, 0);
}

/* A child that is killed before it has executed anything. */
static void killed(void)
{
    pid_t child = fork();
    if (child == 0) {
        for (;;) {
            pause();
        }
    }
    kill(child, SIGKILL);
    await_child(child);
}

/* Nobody waits for them: their ends are seen by a pipe. */
static void ignored(void)
{
    int ends[2];
    signal(SIGCHLD, SIG_IGN);
    check(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    check(child > 0);
    close(ends[1]);
    await_end_of(ends[0]);
}

int main(int count, char **arguments)
{
    static const struct {
        const char *name;
        void (*make)(void);
    } shapes[] = {{"plain", plain}, {"vfork", vforked}, {"double", doubled}, {"pipeline", pipeline}, {"threads", threaded},
                  {"killed", killed}, {"ignored", ignored}};
    for (size_t i = 0; count == 3 && i < sizeof shapes / sizeof shapes[0]; i++) {
        if (strcmp(shapes[i].name, arguments[1]) == 0) {
            for (int n = atoi(arguments[2]); n > 0; n--) {
                shapes[i].make();
            }
            return 0;
        }
    }
    return 4;
}
