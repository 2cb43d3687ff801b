/*
 * Tries what is around a guest: each argument is "WHAT PATH [MORE]", and each answer a line. What a call gives is told as
 * "ok", as its result, or as the words for its error.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static void tell(long result)
{
    if (result < 0) {
        puts(strerror(errno));
    } else {
        puts("ok");
    }
}

static void open_as(const char *path, int flags)
{
    char byte = 0;
    int file = open(path, flags | O_NONBLOCK, 0600);
    if (file < 0) {
        tell(-1);
    } else if ((flags & O_ACCMODE) == O_RDONLY) {
        printf("%ld\n", (long)read(file, &byte, 1));
    } else {
        tell(write(file, &byte, 1));
    }
}

static int by_name(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static void list(const char *path)
{
    static char *names[4096];
    int count = 0;
    DIR *directory = opendir(path);
    if (directory == NULL) {
        tell(-1);
        return;
    }
    for (struct dirent *entry; (entry = readdir(directory)) != NULL && count < 4096;) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            names[count++] = strdup(entry->d_name);
        }
    }
    qsort(names, (size_t)count, sizeof *names, by_name);
    for (int i = 0; i < count; i++) {
        printf("%s%s", i > 0 ? " " : "", names[i]);
    }
    puts("");
}

/* Its own code, through the file of its memory: there no protection of a page counts (proc_pid_mem(5)). */
static void write_own_code(void)
{
    char byte = 0;
    int memory = open("/proc/self/mem", O_RDWR);
    tell(memory < 0 ? memory : pwrite(memory, &byte, 1, (off_t)(uintptr_t)&write_own_code));
}

static void map(const char *path, int protection)
{
    int file = open(path, O_RDONLY);
    void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, 4096, protection, MAP_PRIVATE, file, 0);
    tell(mapped == MAP_FAILED ? -1 : 0);
}

static void show(const char *path)
{
    char text[4096] = {0};
    int file = open(path, O_RDONLY);
    long length = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (length < 0) {
        tell(-1);
    } else {
        fputs(text, stdout);
    }
}

static void link_target(const char *path)
{
    char target[4096] = {0};
    long length = readlink(path, target, sizeof target - 1);
    if (length < 0) {
        tell(-1);
    } else {
        puts(target);
    }
}

static void mode(const char *path)
{
    struct stat facts;
    if (lstat(path, &facts) < 0) {
        tell(-1);
    } else {
        printf("%o\n", (unsigned)facts.st_mode);
    }
}

static void mount_flags(const char *path)
{
    struct statvfs facts;
    if (statvfs(path, &facts) < 0) {
        tell(-1);
    } else {
        printf("%s%s%s%s\n", facts.f_flag & ST_RDONLY ? "ro" : "rw", facts.f_flag & ST_NOSUID ? ",nosuid" : "",
               facts.f_flag & 4 /* ST_NODEV */ ? ",nodev" : "", facts.f_flag & 8 /* ST_NOEXEC */ ? ",noexec" : "");
    }
}

static void attempt(char *order)
{
    char *what = strtok(order, " ");
    char *path = strtok(NULL, " ");
    char *more = strtok(NULL, " ");
    if (strcmp(what, "read") == 0) {
        open_as(path, O_RDONLY);
    } else if (strcmp(what, "write") == 0) {
        open_as(path, O_WRONLY);
    } else if (strcmp(what, "update") == 0) {
        open_as(path, O_RDWR);
    } else if (strcmp(what, "create") == 0) {
        open_as(path, O_WRONLY | O_CREAT);
    } else if (strcmp(what, "truncate") == 0) {
        open_as(path, O_WRONLY | O_TRUNC);
    } else if (strcmp(what, "show") == 0) {
        show(path);
    } else if (strcmp(what, "list") == 0) {
        list(path);
    } else if (strcmp(what, "target") == 0) {
        link_target(path);
    } else if (strcmp(what, "mode") == 0) {
        mode(path);
    } else if (strcmp(what, "flags") == 0) {
        mount_flags(path);
    } else if (strcmp(what, "chmod") == 0) {
        tell(chmod(path, 0777));
    } else if (strcmp(what, "unlink") == 0) {
        tell(unlink(path));
    } else if (strcmp(what, "rename") == 0) {
        tell(rename(path, more));
    } else if (strcmp(what, "mkdir") == 0) {
        tell(mkdir(path, 0700));
    } else if (strcmp(what, "touch") == 0) {
        tell(utimensat(AT_FDCWD, path, NULL, 0));
    } else if (strcmp(what, "code") == 0) {
        map(path, PROT_READ | PROT_EXEC);
    } else if (strcmp(what, "own-code") == 0) {
        write_own_code();
    } else if (strcmp(what, "ioctl") == 0) {
        int file = open(path, O_RDONLY | O_NONBLOCK);
        char buffer[4096] = {0};
        tell(file < 0 ? file : ioctl(file, strtoul(more, NULL, 16), buffer));
    } else if (strcmp(what, "mknod") == 0) {
        tell(syscall(SYS_mknodat, AT_FDCWD, path, S_IFCHR | 0666, 0x103));
    } else if (strcmp(what, "mount") == 0) {
        tell(syscall(SYS_mount, path, path, NULL, 0x1020 /* MS_REMOUNT | MS_BIND: not read-only any more */, NULL));
    } else if (strcmp(what, "umount") == 0) {
        tell(syscall(SYS_umount2, path, 2));
    } else if (strcmp(what, "chroot") == 0) {
        tell(syscall(SYS_chroot, path));
    } else if (strcmp(what, "handle") == 0) {
        struct {
            unsigned bytes;
            int type;
            unsigned char handle[128];
        } file = {.bytes = 128};
        int mount_id;
        tell(syscall(SYS_name_to_handle_at, AT_FDCWD, path, &file, &mount_id, 0));
    } else {
        puts("what?");
    }
}

int main(int argc, char **argv)
{
    puts("armed");
    fflush(stdout);
    for (int i = 1; i < argc; i++) {
        attempt(argv[i]);
        fflush(stdout);
    }
    return 0;
}
