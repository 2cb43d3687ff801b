/*
 * What ordinary C does, as far as a policy must let it; used by OrdinaryProgramTests. Prints the name of each thing before
 * doing it, so that a death is named, and "all done" at the end. Works in its current directory.
 *
 *   ordinary-program             all of it
 *   ordinary-program abort       ends by abort()
 *   ordinary-program exec PATH   executes PATH
 *   ordinary-program fork        makes a process and waits for it
 *   ordinary-program thread      makes a thread and waits for it
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHECK(condition)                                    \
    do {                                                    \
        if (!(condition)) {                                 \
            printf("failed: %s: %m\n", #condition);         \
            exit(1);                                        \
        }                                                   \
    } while (0)

static volatile sig_atomic_t handled;
static sigjmp_buf after_fault;

static void step(const char *name)
{
    puts(name);
    fflush(stdout);
}

static void handle(int signal)
{
    handled = signal;
}

static void escape(int signal)
{
    siglongjmp(after_fault, signal);
}

static int compare(const void *left, const void *right)
{
    int a = *(const int *)left, b = *(const int *)right;
    return (a > b) - (a < b);
}

static void memory(void)
{
    step("large realloc");
    char *block = malloc(100000);
    for (size_t size = 200000; size < 60000000; size *= 2) {
        block = realloc(block, size);
        CHECK(block);
        block[size - 1] = 1;
    }
    free(block);

    step("many sizes of malloc");
    static char *blocks[2000];
    for (size_t i = 0; i < 2000; i++)
        CHECK(blocks[i] = malloc(i * 100 + 1));
    for (size_t i = 0; i < 2000; i++)
        free(blocks[(i * 7) % 2000]);

    step("qsort of a large array");
    size_t count = 1000000;
    int *numbers = malloc(count * sizeof *numbers);
    CHECK(numbers);
    for (size_t i = 0; i < count; i++)
        numbers[i] = rand();
    qsort(numbers, count, sizeof *numbers, compare);
    CHECK(numbers[0] <= numbers[count - 1]);
    free(numbers);
}

static void signals(void)
{
    step("returning from a signal handler");
    struct itimerval soon = {{0, 0}, {0, 50000}};
    signal(SIGALRM, handle);
    CHECK(setitimer(ITIMER_REAL, &soon, NULL) == 0);
    pause();
    CHECK(handled == SIGALRM);

    step("a sleep that a signal interrupts");
    struct timespec long_time = {60, 0};
    CHECK(setitimer(ITIMER_REAL, &soon, NULL) == 0);
    CHECK(nanosleep(&long_time, NULL) == -1 && errno == EINTR);

    step("longjmp out of SIGSEGV");
    signal(SIGSEGV, escape);
    volatile int *nowhere = NULL;
    if (sigsetjmp(after_fault, 1) == 0)
        *nowhere = 1;
    signal(SIGSEGV, SIG_DFL);
}

static void files(void)
{
    char line[100];
    step("fopen, fwrite, fseek, fread");
    FILE *file = fopen("one.txt", "w+");
    CHECK(file && fputs("hello\nworld\n", file) >= 0 && fseek(file, 6, SEEK_SET) == 0);
    CHECK(fgets(line, sizeof line, file) && strcmp(line, "world\n") == 0 && fclose(file) == 0);
    step("append");
    CHECK((file = fopen("one.txt", "a")) && fputs("more\n", file) >= 0 && fclose(file) == 0);
    step("stat, rename, remove, mkdir, opendir");
    struct stat facts;
    CHECK(stat("one.txt", &facts) == 0 && facts.st_size == 17 && lstat("one.txt", &facts) == 0);
    CHECK(mkdir("directory", 0700) == 0 && rename("one.txt", "directory/two.txt") == 0);
    DIR *directory = opendir("directory");
    int entries = 0;
    while (readdir(directory))
        entries++;
    CHECK(entries == 3 && closedir(directory) == 0);
    CHECK(truncate("directory/two.txt", 3) == 0 && remove("directory/two.txt") == 0 && remove("directory") == 0);
    step("tmpfile, mkstemp");
    char name[] = "tXXXXXX";
    int descriptor = mkstemp(name);
    CHECK(descriptor >= 0 && ftruncate(descriptor, 10) == 0 && unlink(name) == 0 && close(descriptor) == 0);
    if ((file = tmpfile()))
        fclose(file);
    step("freopen, fdopen, dup");
    CHECK((file = fdopen(dup(1), "a")) && fputs("through a duplicate\n", file) >= 0 && fclose(file) == 0);
    CHECK(freopen("/dev/null", "r", stdin) && getchar() == EOF);
    step("perror");
    errno = ENOENT;
    perror("expected");
    step("a pipe to itself");
    int ends[2];
    CHECK(pipe(ends) == 0 && write(ends[1], "x", 1) == 1 && read(ends[0], line, 1) == 1);
    struct pollfd ready = {ends[1], POLLOUT, 0};
    CHECK(poll(&ready, 1, 0) == 1);
}

static void time_and_facts(void)
{
    char text[100];
    step("time, clock, localtime, nanosleep");
    time_t now = time(NULL);
    struct timespec short_time = {0, 1000000};
    CHECK(now > 0 && clock() >= 0 && strftime(text, sizeof text, "%c", localtime(&now)) > 0);
    CHECK(nanosleep(&short_time, NULL) == 0 && clock_nanosleep(CLOCK_MONOTONIC, 0, &short_time, NULL) == 0);
    step("locale, getenv, getcwd, limits, ids");
    struct rlimit limit;
    struct rusage usage;
    CHECK(setlocale(LC_ALL, "C") && !getenv("NO_SUCH_NAME") && getcwd(text, sizeof text));
    CHECK(getrlimit(RLIMIT_STACK, &limit) == 0 && getrusage(RUSAGE_SELF, &usage) == 0);
    CHECK(getuid() == geteuid() && getpid() > 0 && sysconf(_SC_NPROCESSORS_ONLN) > 0 && sysconf(_SC_PHYS_PAGES) > 0);
}

static void *in_thread(void *unused)
{
    (void)unused;
    step("in the thread");
    return NULL;
}

static void make_thread(void)
{
    pthread_t thread;
    step("before the thread");
    CHECK(pthread_create(&thread, NULL, in_thread, NULL) == 0 && pthread_join(thread, NULL) == 0);
}

static void make_process(void)
{
    step("before the process");
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0)
        _exit(5);
    int status;
    CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 5);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "all";
    if (strcmp(what, "abort") == 0) {
        step("before abort");
        abort();
    } else if (strcmp(what, "exec") == 0) {
        step("before exec");
        execl(argv[2], argv[2], (char *)NULL);
        CHECK(!"executed");
    } else if (strcmp(what, "fork") == 0) {
        make_process();
    } else if (strcmp(what, "thread") == 0) {
        make_thread();
    } else {
        memory();
        signals();
        files();
        time_and_facts();
    }
    puts("all done");
    return 0;
}
