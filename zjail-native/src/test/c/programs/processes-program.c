/*
 * What ordinary programs do with fork, as far as the policy "processes" must let them; used by ThreadsAndProcessesTests.
 * Prints the name of each thing before doing it, so that a death is named, and "all done" at the end.
 *
 *   processes-program                 all of it
 *   processes-program denied          a child calls ptrace; its parent waits and ends with status 0
 *   processes-program denied-late     a child of a child calls ptrace, after both its ancestors went on
 *   processes-program sigsys          a child sends itself SIGSYS
 *   processes-program exec            a child executes this program again, with the argument "hello"
 *   processes-program spawn           the same by posix_spawn
 *   processes-program namespace       a child is asked for in a user namespace of its own
 *   processes-program many NUMBER     as many children at the same time, or says how many it got
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECK(condition)                               \
    do {                                               \
        if (!(condition)) {                            \
            printf("failed: %s: %m\n", #condition);    \
            fflush(stdout);                            \
            _exit(1);                                  \
        }                                              \
    } while (0)

enum { CHILDREN = 4 };

static volatile sig_atomic_t handled;

static void step(const char *name)
{
    puts(name);
    fflush(stdout);
}

static void handle(int signal)
{
    handled = signal;
}

static void *nothing(void *argument)
{
    return argument;
}

static int status_of(pid_t child)
{
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    return status;
}

static void fork_and_wait(void)
{
    step("fork and waitpid");
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0)
        _exit(getppid() == parent && getpid() != parent ? 5 : 1);
    int status = status_of(child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 5);

    step("many children, waited for in any order");
    int sum = 0;
    for (int i = 0; i < CHILDREN; i++)
        if (fork() == 0)
            _exit(i + 1);
    while (wait(&status) > 0)
        sum += WEXITSTATUS(status);
    CHECK(errno == ECHILD && sum == CHILDREN * (CHILDREN + 1) / 2);

    step("waitid, vfork, rusage of children");
    siginfo_t info;
    struct rusage usage;
    child = vfork();
    if (child == 0)
        _exit(6);
    CHECK(waitid(P_PID, (id_t)child, &info, WEXITED) == 0 && info.si_status == 6);
    CHECK(getrusage(RUSAGE_CHILDREN, &usage) == 0);
}

static void pipes(void)
{
    char text[20] = "";
    int there[2], back[2];
    step("a pipe there and a pipe back");
    CHECK(pipe(there) == 0 && pipe(back) == 0);
    pid_t child = fork();
    if (child == 0) {
        CHECK(dup2(there[0], 0) == 0 && dup2(back[1], 1) == 1);
        CHECK(read(0, text, 4) == 4 && write(1, text, 4) == 4 && write(1, "pong", 4) == 4);
        _exit(0);
    }
    CHECK(write(there[1], "ping", 4) == 4 && read(back[0], text, 4) == 4 && read(back[0], text + 4, 4) == 4);
    CHECK(strcmp(text, "pingpong") == 0 && status_of(child) == 0);
}

static void signals(void)
{
    sigset_t set;
    int status;
    step("a signal from parent to child, and SIGCHLD back");
    signal(SIGCHLD, handle);
    pid_t child = fork();
    if (child == 0)
        for (;;)
            pause();
    CHECK(kill(child, SIGTERM) == 0);
    status = status_of(child);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM && handled == SIGCHLD);
    signal(SIGCHLD, SIG_DFL);

    step("a child that stops and goes on");
    sigemptyset(&set);
    child = fork();
    if (child == 0) {
        raise(SIGSTOP);
        _exit(3);
    }
    CHECK(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    CHECK(kill(child, SIGCONT) == 0);
    CHECK(WEXITSTATUS(status_of(child)) == 3);

    step("a child that aborts, a child with a wild store");
    child = fork();
    if (child == 0)
        abort();
    CHECK(WTERMSIG(status_of(child)) == SIGABRT);
    child = fork();
    if (child == 0)
        *(volatile int *)8 = 1;
    CHECK(WTERMSIG(status_of(child)) == SIGSEGV);
}

static void shared_memory(void)
{
    step("shared memory with a semaphore");
    sem_t *semaphore = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(semaphore != MAP_FAILED && sem_init(semaphore, 1, 0) == 0);
    int *number = (int *)(semaphore + 1);
    pid_t child = fork();
    if (child == 0) {
        *number = 42;
        _exit(sem_post(semaphore));
    }
    CHECK(sem_wait(semaphore) == 0 && *number == 42 && status_of(child) == 0);
}

static void groups_and_orphans(void)
{
    int ends[2];
    char byte;
    step("process groups and sessions");
    pid_t child = fork();
    if (child == 0)
        _exit(setpgid(0, 0) == 0 && getpgrp() == getpid() && getpgid(0) == getpid() && getsid(0) > 0 ? 0 : 1);
    CHECK(status_of(child) == 0);
    step("a daemon: fork, setsid, fork");
    CHECK(pipe(ends) == 0);
    child = fork();
    if (child == 0) {
        if (setsid() < 0 || fork() != 0)
            _exit(0);
        _exit(write(ends[1], "d", 1) != 1);
    }
    CHECK(status_of(child) == 0 && read(ends[0], &byte, 1) == 1 && byte == 'd');
}

static void thread_and_fork(void)
{
    pthread_t thread;
    step("threads in parent and child");
    CHECK(pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0);
    pid_t child = fork();
    if (child == 0)
        _exit(pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0 ? 0 : 1);
    CHECK(status_of(child) == 0);
}

static void denied(void)
{
    pid_t child = fork();
    if (child == 0) {
        step("child: before ptrace");
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        _exit(0);
    }
    int status = status_of(child);
    printf("child ended by signal %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

static void denied_late(void)
{
    if (fork() == 0) {
        if (fork() == 0) {
            step("grandchild: before ptrace");
            ptrace(PTRACE_TRACEME, 0, 0, 0);
        }
        for (;;)
            pause();
    }
    for (;;)
        pause();
}

static void sigsys(void)
{
    pid_t child = fork();
    if (child == 0) {
        step("child: before SIGSYS");
        raise(SIGSYS);
        _exit(0);
    }
    CHECK(WTERMSIG(status_of(child)) == SIGSYS);
}

static void execute(char *program, int by_spawn)
{
    char *arguments[] = {program, "hello", NULL};
    char *environment[] = {NULL};
    pid_t child;
    step("before the program");
    if (by_spawn) {
        CHECK(posix_spawn(&child, program, NULL, NULL, arguments, environment) == 0);
    } else if ((child = fork()) == 0) {
        execve(program, arguments, environment);
        _exit(1);
    }
    CHECK(WEXITSTATUS(status_of(child)) == 9);
}

static void namespace(void)
{
    step("before clone");
    if (syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0) == 0)
        _exit(0);
}

static void at_the_same_time(int wanted)
{
    int made = 0;
    pid_t child = 0;
    step("before the children");
    while (made < wanted && (child = fork()) > 0)
        made++;
    while (child == 0)
        pause();
    printf("children made: %d\n", made);
    fflush(stdout);
    _exit(0);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "all";
    if (strcmp(what, "hello") == 0) {
        step("hello");
        return 9;
    } else if (strcmp(what, "denied") == 0) {
        denied();
    } else if (strcmp(what, "denied-late") == 0) {
        denied_late();
    } else if (strcmp(what, "sigsys") == 0) {
        sigsys();
    } else if (strcmp(what, "exec") == 0 || strcmp(what, "spawn") == 0) {
        execute(argv[0], what[0] == 's');
    } else if (strcmp(what, "namespace") == 0) {
        namespace();
    } else if (strcmp(what, "many") == 0) {
        at_the_same_time(atoi(argv[2]));
    } else {
        fork_and_wait();
        pipes();
        signals();
        shared_memory();
        groups_and_orphans();
        thread_and_fork();
    }
    puts("all done");
    return 0;
}
