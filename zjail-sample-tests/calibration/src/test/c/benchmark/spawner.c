/*
 * For each line of its standard input: runs the command of its arguments once, and answers with the nanoseconds from
 * before posix_spawn(3) to after waitpid(2). So what is compared with the library is a program, and not a Java virtual
 * machine that starts one.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long run(char **command)
{
    pid_t process;
    int status = 0;
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    long long begun = now();
    int failed = posix_spawnp(&process, command[0], &quiet, NULL, command, environ);
    if (failed || waitpid(process, &status, 0) != process || status != 0) {
        return -1;
    }
    long long ended = now();
    posix_spawn_file_actions_destroy(&quiet);
    return ended - begun;
}

int main(int count, char **arguments)
{
    char line[16];
    while (count > 1 && fgets(line, sizeof line, stdin) != NULL) {
        printf("%lld\n", run(arguments + 1));
        fflush(stdout);
    }
    return 0;
}
