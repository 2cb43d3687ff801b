//: tmpfs /tmp:1MiB
// How many entries there are is the same in each order.
#include "corpus.h"

int main(void)
{
    int count = 0;
    for (char c = 'a'; c <= 'k'; c++) {
        char name[] = {'/', 't', 'm', 'p', '/', c, 0};
        close(open(name, O_CREAT | O_WRONLY, 0600));
    }
    DIR *directory = opendir("/tmp");
    while (readdir(directory)) count++;
    printf("%d\n", count);
}
