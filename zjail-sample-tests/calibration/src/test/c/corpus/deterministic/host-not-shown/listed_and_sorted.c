//: tmpfs /tmp:1MiB
// The entries come in some order and go in another.
#include "corpus.h"

int main(void)
{
    struct dirent **entries;
    for (char c = 'z'; c >= 'p'; c--) {
        char name[] = {'/', 't', 'm', 'p', '/', c, 0};
        close(open(name, O_CREAT | O_WRONLY, 0600));
    }
    int count = scandir("/tmp", &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) puts(entries[i]->d_name);
}
