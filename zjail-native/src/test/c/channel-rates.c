/*
 * How many bits a second pass between two processes that share nothing but the kernel, by what no rule can forbid without
 * ordinary programs breaking. Run by hand, on a quiet machine; docs/threat-model.md has the figures:
 *
 *     gcc -O2 -pthread -o target/channel-rates src/test/c/channel-rates.c -lm && target/channel-rates
 *
 * There is no jail around them: what these calls tell is the same in one. Both go by the clock; in each slot one sends a
 * random bit and the other guesses it. A slot's worth is what Shannon's formula leaves of it at that rate of errors; printed is
 * the length of slot that was worth most.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS = 100, NAMES = 4000, THREADS = 16, BLOCK = 1024, PAGES = 32768 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void wait_until(double time)
{
    while (seconds() < time) {
    }
}

static double worth(double errors)
{
    if (errors <= 0 || errors >= 1) {
        return 1;
    }
    return 1 + errors * log2(errors) + (1 - errors) * log2(1 - errors);
}

/* ---- senders: make a mark in a slot, or none, and take it away before the next ------------------------------------- */

static void *stay(void *barrier)
{
    pthread_barrier_wait(barrier);
    return NULL;
}

static void mark_by_threads(double until)
{
    pthread_t threads[THREADS];
    pthread_barrier_t end;
    pthread_barrier_init(&end, NULL, THREADS + 1);
    for (int i = 0; i < THREADS; i++) {
        pthread_create(&threads[i], NULL, stay, &end);
    }
    wait_until(until);
    pthread_barrier_wait(&end);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}

static void mark_by_memory(double until)
{
    size_t size = PAGES * 4096UL;
    char *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (size_t i = 0; i < size; i += 4096) {
        pages[i] = 1;
    }
    wait_until(until);
    munmap(pages, size);
}

/* The kernel hands the numbers of pipes out to each processor in blocks of 1024 (get_next_ino() in fs/inode.c). */
static void mark_by_pipes(double until)
{
    for (int i = 0; i < 3 * BLOCK && seconds() < until; i++) {
        int ends[2];
        if (pipe(ends) == 0) {
            close(ends[0]);
            close(ends[1]);
        }
    }
    wait_until(until);
}

/* ---- listeners: a figure at the beginning of a slot and late in it ------------------------------------------------- */

static double tasks(void)
{
    struct sysinfo info;
    sysinfo(&info);
    return info.procs;
}

static double used_pages(void)
{
    struct sysinfo info;
    sysinfo(&info);
    return -(double)info.freeram * info.mem_unit / 4096;
}

/* Where the next block begins. */
static double pipe_number(void)
{
    struct stat made = {0};
    for (int i = 0; i < BLOCK; i++) {
        int ends[2];
        if (pipe(ends) == 0) {
            fstat(ends[0], &made);
            close(ends[0]);
            close(ends[1]);
        }
    }
    return (double)made.st_ino;
}

static const struct channel {
    const char *name;
    void (*mark)(double until);
    double (*look)(void);
    double threshold;
} channels[] = {
    {"sysinfo: number of tasks", mark_by_threads, tasks, THREADS * 0.5},
    {"sysinfo: free memory", mark_by_memory, used_pages, PAGES * 0.5},
    {"numbers of pipes", mark_by_pipes, pipe_number, 2.5 * BLOCK},
};

static double errors_of(const struct channel *channel, double slot)
{
    static int *wrong;
    wrong = wrong != NULL ? wrong : mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *wrong = 0;
    double start = seconds() + 0.02;
    unsigned seed = 7;
    pid_t listener = fork();
    if (listener == 0) {
        for (int i = 0; i < SLOTS; i++) {
            wait_until(start + i * slot);
            double before = channel->look();
            wait_until(start + i * slot + slot * 0.6);
            int guessed = channel->look() - before > channel->threshold;
            *wrong += guessed != (rand_r(&seed) >> 8 & 1);
        }
        _exit(0);
    }
    for (int i = 0; i < SLOTS; i++) {
        wait_until(start + i * slot + slot * 0.05);
        if (rand_r(&seed) >> 8 & 1) {
            channel->mark(start + i * slot + slot * 0.7); /* past the look, before the next slot */
        }
    }
    waitpid(listener, NULL, 0);
    return (double)*wrong / SLOTS;
}

static void measure(const struct channel *channel)
{
    static const double slots[] = {0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064};
    double best = 0, best_slot = 0, best_errors = 0;
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        double errors = errors_of(channel, slots[i]);
        double rate = errors < 0.5 ? worth(errors) / slots[i] : 0;
        if (rate > best) {
            best = rate;
            best_slot = slots[i];
            best_errors = errors;
        }
    }
    printf("%-28s %6.0f bit/s (slots of %.1f ms, %.1f %% errors)\n", channel->name, best, best_slot * 1e3, best_errors * 100);
}

/* ---- to who comes later: names that were looked for in vain -------------------------------------------------------- */

static double open_absent(int directory, int number)
{
    char name[32];
    snprintf(name, sizeof name, "absent-%d", number);
    double before = seconds();
    int file = openat(directory, name, O_RDONLY);
    double took = seconds() - before;
    if (file >= 0) {
        close(file);
    }
    return took;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void measure_absent_names(const char *parent)
{
    char path[256];
    static double took[NAMES], sorted[NAMES];
    snprintf(path, sizeof path, "%s/channel-rates-XXXXXX", parent);
    int directory = open(mkdtemp(path), O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < NAMES; i += 2) { /* even: looked for by the first */
        open_absent(directory, i);
    }
    double begun = seconds();
    for (int i = 0; i < NAMES; i++) {
        took[i] = open_absent(directory, i);
    }
    double all = seconds() - begun;
    memcpy(sorted, took, sizeof sorted);
    qsort(sorted, NAMES, sizeof sorted[0], by_size);
    int wrong = 0;
    for (int i = 0; i < NAMES; i++) {
        wrong += (took[i] < sorted[NAMES / 2]) != (i % 2 == 0);
    }
    double errors = (double)wrong / NAMES;
    printf("absent names in %-12s %6.2f bit each, %.0f bit/s (%.1f %% errors)\n", parent, errors < 0.5 ? worth(errors) : 0,
           errors < 0.5 ? worth(errors) * NAMES / all : 0, errors * 100);
    close(directory);
    rmdir(path);
}

int main(int count, char **arguments)
{
    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
        measure(&channels[i]);
    }
    measure_absent_names(count > 1 ? arguments[1] : "/tmp");
    return 0;
}
