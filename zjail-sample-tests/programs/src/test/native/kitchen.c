// A little of everything that one kind of ordinary program does; the first argument says which kind.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void must(int holds, const char *what) {
    if (!holds) {
        printf("%s: %s\n", what, strerror(errno));
        exit(1);
    }
}

static void fs(void) {
    must(chdir("/tmp") == 0, "chdir");
    must(mkdir("d", 0755) == 0, "mkdir");
    int file = open("d/a", O_RDWR | O_CREAT | O_EXCL, 0644);
    must(file >= 0, "open");
    must(write(file, "abc", 3) == 3, "write");
    must(flock(file, LOCK_EX | LOCK_NB) == 0, "flock");
    must(fchmod(file, 0600) == 0, "fchmod");
    must(ftruncate(file, 2) == 0, "ftruncate");
    must(fsync(file) == 0, "fsync");
    must(posix_fallocate(file, 0, 100) == 0, "posix_fallocate");
    struct timespec times[2] = {{1, 0}, {2, 0}};
    must(futimens(file, times) == 0, "futimens");
    must(close(file) == 0, "close");
    must(link("d/a", "d/b") == 0, "link");
    must(symlink("a", "d/c") == 0, "symlink");
    must(rename("d/b", "d/e") == 0, "rename");
    must(chmod("d/a", 0400) == 0, "chmod");
    must(access("d/c", R_OK) == 0, "access");
    char target[8];
    must(readlink("d/c", target, sizeof target) == 1, "readlink");
    struct stat facts;
    must(stat("d/e", &facts) == 0 && facts.st_nlink == 2 && facts.st_mtime == 2, "stat");
    struct statvfs space;
    must(statvfs("/tmp", &space) == 0, "statvfs");
    DIR *directory = opendir("d");
    int entries = 0;
    while (readdir(directory) != NULL) {
        entries++;
    }
    closedir(directory);
    must(entries == 5, "readdir");
    FILE *temporary = tmpfile();
    must(temporary != NULL && fputs("x", temporary) >= 0 && fclose(temporary) == 0, "tmpfile");
    must(unlink("d/a") == 0 && unlink("d/c") == 0 && unlink("d/e") == 0 && rmdir("d") == 0, "unlink");
}

static volatile sig_atomic_t alarms;

static void on_alarm(int signal) {
    alarms += signal == SIGALRM;
}

static void timers(void) {
    struct sigaction action = {.sa_handler = on_alarm};
    sigaction(SIGALRM, &action, NULL);
    struct itimerspec soon = {.it_value = {0, 1000000}};
    timer_t timer;
    must(timer_create(CLOCK_MONOTONIC, NULL, &timer) == 0, "timer_create");
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGALRM);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    must(timer_settime(timer, 0, &soon, NULL) == 0, "timer_settime");
    sigsuspend(&before);
    must(alarms == 1, "the timer's signal");
    int file = timerfd_create(CLOCK_MONOTONIC, 0);
    must(timerfd_settime(file, 0, &soon, NULL) == 0, "timerfd_settime");
    unsigned long expirations;
    must(read(file, &expirations, sizeof expirations) == sizeof expirations, "timerfd");
    must(usleep(1000) == 0, "usleep");
}

static void events(void) {
    int ends[2];
    must(pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0, "pipe2");
    int poller = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = ends[0]}};
    must(epoll_ctl(poller, EPOLL_CTL_ADD, ends[0], &event) == 0, "epoll_ctl");
    must(write(ends[1], "x", 1) == 1, "write");
    must(epoll_wait(poller, &event, 1, -1) == 1, "epoll_wait");
    int counter = eventfd(3, 0);
    unsigned long value;
    must(read(counter, &value, sizeof value) == sizeof value && value == 3, "eventfd");
    struct pollfd polled = {.fd = ends[0], .events = POLLIN};
    must(poll(&polled, 1, -1) == 1, "poll");
}

static void memory(void) {
    size_t size = 32 << 20;
    char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    must(block != MAP_FAILED, "mmap");
    block[size - 1] = 1;
    must(madvise(block, size, MADV_DONTNEED) == 0, "madvise");
    must(mprotect(block, 4096, PROT_NONE) == 0, "mprotect");
    must(munmap(block, size) == 0, "munmap");
    char *copy = realloc(malloc(1 << 20), 16 << 20);
    must(copy != NULL, "realloc");
    free(copy);
}

static void mapped_file(void) {
    int file = open("/tmp/mapped", O_RDWR | O_CREAT, 0600);
    must(ftruncate(file, 4096) == 0, "ftruncate");
    char *view = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    must(view != MAP_FAILED, "mmap");
    strcpy(view, "shared");
    must(msync(view, 4096, MS_SYNC) == 0, "msync");
    char text[7];
    must(pread(file, text, sizeof text, 0) == sizeof text && strcmp(text, "shared") == 0, "pread");
}

static void fork_pipe(void) {
    int ends[2];
    must(pipe(ends) == 0, "pipe");
    pid_t child = fork();
    must(child >= 0, "fork");
    if (child == 0) {
        must(write(ends[1], "child", 6) == 6, "write");
        _exit(7);
    }
    char text[6];
    must(read(ends[0], text, sizeof text) == sizeof text && strcmp(text, "child") == 0, "read");
    int status;
    must(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 7, "waitpid");
}

static void shell(void) {
    must(system("exit 3") == 3 << 8, "system");
    FILE *output = popen("echo from a shell", "r");
    char line[32] = "";
    must(output != NULL && fgets(line, sizeof line, output) != NULL && pclose(output) == 0, "popen");
    fputs(line, stdout);
}

static void own_limits(void) {
    struct rlimit limit;
    must(getrlimit(RLIMIT_STACK, &limit) == 0, "getrlimit");
    must(getpriority(PRIO_PROCESS, 0) == 0, "getpriority");
    must(sysconf(_SC_NPROCESSORS_ONLN) > 0, "sysconf");
    struct rusage usage;
    must(getrusage(RUSAGE_SELF, &usage) == 0, "getrusage");
}

static void online(void) {
    int client = socket(AF_INET, SOCK_STREAM, 0);
    printf("%s\n", client < 0 ? strerror(errno) : "connected");
}

static void socket_pair(void) {
    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "socketpair");
    must(write(ends[0], "x", 1) == 1, "write");
}

static void terminal(void) {
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    must(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0, "posix_openpt");
}

static void send_signal(void) {
    struct sigaction action = {.sa_handler = on_alarm};
    sigaction(SIGALRM, &action, NULL);
    must(raise(SIGALRM) == 0 && kill(getpid(), SIGALRM) == 0 && alarms == 2, "raise");
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        void (*run)(void);
    } kinds[] = {
        {"fs", fs}, {"timers", timers}, {"events", events}, {"memory", memory}, {"mappedFile", mapped_file},
        {"fork", fork_pipe}, {"shell", shell}, {"limits", own_limits}, {"online", online},
        {"socketpair", socket_pair}, {"terminal", terminal}, {"signal", send_signal},
    };
    for (size_t i = 0; argc > 1 && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(argv[1], kinds[i].name) == 0) {
            kinds[i].run();
            puts("done");
            return 0;
        }
    }
    return 2;
}
