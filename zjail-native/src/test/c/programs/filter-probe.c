/*
 * Makes one system call, or executes one program, under a seccomp filter read from a file; used by KernelFilterTests.
 *
 *   filter-probe FILTER call  NUMBER ARGUMENT...   prints "before", calls, prints "after" and the result
 *   filter-probe FILTER int80 NUMBER ARGUMENT...   the same by the calling convention of i386
 *   filter-probe FILTER exec  ADDRESS PATH...      keeps the path at the address and executes it from there
 *
 * FILTER is an array of struct sock_filter, or "-" for none. An argument "@" is the address of a zeroed page, "@path"
 * the address of the text "/", anything else a number. After the filter only write and exit_group are used.
 */
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static char zeroes[4096];
static struct sock_filter instructions[BPF_MAXINSNS];

static long call(long number, const long *a)
{
    register long r10 __asm__("r10") = a[3];
    register long r8 __asm__("r8") = a[4];
    register long r9 __asm__("r9") = a[5];
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

static long call_int80(long number, const long *a)
{
    long result;
    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(number), "b"(a[0]), "c"(a[1]), "d"(a[2])
                     : "r8", "r9", "r10", "r11", "memory");
    return result;
}

static void say(const char *text)
{
    long a[6] = {1, (long)text, (long)strlen(text), 0, 0, 0};
    call(SYS_write, a);
}

static void leave(int status)
{
    long a[6] = {status, 0, 0, 0, 0, 0};
    call(SYS_exit_group, a);
}

static void confine(const char *filter)
{
    if (strcmp(filter, "-") == 0)
        return;
    FILE *file = fopen(filter, "rb");
    if (!file) {
        perror(filter);
        exit(2);
    }
    struct sock_fprog program = {0, instructions};
    program.len = (unsigned short)fread(instructions, sizeof(struct sock_filter), BPF_MAXINSNS, file);
    fclose(file);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
        perror("seccomp");
        exit(2);
    }
}

static long parse(const char *text)
{
    if (strcmp(text, "@") == 0)
        return (long)zeroes;
    if (strcmp(text, "@path") == 0)
        return (long)"/";
    return (long)strtoull(text, NULL, 0);
}

static void execute(const char *filter, char **words)
{
    char *address = (char *)parse(words[0]);
    char *page = (char *)((unsigned long)address & ~4095UL);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
    if (mmap(page, 4096, PROT_READ | PROT_WRITE, flags, -1, 0) != page) {
        perror("mmap");
        exit(2);
    }
    strcpy(address, words[1]);
    confine(filter);
    long a[6] = {(long)address, (long)(words + 1), (long)zeroes, 0, 0, 0};
    call(SYS_execve, a);
    say("the program was not executed\n");
    leave(3);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fputs("usage: filter-probe FILTER call|int80|exec ...\n", stderr);
        return 2;
    }
    if (strcmp(argv[2], "exec") == 0)
        execute(argv[1], argv + 3);
    int by_int80 = strcmp(argv[2], "int80") == 0;
    long number = parse(argv[3]);
    long a[6] = {0, 0, 0, 0, 0, 0};
    for (int i = 4; i < argc && i < 10; i++)
        a[i - 4] = parse(argv[i]);

    confine(argv[1]);
    say("before\n");
    long result = by_int80 ? call_int80(number, a) : call(number, a);
    char text[32] = "after ";
    char *end = text + 6;
    unsigned long rest = result < 0 ? -(unsigned long)result : (unsigned long)result;
    char digits[24];
    int count = 0;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (result < 0)
        *end++ = '-';
    while (count)
        *end++ = digits[--count];
    *end++ = '\n';
    say(text);
    leave(0);
}
