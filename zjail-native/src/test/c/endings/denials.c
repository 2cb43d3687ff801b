/*
 * denials HOW: says ARMED, and makes one system call that no policy here allows, while something happens that could hide it.
 * As soon as the call returns, which it must not, it says RETURNED.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *text)
{
    (void)!write(1, text, strlen(text));
}

static void *denied(void *none)
{
    syscall(SYS_socket, 1, 1, 0);
    say("RETURNED\n");
    return none;
}

static void *spin(void *none)
{
    for (volatile unsigned long i = 0;; i++) {
    }
    return none;
}

static void ignore(int number)
{
    (void)number;
}

static void *signal_everybody(void *none)
{
    for (;;) {
        syscall(SYS_tgkill, getpid(), getpid(), SIGUSR1);
    }
    return none;
}

static pthread_t begin(void *(*what)(void *))
{
    pthread_t thread;
    pthread_create(&thread, 0, what, 0);
    return thread;
}

/* Other threads compute: -1 stands in their result register, as if they had made call -1. */
static void *spin_with_minus_one(void *none)
{
    __asm__ volatile("mov $-1, %%rax\n1: jmp 1b" ::: "rax");
    return none;
}

static void among_innocents(void)
{
    begin(spin);
    begin(spin_with_minus_one);
    usleep(1000);
    pthread_join(begin(denied), 0);
}

static void under_signals(void)
{
    signal(SIGUSR1, ignore);
    begin(signal_everybody);
    pthread_join(begin(denied), 0);
}

static void with_sigsys_handled(void)
{
    signal(SIGSYS, ignore);
    raise(SIGSYS);
    denied(0);
}

static void in_grandchild(void)
{
    if (fork() == 0) {
        if (fork() == 0) {
            denied(0);
            _exit(0);
        }
        for (;;) {
            pause();
        }
    }
    for (;;) {
        pause();
    }
}

/* The parent would end with status 0 as soon as it learned of its child's end. */
static void in_child_that_is_awaited(void)
{
    if (fork() == 0) {
        denied(0);
    }
    wait(0);
    say("WENT ON\n");
}

/* int 0x80 in 64-bit code: call 20 of i386 is getpid. */
static void as_i386(void)
{
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory");
    say("RETURNED\n");
}

static void as_x32(void)
{
    syscall(0x40000000 + 520, 0, 0, 0);
    say("RETURNED\n");
}

static void as_minus_one(void)
{
    syscall(-1);
    say("RETURNED\n");
}

/* The third function of the vsyscall page is getcpu. */
static void by_vsyscall(void)
{
    unsigned cpu;
    ((long (*)(unsigned *, void *, void *))0xffffffffff600800)(&cpu, 0, 0);
    say("RETURNED\n");
}

int main(int count, char **arguments)
{
    static const struct {
        const char *name;
        void (*make)(void);
    } ways[] = {{"among-innocents", among_innocents}, {"under-signals", under_signals}, {"sigsys-handled", with_sigsys_handled},
                {"grandchild", in_grandchild}, {"awaited-child", in_child_that_is_awaited}, {"i386", as_i386}, {"x32", as_x32},
                {"minus-one", as_minus_one}, {"vsyscall", by_vsyscall}};
    for (size_t i = 0; count == 2 && i < sizeof ways / sizeof ways[0]; i++) {
        if (strcmp(ways[i].name, arguments[1]) == 0) {
            say("ARMED\n");
            ways[i].make();
            return 0;
        }
    }
    return 4;
}
