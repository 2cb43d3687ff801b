/*
 * Says what this host's processor does, a line each: "counter" if a program can be kept from reading the time stamp counter
 * (PR_SET_TSC of prctl(2)), "instructions" if the debug registers stop one, "i386" if int 0x80 makes a system call. Some virtual
 * machines take both settings and heed neither, and have no 32-bit calls. Used by ProcessorFeatures; it shares no code with the
 * launcher.
 */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#include <x86intrin.h>

static void __attribute__((noinline)) be_stopped_here(void)
{
    __asm__ volatile("nop");
}

static int traps_counter(void)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_TSC, PR_TSC_SIGSEGV, 0, 0, 0);
        __rdtsc();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
}

static int traps_instructions(void)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        be_stopped_here();
        _exit(0);
    }
    waitpid(child, &status, 0);
    ptrace(PTRACE_POKEUSER, child, offsetof(struct user, u_debugreg[0]), be_stopped_here);
    ptrace(PTRACE_POKEUSER, child, offsetof(struct user, u_debugreg[7]), 1);
    ptrace(PTRACE_CONT, child, 0, 0);
    waitpid(child, &status, 0);
    int is_stopped = WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP;
    if (is_stopped) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
    }
    return is_stopped;
}

static int has_calls_of_i386(void)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        long getpid_of_i386 = 20, result;
        __asm__ volatile("int $0x80" : "=a"(result) : "a"(getpid_of_i386) : "r8", "r9", "r10", "r11", "memory");
        _exit(result != getpid());
    }
    waitpid(child, &status, 0);
    return status == 0;
}

int main(void)
{
    if (has_calls_of_i386()) {
        puts("i386");
    }
    if (traps_counter()) {
        puts("counter");
    }
    if (traps_instructions()) {
        puts("instructions");
    }
    return 0;
}
