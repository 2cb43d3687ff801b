//: tmpfs /tmp:1MiB
// Files of its own, in the order of the file system.
#include "corpus.h"

int main(void)
{
    char name[32];
    for (int i = 0; i < 10; i++) {
        sprintf(name, "/tmp/%c", 'a' + i * 7 % 10);
        close(open(name, O_CREAT | O_WRONLY, 0600));
    }
    DIR *directory = opendir("/tmp");
    for (struct dirent *entry; (entry = readdir(directory));) puts(entry->d_name);
}
