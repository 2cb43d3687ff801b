//: exit 0 1
// The status tells whether it has more than one CPU.
#include "corpus.h"

int main(void)
{
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    return CPU_COUNT(&set) > 1;
}
