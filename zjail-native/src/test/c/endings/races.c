/*
 * races WITH NUMBER DELAY: a thread or a child makes the system call of that number, which no policy allows, at the moment at
 * which something else ends or disturbs it. The delay, in turns of a loop, moves one of the two against the other.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Shared with children, where they are the ones that race. */
static struct moment {
    volatile int ready, go;
} *moment;
static long number, delay;
static char *myself;

static void spin(long turns)
{
    for (volatile long i = 0; i < turns; i++) {
    }
}

static void *denied(void *none)
{
    moment->ready = 1;
    while (!moment->go) {
    }
    spin(delay > 0 ? delay : 0);
    syscall(number);
    return none;
}

/* Waits until the other is there, and starts both. */
static void start(void)
{
    while (!moment->ready) {
    }
    moment->go = 1;
    spin(delay < 0 ? -delay : 0);
}

static void start_thread(void)
{
    pthread_t thread;
    if (pthread_create(&thread, 0, denied, 0) != 0) {
        _exit(5);
    }
    start();
}

static pid_t start_child(void)
{
    pid_t child = fork();
    if (child == 0) {
        denied(0);
        _exit(6);
    }
    start();
    return child;
}

static void exit_group(void)
{
    start_thread();
    syscall(SYS_exit_group, 0);
}

static void kill_oneself(void)
{
    start_thread();
    kill(getpid(), SIGKILL);
}

static void crash(void)
{
    start_thread();
    __builtin_trap();
}

static void *execute_program(void *none)
{
    char *arguments[] = {myself, "leave", 0};
    char *nothing[] = {0};
    moment->ready = 1;
    while (!moment->go) {
    }
    execve(myself, arguments, nothing);
    return none;
}

/* The kernel ends the other threads of a process that executes. */
static void execute(void)
{
    start_thread();
    execute_program(0);
}

static void execute_in_thread(void)
{
    pthread_t thread;
    if (pthread_create(&thread, 0, execute_program, 0) != 0) {
        _exit(5);
    }
    start();
    syscall(number);
}

static void flood(void)
{
    static char much[65536];
    start_thread();
    for (;;) {
        (void)!write(1, much, sizeof much);
    }
}

static void ignore(int signal)
{
    (void)signal;
}

static void signal_everybody(void)
{
    signal(SIGUSR1, ignore);
    start_thread();
    for (;;) {
        kill(getpid(), SIGUSR1);
    }
}

static void end_thread(void)
{
    start_thread();
    syscall(SYS_exit, 0);
}

static void kill_child(void)
{
    pid_t child = start_child();
    kill(child, SIGKILL);
    waitpid(child, 0, 0);
    _exit(0);
}

static void leave_child(void)
{
    start_child();
    syscall(SYS_exit_group, 0);
}

static void stop_child(void)
{
    pid_t child = start_child();
    kill(child, SIGSTOP);
    kill(child, SIGCONT);
    waitpid(child, 0, 0);
    _exit(0);
}

/* The limit on the wall clock of this run is 30 ms: the call comes about then. */
static void wait_for_limit(void)
{
    struct timespec until, now;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += 28000000 + delay * 1000;
    do {
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while ((now.tv_sec - until.tv_sec) * 1000000000 + now.tv_nsec - until.tv_nsec < 0);
    syscall(number);
}

static void alone(void)
{
    syscall(number);
}

int main(int count, char **arguments)
{
    static const struct {
        const char *name;
        void (*make)(void);
    } races[] = {{"exit", exit_group}, {"kill", kill_oneself}, {"crash", crash}, {"execute", execute},
                 {"execute-in-thread", execute_in_thread}, {"flood", flood}, {"signals", signal_everybody},
                 {"end-of-thread", end_thread}, {"kill-child", kill_child}, {"leave-child", leave_child},
                 {"stop-child", stop_child}, {"limit", wait_for_limit}, {"nothing", alone}};
    if (count == 2) {
        return 0;
    }
    myself = arguments[0];
    moment = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (count != 4 || moment == MAP_FAILED) {
        return 4;
    }
    number = atol(arguments[2]);
    delay = atol(arguments[3]);
    (void)!write(1, "ARMED\n", 6);
    for (size_t i = 0; i < sizeof races / sizeof races[0]; i++) {
        if (strcmp(races[i].name, arguments[1]) == 0) {
            races[i].make();
        }
    }
    return 7;
}
