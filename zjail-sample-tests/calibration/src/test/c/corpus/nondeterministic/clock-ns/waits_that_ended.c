// How many short waits fit into a span.
#include "corpus.h"

int main(void)
{
    uint64_t deadline = nanoseconds(CLOCK_MONOTONIC) + 3000000;
    int waits = 0;
    while (nanoseconds(CLOCK_MONOTONIC) < deadline) {
        struct timespec span = {0, 20000};
        ppoll(NULL, 0, &span, NULL);
        waits++;
    }
    printf("%d\n", waits);
}
