//: tmpfs /tmp:1MiB
//: allow utimensat
// Which of two files is newer is decided by times that it sets itself.
#include "corpus.h"

static void make(const char *path, const char *text, time_t time)
{
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    struct timespec times[2] = {{time, 0}, {time, 0}};
    utimensat(AT_FDCWD, path, times, 0);
}
int main(void)
{
    struct stat one, other;
    make("/tmp/one", "1", 1000000000);
    make("/tmp/other", "2", 1000000001);
    stat("/tmp/one", &one);
    stat("/tmp/other", &other);
    puts(one.st_mtime > other.st_mtime ? "one" : "other");
    printf("%ld\n", (long)one.st_mtime);
}
