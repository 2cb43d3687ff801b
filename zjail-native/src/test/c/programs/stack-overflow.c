/* Runs out of stack, or dies of a SIGSEGV that looks like it; used by StackOverflowTests. Compiled without optimisation. */
#define _GNU_SOURCE
#include <alloca.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile int sink;
static const char constant[] = "constant";

static int recurse(int depth)
{
    volatile char frame[512];
    frame[0] = (char)depth;
    return recurse(depth + 1) + frame[0];
}

static int dig(int depth)
{
    volatile char frame[4096];
    frame[0] = (char)depth;
    return depth == 0 ? *(volatile int *)8 : dig(depth - 1) + frame[0];
}

/* The first touch of the frame is at its lower end. */
static int have_large_frame(void)
{
    volatile char frame[12 << 20];
    frame[0] = 1;
    return frame[0] - 1;
}

/* ... and here in its middle, far from the stack pointer. */
static int have_far_frame(void)
{
    volatile char frame[32 << 20];
    frame[20 << 20] = 1;
    return frame[20 << 20] - 1;
}

static void *recurse_in_thread(void *unused)
{
    sink = recurse(0);
    return unused;
}

/* ret, where nothing may be executed. */
static void *run_code_on_stack(void *unused)
{
    volatile unsigned char code[64];
    code[0] = 0xc3;
    ((void (*)(void))code)();
    return unused;
}

static void *write_constant(void *unused)
{
    *(volatile char *)constant = 'x';
    return unused;
}

static void in_thread(void *(*what)(void *))
{
    pthread_t thread;
    pthread_create(&thread, NULL, what, NULL);
    pthread_join(thread, NULL);
}

static void go_back(int signal)
{
    (void)signal;
    siglongjmp(back, 1);
}

static void overflow_and_go_back(void)
{
    stack_t other = {.ss_sp = malloc(65536), .ss_size = 65536};
    struct sigaction action = {.sa_handler = go_back, .sa_flags = SA_ONSTACK};
    sigaltstack(&other, NULL);
    sigaction(SIGSEGV, &action, NULL);
    if (sigsetjmp(back, 1) == 0) {
        sink = recurse(0);
    }
    signal(SIGSEGV, SIG_DFL);
    (void)!write(1, "back\n", 5);
}

int main(int argc, char **argv)
{
    const char *how = argc > 1 ? argv[1] : "";
    (void)!write(1, "up\n", 3);
    if (strncmp(how, "handled", 7) == 0) {
        overflow_and_go_back();
    }
    if (strcmp(how, "recursion") == 0) {
        return recurse(0);
    } else if (strcmp(how, "large-frame") == 0) {
        return have_large_frame();
    } else if (strcmp(how, "far-frame") == 0) {
        return have_far_frame();
    } else if (strcmp(how, "alloca") == 0) {
        for (;;) {
            *(volatile char *)alloca(1000) = 1;
        }
    } else if (strcmp(how, "thread") == 0) {
        in_thread(recurse_in_thread);
    } else if (strcmp(how, "code-on-stack") == 0) {
        run_code_on_stack(NULL);
    } else if (strcmp(how, "code-on-stack-of-thread") == 0) {
        in_thread(run_code_on_stack);
    } else if (strcmp(how, "constant-in-thread") == 0) {
        in_thread(write_constant);
    } else if (strcmp(how, "null") == 0 || strcmp(how, "handled-then-null") == 0) {
        sink = *(volatile int *)8;
    } else if (strcmp(how, "wild") == 0) {
        sink = *(volatile int *)0x123456789000;
    } else if (strcmp(how, "constant") == 0) {
        *(volatile char *)constant = 'x';
    } else if (strcmp(how, "deep-null") == 0) {
        return dig(1500);
    } else if (strcmp(how, "raise") == 0 || strcmp(how, "handled-then-raise") == 0) {
        raise(SIGSEGV);
    }
    return 3;
}
