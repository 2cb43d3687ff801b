//: policy threads
// Who comes first is the output.
#include "corpus.h"

static long winner = -1;
static void *work(void *number)
{
    burn(50000);
    long nobody = -1;
    __atomic_compare_exchange_n(&winner, &nobody, (long)number, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%ld\n", winner);
}
