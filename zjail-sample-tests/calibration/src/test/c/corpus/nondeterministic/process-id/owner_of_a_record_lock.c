//: policy processes
//: tmpfs /tmp:1MiB
// The kernel names the process that holds a lock on a file.
#include "corpus.h"

int main(void)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int file = open("/tmp/file", O_CREAT | O_RDWR, 0600);
    fcntl(file, F_SETLK, &lock);
    if (!fork()) {
        fcntl(file, F_GETLK, &lock);
        printf("%d\n", (int)lock.l_pid);
        exit(0);
    }
    wait(NULL);
}
