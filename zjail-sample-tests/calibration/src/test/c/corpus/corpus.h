/* What the programs of the corpus share; docs/calibration.md says what the corpus is for. */
#ifndef CORPUS_H
#define CORPUS_H
#define _GNU_SOURCE
#include <alloca.h>
#include <assert.h>
#include <cpuid.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fenv.h>
#include <ftw.h>
#include <getopt.h>
#include <glob.h>
#include <inttypes.h>
#include <langinfo.h>
#include <libgen.h>
#include <limits.h>
#include <link.h>
#include <locale.h>
#include <malloc.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <regex.h>
#include <sched.h>
#include <search.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#define NOINLINE __attribute__((noinline))

/* The compiler may not conclude anything about what it points to. */
#define HIDDEN(pointer) ({ __auto_type hidden_ = (pointer); __asm__ volatile("" : "+r"(hidden_) : : "memory"); hidden_; })

static inline void show(unsigned long long value) { printf("%llu\n", value); }

static inline uint64_t nanoseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static inline uint64_t random64(void)
{
    uint64_t value = 0;
    while (getrandom(&value, sizeof value, 0) != sizeof value) {
    }
    return value;
}

/* A bijection that spreads every bit over all (splitmix64). */
static inline uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* A generator with a state that the caller gives. */
static inline uint64_t next(uint64_t *state)
{
    return mix(*state += 0x9e3779b97f4a7c15u);
}

/* All of standard input, with a NUL behind it. */
static inline char *input(size_t *length)
{
    size_t size = 0, capacity = 4096;
    char *bytes = malloc(capacity + 1);
    ssize_t got;
    while ((got = read(0, bytes + size, capacity - size)) > 0) {
        size += (size_t)got;
        if (size == capacity) bytes = realloc(bytes, (capacity *= 2) + 1);
    }
    bytes[size] = 0;
    if (length) *length = size;
    return bytes;
}

#define THREADS_AT_MOST 16
static inline void in_threads(long count, void *(*work)(void *))
{
    pthread_t threads[THREADS_AT_MOST];
    for (long i = 0; i < count; i++) {
        if (pthread_create(&threads[i], NULL, work, (void *)i)) abort();
    }
    for (long i = 0; i < count; i++) pthread_join(threads[i], NULL);
}

/* Work that takes a while and that the compiler cannot leave out. */
static NOINLINE void burn(long rounds)
{
    for (volatile long i = 0; i < rounds; i++) {
    }
}

static inline void sleep_for(long nanos)
{
    struct timespec span = {nanos / 1000000000, nanos % 1000000000};
    nanosleep(&span, NULL);
}
#endif
