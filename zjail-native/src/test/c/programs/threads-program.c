/*
 * What ordinary programs do with POSIX threads, as far as the policy "threads" must let them; used by
 * ThreadsAndProcessesTests. Prints the name of each thing before doing it, so that a death is named, and "all done" at the
 * end.
 *
 *   threads-program                all of it
 *   threads-program denied         a thread that is not the first calls ptrace
 *   threads-program leader-first   the first thread ends before the others
 *   threads-program fork           a thread calls fork
 *   threads-program many NUMBER    as many threads at the same time, or says how many it got
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <time.h>
#include <unistd.h>

#define CHECK(condition)                               \
    do {                                               \
        if (!(condition)) {                            \
            printf("failed: %s: %m\n", #condition);    \
            exit(1);                                   \
        }                                              \
    } while (0)

enum { WORKERS = 8, ROUNDS = 200 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_barrier_t barrier;
static pthread_spinlock_t spinlock;
static pthread_key_t key;
static sem_t semaphore;
static int counter, waiting, onces, destroyed;
static volatile sig_atomic_t handled;
static __thread int own;

static void step(const char *name)
{
    puts(name);
    fflush(stdout);
}

static void count_once(void)
{
    onces++;
}

static void destroy(void *value)
{
    (void)value;
    pthread_mutex_lock(&mutex);
    destroyed++;
    pthread_mutex_unlock(&mutex);
}

static void handle(int signal)
{
    handled = signal;
}

static void *work(void *argument)
{
    pthread_once(&once, count_once);
    pthread_setspecific(key, argument);
    for (int i = 0; i < ROUNDS; i++) {
        char *block = malloc((size_t)(i * 100 + 1));
        CHECK(block);
        memset(block, i, (size_t)(i * 100 + 1));
        own++;
        pthread_mutex_lock(&mutex);
        counter++;
        pthread_mutex_unlock(&mutex);
        pthread_spin_lock(&spinlock);
        pthread_spin_unlock(&spinlock);
        pthread_rwlock_rdlock(&rwlock);
        pthread_rwlock_unlock(&rwlock);
        sched_yield();
        free(block);
    }
    CHECK(own == ROUNDS);
    pthread_barrier_wait(&barrier);
    return argument;
}

static void *wait_for_change(void *argument)
{
    pthread_mutex_lock(&mutex);
    waiting++;
    pthread_cond_broadcast(&changed);
    while (waiting > 0)
        pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
    return argument;
}

static void *end_alone(void *argument)
{
    sem_post(&semaphore);
    return argument;
}

static void *wait_for_cancel(void *argument)
{
    sem_post(&semaphore);
    for (;;)
        pause();
    return argument;
}

static void *take_signal(void *set)
{
    int signal = 0;
    sem_post(&semaphore);
    CHECK(sigwait(set, &signal) == 0);
    return (void *)(long)signal;
}

static void many_workers(void)
{
    pthread_t threads[WORKERS];
    step("threads with a mutex, a spin lock, a read-write lock, a barrier, own memory and malloc");
    CHECK(pthread_barrier_init(&barrier, NULL, WORKERS + 1) == 0 && pthread_spin_init(&spinlock, 0) == 0);
    CHECK(pthread_key_create(&key, destroy) == 0);
    for (long i = 0; i < WORKERS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)(i + 1)) == 0);
    pthread_barrier_wait(&barrier);
    for (long i = 0; i < WORKERS; i++) {
        void *result;
        CHECK(pthread_join(threads[i], &result) == 0 && result == (void *)(i + 1));
    }
    CHECK(counter == WORKERS * ROUNDS && onces == 1 && destroyed == WORKERS);
}

static void conditions(void)
{
    pthread_t threads[WORKERS];
    struct timespec soon;
    step("a condition variable with many who wait, and a wait that times out");
    for (int i = 0; i < WORKERS; i++)
        CHECK(pthread_create(&threads[i], NULL, wait_for_change, NULL) == 0);
    pthread_mutex_lock(&mutex);
    while (waiting < WORKERS)
        pthread_cond_wait(&changed, &mutex);
    waiting = 0;
    pthread_cond_broadcast(&changed);
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec = (soon.tv_nsec + 1000000) % 1000000000;
    pthread_cond_t never = PTHREAD_COND_INITIALIZER;
    CHECK(pthread_cond_timedwait(&never, &mutex, &soon) == ETIMEDOUT);
    pthread_mutex_unlock(&mutex);
    for (int i = 0; i < WORKERS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
}

static void attributes(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    struct sched_param parameters;
    char name[16];
    int policy;
    step("a detached thread with a stack of its own size, and a semaphore");
    CHECK(sem_init(&semaphore, 0, 0) == 0 && pthread_attr_init(&attributes) == 0);
    CHECK(pthread_attr_setstacksize(&attributes, 1 << 20) == 0 && pthread_attr_setguardsize(&attributes, 8192) == 0);
    CHECK(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0);
    CHECK(pthread_create(&thread, &attributes, end_alone, NULL) == 0 && sem_wait(&semaphore) == 0);
    step("names and scheduling");
    CHECK(pthread_setname_np(pthread_self(), "first") == 0);
    CHECK(pthread_getname_np(pthread_self(), name, sizeof name) == 0 && strcmp(name, "first") == 0);
    CHECK(pthread_getschedparam(pthread_self(), &policy, &parameters) == 0 && policy == SCHED_OTHER);
    CHECK(sched_get_priority_max(SCHED_RR) > sched_get_priority_min(SCHED_RR));
}

static void signals(void)
{
    pthread_t thread;
    sigset_t set;
    void *result;
    step("raise, pthread_kill, sigwait");
    signal(SIGUSR1, handle);
    CHECK(raise(SIGUSR1) == 0 && handled == SIGUSR1);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    CHECK(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
    CHECK(pthread_create(&thread, NULL, take_signal, &set) == 0 && sem_wait(&semaphore) == 0);
    CHECK(pthread_kill(thread, SIGUSR2) == 0 && pthread_join(thread, &result) == 0 && result == (void *)SIGUSR2);
    CHECK(sigpending(&set) == 0);
    step("pthread_cancel");
    CHECK(pthread_create(&thread, NULL, wait_for_cancel, NULL) == 0 && sem_wait(&semaphore) == 0);
    CHECK(pthread_cancel(thread) == 0 && pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED);
}

static void *call_ptrace(void *argument)
{
    step("before ptrace");
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    return argument;
}

static void *call_fork(void *argument)
{
    step("before fork");
    if (fork() == 0)
        _exit(0);
    return argument;
}

static void in_thread(void *(*what)(void *))
{
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, what, NULL) == 0 && pthread_join(thread, NULL) == 0);
}

static void *speak_last(void *first)
{
    CHECK(pthread_join(*(pthread_t *)first, NULL) == 0);
    step("the first thread is gone");
    exit(7);
}

static void leader_first(void)
{
    static pthread_t first;
    pthread_t thread;
    first = pthread_self();
    CHECK(pthread_create(&thread, NULL, speak_last, &first) == 0);
    pthread_exit(NULL);
}

static void *wait_at_barrier(void *argument)
{
    sem_wait(&semaphore);
    return argument;
}

static void at_the_same_time(int wanted)
{
    int made = 0;
    pthread_t thread;
    pthread_attr_t small;
    sem_init(&semaphore, 0, 0);
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 64 << 10);
    step("before the threads");
    while (made < wanted && pthread_create(&thread, &small, wait_at_barrier, NULL) == 0)
        made++;
    printf("threads made: %d\n", made);
    fflush(stdout);
    _exit(0);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "all";
    if (strcmp(what, "denied") == 0) {
        in_thread(call_ptrace);
    } else if (strcmp(what, "fork") == 0) {
        in_thread(call_fork);
    } else if (strcmp(what, "leader-first") == 0) {
        leader_first();
    } else if (strcmp(what, "many") == 0) {
        at_the_same_time(atoi(argv[2]));
    } else {
        many_workers();
        conditions();
        attributes();
        signals();
    }
    puts("all done");
    return 0;
}
