//: policy processes
// Processes count in shared memory without a lock.
#include "corpus.h"

int main(void)
{
    volatile long *counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 3; i++) {
        if (!fork()) {
            for (int j = 0; j < 2000000; j++) ++*counter;
            _exit(0);
        }
    }
    while (wait(NULL) > 0) {
    }
    printf("%ld\n", *counter);
}
