//: tmpfs /tmp:1MiB
// Whatever file comes first.
#include "corpus.h"

int main(void)
{
    close(open("/tmp/one", O_CREAT | O_WRONLY, 0600));
    close(open("/tmp/two", O_CREAT | O_WRONLY, 0600));
    DIR *directory = opendir("/tmp");
    struct dirent *entry = readdir(directory);
    while (entry && entry->d_name[0] == '.') entry = readdir(directory);
    puts(entry->d_name);
}
