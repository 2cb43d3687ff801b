// The peak of the memory it used, which the kernel counts in batches.
#include "corpus.h"

int main(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%ld KiB, %ld faults\n", used.ru_maxrss, used.ru_minflt);
}
