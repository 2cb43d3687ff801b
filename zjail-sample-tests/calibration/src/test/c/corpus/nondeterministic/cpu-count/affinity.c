// How many CPUs it may use.
#include "corpus.h"

int main(void)
{
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    printf("%d\n", CPU_COUNT(&set));
}
