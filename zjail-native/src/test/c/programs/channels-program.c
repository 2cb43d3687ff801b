/*
 * Two halves of a channel, one that sends and one that listens: channels-program CHANNEL ROLE.
 *
 * As "sender" or "listener" it is one half, and the other runs in another jail. As "both" it forks the listener, so that both
 * are in one jail: that shows that the channel is one. Commands come on standard input, a line each, and each is answered by
 * a line: "arm" and "receive" are for the listener, "send NUMBER" for the sender. An answer means that it is done: nothing
 * here waits for time to pass.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define DATA "/data" /* a file that the test maps */

static void fail(const char *what)
{
    printf("failed: %s: %s\n", what, strerror(errno));
    exit(1);
}

static long must(const char *what, long result)
{
    if (result < 0) {
        fail(what);
    }
    return result;
}

static int opened(const char *path)
{
    return (int)must(path, open(path, O_RDONLY));
}

static void nothing(void) {}

/* ---- locks on what can only be read -------------------------------------------------------------------------------- */

static int root = -1;

static void open_root(void)
{
    root = root < 0 ? opened("/") : root;
}

static void lock(int command, int length)
{
    struct flock lock = {.l_type = length == 0 ? F_UNLCK : F_RDLCK, .l_whence = SEEK_SET, .l_len = length};
    open_root();
    must("lock", fcntl(root, command, &lock));
}

/* The number is in the length. */
static int locked(int command)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    open_root();
    must("look for a lock", fcntl(root, command, &lock));
    return lock.l_type == F_UNLCK ? 0 : (int)lock.l_len;
}

static void send_lock(int number) { lock(F_SETLK, number); }
static int receive_lock(void) { return locked(F_GETLK); }
static void send_ofd_lock(int number) { lock(F_OFD_SETLK, number); }
static int receive_ofd_lock(void) { return locked(F_OFD_GETLK); }

static void send_flock(int number)
{
    open_root();
    must("flock", flock(root, number ? LOCK_EX : LOCK_UN));
}

static int receive_flock(void)
{
    open_root();
    int taken = flock(root, LOCK_EX | LOCK_NB);
    return taken < 0 ? 1 : (flock(root, LOCK_UN), 0);
}

/* Whoever opens the file would wait for its holder for up to lease-break-time, 45 seconds. */
static void send_lease(int number)
{
    static int data = -1;
    signal(SIGIO, SIG_IGN);
    data = data < 0 ? opened(DATA) : data;
    if (number != 0) {
        must("lease", fcntl(data, F_SETLEASE, F_WRLCK));
    }
}

static int receive_lease(void)
{
    int data = open(DATA, O_RDONLY | O_NONBLOCK);
    if (data < 0 && errno != EWOULDBLOCK) {
        fail(DATA);
    }
    close(data);
    return data < 0;
}

/* ---- futexes in the program's own file ----------------------------------------------------------------------------- */

/* Read-only, so that it stays the page of the file: the kernel takes file and offset for the futex. */
static const _Alignas(4096) int words[1024] = {[2] = 1};
#define SLEPT_ON (words + 0)
#define MOVED_TO (words + 1)

static long futex(const int *word, int operation, int count, long count2, const int *word2, int value)
{
    return syscall(SYS_futex, word, operation, count, count2, word2, value);
}

static void *sleep_on_word(void *unused)
{
    futex(SLEPT_ON, FUTEX_WAIT, 0, 0, NULL, 0);
    return unused;
}

/* Returns when there is a thread that sleeps: it was found there, and moved to the other word. */
static void let_a_thread_sleep(void)
{
    pthread_t thread;
    errno = pthread_create(&thread, NULL, sleep_on_word, NULL);
    must("thread", -errno);
    pthread_detach(thread);
    while (must("requeue", futex(SLEPT_ON, FUTEX_CMP_REQUEUE, 0, 1, MOVED_TO, 0)) == 0) {
        sched_yield();
    }
}

static void send_sleeper(int number)
{
    if (number != 0) {
        let_a_thread_sleep();
    }
}

static int receive_sleeper(void)
{
    return (int)must("wake", futex(MOVED_TO, FUTEX_WAKE, 1, 0, NULL, 0));
}

/*
 * Whoever is woken by somebody else cannot be woken again. Who was only disturbed, as the kernel may at any time, sleeps on the
 * word that he named himself when he goes on (signal(7), "Interruption of system calls"), and is on his way there for a while.
 */
static int receive_wake(void)
{
    for (int look = 0; look < 1000; look++) {
        if (futex(MOVED_TO, FUTEX_WAKE, 1, 0, NULL, 0) > 0 || futex(SLEPT_ON, FUTEX_WAKE, 1, 0, NULL, 0) > 0) {
            return 0;
        }
        sched_yield();
    }
    return 1;
}

static void send_wake(int number)
{
    if (number != 0) {
        must("wake", futex(MOVED_TO, FUTEX_WAKE, 1, 0, NULL, 0));
    }
}

static atomic_int ending;

static void *end_with_tid_address(void *unused)
{
    syscall(SYS_set_tid_address, MOVED_TO);
    ending = (int)syscall(SYS_gettid);
    syscall(SYS_exit, 0);
    return unused;
}

static void *end_with_robust_list(void *unused)
{
    static struct robust_list_head held;
    held = (struct robust_list_head){{&held.list}, 0, (struct robust_list *)MOVED_TO};
    must("set_robust_list", syscall(SYS_set_robust_list, &held, sizeof held));
    ending = (int)syscall(SYS_gettid);
    syscall(SYS_exit, 0);
    return unused;
}

/* The kernel wakes before the number of the thread is free again. */
static void send_end_of(void *(*thread_that_ends)(void *))
{
    pthread_t thread;
    ending = 0;
    errno = pthread_create(&thread, NULL, thread_that_ends, NULL);
    must("thread", -errno);
    while (ending == 0 || syscall(SYS_tgkill, getpid(), ending, 0) == 0) {
        sched_yield();
    }
}

static void send_tid_address(int number)
{
    if (number != 0) {
        send_end_of(end_with_tid_address);
    }
}

static void send_robust_list(int number)
{
    if (number != 0) {
        send_end_of(end_with_robust_list);
    }
}

/* ---- what is told of files ----------------------------------------------------------------------------------------- */

static void read_data(void)
{
    char byte;
    int data = opened(DATA);
    must("read", read(data, &byte, 1));
    close(data);
}

static void send_read(int number)
{
    if (number != 0) {
        read_data();
    }
}

static void arm_notify(void)
{
    static sigset_t told;
    sigemptyset(&told);
    sigaddset(&told, SIGIO);
    sigprocmask(SIG_BLOCK, &told, NULL);
    open_root();
    must("notify", fcntl(root, F_NOTIFY, DN_ACCESS | DN_MULTISHOT));
}

static int receive_notify(void)
{
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGIO);
}

static int watch = -1;

static void arm_inotify(void)
{
    watch = (int)must("inotify_init1", inotify_init1(IN_NONBLOCK));
    must("inotify_add_watch", inotify_add_watch(watch, DATA, IN_ACCESS | IN_OPEN));
}

static int receive_inotify(void)
{
    char event[4096];
    return read(watch, event, sizeof event) > 0;
}

/* Clean pages only are dropped. */
static void send_dropped(int number)
{
    int data = opened(DATA);
    must("fsync", fsync(data));
    if (number != 0) {
        must("fadvise", -posix_fadvise(data, 0, 0, POSIX_FADV_DONTNEED));
    }
    close(data);
}

static int receive_dropped(void)
{
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    read_data();
    getrusage(RUSAGE_SELF, &after);
    return after.ru_inblock != before.ru_inblock;
}

/* ---- the two halves ------------------------------------------------------------------------------------------------ */

static const struct channel {
    const char *name;
    void (*arm)(void);
    void (*send)(int number);
    int (*receive)(void);
} channels[] = {
    {"record-lock", nothing, send_lock, receive_lock},
    {"ofd-lock", nothing, send_ofd_lock, receive_ofd_lock},
    {"flock", nothing, send_flock, receive_flock},
    {"lease", nothing, send_lease, receive_lease},
    {"futex-sleeper", nothing, send_sleeper, receive_sleeper},
    {"futex-wake", let_a_thread_sleep, send_wake, receive_wake},
    {"tid-address", let_a_thread_sleep, send_tid_address, receive_wake},
    {"robust-list", let_a_thread_sleep, send_robust_list, receive_wake},
    {"notify", arm_notify, send_read, receive_notify},
    {"inotify", arm_inotify, send_read, receive_inotify},
    {"page-cache", nothing, send_dropped, receive_dropped},
};

static const struct channel *channel_named(const char *name)
{
    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
        if (strcmp(channels[i].name, name) == 0) {
            return &channels[i];
        }
    }
    errno = EINVAL;
    fail(name);
    return NULL;
}

static void obey(const struct channel *channel, const char *command)
{
    if (strcmp(command, "arm\n") == 0) {
        channel->arm();
        puts("armed");
    } else if (strcmp(command, "receive\n") == 0) {
        printf("%d\n", channel->receive());
    } else {
        channel->send(atoi(command + strlen("send ")));
        puts("sent");
    }
}

static void serve(const struct channel *channel, FILE *commands)
{
    char command[64];
    while (fgets(command, sizeof command, commands) != NULL) {
        obey(channel, command);
    }
}

/* Its commands come from the sender, and its answers go where the sender's go. */
static FILE *fork_listener(const struct channel *channel)
{
    int ends[2];
    must("pipe", pipe(ends));
    if (must("fork", fork()) == 0) {
        close(ends[1]);
        serve(channel, fdopen(ends[0], "r"));
        exit(0);
    }
    close(ends[0]);
    return fdopen(ends[1], "w");
}

static void serve_both(const struct channel *channel)
{
    char command[64];
    FILE *listener = fork_listener(channel);
    setvbuf(listener, NULL, _IOLBF, 0);
    while (fgets(command, sizeof command, stdin) != NULL) {
        if (strncmp(command, "send ", 5) == 0) {
            obey(channel, command);
        } else {
            fputs(command, listener);
        }
    }
}

int main(int count, char **arguments)
{
    (void)count;
    setvbuf(stdout, NULL, _IOLBF, 0);
    const struct channel *channel = channel_named(arguments[1]);
    puts("ARMED");
    if (strcmp(arguments[2], "both") == 0) {
        serve_both(channel);
    } else {
        serve(channel, stdin);
    }
    return 0;
}
