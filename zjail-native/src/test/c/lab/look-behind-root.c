/*
 * Looks for what lies behind the jail's root, with calls that every policy allows: the argument is a file of the host's that
 * everybody may read. Exit status 7: it was nowhere, and nothing could be made either.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const ways[] = {
    "", ".", "..", "../..", "../../../../../../../..", "/..", "/../../..", "/proc/1/root", "/proc/self/root", "/proc/self/root/..",
    "/proc/self/cwd/..", "/old_root", "/.old_root", "/.pivot_old", "/put_old", "/oldroot", "/mnt", "/host", "/newroot", "/tmp/..",
};

static int look(const char *way, const char *secret)
{
    char path[4200];
    char bytes[64] = {0};
    snprintf(path, sizeof path, "%s%s", way, secret);
    int file = open(path, O_RDONLY);
    if (file < 0) {
        return 0;
    }
    (void)!read(file, bytes, sizeof bytes - 1);
    close(file);
    printf("ESCAPED read %s: %s\n", path, bytes);
    return 1;
}

static int make(const char *way, const char *secret)
{
    char path[4200];
    snprintf(path, sizeof path, "%s%s.made-by-guest", way, secret);
    int file = open(path, O_WRONLY | O_CREAT, 0644);
    if (file < 0) {
        return 0;
    }
    close(file);
    printf("ESCAPED made %s\n", path);
    return 1;
}

int main(int argc, char **argv)
{
    int found = 0;
    if (argc != 2) {
        return 98;
    }
    (void)!write(1, "ARMED\n", 6);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        found |= look(ways[i], argv[1]);
        found |= make(ways[i], argv[1]);
    }
    return found ? 1 : 7;
}
