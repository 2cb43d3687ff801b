//: policy threads
// Each thread writes where no other does, and all are joined before the output.
#include "corpus.h"

static uint64_t slots[8];
static void *work(void *number)
{
    slots[(long)number] = mix((uint64_t)number + 1);
    return NULL;
}
int main(void)
{
    in_threads(8, work);
    for (int i = 0; i < 8; i++) show(slots[i]);
}
