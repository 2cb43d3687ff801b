/* Says which files there are, as device and number, in one line for each line of standard input. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void list(const char *path)
{
    struct stat file;
    if (lstat(path, &file) != 0) {
        perror(path);
        return;
    }
    printf(" %lx:%lu", (unsigned long)file.st_dev, (unsigned long)file.st_ino);
    DIR *directory = S_ISDIR(file.st_mode) ? opendir(path) : NULL;
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        char below[4096];
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            snprintf(below, sizeof below, "%s/%s", strcmp(path, "/") == 0 ? "" : path, entry->d_name);
            list(below);
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    puts("ARMED");
    while (getchar() != EOF) {
        printf("files:");
        list("/");
        puts("");
    }
    return 0;
}
